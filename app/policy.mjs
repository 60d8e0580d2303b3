// Puts the hash of the one inline script, Trunk's start of the page, into the page's
// Content-Security-Policy: no other inline script can run.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes it into the page of the site in this folder. */
export function allowStart(folder) {
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
  const scripts = inlineScripts(html);
  if (scripts.length !== 1 || !html.includes("BOOT_HASH")) {
    throw new Error(
      `index.html: expected one inline script and a place for its hash, found ${scripts.length} scripts`,
    );
  }
  const hash = createHash("sha256").update(scripts[0]).digest("base64");
  writeFileSync(page, html.replace("BOOT_HASH", `'sha256-${hash}'`));
}

/** The texts of the inline scripts of a page. A script with an address has none. */
export function inlineScripts(html) {
  const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)];
  return scripts.filter(([, attributes]) => !/\ssrc\s*=/.test(attributes)).map((match) => match[2]);
}
