// Joins the style sheets of the page into one minified file: a browser paints nothing before it has all of them, and each
// file costs a request.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { hashedName, integrityOf } from "./hashed.mjs";

const link = /[ \t]*<link rel="stylesheet" href="\.\/([^"]+)" integrity="[^"]+"\/?>\n?/g;

/** Joins the style sheets of the site in this folder, in their order in the page. */
export function joinStyles(folder) {
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
  const names = [...html.matchAll(link)].map((match) => match[1]);
  if (names.length === 0) throw new Error("index.html links no style sheet");
  const text = names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const { code } = transformSync(text, { loader: "css", minify: true });
  const name = hashedName("style.css", code);
  const joined = `    <link rel="stylesheet" href="./${name}" integrity="${integrityOf(code)}" />\n`;
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
