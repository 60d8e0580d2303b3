// Compresses the files of a release beside them, as `.br` and `.gz`, for servers that send such files instead of
// compressing each reply. Trunk's other builds are not compressed: it takes most of a minute.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);
/** The files that become smaller. */
const compressible = /\.(html|js|css|wasm|svg|json|webmanifest)$/;

/** Compresses the files of the site in this folder. */
export async function compress(folder) {
  if (process.env.TRUNK_PROFILE !== "release") return;
  const names = readdirSync(folder, { recursive: true }).filter((name) => compressible.test(name));
  await Promise.all(names.flatMap((name) => both(join(folder, name))));
}

function both(path) {
  const bytes = readFileSync(path);
  const { BROTLI_PARAM_SIZE_HINT: hint, BROTLI_PARAM_QUALITY: quality } = zlib.constants;
  const params = { [hint]: bytes.length, [quality]: zlib.constants.BROTLI_MAX_QUALITY };
  return [
    brotli(bytes, { params }).then((packed) => writeFileSync(`${path}.br`, packed)),
    // Without the time of the build, equal sites have equal files.
    gzip(bytes, { level: 9 }).then((packed) => writeFileSync(`${path}.gz`, packed)),
  ];
}
