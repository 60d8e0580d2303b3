import { expect, expectAccessible, test } from "../pages/test";
import { environment, pack } from "../pages/archive";
import { slow } from "../pages/engine";
import { Workbench } from "../pages/workbench";
import { Workspaces } from "../pages/workspaces";
import { words } from "../pages/words";

test("several workspaces stay apart, over reloads and in every tab", async ({ context, page }) => {
  const workbench = new Workbench(page);
  const workspaces = new Workspaces(page);
  await workbench.open();
  await workbench.typeFirst("# of the first\n");
  await workbench.saved();

  await workspaces.create("Queues");
  await expect.poll(() => workbench.bundles()).toEqual([]);
  await expect(page.getByText("Nothing is open")).toBeVisible();
  await workbench.openArchive(pack("queue.tar.gz", environment));
  await expect.poll(() => workbench.bundles()).toEqual(["queue"]);
  await workbench.saved();
  await page.reload();
  await workbench.analyzed();
  expect(await workbench.bundles()).toEqual(["queue"]);

  await workspaces.switch("My workspace");
  await expect(workbench.text).toContainText("# of the first");
  await expect(workbench.rendering).toContainText("# of the first");
  // Undo in one workspace does not affect the other.
  await workbench.text.focus();
  await page.keyboard.press("Control+z");
  await expect(workbench.text).toContainText("# of the first");

  // A new tab begins with the one that was used last, and each tab keeps its own.
  const second = new Workbench(await context.newPage());
  await second.open();
  expect(await second.bundles()).toEqual(["item-api-environment", "item-api-service"]);
  await new Workspaces(second.page).switch("Queues");
  await second.page.reload();
  await second.analyzed();
  expect(await second.bundles()).toEqual(["queue"]);
  await page.reload();
  await workbench.analyzed();
  expect(await workbench.bundles()).toEqual(["item-api-environment", "item-api-service"]);
});

test("a form entry that the engine has yet to answer is not lost by opening another workspace", async ({ page }) => {
  const workbench = new Workbench(page);
  const workspaces = new Workspaces(page);
  await workbench.open();
  await workbench.typeFirst("# of the first\n");
  await workbench.analyzed();
  await workbench.saved();
  await slow(page, 1_500);
  const field = workbench.inputs.getByRole("textbox", { name: "Handler", exact: true });
  await field.fill("entered.late");
  await workspaces.create("Other");
  await expect.poll(() => workbench.bundles()).toEqual([]);
  await workspaces.switch("My workspace");
  await expect(field).toHaveValue("entered.late");

  // Nor is it by a snapshot: the state before is in the history.
  await workbench.closeShown();
  await workbench.saved();
  await workspaces.open();
  await workspaces.goBack(0);
  await workbench.select("item-api-service", "spec/spec.yaml");
  await expect(workbench.text).toContainText("entered.late");
  expect(workbench.complaints).toEqual([]);
});

test("a workspace is renamed, and deleted after a question", async ({ page }) => {
  const workbench = new Workbench(page);
  const workspaces = new Workspaces(page);
  await workbench.open();
  await workbench.typeFirst("# mine\n");
  await workbench.saved();
  await workspaces.create("Trial <b>");
  await workspaces.switch("My workspace");
  await workspaces.open();
  await expectAccessible(workbench.page);
  const rows = workspaces.list.getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await workspaces.list.getByRole("button", { name: "Rename Trial <b>" }).click();
  await page.keyboard.type("Other");
  await page.keyboard.press("Enter");
  await expect(workspaces.list.getByRole("button", { name: "Open Other" })).toBeVisible();
  await workspaces.list.getByRole("button", { name: "Delete Other" }).click();
  await workspaces.list.getByRole("button", { name: /^Keep/ }).click();
  await workspaces.list.getByRole("button", { name: "Delete Other" }).click();
  await workspaces.list.getByRole("button", { name: words.workspaces.deleteYes }).click();
  await expect(rows).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(workspaces.button).toBeFocused();
  await expect(workbench.text).toContainText("# mine");
});

test("by keyboard alone: an earlier state comes back, and from there the newest", async ({ page }) => {
  const workbench = new Workbench(page);
  const workspaces = new Workspaces(page);
  await workbench.open();
  await workbench.typeFirst("# kept\n");
  await workbench.saved();
  await workbench.closeShown();
  await expect.poll(() => workbench.bundles()).toEqual(["item-api-environment"]);
  await workbench.saved();

  await workspaces.button.press("Enter");
  await expect(workspaces.states.getByText(words.history.beforeADeletion)).toBeVisible();
  await workspaces.states.getByRole("button").first().press("Enter");
  await expect
    .poll(() => workbench.bundles())
    .toEqual(["item-api-environment", "item-api-service"]);
  await workbench.select("item-api-service", "instance_infrastructure/cloudformation.yaml");
  await expect(workbench.text).toContainText("# kept");
  await expect(workbench.said).toContainText(words.history.restored);
  await workbench.saved();
  await workspaces.button.press("Enter");
  await workspaces.states.getByRole("button").first().press("Enter");
  await expect.poll(() => workbench.bundles()).toEqual(["item-api-environment"]);
});

test("one bundle of a snapshot is compared with the current one and restored alone", async ({ page }) => {
  const workbench = new Workbench(page);
  const workspaces = new Workspaces(page);
  await workbench.open();
  await workbench.saved();
  // Before a deletion, a snapshot is taken.
  await workbench.select("item-api-environment", "schema/schema.yaml");
  await workbench.closeShown();
  await expect.poll(() => workbench.bundles()).toEqual(["item-api-service"]);
  await workbench.saved();
  await workbench.typeFirst("# later\n");
  await workbench.saved();

  await workspaces.open();
  const newest = workspaces.states.getByRole("listitem").first();
  await newest.getByText(words.history.bundles, { exact: true }).click();
  await expectAccessible(page);
  // A closed bundle has no current state to compare with.
  await expect(newest.getByRole("button", { name: "Compare item-api-environment with the current state" })).toHaveCount(0);
  await newest.getByRole("button", { name: "Compare item-api-service with the current state" }).click();
  const comparison = page.getByRole("dialog", { name: words.compare.title });
  await expect(comparison.getByText("+1").first()).toBeVisible();
  await expectAccessible(page);
  await comparison.getByRole("button", { name: words.compare.restore }).click();
  await expect(comparison).toHaveCount(0);
  await expect(workbench.text).not.toContainText("# later");
  const notice = workbench.alerts.filter({ hasText: "Restored item-api-service as of" });
  await notice.getByRole("button", { name: words.notices.undo }).click();
  await expect(workbench.text).toContainText("# later");

  await workspaces.open();
  await newest.getByText(words.history.bundles, { exact: true }).click();
  await newest.getByRole("button", { name: "Restore bundle item-api-service" }).click();
  await expect(workspaces.dialog).toHaveCount(0);
  await expect(workbench.text).not.toContainText("# later");
  await expect.poll(() => workbench.bundles()).toEqual(["item-api-service"]);
  await notice.getByRole("button", { name: words.notices.undo }).click();
  await expect(workbench.text).toContainText("# later");

  await workspaces.open();
  await newest.getByText(words.history.bundles, { exact: true }).click();
  await newest.getByRole("button", { name: "Restore bundle item-api-environment" }).click();
  await expect
    .poll(() => workbench.bundles())
    .toEqual(["item-api-service", "item-api-environment"]);
  await expect(workbench.text).toContainText(/./);
  expect(workbench.complaints).toEqual([]);
});
