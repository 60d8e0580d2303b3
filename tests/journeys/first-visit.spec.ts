import { expect, expectAccessibleInBothSchemes, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

test("a first visit shows a bundle at work", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await expect(page.getByRole("heading", { name: words.toolbar.name, level: 1 })).toBeVisible();
  expect(await workbench.bundles()).toEqual(["item-api-environment", "item-api-service"]);
  await expect(workbench.text).toHaveAccessibleName("instance_infrastructure/cloudformation.yaml");
  await expect(workbench.rendering).toContainText("items, instance dev");
  await expect(workbench.rendering).toContainText("Runtime: python3.13");
  await workbench.render(words.inputs.nameExample);
  await expect(workbench.rendering).toContainText("items, instance prod");
  await workbench.render("pipeline");
  await expect(workbench.rendering).toContainText("AWS::CodePipeline::Pipeline");
  await expect(workbench.problems).toContainText("No problems");
  await expect(workbench.alerts).toHaveCount(0);
  await workbench.select("item-api-environment", "infrastructure/cloudformation.yaml");
  await expect(workbench.rendering).toContainText('TableName: "items-dev"');
});

test.describe("with CloudFormation's rules", () => {
  test.use({ cloudformation: true });

  test("nothing leaves the page, and nothing breaks its policy", async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.open();
    const after: string[] = [];
    page.on("request", (request) => after.push(request.url()));
    await workbench.typeFirst("# {{ service.name }}\n");
    await expect(workbench.rendering).toContainText("# items");
    await workbench.select("item-api-environment", "schema/schema.yaml");
    await workbench.download();
    await workbench.saved();
    // CloudFormation's rules and the parts of the page's code come later.
    const later = /^blob:|\/(cloudformation(-start)?(\.js|_bg-\w+\.wasm)|part-\w+-\w+\.wasm)(\?|$)/;
    expect(after.filter((url) => !later.test(url))).toEqual([]);
    expect(workbench.complaints).toEqual([]);
  });
});

test("every pane of a phone is accessible, light and dark", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const workbench = new Workbench(page);
  await workbench.open();
  const panes = page.getByRole("navigation", { name: words.panes.panes });
  for (const name of ["Files", "Inputs", "Rendered", "Problems", "Source"]) {
    await panes.getByRole("button", { name }).click();
    await expectAccessibleInBothSchemes(page);
  }
});

test("the theme can be chosen, and stays chosen", async ({ page }) => {
  const workbench = new Workbench(page);
  await page.emulateMedia({ colorScheme: "light" });
  await workbench.open();
  const background = () =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  const theme = page.getByRole("combobox", { name: words.theme.label });
  await workbench.more();
  await expect(theme).toHaveValue("system");
  await theme.selectOption("Light");
  expect(await background()).toBe(light);
  await theme.selectOption("Dark");
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  await workbench.more();
  await expect(theme).toHaveValue("dark");
  expect(await background()).toBe(dark);

  // More contrast, as the system has it or as it is chosen.
  const line = () =>
    workbench.problems.evaluate((pane) => getComputedStyle(pane.firstElementChild!).borderBottomColor);
  await theme.selectOption("System");
  const soft = await line();
  await theme.selectOption("High contrast");
  const strong = await line();
  expect(strong).not.toBe(soft);
  await theme.selectOption("System");
  expect(await line()).toBe(soft);
  await page.emulateMedia({ colorScheme: "light", contrast: "more" });
  await expect.poll(line).toBe(strong);
});
