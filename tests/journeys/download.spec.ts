import { expect, test } from "@playwright/test";
import { bytes, environment, pack, unpack } from "../pages/archive";
import { Workbench } from "../pages/workbench";

const files = {
  ...environment,
  "infrastructure/windows.yaml": "a: 1\r\nb: 2\r\n",
  "infrastructure/mixed.yaml": "\uFEFFa: 1\r\nb: 2\nc: 3",
  "infrastructure/run.sh": "#!/bin/sh\necho é 😀\n",
  "schema/logo.png": Buffer.from([0x89, 0x50, 0xff, 0, 0xfe]),
  [`docs/${"long-name/".repeat(14)}README.md`]: "# Long\n",
};

test("what was not touched comes out as it went in, twice the same", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("queue.tar.gz", files));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  // To look at a file must not change it.
  for (const name of ["windows.yaml", "mixed.yaml", "run.sh"]) {
    await workbench.select("queue", `infrastructure/${name}`);
  }
  const first = await workbench.download();
  expect(first.name).toBe("queue.tar.gz");
  expect(unpack(first)).toEqual(bytes(files));
  const second = await workbench.download();
  expect(second.buffer.equals(first.buffer)).toBe(true);
  await page.reload();
  await workbench.analyzed();
  const third = await workbench.download();
  expect(third.buffer.equals(first.buffer)).toBe(true);
});

test("an edit comes out, and nothing else changes", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("queue.tar.gz", files));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  await workbench.select("queue", "infrastructure/windows.yaml");
  await workbench.text.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("c: 3");
  await page.keyboard.press("Enter");
  const expected = { ...files, "infrastructure/windows.yaml": "a: 1\r\nb: 2\r\nc: 3\r\n" };
  expect(unpack(await workbench.download())).toEqual(bytes(expected));
});

test("the sample goes along when it is wanted", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const sample = page.getByLabel("Download with the sample");
  await sample.uncheck();
  const without = Object.keys(unpack(await workbench.download()));
  expect(without.filter((path) => path.includes("spec/"))).toEqual([]);
  expect(without.some((path) => path.endsWith("schema/schema.yaml"))).toBe(true);
  await sample.check();
  const along = Object.keys(unpack(await workbench.download()));
  expect(along.some((path) => path.endsWith("spec/spec.yaml"))).toBe(true);
});
