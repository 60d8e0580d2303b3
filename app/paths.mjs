// Fails the release build whose wasm names a folder of the machine that built it: a panic would show it.

import { readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Looks through the site in this folder. */
export function refusePaths(folder) {
  // Other builds keep the paths for debugging.
  if (process.env.TRUNK_PROFILE !== "release") return;
  const checkout = fileURLToPath(new URL("..", import.meta.url));
  const folders = [checkout, `${homedir()}/`, process.env.CARGO_HOME].filter(Boolean);
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".wasm"))) {
    const bytes = readFileSync(join(folder, name));
    const found = folders.find((path) => bytes.includes(path));
    if (found !== undefined) {
      throw new Error(`${name} names ${found}: use make build, which replaces paths (.ci/rustflags)`);
    }
  }
}
