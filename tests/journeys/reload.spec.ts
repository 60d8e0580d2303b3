import { expect, test } from "@playwright/test";
import { environment, pack } from "../pages/archive";
import { Workbench } from "../pages/workbench";

test("a reload brings everything back", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("queue.tar.gz", environment));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  await workbench.inputs.getByLabel("Queue name", { exact: true }).fill("orders");
  await expect(workbench.rendering).toContainText('QueueName: "orders"');
  await workbench.select("item-api-service", "pipeline_infrastructure/cloudformation.yaml");
  await workbench.typeFirst("# of {{ service.name }}\n");
  await workbench.tab(workbench.rendered, "pipeline");
  await expect(workbench.rendering).toContainText("# of items");
  await workbench.saved();
  const bundles = await workbench.bundles();

  await page.reload();
  await workbench.analyzed();
  expect(await workbench.bundles()).toEqual(bundles);
  await expect(workbench.text).toHaveAccessibleName("pipeline_infrastructure/cloudformation.yaml");
  await expect(workbench.text).toContainText("# of {{ service.name }}");
  await expect(workbench.rendering).toContainText("# of items");
  await workbench.select("queue", "infrastructure/cloudformation.yaml");
  await expect(workbench.inputs.getByLabel("Queue name", { exact: true })).toHaveValue("orders");
  await expect(workbench.rendering).toContainText('QueueName: "orders"');
});

test("a second tab does not lose the work of the first", async ({ context, page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const second = new Workbench(await context.newPage());
  await second.open();
  await workbench.typeFirst("# from the first\n");
  await expect(workbench.rendering).toContainText("# from the first");
  await workbench.saved();
  await second.typeFirst("# from the second\n");
  await expect(second.status).toContainText("another tab");
  await page.reload();
  await expect(workbench.text).toContainText("# from the first");
});
