import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../shared/oracle", import.meta.url));

/** The folder of public bundles with what Python's Jinja2 makes of them; not everywhere there. */
export const oracle = existsSync(folder) ? folder : undefined;

/** All files of the oracle by their paths; empty without an oracle. */
export function oracleFiles(): Record<string, string> {
  if (oracle === undefined) return {};
  return Object.fromEntries(
    readdirSync(oracle, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(oracle.length + 1), readFileSync(path, "utf8")]),
  );
}
