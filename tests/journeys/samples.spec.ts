import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

test("a bundle has several samples, one click apart", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const { inputs, rendering, sample } = workbench;
  await workbench.newSample("minimal", words.inputs.required);
  await expect(workbench.targets.filter({ hasText: words.inputs.nameExample })).toHaveCount(0);
  await inputs.getByLabel("API path", { exact: true }).fill("/small");
  await expect(rendering).toContainText("behind /small");

  await workbench.newSample("full", words.inputs.everything);
  await expect(workbench.problems).not.toContainText("spec/full.yaml");

  await sample.selectOption("spec");
  await expect(rendering).toContainText("behind /items");
  await sample.selectOption("minimal");
  await expect(rendering).toContainText("behind /small");
  await workbench.actOnInput(words.inputs.delete("minimal"));
  await expect(sample.getByRole("option")).toHaveText(["spec", "full"]);
  await workbench.alerts.getByRole("button", { name: words.notices.undo }).click();
  await sample.selectOption("minimal");
  await expect(rendering).toContainText("behind /small");
  await workbench.saved();
  await page.reload();
  await expect(sample).toHaveValue("spec/minimal.yaml");
});

test("instances are copied, named, moved and removed", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const { inputs, targets } = workbench;
  await workbench.actOnInput(words.inputs.copyInstance("dev"));
  await expect(targets).toHaveText(["dev", "dev-2", "prod", "pipeline"]);
  await workbench.actOnInput(words.inputs.renameInstance("dev-2"));
  await expect(inputs.getByLabel("Instance name", { exact: true })).toBeFocused();
  await inputs.getByLabel("Instance name", { exact: true }).fill("test");
  await expect(targets).toHaveText(["dev", "test", "prod", "pipeline"]);
  await workbench.actOnInput(words.inputs.later);
  await expect(targets).toHaveText(["dev", "prod", "test", "pipeline"]);
  await expect(workbench.rendering).toContainText("items, instance test");
  await workbench.actOnInput(words.inputs.removeInstance("test"));
  await expect(targets).toHaveText(["dev", "prod", "pipeline"]);
  await workbench.select("item-api-service", "spec/spec.yaml");
  await expect(workbench.text).toContainText("# What a developer fills in");
});

test("a sample is begun, gone to and left by keyboard alone", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const { inputs, rendering, sample } = workbench;
  const menu = inputs.getByRole("button", { name: words.inputs.actions });
  const items = page.getByRole("menuitem");
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(items).toHaveCount(0);
  await expect(menu).toBeFocused();

  const name = page.getByRole("dialog").getByLabel("Name", { exact: true });
  // Assistive technology moves the focus without the arrow keys: Enter chooses the focused item.
  await page.keyboard.press("Enter");
  await items.filter({ hasText: words.inputs.new }).press("Enter");
  await expect(name).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(name).toHaveCount(0);
  await expect(menu).toBeFocused();
  const begin = async () => {
    await page.keyboard.press("Enter");
    await expect(items.first()).toBeFocused();
    while (!(await items.filter({ hasText: words.inputs.new }).evaluate((item) => item === document.activeElement))) {
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("Enter");
    await expect(name).toBeFocused();
  };
  await begin();
  await page.keyboard.press("Escape");
  await expect(name).toHaveCount(0);
  await expect(menu).toBeFocused();
  await begin();
  await page.keyboard.type("minimal");
  await page.keyboard.press("Enter");
  await expect(sample).toHaveValue("spec/minimal.yaml");
  await expect(menu).toBeFocused();
  await sample.focus();
  await page.keyboard.press("ArrowUp");
  await expect(sample).toHaveValue("spec/spec.yaml");
  await expect(rendering).toContainText("behind /items");
});

test("a menu closes at a press outside, and when the focus leaves it", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const menu = workbench.inputs.getByRole("button", { name: words.inputs.actions });
  const items = page.getByRole("menuitem");
  for (const leave of [
    () => workbench.text.click(),
    () => page.getByRole("banner").click({ position: { x: 5, y: 5 } }),
    () => page.keyboard.press("Tab"),
    () => menu.click(),
    () => page.keyboard.press("Control+k"),
  ]) {
    await menu.click();
    await expect(items.first()).toBeFocused();
    await leave();
    await expect(items).toHaveCount(0);
  }
});
