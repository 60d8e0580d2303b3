import { expect, expectAccessible, test } from "../pages/test";
import { environment, pack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { Workspaces } from "../pages/workspaces";
import { words } from "../pages/words";

test("a reload brings everything back", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("queue.tar.gz", environment));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  await workbench.inputs.getByLabel("Queue name", { exact: true }).fill("orders");
  await expect(workbench.rendering).toContainText('QueueName: "orders"');
  await workbench.select("item-api-service", "pipeline_infrastructure/cloudformation.yaml");
  await workbench.typeFirst("# of {{ service.name }}\n");
  await workbench.render("pipeline");
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

test("two tabs do not overwrite each other: one of the two is chosen, and nothing is lost", async ({
  context,
  page,
}) => {
  const first = new Workbench(page);
  await first.open();
  await first.typeFirst("# common\n");
  await first.saved();
  const second = new Workbench(await context.newPage());
  await second.open();
  await expect(second.text).toContainText("# common");

  await first.typeFirst("# from the first\n");
  await first.saved();
  const choice = second.page.getByRole("alert").filter({ hasText: "Another tab has changed" });
  await expect(choice).toBeVisible();
  await second.typeFirst("# from the second\n");
  await expect(second.status).toContainText("Not saved");
  await expectAccessible(second.page);
  await choice.getByRole("button", { name: words.banners.keepMine }).click();
  await second.saved();

  // The first hears of it, and takes the other's work over; its own is in the history.
  const answer = page.getByRole("alert").filter({ hasText: "Another tab has changed" });
  await answer.getByRole("button", { name: words.banners.showOther }).click();
  await expect(first.text).toContainText("# from the second");
  await expect(first.text).not.toContainText("# from the first");
  await first.saved();
  await expect(answer).toHaveCount(0);
  const workspaces = new Workspaces(page);
  await workspaces.open();
  await workspaces.goBack(0);
  await expect(first.text).toContainText("# from the first");
});
