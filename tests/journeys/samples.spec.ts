import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

test("a bundle has several samples, one click apart", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const { inputs, rendering } = workbench;
  await inputs.getByText(words.inputs.new).click();
  await inputs.getByLabel("Name", { exact: true }).fill("minimal");
  await inputs.getByRole("radio", { name: words.inputs.required }).check();
  await inputs.getByRole("button", { name: words.inputs.create }).click();
  await expect(inputs.getByRole("tab", { name: "minimal" })).toHaveAttribute("aria-selected", "true");
  await expect(inputs.getByRole("tab", { name: words.inputs.nameExample })).toHaveCount(0);
  await inputs.getByLabel("API path", { exact: true }).fill("/small");
  await expect(rendering).toContainText("behind /small");

  await inputs.getByText(words.inputs.new).click();
  await inputs.getByLabel("Name", { exact: true }).fill("full");
  await inputs.getByRole("radio", { name: words.inputs.everything }).check();
  await inputs.getByRole("button", { name: words.inputs.create }).click();
  await expect(inputs.getByRole("tab", { name: "full" })).toHaveAttribute("aria-selected", "true");
  await expect(workbench.problems).not.toContainText("spec/full.yaml");

  await inputs.getByRole("tab", { name: "spec", exact: true }).click();
  await expect(rendering).toContainText("behind /items");
  await inputs.getByRole("tab", { name: "minimal" }).click();
  await expect(rendering).toContainText("behind /small");
  await inputs.getByRole("button", { name: "Delete minimal" }).click();
  await expect(inputs.getByRole("tab", { name: "minimal" })).toHaveCount(0);
  await workbench.alerts.getByRole("button", { name: words.notices.undo }).click();
  await inputs.getByRole("tab", { name: "minimal" }).click();
  await expect(rendering).toContainText("behind /small");
  await workbench.saved();
  await page.reload();
  await expect(inputs.getByRole("tab", { name: "minimal" })).toHaveAttribute("aria-selected", "true");
});

test("instances are copied, named, moved and removed", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const { inputs } = workbench;
  const targets = inputs.getByRole("tablist", { name: words.form.targets }).getByRole("tab");
  await inputs.getByRole("button", { name: words.inputs.copyInstance }).click();
  await expect(targets).toHaveText(["dev", "dev-2", "prod", "pipeline"]);
  await inputs.getByLabel("Instance name", { exact: true }).fill("test");
  await expect(targets).toHaveText(["dev", "test", "prod", "pipeline"]);
  await inputs.getByRole("button", { name: words.inputs.later }).click();
  await expect(targets).toHaveText(["dev", "prod", "test", "pipeline"]);
  await expect(workbench.rendering).toContainText("items, instance test");
  await inputs.getByRole("button", { name: words.inputs.removeInstance }).click();
  await expect(targets).toHaveText(["dev", "prod", "pipeline"]);
  await workbench.select("item-api-service", "spec/spec.yaml");
  await expect(workbench.text).toContainText("# What a developer fills in");
});

test("a sample is begun, gone to and left by keyboard alone", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const { inputs, rendering } = workbench;
  const samples = inputs.getByRole("tablist", { name: words.inputs.sample }).getByRole("tab");
  await inputs.getByText(words.inputs.new).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const name = inputs.getByLabel("Name", { exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(name).toBeHidden();
  await expect(inputs.getByText(words.inputs.new)).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("minimal");
  await page.keyboard.press("Enter");
  await expect(samples).toHaveText(["spec", "minimal"]);
  await expect(samples.nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(inputs.getByText(words.inputs.new)).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(samples.nth(1)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(samples.nth(0)).toBeFocused();
  await expect(samples.nth(0)).toHaveAttribute("aria-selected", "true");
  await expect(rendering).toContainText("behind /items");
});
