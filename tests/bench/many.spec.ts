import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { below, pack, read } from "../pages/archive";
import { oracle } from "../pages/oracle";
import { Workbench } from "../pages/workbench";
import { Engine } from "./engine";
import { median, ms, p95, print } from "./figures";
import { type Lap, lap } from "./stopwatch";
import { type Subject, subjects } from "./subjects";

const keystrokes = 60;
const warmUp = 15;
/** How many bundles are open. */
const counts = [1, 26, 80];

test("a key while many bundles are open", async ({ page }) => {
  test.skip(oracle === undefined, "there is no ../shared/oracle");
  await Engine.record(page);
  const rows: Record<string, string>[] = [];
  const first: { took: number; painted: number }[] = [];
  for (const count of counts) {
    const workbench = await open(page, subjects()[1]!, count);
    const engine = await Engine.of(page);
    const { laps, took } = await type(workbench, engine, keystrokes);
    const painted = laps.map((one) => one.painted);
    first.push({ took: median(took), painted: median(painted) });
    const factor = (what: "took" | "painted") => (first.at(-1)![what] / first[0]![what]).toFixed(2);
    rows.push({
      "bundles open": `${count}`,
      "worker, median": ms(median(took)),
      "worker, × one bundle": factor("took"),
      "painted, median": ms(median(painted)),
      "painted, p95": ms(p95(painted)),
      "painted, × one bundle": factor("painted"),
      "worker's memory, MB": ((await engine.memory()) / 2 ** 20).toFixed(0),
    });
    console.log("measured:", JSON.stringify(rows.at(-1)));
  }
  print(`A key in one bundle while others are open, ${keystrokes} keys, in milliseconds`, rows);
});

/** Opens `count` bundles: the subject, and public ones, each under a name of its own. */
async function open(page: Workbench["page"], { name, files }: Subject, count: number): Promise<Workbench> {
  const workbench = new Workbench(page);
  await page.goto("/");
  await workbench.analyzed();
  await workbench.closeAll();
  const folder = join(oracle!, "cases");
  const names = readdirSync(folder);
  const others = Array.from({ length: count - 1 }, (_, at) => {
    const other = names[at % names.length]!;
    const found = read(join(folder, other, "bundle"));
    return Object.entries(found).map(([path, bytes]) => [
      `other-${at + 1}/${path}`,
      Buffer.from(bytes, "latin1"),
    ]);
  });
  if (count > 1) {
    await workbench.openArchive(pack("others.tar.gz", Object.fromEntries(others.flat())));
    const opened = async () => (await workbench.bundles()).length;
    await expect.poll(opened, { timeout: 60_000 }).toBe(count - 1);
  }
  await workbench.openArchive(pack(`${name}.tar.gz`, below(name, files)));
  await expect(workbench.downloads).toHaveAccessibleName(`Download: ${name}`);
  const template = "instance_infrastructure/cloudformation.yaml";
  await workbench.editor.getByRole("textbox", { name: template }).waitFor();
  await workbench.typeFirst("# \n");
  await workbench.rendering.getByText("#", { exact: true }).waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  for (let at = 0; at < warmUp; at += 1) await lap(workbench.rendering, "abcdefghij"[at % 10]!);
  return workbench;
}

async function type(workbench: Workbench, engine: Engine, count: number) {
  const laps: Lap[] = [];
  const took: number[] = [];
  for (let at = 0; at < count; at += 1) {
    laps.push(await lap(workbench.rendering, "abcdefghijklmnopqrstuvwxyz"[at % 26]!));
    await workbench.analyzed();
    took.push(await engine.took());
    await workbench.page.waitForTimeout(60 + Math.random() * 60);
  }
  return { laps, took };
}
