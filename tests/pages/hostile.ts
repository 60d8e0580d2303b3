import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "@playwright/test";

/** One of the hostile set: what its table says of it. */
export interface Case {
  group: string;
  file: string;
  what: string;
  outcome: "refused" | "survived" | "either";
  says: string;
}

/** The groups that the set has; each is a journey. */
export const groups = ["archives", "zips", "yaml", "schemas", "specs", "templates", "texts"];

/** Makes a group of the set, or of it those with `$HOSTILE` in their names. */
export function make(group: string): { folder: string; cases: Case[] } {
  const folder = mkdtempSync(join(tmpdir(), `cyclotron-${group}-`));
  const script = fileURLToPath(new URL("../hostile/make.py", import.meta.url));
  const wanted = process.env.HOSTILE;
  execFileSync("python3", [script, folder, `${group}/`, ...(wanted ? [wanted] : [])], {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  return { folder, cases: JSON.parse(readFileSync(join(folder, "cases.json"), "utf8")) };
}

declare global {
  interface Window {
    /** Milliseconds: the longest time for which the page has done nothing else. */
    longest: number;
    /** The variable that every script of the set sets. */
    pwned?: unknown;
  }
}

/** Watches from the beginning on for how long the page does not answer. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let last = performance.now();
    window.longest = 0;
    setInterval(() => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
    }, 10);
  });
}

/** Counts the elements that a page never has, in its shadow roots as well. */
export function intruders(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const counts: Record<string, number> = {};
    const count = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll("*")) {
        // CodeMirror's own, beside what it draws into a line.
        if (element.matches("img.cm-widgetBuffer:not([src])")) continue;
        const names = [element.localName, ...element.getAttributeNames()];
        const href = element.getAttribute("href") ?? "";
        const is = (name: string) =>
          ["img", "script", "iframe", "object", "embed", "base"].includes(name) || name.startsWith("on");
        for (const name of names.filter(is)) counts[name] = (counts[name] ?? 0) + 1;
        if (/^\s*(javascript|data|vbscript):/i.test(href)) counts.href = (counts.href ?? 0) + 1;
        if (element.shadowRoot) count(element.shadowRoot);
      }
    };
    count(document);
    return counts;
  });
}

/**
 * Calls `act`, and says how many megabytes more than before it any process of a page has had
 * meanwhile; 0 where the system does not say.
 */
export async function growth(browser: Browser, act: () => Promise<void>): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const pages = processInfo.filter(({ type }) => type === "renderer");
  const megabytes = (id: number, field: string) => {
    try {
      const status = readFileSync(`/proc/${id}/status`, "utf8");
      return Number(new RegExp(`^${field}:\\s*(\\d+) kB$`, "m").exec(status)?.[1] ?? 0) / 1024;
    } catch {
      return 0;
    }
  };
  const before = pages.map(({ id }) => {
    // Linux resets the peak of used memory.
    if (existsSync(`/proc/${id}/clear_refs`)) writeFileSync(`/proc/${id}/clear_refs`, "5");
    return megabytes(id, "VmRSS");
  });
  await act();
  const grown = pages.map(({ id }, at) => megabytes(id, "VmHWM") - (before[at] ?? 0));
  return Math.round(Math.max(0, ...grown));
}
