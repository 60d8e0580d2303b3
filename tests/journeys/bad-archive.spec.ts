import { gzipSync } from "node:zlib";
import { expect, test } from "../pages/test";
import { type Archive, below, environment, pack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const good = pack("good.tar.gz", environment);

const bad: Record<string, [archive: Archive, says: RegExp]> = {
  "an empty file": [{ name: "x.tar.gz", buffer: Buffer.alloc(0) }, /x\.tar\.gz is empty/],
  "a text": [{ name: "x.tar.gz", buffer: Buffer.from("schema: {}\n") }, /not a tar\.gz/],
  "a part of a zip": [
    { name: "x.zip", buffer: Buffer.from("PK\u0003\u0004rest of it") },
    /the list of files at the end of a zip is missing/,
  ],
  "gzip of a text": [
    { name: "x.tar.gz", buffer: gzipSync("schema: {}\n") },
    /what is in it is not a tar/,
  ],
  "a part of an archive": [
    { name: "x.tar.gz", buffer: good.buffer.subarray(0, good.buffer.length / 2) },
    /cut off/,
  ],
  "no schema": [pack("x.tar.gz", { "a/template.yaml": "a: 1\n" }), /no template bundle/],
  "far too many bundles": [
    pack(
      "x.tar.gz",
      Object.assign({}, ...Array.from({ length: 101 }, (_, n) => below(`t${n}`, environment))),
    ),
    /holds 101 template bundles; 100 can be opened/,
  ],
  "a file that is larger than what opens": [
    { name: "film.zip", buffer: Buffer.alloc(33 << 20, "PK") },
    /film\.zip is too large/,
  ],
  "far too much": [
    pack("x.tar.gz", { ...environment, "big.yaml": Buffer.alloc(40 << 20) }),
    /more than 32 MB/,
  ],
};

for (const [name, [archive, says]] of Object.entries(bad)) {
  test(`${name} is refused, and what is open stays`, async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.open();
    await workbench.typeFirst("# mine\n");
    await workbench.openArchive(archive);
    await expect(workbench.alerts).toHaveCount(1);
    await expect(workbench.alerts).toContainText(says);
    await workbench.analyzed();
    expect(await workbench.bundles()).toEqual(["item-api-environment", "item-api-service"]);
    await expect(workbench.text).toContainText("# mine");
    await workbench.alerts.getByRole("button", { name: words.onboarding.dismiss }).click();
    await expect(workbench.alerts).toHaveCount(0);
    await workbench.openArchive(good);
    await expect.poll(() => workbench.bundles()).toContain("good");
  });
}
