import { expect, expectAccessible, type Page, test } from "../pages/test";
import { unpack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const dialog = (page: Page) => page.getByRole("dialog", { name: words.starters.title });
const name = (page: Page) => dialog(page).getByLabel(words.starters.name);
const preview = (page: Page) => dialog(page).getByRole("region", { name: words.starters.preview });
const choice = (page: Page, title: string) =>
  dialog(page).getByRole("radio", { name: title, exact: true });

const points = [
  { title: "Static site", name: "static-site", creates: "CloudFront Distribution", asks: "Domain of its own" },
  { title: "Scheduled function", name: "scheduled-function", creates: "Scheduler Schedule", asks: "Schedule" },
  { title: "Fargate service", name: "fargate-service", creates: "ECS Service", asks: "Health check path" },
  { title: "Queue worker", name: "queue-worker", creates: "2 × SQS Queue", asks: "Topics" },
  { title: "VPC", name: "vpc-environment", creates: "EC2 NatGateway", asks: "NAT gateways" },
  { title: "Shared network", name: "shared-network", creates: words.starters.createsNothing, asks: "Private subnets" },
];

test.describe("with CloudFormation's rules", () => {
  test.use({ cloudformation: true });

  test("each starting point is told, made, and free of problems", async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.open();
    for (const point of points) {
      await page.getByRole("button", { name: words.toolbar.new }).click();
      await choice(page, point.title).check();
      await expect(choice(page, point.title)).toHaveAccessibleDescription(/\w+\. *$/);
      await expect(preview(page)).toContainText(point.creates);
      await expect(preview(page)).toContainText(point.asks);
      await expect(name(page)).toHaveValue(point.name);
      await name(page).press("Enter");
      await expect(dialog(page)).toHaveCount(0);
      await expect(await workbench.item(point.name)).toBeFocused();
    }
    await workbench.analyzed();
    await expect(workbench.problems).toContainText(/No problems\. .* in 8 bundles checked/);
    await workbench.rulesChecked();
    await expect(workbench.problems).toContainText(/No problems\. .* in 8 bundles checked/);
    expect(workbench.complaints).toEqual([]);
  });
});

test("a service is opened with its environment, and both are taken back", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  await workbench.dismissAll();
  await page.getByRole("button", { name: words.emptyStates.newBundle }).click();
  await choice(page, "Fargate service").check();
  const beside = preview(page).getByRole("group", { name: words.starters.beside });
  await expect(beside.getByRole("checkbox", { name: words.starters.sharedNetwork })).not.toBeChecked();
  await beside.getByRole("checkbox", { name: words.starters.vpc }).check();
  await name(page).fill("shop");
  await dialog(page).getByRole("button", { name: words.starters.create }).click();
  await expect(await workbench.item("shop")).toBeFocused();
  expect(await workbench.bundles()).toEqual(["vpc-environment", "shop"]);
  await workbench.shows("shop", "instance_infrastructure/cloudformation.yaml");
  await workbench.analyzed();
  await expect(workbench.problems).toContainText(/No problems\. .* in 2 bundles checked/);
  await workbench.showOutputs();
  await expect(workbench.outputs).toContainText("Declared by vpc-environment");
  await expect(workbench.rendering).toContainText("AWS::ECS::Cluster");
  const files = Object.keys(unpack(await workbench.download()));
  expect(files).toContain("shop/.template-registration.yaml");

  await expect(workbench.alerts).toContainText(words.session.created("vpc-environment and shop"));
  await workbench.alerts.getByRole("button", { name: words.notices.undo }).click();
  await expect(page.getByText("Nothing is open")).toBeVisible();
});

test("an environment that is open is the one that a service runs in", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  for (const [title, called] of [
    ["Shared network", "ours"],
    ["Queue worker", "worker"],
  ] as const) {
    await page.getByRole("button", { name: words.toolbar.new }).click();
    await choice(page, title).check();
    await name(page).fill(called);
    await name(page).press("Enter");
    await expect(await workbench.item(called)).toBeFocused();
  }
  await workbench.select("worker", "spec/spec.yaml");
  await expect(workbench.text).toContainText('environment: "ours"');
  await workbench.analyzed();
  await workbench.showOutputs();
  await expect(workbench.outputs).toContainText("Declared by ours");
});

test("by keyboard alone", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await page.getByRole("button", { name: words.toolbar.new }).focus();
  await page.keyboard.press("Enter");
  await expect(choice(page, "Static site")).toBeFocused();
  // Both groups are one choice.
  await page.keyboard.press("ArrowUp");
  await expect(choice(page, "Customer-managed environment")).toBeFocused();
  await expect(name(page)).toHaveValue("my-environment");
  for (let times = 0; times < 4; times += 1) await page.keyboard.press("ArrowDown");
  await expect(choice(page, "Queue worker")).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(preview(page).getByRole("checkbox", { name: words.starters.vpc })).toBeFocused();
  await page.keyboard.press("Space");
  const first = preview(page).getByText(".template-registration.yaml");
  await workbench.tabTo(first, 30);
  await page.keyboard.press("Enter");
  await expect(preview(page).getByRole("group", { name: ".template-registration.yaml" })).toContainText(
    "compatible_environments",
  );
  await workbench.tabTo(name(page), 30);
  await page.keyboard.press("Enter");
  await expect(await workbench.item("queue-worker")).toBeFocused();
  await expect.poll(() => workbench.bundles()).toContain("vpc-environment");
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [390, 1440]) {
    test(`nothing keeps people out of it, ${colorScheme}, ${width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      const workbench = new Workbench(page);
      await workbench.open();
      // A telephone has it behind the menu.
      const menu = page.getByRole("button", { name: words.toolbar.menu });
      if (await menu.isVisible()) await menu.click();
      await page.getByRole("button", { name: words.toolbar.new }).click();
      await choice(page, "Fargate service").check();
      await expect(preview(page)).toContainText("ECS Service");
      await preview(page).getByText("schema/schema.yaml").click();
      await expect(preview(page).getByRole("group", { name: "schema/schema.yaml" })).toBeVisible();
      await expectAccessible(workbench.page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
    });
  }
}
