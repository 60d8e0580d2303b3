import { expect, expectAccessible, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const template = "instance_infrastructure/cloudformation.yaml";

/** The ready workspace, its service marked as 1.0, with a second sample. */
async function marked(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.open();
  await workbench.newSample("small", words.inputs.required);
  await workbench.analyzed();
  await workbench.actOnShown(words.tree.versions);
  const dialog = page.getByRole("dialog", { name: /^Versions of/ });
  await dialog.getByRole("button", { name: words.versions.mark }).click();
  await expect(dialog.getByRole("region", { name: words.versions.marked }).getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("Escape");
}

test("a change shows in the files and in what each sample renders", async ({ page }) => {
  const workbench = new Workbench(page);
  await marked(workbench);
  await workbench.select("item-api-service", template);
  await workbench.text.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("# For {{ service_instance.name }}\n");
  await workbench.analyzed();
  await workbench.actOnShown(words.tree.compare);
  const dialog = page.getByRole("dialog", { name: words.compare.title });
  await expect(dialog.getByLabel(words.compare.before).locator("option:checked")).toHaveText("item-api-service 1.0");
  await expect(dialog.getByRole("region", { name: words.compare.judgement })).toContainText(words.differences.minor);

  const files = dialog.getByRole("region", { name: words.differences.filesLabel });
  await expect(files).toContainText("1 file changed");
  const table = files.getByRole("table");
  await expect(table.getByRole("columnheader")).toHaveText(["item-api-service 1.0", "item-api-service (current)"]);
  await expect(table.getByRole("cell").filter({ hasText: "added: # For {{ service_instance.name }}" })).toBeVisible();

  const renderings = dialog.getByRole("region", { name: words.differences.renderedLabel });
  await expect(renderings).toContainText("2 samples rendered before and after.");
  const full = renderings.getByRole("region", { name: "Sample spec" });
  for (const instance of ["dev", "prod"]) {
    await full.getByText(`instance-${instance}.yaml`).click();
    await expect(full.getByRole("cell").filter({ hasText: `added: # For ${instance}` })).toBeVisible();
  }
  await expect(full).toContainText("pipeline.yaml unchanged");
  const small = renderings.getByRole("region", { name: "Sample small" });
  await small.getByText("instance-dev.yaml").click();
  await expect(small.getByRole("cell").filter({ hasText: "added: # For dev" })).toBeVisible();
  await expectAccessible(workbench.page);

  // A rendering that fails says why.
  await page.keyboard.press("Escape");
  await workbench.text.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("{{ nothing_of_the_kind }}\n");
  await workbench.analyzed();
  await workbench.actOnShown(words.tree.compare);
  await expect(renderings).toContainText("item-api-service (current) doesn’t render");
  await expect(renderings).toContainText("nothing_of_the_kind");
  expect(workbench.complaints).toEqual([]);
});

test("two bundles are compared, and a line leads to its place", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.actOnShown(words.tree.compare);
  const dialog = page.getByRole("dialog", { name: words.compare.title });
  await dialog.getByLabel(words.compare.before).selectOption("item-api-environment (current)");
  await dialog.getByLabel(words.compare.after).selectOption("item-api-service (current)");
  const judgement = dialog.getByRole("region", { name: words.compare.judgement });
  await expect(judgement).toContainText(words.differences.major);
  await expect(judgement).toContainText("Another kind of bundle: environment before, service now.");
  const files = dialog.getByRole("region", { name: words.differences.filesLabel });
  await expect(files.getByText("infrastructure/cloudformation.yaml removed")).toBeVisible();
  await dialog.getByRole("button", { name: words.compare.expand }).click();
  await expect(files.getByRole("table").first()).toBeVisible();
  await dialog.getByRole("button", { name: words.compare.swap }).click();
  await expect(judgement).toContainText("service before");
  await files.getByText("README.md changed").click();
  await files.getByRole("table").getByTitle(words.differences.go).first().click();
  await expect(dialog).toHaveCount(0);
  await expect(workbench.editor.getByRole("textbox", { name: "README.md" })).toBeFocused();
});

test("the keyboard goes from change to change", async ({ page }) => {
  const workbench = new Workbench(page);
  await marked(workbench);
  await workbench.select("item-api-service", "README.md");
  await workbench.text.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("First\n");
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\nLast\n");
  await workbench.analyzed();
  await (await workbench.item(await workbench.shown())).focus();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: words.tree.compare }).press("Enter");
  const dialog = page.getByRole("dialog", { name: words.compare.title });
  await expect(dialog.getByRole("region", { name: words.differences.filesLabel }).getByRole("table")).toBeVisible();
  const place = dialog.getByRole("rowheader").getByRole("button");
  await expect(place).toHaveCount(2);
  await page.keyboard.press("F7");
  await expect(place.first()).toBeFocused();
  await page.keyboard.press("n");
  await expect(place.last()).toBeFocused();
  await page.keyboard.press("Shift+F7");
  await expect(place.first()).toBeFocused();
  await page.keyboard.press("n");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(workbench.activeLine).toContainText("Last");
});

test("a narrow window shows one text below the other", async ({ page }) => {
  const workbench = new Workbench(page);
  await marked(workbench);
  await workbench.select("item-api-service", template);
  await workbench.text.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("# New\n");
  await workbench.analyzed();
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("navigation", { name: words.panes.panes }).getByRole("button", { name: words.differences.files }).click();
  await workbench.actOnShown(words.tree.compare);
  const dialog = page.getByRole("dialog", { name: words.compare.title });
  const cell = dialog.getByRole("cell").filter({ hasText: "added: # New" });
  await expect(cell).toBeVisible();
  expect((await cell.boundingBox())!.width).toBeGreaterThan(280);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expectAccessible(workbench.page);
});
