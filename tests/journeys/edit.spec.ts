import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

test("what is typed is rendered, for the instance that is shown", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.text.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# {{ service_instance.name | upper }} of {{ service.name }}\n");
  await expect(workbench.rendering).toContainText("# DEV of items");
  await workbench.render(words.inputs.nameExample);
  await expect(workbench.rendering).toContainText("# PROD of items");
  await workbench.text.focus();
  // How many keys are undone at once depends on how fast they came; undoing nothing does nothing.
  for (let undone = 0; undone < 70; undone++) await page.keyboard.press("Control+z");
  await expect(workbench.rendering).not.toContainText("# PROD of items");
  await expect(workbench.problems).toContainText("No problems");
});

test("each file keeps its own undo history", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst("# first\n");
  await workbench.select("item-api-environment", "infrastructure/cloudformation.yaml");
  await workbench.typeFirst("# second\n");
  await expect(workbench.rendering).toContainText("# second");
  await workbench.select("item-api-service", "instance_infrastructure/cloudformation.yaml");
  await expect(workbench.text).toContainText("# first");
  await workbench.text.focus();
  await page.keyboard.press("Control+z");
  await expect(workbench.text).not.toContainText("# first");
  await workbench.select("item-api-environment", "infrastructure/cloudformation.yaml");
  await expect(workbench.text).toContainText("# second");
});

test("a new input of the schema is in the form at once", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-environment", "schema/schema.yaml");
  await workbench.text.focus();
  await page.keyboard.press("Control+End");
  const input = ["", "        owner:", '          title: "Owner"', "          type: string"];
  await page.keyboard.insertText(`${input.join("\n")}\n          default: "nobody"\n`);
  await expect(workbench.inputs.getByLabel("Owner", { exact: true })).toBeVisible();
});
