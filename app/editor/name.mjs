// Names the editor's code after its contents: it is loaded after the page, when the server may have a newer version.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashedName } from "../hashed.mjs";

const plain = "editor.js";

/** Names it, in the site in this folder, and writes the name into the page. */
export function nameEditor(folder) {
  const name = hashedName(plain, readFileSync(join(folder, plain)));
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
  const address = `<meta name="editor" content="./${plain}"`;
  if (!html.includes(address)) throw new Error(`index.html does not name ${plain}`);
  // The wire is idle while the browser compiles the page's code: that is the time to load the editor's.
  const preload = `<link rel="modulepreload" href="./${name}" fetchpriority="low" />\n    `;
  writeFileSync(page, html.replace(address, preload + address.replace(plain, name)));
  renameSync(join(folder, plain), join(folder, name));
}
