import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Page, test } from "@playwright/test";
import { buildSync } from "esbuild";
import { Workbench } from "../pages/workbench";
import { Engine, type Took } from "./engine";
import { median, ms, p95, print } from "./figures";
import type { Answer } from "./incumbent/worker";
import { type Lap, lap } from "./stopwatch";
import { type Subject, subjects } from "./subjects";
import { empty, letter, openInComment } from "./typing";

const keystrokes = 120;
const turns = 60;
/** Runs that count for nothing: code is compiled and caches are filled meanwhile. */
const warmUp = 15;

/** The messages on which the native program is compared, from the first test. */
const answered: {
  about: Record<string, string>;
  messages: Buffer;
  analyses: number;
  wasm: Took;
}[] = [];

test("in the browser", async ({ browser, page }) => {
  const typed: Record<string, string>[] = [];
  const compared: Record<string, string>[] = [];
  await Engine.record(page);
  for (const subject of subjects()) {
    const workbench = await open(page, subject);
    const about = { bundle: subject.name, instances: `${subject.instances}` };

    const laps = await type(workbench, keystrokes);
    const row: Record<string, string> = { ...about };
    for (const what of ["echoed", "shown", "painted"] as const) {
      const times = laps.map((one) => one[what]);
      row[`${what}, median`] = ms(median(times));
      row[`${what}, p95`] = ms(p95(times));
    }
    typed.push(row);

    const engine = await Engine.of(page);
    const { ours, theirs, same } = await takeTurns(workbench, engine, subject);
    const wasm = {
      visible: median(ours.map((one) => one.visible)),
      complete: median(ours.map((one) => one.complete)),
    };
    const { analyses } = engine;
    answered.push({ about, messages: await engine.messages(), analyses, wasm });
    compared.push({
      ...about,
      visible: ms(wasm.visible),
      complete: ms(wasm.complete),
      "nunjucks + js-yaml + ajv": ms(median(theirs)),
      "÷ visible": (median(theirs) / wasm.visible).toFixed(2),
      "÷ complete": (median(theirs) / wasm.complete).toFixed(2),
      "their texts as Python's": same,
    });
    console.log("measured:", JSON.stringify([typed.at(-1), compared.at(-1)]));
  }
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(
    `\nChromium ${browser.version()}, ${cpus().length} × ${cpus()[0]?.model}, ${memory} GB`,
  );
  print(`From keystroke to rendering, ${keystrokes} keystrokes, in milliseconds`, typed);
  print(`The work behind one keystroke, median of ${turns} turns, in milliseconds`, compared);
});

test("natively", () => {
  const rows = answered.map(({ about, messages, analyses, wasm }) => {
    const native = runNatively(messages, analyses);
    return {
      ...about,
      "visible, wasm": ms(wasm.visible),
      native: ms(native.visible),
      "wasm ÷ native": (wasm.visible / native.visible).toFixed(2),
      "complete, wasm": ms(wasm.complete),
      "native ": ms(native.complete),
      "wasm ÷ native ": (wasm.complete / native.complete).toFixed(2),
    };
  });
  print("The same key answered by the worker and natively, median, in milliseconds", rows);
});

/** Opens a bundle as a person does, and closes what else is open. */
async function open(page: Page, subject: Subject): Promise<Workbench> {
  const workbench = new Workbench(page);
  await empty(workbench);
  await openInComment(workbench, subject);
  await type(workbench, warmUp);
  return workbench;
}

/** Types into the comment in the template's first line, which every instance renders again. */
async function type({ page, rendering }: Workbench, count: number): Promise<Lap[]> {
  const laps: Lap[] = [];
  for (let at = 0; at < count; at += 1) {
    laps.push(await lap(rendering, letter(at)));
    // As fast as quick hands, and at any phase of the display's frames.
    await page.waitForTimeout(60 + Math.random() * 60);
  }
  return laps;
}

/** The same inputs to both, one after the other, in the same browser. */
async function takeTurns(workbench: Workbench, engine: Engine, subject: Subject) {
  const { page } = workbench;
  await page.route("**/incumbent.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: incumbent() }),
  );
  const worker = await page.evaluateHandle(() => new Worker("/incumbent.js"));
  const ask = (): Promise<Answer> =>
    worker.evaluate(
      (worker, files) =>
        new Promise<Answer>((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data as Answer);
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.postMessage(files);
        }),
      subject.files,
    );
  await engine.took();
  const ours: Took[] = [];
  const theirs: number[] = [];
  for (let turn = -warmUp; turn < turns; turn += 1) {
    await type(workbench, 1);
    const own = await engine.took();
    const { milliseconds } = await ask();
    if (turn < 0) continue;
    ours.push(own);
    theirs.push(milliseconds);
  }
  const expected = Object.entries(subject.expected);
  const { texts } = await ask();
  const same = expected.filter(([file, text]) => texts[file] === text).length;
  await worker.evaluate((worker) => worker.terminate());
  return { ours, theirs, same: expected.length ? `${same} of ${expected.length}` : "" };
}

function incumbent(): string {
  const entry = fileURLToPath(new URL("incumbent/worker.ts", import.meta.url));
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    platform: "browser",
  });
  return outputFiles[0]!.text;
}

/** The time of the engine as a native program for the last `analyses` of these messages. */
function runNatively(messages: Buffer, analyses: number): Took {
  const folder = mkdtempSync(join(tmpdir(), "cyclotron-"));
  try {
    const file = join(folder, "messages");
    writeFileSync(file, messages);
    const run = ["bench", "--quiet", "--package", "cyclotron-worker", "--bench", "answer"];
    const given = ["--", file, `${analyses}`];
    return JSON.parse(execFileSync("cargo", [...run, ...given], { encoding: "utf8" })) as Took;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
