import { below, environment, type Files, pack, serviceIn } from "../pages/archive";
import { Disk } from "../pages/disk";
import { Palette } from "../pages/palette";
import { expect, expectAccessible, type Locator, type Page, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

/** A repository with six bundles, of which three are versions of one template, and with a README. */
const repository: Files = {
  ...below("environments/vpc/v1", environment),
  ...below("services/backend/v1", serviceIn("vpc")),
  ...below("services/backend/v2", serviceIn("vpc")),
  ...below("services/backend/v3", serviceIn("vpc")),
  ...below("services/frontend", serviceIn("vpc")),
  ...below("services/zebra", {
    ...serviceIn("vpc"),
    "instance_infrastructure/cloudformation.yaml": "Value: {{ service_instance.inputs.nothing }}\n",
  }),
  "README.md": "# Templates\n",
  "docs/how.md": "How\n",
};

async function opened(page: Page): Promise<[Workbench, Locator]> {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("templates.tar.gz", repository));
  const view = page.getByRole("region", { name: words.repository.title });
  await expect(view).toBeVisible();
  await workbench.analyzed();
  return [workbench, view];
}

/** The names of the rows, from top to bottom. */
const names = (view: Locator) => view.getByRole("rowheader").getByRole("button").allTextContents();
const row = (view: Locator, name: string) =>
  view.getByRole("row").filter({ has: view.page().getByRole("button", { name, exact: true }) });

test("a repository with many bundles opens as a table, with the tree collapsed", async ({ page }) => {
  const [workbench, view] = await opened(page);
  expect(await names(view)).toEqual(["backend", "frontend", "vpc", "zebra"]);
  await expect(row(view, "backend")).toContainText("v3v2v1");
  await expect(row(view, "backend")).toContainText("services");
  await expect(row(view, "backend").getByRole("cell").nth(2)).toHaveText("vpc");
  await expect(row(view, "vpc").getByRole("cell").first()).toHaveText("environment");
  await expect(row(view, "zebra").getByRole("cell").nth(3)).toContainText("error");
  await expect(workbench.editor).toBeHidden();
  await expect(workbench.rendered).toBeHidden();
  // The tree has only the bundles, and the folder of the other files.
  await expect(workbench.tree.getByRole("treeitem")).toHaveCount(7);
  await expectAccessible(page);

  await view.getByRole("button", { name: "frontend", exact: true }).click();
  await expect(view).toHaveCount(0);
  await workbench.shows("frontend", "instance_infrastructure/cloudformation.yaml");
  await expect(await workbench.item("frontend", "schema", "schema.yaml")).toBeVisible();

  // It is at hand again.
  await page.getByRole("button", { name: words.repository.open, exact: true }).click();
  await view.getByRole("button", { name: "backend v1" }).click();
  await workbench.shows("backend-v1", "instance_infrastructure/cloudformation.yaml");
  expect(workbench.complaints).toEqual([]);
});

test("the table is sorted by its heads and filtered by words", async ({ page }) => {
  const [, view] = await opened(page);
  const head = (name: string) => view.getByRole("columnheader", { name });
  await expect(head("Bundle")).toHaveAttribute("aria-sort", "ascending");
  await head("Bundle").getByRole("button").click();
  await expect(head("Bundle")).toHaveAttribute("aria-sort", "descending");
  expect(await names(view)).toEqual(["zebra", "vpc", "frontend", "backend"]);
  await head("Problems").getByRole("button").click();
  await expect(head("Problems")).toHaveAttribute("aria-sort", "descending");
  await expect(head("Bundle")).not.toHaveAttribute("aria-sort", /./);
  expect((await names(view))[0]).toBe("zebra");
  await head("Versions").getByRole("button").click();
  expect((await names(view))[0]).toBe("backend");

  const filter = view.getByRole("searchbox", { name: words.repository.filter });
  await filter.fill("service V2");
  await expect(view.getByRole("status")).toHaveText(words.repository.found(1));
  expect(await names(view)).toEqual(["backend"]);
  await filter.fill("nothing");
  await expect(view).toContainText(words.repository.noMatch);
  await expectAccessible(page);
  await filter.press("Escape");
  await expect(view.getByRole("rowheader")).toHaveCount(4);
});

test("the table is used by keyboard alone", async ({ page }) => {
  const [workbench, view] = await opened(page);
  const link = (name: string) => view.getByRole("button", { name, exact: true });
  await expect(view.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(link("backend")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(link("backend v1")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(link("frontend")).toBeFocused();
  await page.keyboard.press("End");
  await expect(link("zebra")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(link("vpc")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(view).toHaveCount(0);
  await workbench.shows("vpc", "infrastructure/cloudformation.yaml");

  // From the palette; Escape closes it, and gives the focus to the editor.
  await new Palette(page).choose("Show repository");
  await expect(view.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(view).toHaveCount(0);
  await expect(workbench.text).toBeFocused();

  // F6 passes the view like a pane.
  await page.getByRole("button", { name: words.repository.open, exact: true }).click();
  await expect(view.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("F6");
  await expect(workbench.problems.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Shift+F6");
  await expect(view.getByRole("searchbox")).toBeFocused();
});

test("the table fits a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const [workbench, view] = await opened(page);
  await expect(view.getByRole("button", { name: "backend", exact: true })).toBeInViewport();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const isWide = await view.getByRole("table").evaluate((table) => table.scrollWidth > innerWidth);
  expect(isWide).toBe(false);
  await expectAccessible(page);
  await view.getByRole("button", { name: "vpc", exact: true }).click();
  await expect(workbench.editor).toBeVisible();
});

test("the tree is filtered by names, and collapsed", async ({ page }) => {
  const [workbench, view] = await opened(page);
  await view.getByRole("button", { name: words.repository.close, exact: true }).click();
  const filter = page.getByRole("searchbox", { name: words.tree.filter });
  const rows = workbench.tree.getByRole("treeitem");
  await filter.fill("MANIFEST");
  await expect(rows.filter({ hasText: "manifest.yaml" })).toHaveCount(6);
  await expect(rows.filter({ hasText: "schema.yaml" })).toHaveCount(0);
  await filter.fill("frontend");
  await expect(rows).toHaveCount(1);
  await filter.fill("nothing");
  await expect(page.getByText(words.tree.noMatch)).toBeVisible();
  await expectAccessible(page);
  await filter.press("Escape");
  await expect(rows).toHaveCount(7);

  // By keyboard: a letter begins the filter, Enter opens the first file, Escape ends it.
  await rows.first().focus();
  await page.keyboard.type("zeb");
  await expect(filter).toBeFocused();
  await expect(filter).toHaveValue("zeb");
  await page.keyboard.press("ArrowDown");
  await expect(await workbench.item("zebra")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(rows).toHaveCount(4);
  await page.keyboard.press("Escape");
  await expect(rows).toHaveCount(7);
  await filter.fill("zebra/schema");
  await filter.press("Enter");
  await workbench.shows("zebra", "schema/schema.yaml");

  await filter.fill("");
  await (await workbench.item("vpc")).click();
  await expect(rows.filter({ hasText: "infrastructure" }).first()).toBeVisible();
  await page.getByRole("button", { name: words.tree.collapseAll }).click();
  await expect(rows).toHaveCount(7);
});

test("a README beside the bundles is edited, goes back into its folder and into the download", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const disk = new Disk(page, "templates");
  for (const [path, content] of Object.entries(repository)) await disk.write(path, content);
  await disk.isPicked();
  await workbench.chooseMore(words.opening.openFolder);
  const view = page.getByRole("region", { name: words.repository.title });
  await expect(view).toBeVisible();
  // The files of the folder have a time.
  await expect(row(view, "frontend").getByRole("cell").nth(4)).not.toBeEmpty();
  await (await workbench.item("templates")).click();
  await (await workbench.item("templates", "README.md")).click();
  await workbench.shows("templates", "README.md");
  await expect(workbench.text).toContainText("# Templates");
  await expect(workbench.inputs).toContainText("This file belongs to no bundle");
  await workbench.typeFirst("typed\n");
  const readme = await workbench.item("templates", "README.md");
  await expect(readme).toHaveAccessibleName(new RegExp(words.tree.unsaved));
  await expectAccessible(page);
  const before = await disk.texts();
  await page.keyboard.press("Control+s");
  await expect(workbench.alerts.last()).toContainText("Saved 1 file of templates to templates: README.md.");
  expect(await disk.texts()).toEqual({ ...before, "README.md": "typed\n# Templates\n" });
  await expect(readme).not.toHaveAccessibleName(new RegExp(words.tree.unsaved));

  // A change on the disk is asked about.
  await workbench.typeFirst("again\n");
  await disk.write("README.md", "theirs\n");
  await page.keyboard.press("Control+s");
  const asked = page.getByRole("dialog", { name: words.saving.save });
  await expect(asked).toContainText("README.md");
  await asked.getByRole("button", { name: words.saving.keep }).click();
  await expect(workbench.text).toContainText("theirs");

  // After a reload it is as it was left, and in the download of the workspace.
  await workbench.typeFirst("last\n");
  await workbench.saved();
  await page.reload();
  await workbench.shows("templates", "README.md");
  await expect(workbench.text).toContainText("last");
  await (await workbench.item("frontend")).click();
  await page.getByRole("button", { name: words.download.options }).click();
  const dialog = page.getByRole("dialog", { name: words.download.download });
  await dialog.getByRole("radio", { name: words.download.whole }).check();
  await expect(dialog.getByRole("region", { name: words.contents.label })).toContainText("docs/how.md");
  expect(workbench.complaints).toEqual([]);
});
