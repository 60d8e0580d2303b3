// Minifies the scripts that wasm-bindgen writes, which Trunk copies as they are.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

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
  const hash = (algorithm) => createHash(algorithm).update(text);
  const name = `app-${hash("sha256").digest("hex").slice(0, 16)}.js`;
  rmSync(join(folder, main));
  rmSync(join(folder, "snippets"), { recursive: true });
  writeFileSync(join(folder, name), text);
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8").replaceAll(main, name).replace(imported, "");
  const preload = new RegExp(`(href="\\./${name}"[^>]* integrity=")[^"]+"`);
  if (!preload.test(html)) throw new Error(`index.html does not preload ${name}`);
  writeFileSync(page, html.replace(preload, `$1sha384-${hash("sha384").digest("base64")}"`));
}

/** Minifies the script that runs before the first paint, and names it after its text. */
export function nameStart(folder) {
  const plain = "start.js";
  const text = minified(join(folder, plain));
  const hash = (algorithm) => createHash(algorithm).update(text);
  const name = `start-${hash("sha256").digest("hex").slice(0, 16)}.js`;
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
  const script = `<script src="./${plain}">`;
  if (!html.includes(script)) throw new Error(`index.html does not run ${plain}`);
  const integrity = `sha384-${hash("sha384").digest("base64")}`;
  writeFileSync(page, html.replace(script, `<script src="./${name}" integrity="${integrity}">`));
  rmSync(join(folder, plain));
  writeFileSync(join(folder, name), text);
}

function minified(path) {
  const options = { bundle: true, write: false, format: "esm", target: "es2022", minify: true };
  return buildSync({ entryPoints: [path], ...options, logLevel: "warning" }).outputFiles[0].text;
}
