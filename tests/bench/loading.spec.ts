import { fileURLToPath } from "node:url";
import { type Browser, test } from "@playwright/test";
import { median, print } from "./figures";
import { Wire } from "./wire";

/** A mobile connection, and a processor a quarter as fast as this one. */
const WIRE = { bits: 9_000_000, latency: 60 };
const SLOWDOWN = 4;
const VISITS = Number(process.env.VISITS ?? 7);
const dist = fileURLToPath(new URL("../../dist", import.meta.url));

/** The milestones of a first visit, in the order in which they are expected. */
const milestones = ["shell painted", "editor usable", "first rendering"] as const;
type Milestone = (typeof milestones)[number];
type Visit = Record<Milestone, { ms: number; bytes: number }>;

test("a first visit", async ({ browser }) => {
  const visits: Visit[] = [];
  // The first compresses the files.
  await visit(browser);
  for (let at = 0; at < VISITS; at += 1) visits.push(await visit(browser));
  const row = (milestone: Milestone) => ({
    milestone,
    "median, ms": median(visits.map((one) => one[milestone].ms)).toFixed(0),
    "worst, ms": Math.max(...visits.map((one) => one[milestone].ms)).toFixed(0),
    "KB until then": (median(visits.map((one) => one[milestone].bytes)) / 1000).toFixed(0),
  });
  const about = `${WIRE.bits / 1e6} Mbit/s, ${WIRE.latency} ms, processor ${SLOWDOWN} times slower, brotli`;
  print(`A first visit: ${about}, ${VISITS} visits`, milestones.map(row));
});

/** Visits the page in a new profile. */
async function visit(browser: Browser): Promise<Visit> {
  const { wire, url, close } = await Wire.serve(dist, WIRE.bits, WIRE.latency);
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await page.addInitScript(() => {
    const seen: Record<string, number> = {};
    Object.assign(window, { seen });
    const note = (name: string, isThere: () => boolean) => {
      if (!(name in seen) && isThere()) seen[name] = performance.now();
    };
    new PerformanceObserver((list) => {
      const first = list.getEntriesByName("first-contentful-paint")[0];
      if (first) seen["shell painted"] = first.startTime;
    }).observe({ type: "paint", buffered: true });
    const look = () => {
      // CodeMirror is in a shadow root of its pane.
      const content = (pane: string) => {
        const hosts = [...document.querySelectorAll(`${pane} .pane__body--code > *`)];
        return hosts.map((host) => host.shadowRoot?.querySelector(".cm-content")).find(Boolean);
      };
      note("editor usable", () => content(".pane--editor")?.getAttribute("contenteditable") === "true");
      note("first rendering", () => Boolean(content(".pane--rendered")?.textContent?.trim()));
      if (Object.keys(seen).length < 3) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(
    () => Object.keys((window as unknown as { seen: object }).seen).length === 3,
    undefined,
    { timeout: 60_000 },
  );
  const { seen, origin } = await page.evaluate(() => ({
    seen: (window as unknown as { seen: Record<string, number> }).seen,
    origin: performance.timeOrigin,
  }));
  await context.close();
  close();
  const until = (ms: number) =>
    wire.replies.filter((one) => one.at <= origin + ms).reduce((sum, one) => sum + one.bytes, 0);
  const reached = milestones.map((name) => [name, { ms: seen[name]!, bytes: until(seen[name]!) }]);
  return Object.fromEntries(reached) as Visit;
}
