import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";

test("what other stacks would supply can be filled in", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await expect(workbench.rendering).toContainText('TABLE_NAME: "items-dev"');
  await workbench.showOutputs();
  await workbench.outputs.getByLabel("TableName", { exact: true }).first().fill("another-table");
  await expect(workbench.rendering).toContainText('TABLE_NAME: "another-table"');
  await workbench.select("item-api-service", "spec/sample-outputs.yaml");
  await expect(workbench.text).toContainText("another-table");
  await expect(workbench.text).toContainText("# What other stacks would supply.");
});
