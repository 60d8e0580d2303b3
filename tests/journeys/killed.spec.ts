import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, expect, test } from "../pages/test";
import { browser } from "../browser";
import { soak } from "../pages/soak";
import { Workbench } from "../pages/workbench";

/** How often the browser is killed. */
const KILLS = Number(process.env.KILLS ?? (soak ? 50 : 6));
if (!soak && process.env.TEST_WORKER_INDEX === undefined) {
  console.log(`kills of the browser: ${KILLS}; \`make soak\` kills it 50 times`);
}
/** How long a browser may take until it answers, in milliseconds, before another one is started. */
const PATIENCE = 10_000;

interface Started {
  process: ChildProcess;
  browser: Browser;
}

/**
 * A browser of the machine's own with a profile of its own, which can be killed. One that was killed leaves
 * a profile that now and then keeps the next one from answering; the one after that does.
 */
async function start(profile: string, tries = 3): Promise<Started> {
  const { executablePath, args } = { executablePath: chromium.executablePath(), ...browser.launchOptions };
  const child = spawn(
    executablePath,
    [...args, "--headless", "--no-first-run", "--remote-debugging-port=0", `--user-data-dir=${profile}`],
    { detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  const address = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stderr!.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found) resolve(found[1]!);
    });
    child.once("exit", () => reject(new Error(`the browser ended: ${said}`)));
  });
  try {
    return { process: child, browser: await chromium.connectOverCDP(address, { timeout: PATIENCE }) };
  } catch (error) {
    await kill(child);
    if (tries === 1) throw error;
    return start(profile, tries - 1);
  }
}

/** Kills a browser with everything that it has started. */
async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid!, "SIGKILL");
  await ended;
}

test(`a browser that is killed ${KILLS} times while one types loses nothing that was said to be saved`, async ({
  baseURL,
}) => {
  test.setTimeout(KILLS * 30_000);
  const profile = mkdtempSync(join(tmpdir(), "cyclotron-killed-"));
  // The times are arbitrary and the same in each run.
  let seed = 20_261_007;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const typed = new Map<number, number>();
  let next = 0;
  let killedAt = 0;
  /** The lines that were typed when the page said "Saved" last. */
  let saved: number[] = [];
  const lost: number[] = [];
  try {
    for (let round = 0; round <= KILLS; round += 1) {
      const { process: child, browser } = await start(profile);
      const page = browser.contexts()[0]!.pages()[0] ?? (await browser.contexts()[0]!.newPage());
      const workbench = new Workbench(page);
      await page.goto(`${baseURL}/`);
      await expect(workbench.text).toBeVisible();
      if (round > 0) {
        const text = await page.evaluate(async () => {
          const all = await new Promise<Uint8Array[]>((resolve) => {
            const open = indexedDB.open("cyclotron-work");
            open.onsuccess = () => {
              const store = open.result.transaction("bundles").objectStore("bundles");
              store.getAll().onsuccess = (event) =>
                resolve((event.target as IDBRequest<Uint8Array[]>).result);
            };
          });
          return all.map((record) => new TextDecoder().decode(record)).join("");
        });
        const kept = new Set([...text.matchAll(/# line (\d+)\\n/g)].map((match) => Number(match[1])));
        expect(saved.filter((line) => !kept.has(line)), "lines that were saved and are gone").toEqual([]);
        const gone = [...typed].filter(([line]) => !kept.has(line));
        lost.push(Math.max(0, ...gone.map(([, time]) => killedAt - time)));
        // Lines that were lost are not counted again in the next round.
        gone.forEach(([line]) => typed.delete(line));
      }
      if (round < KILLS) {
        await workbench.text.focus();
        await page.keyboard.press("Control+Home");
        const until = Date.now() + 300 + random() * 2200;
        while (Date.now() < until) {
          const line = next++;
          await page.keyboard.insertText(`# line ${line}\n`);
          typed.set(line, Date.now());
          await page.waitForTimeout(20 + random() * 120);
          if ((await workbench.status.textContent())?.includes("Saved")) saved = [...typed.keys()];
        }
        killedAt = Date.now();
      }
      await kill(child);
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
  const sorted = lost.sort((a, b) => a - b);
  console.log(
    `killed ${KILLS} times, ${next} lines typed: lost work was at most ${sorted.at(-1)} ms old, ` +
      `half of the times at most ${sorted[sorted.length >> 1]} ms`,
  );
});
