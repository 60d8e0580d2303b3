// Names files after their contents, so that browsers may keep them for ever, and a file of another version is a different
// one.

import { createHash } from "node:crypto";

/** The name of a file with a hash of its contents before the ending: `editor-0123456789abcdef.js`. */
export function hashedName(name, contents) {
  return name.replace(/(?=\.[^.]+$)/, `-${hashOf(contents)}`);
}

/** The hash in such a name. */
export function hashOf(contents) {
  return createHash("sha256").update(contents).digest("hex").slice(0, 16);
}

/** The value of the attribute `integrity` for these contents. */
export function integrityOf(contents) {
  return `sha384-${createHash("sha384").update(contents).digest("base64")}`;
}
