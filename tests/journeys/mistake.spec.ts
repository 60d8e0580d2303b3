import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

test("a mistake is shown, leads to its place, and goes when it is mended", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst("# {{ service_instance.inputs.no_such_input }}\n");
  const problem = workbench.problem("no_such_input");
  await expect(problem).toHaveAccessibleName(/^Error: .*no_such_input.* line 1:/);
  const file = workbench.problems.getByRole("treeitem", { name: /instance_infrastructure\/cloudformation\.yaml.*1 error$/ });
  await expect(file).toBeVisible();
  await expect(workbench.rendered).toContainText(words.rendered.undefinedNames);
  await expect(workbench.rendering).toContainText("items, instance dev");
  await workbench.select("item-api-environment", "schema/schema.yaml");
  await problem.click();
  await expect(workbench.text).toHaveAccessibleName("instance_infrastructure/cloudformation.yaml");
  await expect(workbench.text).toBeFocused();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Delete");
  await expect(workbench.problems).toContainText("No problems");
  await expect(workbench.rendered).not.toContainText("Undefined names");
});

test("broken Jinja and broken YAML are told apart", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst("{% if %}\n");
  const problems = workbench.withSeverity("Error");
  const file = (path: string) => workbench.problems.getByRole("treeitem", { name: new RegExp(`${path}.*\\d+ errors?`) });
  await expect(file("cloudformation.yaml")).toBeVisible();
  await expect(problems.first()).toHaveAccessibleName(/line 1:/);
  await expect(workbench.rendered).toContainText(words.rendered.lastGood);
  await expect(workbench.rendering).toContainText("items, instance dev");
  await page.keyboard.press("Control+z");
  await expect(problems).toHaveCount(0);
  await workbench.select("item-api-service", "schema/schema.yaml");
  await workbench.typeFirst("a: [1\n");
  await expect(file("schema/schema.yaml")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(workbench.problems).toContainText("No problems");
});
