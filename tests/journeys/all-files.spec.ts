import { expect, expectAccessible, type Page, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const template = "instance_infrastructure/cloudformation.yaml";

/** The search in all files. */
class Search {
  readonly region;
  readonly field;
  readonly newText;
  readonly matches;

  constructor(page: Page) {
    this.region = page.getByRole("region", { name: words.search.title });
    this.field = this.region.getByRole("textbox", { name: words.search.field, exact: true });
    this.newText = this.region.getByRole("textbox", { name: words.search.replaceField });
    // Each begins with its line number.
    const list = this.region.getByRole("list", { name: words.search.matches });
    this.matches = list.getByRole("button", { name: /^\d/ });
  }
}

test("a text is found in all files and replaced in one step, by keyboard", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  await workbench.text.focus();
  await page.keyboard.press("Control+Shift+F");
  const search = new Search(page);
  await expect(search.field).toBeFocused();
  await page.keyboard.type("memory");
  await expect(search.region.getByRole("status")).toHaveText(/^\d+ matches in \d+ files\.$/);
  await expect.poll(() => search.matches.count()).toBeGreaterThan(2);
  const before = await search.matches.count();
  await expectAccessible(page);

  // Capital letters matter on request.
  await search.region.getByRole("button", { name: words.search.matchCase }).click();
  await expect.poll(() => search.matches.count()).toBeLessThan(before);
  await search.region.getByRole("button", { name: words.search.matchCase }).click();
  await expect(search.matches).toHaveCount(before);

  await search.field.focus();
  await page.keyboard.press("ArrowDown");
  await expect(search.matches.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(search.matches.nth(1)).toBeFocused();
  const line = await search.matches.nth(1).innerText();
  await page.keyboard.press("Enter");
  await expect(workbench.text).toBeFocused();
  await expect(workbench.activeLine).toContainText(line.replace(/^\s*\d+\s*/, "").trim().slice(0, 20));

  await page.keyboard.press("Control+Shift+H");
  await expect(search.newText).toBeFocused();
  await page.keyboard.type("storage");
  await search.region.getByRole("button", { name: words.search.replaceAll }).click();
  await expect(workbench.alerts.filter({ hasText: /^Replaced \d+ matches in \d+ files\./ })).toBeVisible();
  await expect(search.matches).toHaveCount(0);

  // One undo in the editor restores all files, and one redo replaces again.
  await workbench.select("item-api-service", template);
  await workbench.text.focus();
  await page.keyboard.press("Control+z");
  await expect(search.matches).toHaveCount(before);
  await expect(workbench.alerts.filter({ hasText: "Replaced" })).toBeHidden();
  await page.keyboard.press("Control+y");
  await expect(search.matches).toHaveCount(0);
  // Outside of texts, the same keys undo it too.
  await search.region.getByRole("button", { name: words.search.wholeWords }).focus();
  await page.keyboard.press("Control+z");
  await expect(search.matches).toHaveCount(before);
  await page.keyboard.press("Control+Shift+Z");
  await expect(search.matches).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(search.matches).toHaveCount(before);

  await search.field.focus();
  await page.keyboard.press("Escape");
  await expect(search.region).toBeHidden();
  await expect(workbench.problems).toBeVisible();
  await expect(workbench.text).toBeFocused();
  expect(workbench.complaints).toEqual([]);
});

test("a rename in several files is undone in all of them, and the page asks where one has changed", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  await workbench.text.focus();
  const search = new Search(page);
  await page.keyboard.press("Control+Shift+H");
  await search.field.fill("memory");
  await search.newText.fill("storage");
  const count = search.region.getByRole("status");
  await expect(count).toHaveText(/^\d+ matches/);
  const found = await count.innerText();
  await search.region.getByRole("button", { name: words.search.replaceAll }).click();
  await expect(count).toHaveText(words.search.none);

  // A change in one of the files.
  await workbench.select("item-api-service", "schema/schema.yaml");
  await workbench.text.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("# typed since");
  await workbench.select("item-api-service", template);
  await workbench.text.focus();
  await page.keyboard.press("Control+z");
  const dialog = page.getByRole("dialog", { name: words.editQuestion.title });
  await expect(dialog).toContainText("schema/schema.yaml");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: words.editQuestion.cancel }).click();
  await expect(count).toHaveText(words.search.none);

  await workbench.text.focus();
  await page.keyboard.press("Control+z");
  await dialog.getByRole("button", { name: /^Undo in \d+ files$/ }).click();
  await expect(count).toHaveText(/^\d+ matches/);
  await expect(count).not.toHaveText(found);
  // The typed text is still there.
  await search.field.fill("typed since");
  await expect(search.matches).toHaveCount(1);
  expect(workbench.complaints).toEqual([]);
});

test("back and forward lead through the places that the user has visited", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  const back = workbench.editor.getByRole("button", { name: words.navigation.back });
  const forward = workbench.editor.getByRole("button", { name: words.navigation.forward });
  await workbench.text.focus();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("inputs.memory");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  const line = await workbench.activeLine.innerText();
  await page.keyboard.press("F12");
  await expect(workbench.activeLine).toContainText("memory:");
  const definition = await workbench.activeLine.innerText();
  await page.keyboard.press("Control+Alt+-");
  await expect(workbench.activeLine).toHaveText(line);
  await expect(workbench.text).toBeFocused();
  await expect(forward).toBeEnabled();
  await page.keyboard.press("Control+Shift+-");
  await expect(workbench.activeLine).toHaveText(definition);
  await back.click();
  await expect(workbench.activeLine).toHaveText(line);
  await forward.click();
  await expect(workbench.activeLine).toHaveText(definition);
  await expect(forward).toBeDisabled();
  await expectAccessible(page);
  expect(workbench.complaints).toEqual([]);
});
