import { expect, expectAccessible, test } from "../pages/test";
import { bytes, environment, type Files, pack, unpack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const odd: Files = {
  ...environment,
  "infrastructure/logo.png": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]),
  "infrastructure/notes/windows.md": "\u{feff}one\r\ntwo\r\n",
};
const path = "Path in the bundle";

async function opened(workbench: Workbench, files: Files = odd): Promise<void> {
  await workbench.open();
  await workbench.closeAll();
  await workbench.openArchive(pack("queue.tar.gz", files));
  await expect(workbench.tree).toContainText("queue");
  await workbench.analyzed();
}

test("files are made, moved, copied and deleted by mouse, and all of it undone", async ({ page }) => {
  const workbench = new Workbench(page);
  await opened(workbench);
  const undo = workbench.alerts.getByRole("button", { name: words.notices.undo });
  const dialog = page.getByRole("dialog");
  const before = await workbench.paths("queue");

  // A new file, of those that the bundle lacks.
  await workbench.act("New file in queue…", "queue");
  await dialog.getByRole("button", { name: "README.md" }).click();
  await expect(dialog.getByLabel(path)).toHaveValue("README.md");
  await expectAccessible(workbench.page);
  await dialog.getByRole("button", { name: words.naming.create }).click();
  await expect(workbench.editor.getByRole("textbox", { name: "README.md" })).toBeFocused();
  await page.keyboard.type("# Read me");

  // It moves with what was typed, and what can be undone in it.
  await workbench.act(words.tree.move, "queue", "README.md");
  await expect(dialog.getByLabel(path)).toBeFocused();
  await dialog.getByLabel(path).fill("docs/about.md");
  await dialog.getByRole("button", { name: words.naming.move }).click();
  await expect(workbench.editor.getByRole("textbox", { name: "docs/about.md" })).toHaveText("# Read me");
  await expect(await workbench.item("queue", "docs", "about.md")).toBeFocused();
  await undo.last().click();
  await expect(workbench.editor.getByRole("textbox", { name: "README.md" })).toHaveText("# Read me");
  await workbench.text.focus();
  await page.keyboard.press("Control+z");
  await expect(workbench.text).toHaveText("");
  await page.keyboard.press("Control+Shift+z");
  await expect(workbench.text).toHaveText("# Read me");

  // A deleted file comes back exactly.
  await workbench.act(words.tree.delete, "queue", "README.md");
  expect(await workbench.paths("queue")).toEqual(before);
  await undo.last().click();
  await workbench.select("queue", "README.md");
  await expect(workbench.text).toHaveText("# Read me");
  await workbench.act(words.tree.duplicate, "queue", "README.md");
  await expect(await workbench.item("queue", "README-copy.md")).toBeFocused();
  await undo.last().click();
  await workbench.act(words.tree.delete, "queue", "README.md");

  // So does a folder, with what is no text.
  await workbench.act(words.tree.delete, "queue", "infrastructure");
  await expect(workbench.alerts.last()).toContainText("Deleted infrastructure with 4 files");
  await undo.last().click();
  await workbench.act(words.tree.move, "queue", "infrastructure");
  await dialog.getByLabel(path).fill("elsewhere/");
  await page.keyboard.press("Enter");
  await expect(await workbench.item("queue", "elsewhere", "notes", "windows.md")).toBeVisible();
  await undo.last().click();
  await expect(await workbench.item("queue", "infrastructure", "notes", "windows.md")).toBeVisible();
  await workbench.analyzed();
  await expect(workbench.rendering).toContainText("AWS::SQS::Queue");
  expect(unpack(await workbench.download())).toEqual(bytes(odd));
  expect(workbench.complaints).toEqual([]);
});

test("the same by keyboard alone", async ({ page }) => {
  const workbench = new Workbench(page);
  await opened(workbench);
  const { keyboard } = page;
  const menu = page.getByRole("menu");
  const before = await workbench.paths("queue");
  await workbench.select("queue", "infrastructure/cloudformation.yaml");
  await (await workbench.item("queue", "infrastructure", "cloudformation.yaml")).focus();

  // The menu: arrows go round, Escape goes back.
  await keyboard.press("Shift+F10");
  await expect(menu.getByRole("menuitem")).toHaveText([
    "New file…",
    "Duplicate",
    /^Rename or move…/,
    /^Delete/,
  ]);
  await expect(menu.getByRole("menuitem", { name: words.tree.newFile })).toBeFocused();
  await expectAccessible(workbench.page);
  await keyboard.press("ArrowUp");
  await expect(menu.getByRole("menuitem", { name: words.tree.delete })).toBeFocused();
  await keyboard.press("ArrowDown");
  await keyboard.press("End");
  await keyboard.press("Home");
  await expect(menu.getByRole("menuitem", { name: words.tree.newFile })).toBeFocused();
  await keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
  const template = await workbench.item("queue", "infrastructure", "cloudformation.yaml");
  await expect(template).toBeFocused();

  // The same menu by the button of the row.
  await keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Actions for infrastructure/cloudformation.yaml" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(menu.getByRole("menuitem", { name: words.tree.newFile })).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByLabel(path)).toBeFocused();
  await expect(page.getByLabel(path)).toHaveValue("infrastructure/");
  await keyboard.type("more.md");
  await keyboard.press("Enter");
  await expect(workbench.editor.getByRole("textbox", { name: "infrastructure/more.md" })).toBeFocused();

  // F2 changes the name without its ending, and the keyboard stays with the file.
  await (await workbench.item("queue", "infrastructure", "more.md")).focus();
  await keyboard.press("F2");
  await expect(page.getByLabel(path)).toBeFocused();
  await keyboard.type("less");
  await keyboard.press("Enter");
  await expect(await workbench.item("queue", "infrastructure", "less.md")).toBeFocused();
  await keyboard.press("Control+z");
  await expect(await workbench.item("queue", "infrastructure", "more.md")).toBeFocused();

  await keyboard.press("Delete");
  await expect.poll(() => workbench.paths("queue")).toEqual(before);
  await expect(workbench.tree.getByRole("treeitem", { name: "notes" })).toBeFocused();
  await keyboard.press("Control+z");
  await expect(await workbench.item("queue", "infrastructure", "more.md")).toBeFocused();

  // A folder, and the bundle.
  await keyboard.press("ArrowLeft");
  await expect(await workbench.item("queue", "infrastructure")).toBeFocused();
  await keyboard.press("ArrowLeft");
  await expect(await workbench.item("queue", "infrastructure")).toHaveAttribute("aria-expanded", "false");
  await expect(await workbench.item("queue", "infrastructure")).toBeFocused();
  await keyboard.press("ArrowRight");
  await expect(await workbench.item("queue", "infrastructure", "more.md")).toBeVisible();
  await expect(await workbench.item("queue", "infrastructure")).toBeFocused();
  await keyboard.press("F2");
  await keyboard.type("moved");
  await keyboard.press("Enter");
  await expect(await workbench.item("queue", "moved")).toBeFocused();
  await keyboard.press("Control+z");
  await keyboard.press("Home");
  await keyboard.press("F2");
  await keyboard.type("renamed");
  await keyboard.press("Enter");
  await expect(await workbench.item("renamed")).toBeFocused();
  await keyboard.press("Delete");
  await expect.poll(() => workbench.bundles()).toEqual([]);
  expect(workbench.complaints).toEqual([]);
});

test("paths that cannot be are refused with words", async ({ page }) => {
  const workbench = new Workbench(page);
  await opened(workbench);
  await workbench.act(words.tree.newFile, "queue", "schema", "schema.yaml");
  const field = page.getByLabel(path);
  await expect(field).toHaveValue("schema/");
  await expect(field).toHaveAttribute("aria-invalid", "false");
  for (const [typed, words] of [
    ["", "Give it a path"],
    ["schema/", "This is a folder"],
    ["/etc/passwd", "begins at the top of the bundle"],
    ["../up.yaml", "aren't names"],
    ["schema\\new.yaml", "isn't a separator"],
    ["C:/new.yaml", "another drive"],
    ["schema/schema.yaml", "already exists"],
    ["infrastructure", "is a folder"],
    ["schema/schema.yaml/new.yaml", "nothing can be in it"],
    ["x".repeat(1025), "the limit is 1024"],
  ] as const) {
    await field.fill(typed);
    await expect(field).toHaveAccessibleDescription(new RegExp(words));
    await field.press("Enter");
    await expect(field).toBeVisible();
  }
  await field.fill("Schema/<b>new</b>.yaml");
  await expect(field).toHaveAccessibleDescription(/`schema` differs only in capital/);
  await field.press("Enter");
  await expect(workbench.editor.getByRole("textbox", { name: "Schema/<b>new</b>.yaml" })).toBeVisible();
});

test("the sample that is chosen stays chosen under another name", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.act(words.tree.move, "item-api-service", "spec", "spec.yaml");
  await page.getByLabel(path).fill("spec/main.yaml");
  await page.keyboard.press("Enter");
  const { sample } = workbench;
  await expect(sample).toHaveValue("spec/main.yaml");
  await workbench.analyzed();
  await expect(workbench.rendering).toContainText("behind /items");
});

test("an arrow key among a thousand files changes two rows and no other", async ({ page }) => {
  const many = Array.from({ length: 990 }, (_, at) => [`docs/${at % 30}/note-${at}.md`, "note"]);
  const workbench = new Workbench(page);
  await opened(workbench, { ...environment, ...Object.fromEntries(many) });
  const items = workbench.tree.getByRole("treeitem");
  await items.first().click();
  // The click has closed the bundle.
  await page.keyboard.press("ArrowRight");
  await expect(items.nth(1)).toBeVisible();
  await expect(items.first()).toBeFocused();
  await workbench.tree.evaluate((tree) => {
    const changes = Object.assign(window, { changes: 0 });
    const observer = new MutationObserver((records) => (changes.changes += records.length));
    observer.observe(tree, { attributes: true, childList: true, characterData: true, subtree: true });
  });
  for (let row = 1; row <= 20; row += 1) {
    await page.keyboard.press("ArrowDown");
    await expect(items.nth(row)).toBeFocused();
  }
  // The row that was in the tab order, and the row that is now.
  const changes = await page.evaluate(() => (window as unknown as { changes: number }).changes);
  expect(changes).toBeLessThanOrEqual(2 * 20);
  await workbench.act(words.tree.delete, "queue", "docs");
  await expect(workbench.alerts.last()).toContainText("Deleted docs with 990 files");
  await workbench.alerts.last().getByRole("button", { name: words.notices.undo }).click();
  await expect.poll(async () => (await workbench.paths("queue")).length).toBeGreaterThan(990);
});
