// Puts the parts of the page's wasm into the site, which `.ci/bin/wasm-bindgen` has split off, and their loader into the
// page's script.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashedName } from "./hashed.mjs";

const loader = "__wasm_split.js";
/** The page's script as Trunk names it. */
const script = /^app-[0-9a-f]+\.js$/;

/** Puts them into the site in this folder. The page's script imports the loader until `minifyScripts` joins the two. */
export function placeParts(folder) {
  const profile = process.env.TRUNK_PROFILE;
  const parts = join(process.env.CARGO_TARGET_DIR ?? "target", "wasm-bindgen", profile, "parts");
  let text = readFileSync(join(parts, loader), "utf8");
  for (const name of readdirSync(parts).filter((name) => name.endsWith(".wasm"))) {
    const path = join(parts, name);
    const bytes = profile === "release" ? optimized(path) : readFileSync(path);
    // Of two parts, there is one file with the code that both use: `chunk_1.wasm`.
    const plain = name.replace(/^split_/, "part-").replace(/^chunk_\d+/, "part-shared");
    const hashed = hashedName(plain, bytes);
    text = replaced(text, `"./${name}"`, `"./${hashed}"`);
    writeFileSync(join(folder, hashed), bytes);
  }
  const main = readdirSync(folder).find((name) => script.test(name));
  text = replaced(text, '"./app.js"', `"./${main}"`);
  text = replaced(text, "WebAssembly.instantiateStreaming(", "instantiate(") + instantiate;
  writeFileSync(join(folder, loader), text);
}

// Takes a part that the server sends with another media type, as wasm-bindgen does for the page's module.
const instantiate = `
async function instantiate(source, imports) {
  const response = await source;
  if (!response.ok) throw new Error(\`\${response.url}: \${response.status}\`);
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
`;

function optimized(path) {
  const options = { maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "inherit"] };
  return execFileSync("wasm-opt", [path, "-Oz", "--output", "-"], options);
}

function replaced(text, from, to) {
  if (!text.includes(from)) throw new Error(`${loader} does not name ${from}`);
  return text.replaceAll(from, to);
}
