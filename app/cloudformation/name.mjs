// Names the wasm of CloudFormation's rules after what is in it: it is fetched later than all else, when
// the server may have a newer version, whose file must not come in its place.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashedName } from "../hashed.mjs";

const plain = "cloudformation_bg.wasm";

/** Names it, in the site in this folder, and tells what fetches it. */
export function nameRules(folder) {
  const name = hashedName(plain, readFileSync(join(folder, plain)));
  const start = join(folder, "cloudformation-start.js");
  const text = readFileSync(start, "utf8");
  if (!text.includes(plain)) throw new Error(`cloudformation-start.js does not name ${plain}`);
  writeFileSync(start, text.replace(plain, name));
  renameSync(join(folder, plain), join(folder, name));
}
