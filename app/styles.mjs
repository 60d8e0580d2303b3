// Joins the style sheets of the page into one minified file: a browser paints nothing before it has all of them, and each
// file costs a request.

import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

const link = /[ \t]*<link rel="stylesheet" href="\.\/([^"]+)" integrity="[^"]+"\/?>\n?/g;

/** Joins the style sheets of the site in this folder, in their order in the page. */
export function joinStyles(folder) {
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
  const names = [...html.matchAll(link)].map((match) => match[1]);
  if (names.length === 0) throw new Error("index.html links no style sheet");
  const text = names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const { code } = transformSync(text, { loader: "css", minify: true });
  const hash = (algorithm) => createHash(algorithm).update(code);
  const name = `style-${hash("sha256").digest("hex").slice(0, 16)}.css`;
  const joined = `    <link rel="stylesheet" href="./${name}" integrity="sha384-${hash("sha384").digest("base64")}" />\n`;
  let isFirst = true;
  const joining = () => {
    const text = isFirst ? joined : "";
    isFirst = false;
    return text;
  };
  writeFileSync(page, html.replace(link, joining));
  for (const name of names) rmSync(join(folder, name));
  writeFileSync(join(folder, name), code);
}
