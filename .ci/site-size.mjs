// Fails if a part of the built site is larger than its limit, compressed with brotli: a visitor waits for these bytes.
//
//     node .ci/site-size.mjs [folder]

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import zlib from "node:zlib";

const folder = process.argv[2] ?? "dist";

/** The parts with their files, and their limits in KB of 1,000 bytes. */
const parts = [
  {
    name: "the first screen, without the editor",
    files: /^(index\.html|style-\w+\.css|start-\w+\.js|app-\w+\.js|app-\w+_bg\.wasm)$/,
    // What a visitor waits for before the page reacts: 520 on 2026-12-01, 495 of them wasm. The budget is 350; before
    // the wasm was split it was 843.
    limit: 535,
  },
  {
    name: "the panes that the first analysis fills",
    files: /^part-(analysis|shared)-\w+\.wasm$/,
    // The first rendering waits for it, beside the worker: 184 on 2026-12-01.
    limit: 195,
  },
  {
    name: "the dialogs, and what else the user opens",
    files: /^part-rest-\w+\.wasm$/,
    // Loaded when the browser is idle, or else the first dialog waits for it: 300 on 2026-12-01, 46 of them for the dialog
    // that ejects, with its choices and the folder that it saves to.
    limit: 310,
  },
  {
    name: "the editor",
    files: /^editor-\w+\.js$/,
    // CodeMirror with search, completion and our extensions: 116 on 2026-12-01.
    limit: 125,
  },
  {
    name: "the engine's worker",
    files: /^(loader\.js|worker\.js|worker_bg\.wasm)$/,
    // 1,338 on 2026-12-01; the budget is 1,100. A large part is jsonschema with its regular expressions.
    limit: 1_350,
  },
  {
    name: "the worker with CloudFormation's rules",
    files: /^(cloudformation-start\.js|cloudformation\.js|cloudformation_bg-\w+\.wasm)$/,
    // Only loaded after a template has rendered: the validator's schemas of all resource types, and the code that ejects.
    // 2,950 on 2026-12-01, 167 of them for ejecting.
    limit: 3_000,
  },
];

let isTooLarge = false;
const names = readdirSync(folder);
for (const { name, files, limit } of parts) {
  const own = names.filter((file) => files.test(file));
  if (own.length === 0) throw new Error(`${folder} has no file of ${name}`);
  const kb = own.reduce((sum, file) => sum + size(join(folder, file)), 0) / 1000;
  const verdict = kb > limit ? "TOO LARGE" : "ok";
  console.log(`${kb.toFixed(0).padStart(6)} KB of ${limit}  ${name}  ${verdict}`);
  isTooLarge ||= kb > limit;
}
if (isTooLarge) process.exit(1);

/** The size of a file in brotli: of the one that the build has written, if there is one. */
function size(file) {
  try {
    return readFileSync(`${file}.br`).length;
  } catch {
    return zlib.brotliCompressSync(readFileSync(file)).length;
  }
}
