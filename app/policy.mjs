// Puts the hash of the one inline script, Trunk's start of the page, into the page's
// Content-Security-Policy: no other inline script can run.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const page = join(process.env.TRUNK_STAGING_DIR, "index.html");
const html = readFileSync(page, "utf8");
const scripts = [...html.matchAll(/<script[^>]*>([\s\S]+?)<\/script>/g)].map((match) => match[1]);
if (scripts.length !== 1 || !html.includes("BOOT_HASH")) {
  console.error(`index.html: expected one inline script and a place for its hash, found ${scripts.length} scripts`);
  process.exit(1);
}
const hash = createHash("sha256").update(scripts[0]).digest("base64");
writeFileSync(page, html.replace("BOOT_HASH", `'sha256-${hash}'`));
