import { expect, expectAccessible, type Page, test } from "../pages/test";
import { bytes, environment, type Files, pack } from "../pages/archive";
import { Disk } from "../pages/disk";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const files: Files = {
  ...environment,
  "infrastructure/windows.yaml": "a: 1\r\nb: 2\r\n",
  "schema/logo.png": Buffer.from([0x89, 0x50, 0xff, 0, 0xfe]),
};

async function opened(page: Page, contents: Files = files): Promise<[Workbench, Disk]> {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  const disk = new Disk(page, "queue");
  for (const [path, content] of Object.entries(contents)) await disk.write(path, content);
  await disk.isPicked();
  return [workbench, disk];
}

async function openFolder(workbench: Workbench): Promise<void> {
  await workbench.chooseMore(words.opening.openFolder);
  await expect.poll(() => workbench.bundles()).toContain("queue");
}

/** Two files are changed on the page, and one of them also on the disk. */
async function changedOnBothSides(page: Page): Promise<[Workbench, Disk]> {
  const [workbench, disk] = await opened(page);
  await openFolder(workbench);
  await workbench.select("queue", "infrastructure/windows.yaml");
  await workbench.typeFirst("# mine\n");
  await workbench.select("queue", "schema/schema.yaml");
  await workbench.typeFirst("# also mine\n");
  await disk.write("infrastructure/windows.yaml", "# theirs\r\n");
  return [workbench, disk];
}

const save = (workbench: Workbench) => workbench.actOnShown(words.tree.save);
const asked = (page: Page) => page.getByRole("dialog", { name: words.saving.save });

test("what has changed goes back into the folder, and nothing else", async ({ page }) => {
  const [workbench, disk] = await opened(page);
  await openFolder(workbench);
  const before = await disk.read();
  await save(workbench);
  await expect(workbench.alerts.last()).toContainText(words.saving.upToDate("queue", "queue"));

  await workbench.select("queue", "infrastructure/windows.yaml");
  await workbench.text.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("c: 3");
  const unsaved = workbench.tree.getByRole("treeitem", { name: words.tree.unsaved });
  const windows = await workbench.item("queue", "infrastructure", "windows.yaml");
  await expect(windows).toHaveAccessibleName(new RegExp(words.tree.unsaved));
  await expect(await workbench.item("queue")).toHaveAccessibleName(new RegExp(words.tree.unsaved));
  await expect(unsaved).toHaveCount(3);
  await page.keyboard.press("Control+s");
  await expect(unsaved).toHaveCount(0);
  await expect(workbench.alerts.last()).toContainText(
    "Saved 1 file of queue to queue: infrastructure/windows.yaml.",
  );
  const after = await disk.read();
  expect(after["infrastructure/windows.yaml"]!.text).toBe("a: 1\r\nb: 2\r\nc: 3");
  for (const path of Object.keys(before).filter((path) => !path.includes("windows"))) {
    expect(after[path], path).toEqual(before[path]);
  }
  // The sample that was made up stays out, as it does of the download, until it is wanted.
  expect(Object.keys(after).sort()).toEqual(Object.keys(files).sort());
  await workbench.includeSamples(true);
  await save(workbench);
  await expect(workbench.alerts.last()).toContainText("Saved 2 files of queue to queue");
  expect(Object.keys(await disk.read())).toContain("spec/spec.yaml");
  expect(workbench.complaints).toEqual([]);
});

test("what somebody else has changed is not overwritten without a question", async ({ page }) => {
  const [workbench, disk] = await changedOnBothSides(page);

  await save(workbench);
  await expect(asked(page)).toContainText("infrastructure/windows.yaml");
  await expect(asked(page)).toContainText(words.saving.changedOutside(1, "queue"));
  await expectAccessible(workbench.page);
  await asked(page).getByRole("button", { name: words.saving.cancel }).click();
  await expect(asked(page)).toHaveCount(0);
  expect(await disk.texts()).toEqual(bytes({ ...files, "infrastructure/windows.yaml": "# theirs\r\n" }));

  await save(workbench);
  await asked(page).getByRole("button", { name: words.saving.keep }).click();
  await workbench.select("queue", "infrastructure/windows.yaml");
  await expect(workbench.text).toContainText("# theirs");
  await expect(workbench.text).not.toContainText("# mine");
  await expect(workbench.alerts.filter({ hasText: "Saved 1 file" })).toContainText("schema/schema.yaml");
  expect((await disk.texts())["infrastructure/windows.yaml"]).toBe("# theirs\r\n");
  expect((await disk.texts())["schema/schema.yaml"]).toMatch(/^# also mine\n/);

  // Undo restores the replaced edit, and it can now be saved over the file that was read.
  await workbench.alerts
    .filter({ hasText: words.saving.loaded })
    .getByRole("button", { name: words.notices.undo })
    .click();
  await expect(workbench.text).toContainText("# mine");
  await save(workbench);
  await expect(workbench.alerts.last()).toContainText("Saved 1 file of queue to queue: infrastructure/windows.yaml");
  expect((await disk.texts())["infrastructure/windows.yaml"]).toBe("# mine\r\na: 1\r\nb: 2\r\n");

  await workbench.dismissAll();
  await workbench.typeFirst("# more\n");
  await disk.write("infrastructure/windows.yaml", "# theirs again\n");
  await save(workbench);
  await asked(page).getByRole("button", { name: words.saving.overwrite }).click();
  await expect(workbench.alerts).toContainText("Saved 1 file of queue to queue");
  expect((await disk.texts())["infrastructure/windows.yaml"]).toMatch(/^# more\r\n# mine/);
});

test("a file that changes while the question is open is asked about again", async ({ page }) => {
  const [workbench, disk] = await changedOnBothSides(page);
  await save(workbench);
  await expect(asked(page)).toContainText(words.saving.changedOutside(1, "queue"));
  await disk.write("schema/schema.yaml", "# theirs too\n");
  const theirs = await disk.texts();
  await asked(page).getByRole("button", { name: words.saving.overwrite }).click();
  await expect(asked(page)).toContainText(words.saving.changedOutside(2, "queue"));
  expect(await disk.texts()).toEqual(theirs);
  await asked(page).getByRole("button", { name: words.saving.overwrite }).click();
  await expect(workbench.alerts.last()).toContainText("Saved 2 files of queue to queue");
  expect((await disk.texts())["schema/schema.yaml"]).toMatch(/^# also mine/);
});

test("a question about the folder is answered by keyboard alone", async ({ page }) => {
  const [workbench, disk] = await opened(page);
  await openFolder(workbench);
  await workbench.select("queue", "infrastructure/windows.yaml");
  await workbench.typeFirst("# mine\n");
  await disk.write("infrastructure/windows.yaml", "# theirs\r\n");
  await page.keyboard.press("Control+s");
  await expect(asked(page)).toContainText("infrastructure/windows.yaml");
  await page.keyboard.press("Escape");
  await expect(asked(page)).toHaveCount(0);
  await expect(workbench.text).toBeFocused();
  await page.keyboard.press("Control+s");
  await expect(asked(page)).toBeVisible();
  await workbench.tabTo(asked(page).getByRole("button", { name: words.saving.overwrite }), 10);
  await page.keyboard.press("Enter");
  await expect(asked(page)).toHaveCount(0);
  await expect(workbench.alerts.last()).toContainText("Saved 1 file of queue to queue");
  await expect(workbench.text).toBeFocused();
  expect((await disk.texts())["infrastructure/windows.yaml"]).toMatch(/^# mine/);
});

test("a bundle without a folder is asked about before it goes into one", async ({ page }) => {
  const [workbench, disk] = await opened(page, { "schema/schema.yaml": "old: true\n" });
  await workbench.openArchive(pack("queue.tar.gz", files));
  await expect.poll(() => workbench.bundles()).toEqual(["queue"]);
  await page.keyboard.press("Control+s");
  await save(workbench);
  await expect(asked(page)).toContainText(words.saving.alreadyThere("queue"));
  await expect(asked(page)).toContainText("schema/schema.yaml");
  await asked(page).getByRole("button", { name: words.saving.overwrite }).click();
  await expect(workbench.alerts.last()).toContainText("Saved 5 files of queue to queue");
  expect(await disk.texts()).toEqual(bytes(files));
  // After a reload the folder is chosen again, and nothing has to be written.
  await workbench.saved();
  await page.reload();
  await workbench.analyzed();
  await save(workbench);
  await expect(workbench.alerts.last()).toContainText("is up to date with");
});

test("a bundle of the same name does not inherit the folder", async ({ page }) => {
  const [workbench, disk] = await opened(page);
  await openFolder(workbench);
  await workbench.closeShown();
  await workbench.openArchive(pack("queue.tar.gz", { ...files, "schema/schema.yaml": "other: 1\n" }));
  await expect.poll(() => workbench.bundles()).toEqual(["queue"]);
  await (await workbench.item("queue")).click({ button: "right" });
  await expect(page.getByRole("menuitem", { name: "Save queue to folder…" })).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await disk.texts()).toEqual(bytes(files));
});
