// Writes the service worker of a built site into its folder: `node app/offline/precache.mjs <folder>`.
// It holds what is in every other file, so that nothing may change afterwards.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildSync } from "esbuild";

const name = "service-worker.js";
// CloudFormation's rules are megabytes; cloudformation-start.js keeps them once they were needed.
// A compressed file has the contents of the one beside it.
const left = new RegExp(`^(${name}|cloudformation_bg-[^/]*\\.wasm|.*\\.(br|gz))$`);

/** Writes it. */
export function precache(folder) {
  buildSync({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    outfile: join(folder, name),
    bundle: true,
    minify: true,
    target: "es2022",
    define: {
      FILES: JSON.stringify(files(folder)),
      "process.env.NODE_ENV": '"production"',
    },
    logLevel: "warning",
  });
}

/** The files to cache, as Workbox wants them, in an order that does not depend on the file system. */
function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((url) => !left.test(url))
    .sort()
    .map((url) => {
      const hash = createHash("sha256").update(readFileSync(join(folder, url)));
      const digest = hash.digest("base64");
      // While a server is half way from one version to the next, a file of the wrong one is refused.
      return { url, revision: digest, integrity: `sha256-${digest}` };
    });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) precache(process.argv[2]);
