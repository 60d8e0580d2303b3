// Minifies the scripts of the site, which Trunk copies as they are, and names two of them after their contents.

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { hashedName, hashOf, integrityOf } from "./hashed.mjs";

/** The script of the page, which has a hash in its name. */
const script = /^app-[0-9a-f]+\.js$/;
/** The preloads of the scripts that it imports. */
const imported = /<link rel="modulepreload" href="\.\/snippets\/[^>]*>/g;
/** The scripts of the workers. */
const workers = ["worker.js", "cloudformation.js"];

/** Minifies the scripts of the site in this folder. The page's script includes those that it imports. */
export function minifyScripts(folder) {
  const main = readdirSync(folder).find((name) => script.test(name));
  if (!main) throw new Error("the site has no app-….js");
  for (const name of workers) writeFileSync(join(folder, name), minified(join(folder, name)));
  const text = minified(join(folder, main));
  const name = hashedName("app.js", text);
  rmSync(join(folder, main));
  rmSync(join(folder, "snippets"), { recursive: true });
  rmSync(join(folder, "__wasm_split.js"));
  writeFileSync(join(folder, name), text);
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8").replaceAll(main, name).replace(imported, "");
  const preload = new RegExp(`(href="\\./${name}"[^>]* integrity=")[^"]+"`);
  if (!preload.test(html)) throw new Error(`index.html does not preload ${name}`);
  writeFileSync(page, html.replace(preload, `$1${integrityOf(text)}"`));
}

/** Minifies the script that runs before the first paint, and names it after its text. */
export function nameStart(folder) {
  const plain = "start.js";
  const files = ["loader.js", "worker.js", "worker_bg.wasm"];
  const hash = hashOf(Buffer.concat(files.map((name) => readFileSync(join(folder, name)))));
  const text = minified(join(folder, plain), { WORKER_HASH: JSON.stringify(hash) });
  const name = hashedName(plain, text);
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
  const script = `<script src="./${plain}">`;
  if (!html.includes(script)) throw new Error(`index.html does not run ${plain}`);
  writeFileSync(page, html.replace(script, `<script src="./${name}" integrity="${integrityOf(text)}">`));
  rmSync(join(folder, plain));
  writeFileSync(join(folder, name), text);
}

function minified(path, define = {}) {
  const options = { bundle: true, write: false, format: "esm", target: "es2022", minify: true, define };
  return buildSync({ entryPoints: [path], ...options, logLevel: "warning" }).outputFiles[0].text;
}
