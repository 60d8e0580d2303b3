import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

/** The code of the dialogs, the help and other views that the user opens. */
const rest = /part-rest-\w+\.wasm/;
/** The panes that are empty until the first analysis, and the status line. */
const analysis = /part-analysis-\w+\.wasm/;

test("where help cannot be loaded the page says so and goes on, and a button loads it", async ({ page }) => {
  let isBlocked = true;
  await page.context().route(rest, (route) => (isBlocked ? route.abort() : route.continue()));
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.text.focus();
  await page.keyboard.press("F1");
  const dialog = page.getByRole("dialog", { name: words.ui.notLoaded });
  await expect(dialog.getByRole("alert")).toContainText("Check your connection");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  // It fails again, and the page goes on.
  await dialog.getByRole("button", { name: words.ui.tryAgain }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(workbench.text).toBeFocused();
  await workbench.typeFirst("# {{ service.name }}, typed\n");
  await expect(workbench.rendering).toContainText("# items, typed");

  await page.keyboard.press("F1");
  await expect(dialog.getByRole("alert")).toBeVisible();
  isBlocked = false;
  await dialog.getByRole("button", { name: words.ui.tryAgain }).click();
  await expect(workbench.help.getByRole("searchbox")).toBeFocused();
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(workbench.text).toBeFocused();
  // All of the part is there.
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: words.palette.field })).toBeFocused();
});

test("an archive that cannot be opened without its code can be opened later", async ({ page }) => {
  let isBlocked = true;
  await page.context().route(rest, (route) => (isBlocked ? route.abort() : route.continue()));
  const workbench = new Workbench(page);
  await workbench.open();
  const archive = { name: "nothing.zip", mimeType: "application/zip", buffer: Buffer.from("nothing") };
  const input = page.locator("input[type=file]").first();
  await input.setInputFiles(archive);
  await expect(workbench.alerts).toContainText(words.ui.notLoaded);
  isBlocked = false;
  await input.setInputFiles(archive);
  await expect(workbench.alerts.filter({ hasText: "nothing.zip" })).toBeVisible();
});

test("where the panes cannot be loaded the text can be edited, and one button loads them all", async ({ page }) => {
  let isBlocked = true;
  await page.context().route(analysis, (route) => (isBlocked ? route.abort() : route.continue()));
  await page.goto("/");
  const workbench = new Workbench(page);
  const panes = [words.panes.inputs, words.panes.rendered, words.panes.problems];
  for (const name of panes) {
    await expect(page.getByRole("region", { name }).getByRole("alert")).toContainText(words.ui.notLoaded);
  }
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await workbench.typeFirst("# {{ service.name }}, typed\n");
  isBlocked = false;
  const problems = page.getByRole("region", { name: words.panes.problems });
  await problems.getByRole("button", { name: words.ui.tryAgain }).click();
  await workbench.analyzed();
  await expect(workbench.rendering).toContainText("# items, typed");
  await expect(page.getByRole("alert").filter({ hasText: words.ui.notLoaded })).toHaveCount(0);
});

test("where the server has only files of a newer version the page goes on, and says how to get that", async ({ page }) => {
  await page.context().route(rest, (route) => route.fulfill({ status: 404, body: "gone" }));
  const workbench = new Workbench(page);
  await workbench.open();
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog", { name: words.ui.notLoaded });
  await expect(dialog.getByRole("alert")).toContainText("If a newer version was published, reload the page.");
  await page.keyboard.press("Escape");
  await workbench.typeFirst("# {{ service.name }}, typed\n");
  await expect(workbench.rendering).toContainText("# items, typed");
});
