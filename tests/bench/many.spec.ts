import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { below, type Files, pack, read } from "../pages/archive";
import { oracle } from "../pages/oracle";
import { Workbench } from "../pages/workbench";
import { Engine, type Took } from "./engine";
import { median, ms, p95, print } from "./figures";
import { type Lap, lap } from "./stopwatch";
import { type Subject, subjects } from "./subjects";
import { empty, letter, openInComment } from "./typing";

const keystrokes = 60;
const warmUp = 15;
/** How many bundles are open. */
const counts = [1, 26, 80];

test("a key while many bundles are open", async ({ page }) => {
  test.skip(oracle === undefined, "there is no ../shared/oracle");
  await Engine.record(page);
  const rows: Record<string, string>[] = [];
  const first: Record<"visible" | "complete" | "painted", number>[] = [];
  for (const count of counts) {
    const workbench = await open(page, subjects()[1]!, count);
    const engine = await Engine.of(page);
    const { laps, took } = await type(workbench, engine);
    const painted = laps.map((one) => one.painted);
    const [visible, complete] = [took.map((one) => one.visible), took.map((one) => one.complete)];
    first.push({
      visible: median(visible),
      complete: median(complete),
      painted: median(painted),
    });
    const factor = (what: keyof (typeof first)[0]) =>
      (first.at(-1)![what] / first[0]![what]).toFixed(2);
    rows.push({
      "bundles open": `${count}`,
      "visible, median": ms(median(visible)),
      "visible, × one bundle": factor("visible"),
      "complete, median": ms(median(complete)),
      "complete, × one bundle": factor("complete"),
      "painted, median": ms(median(painted)),
      "painted, p95": ms(p95(painted)),
      "painted, × one bundle": factor("painted"),
      "worker's memory, MB": ((await engine.memory()) / 2 ** 20).toFixed(0),
    });
    console.log("measured:", JSON.stringify(rows.at(-1)));
  }
  print(`A key in one bundle while others are open, ${keystrokes} keys, in milliseconds`, rows);
});

/** Opens `count` bundles: public ones, each under a name of its own, and the subject. */
async function open(page: Page, subject: Subject, count: number): Promise<Workbench> {
  const workbench = new Workbench(page);
  await empty(workbench);
  if (count > 1) {
    await workbench.openArchive(pack("others.tar.gz", others(count - 1)));
    const opened = async () => (await workbench.bundles()).length;
    await expect.poll(opened, { timeout: 60_000 }).toBe(count - 1);
  }
  await openInComment(workbench, subject);
  for (let at = 0; at < warmUp; at += 1) await lap(workbench.rendering, letter(at));
  return workbench;
}

/** The files of this many public bundles, repeated if there are fewer. */
function others(count: number): Files {
  const folder = join(oracle!, "cases");
  const names = readdirSync(folder);
  const bundles = Array.from({ length: count }, (_, at) => {
    const files = read(join(folder, names[at % names.length]!, "bundle"));
    const bytes = Object.entries(files).map(([path, text]) => [path, Buffer.from(text, "latin1")]);
    return below(`other-${at + 1}`, Object.fromEntries(bytes) as Files);
  });
  return Object.assign({}, ...bundles) as Files;
}

async function type(workbench: Workbench, engine: Engine) {
  const laps: Lap[] = [];
  const took: Took[] = [];
  await engine.took();
  for (let at = 0; at < keystrokes; at += 1) {
    laps.push(await lap(workbench.rendering, letter(at)));
    await workbench.analyzed();
    took.push(await engine.took());
    await workbench.page.waitForTimeout(60 + Math.random() * 60);
  }
  return { laps, took };
}
