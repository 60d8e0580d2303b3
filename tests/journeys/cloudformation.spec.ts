import { readFileSync } from "node:fs";
import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

test.use({ cloudformation: true });

const sample = new URL("../../core/samples/item-api-service/schema/schema.yaml", import.meta.url);
const wasm = /cloudformation_bg-\w+\.wasm/;

test("a runtime that is gone is said at its line, and goes when it is mended", async ({ page }) => {
  const requested: string[] = [];
  page.context().on("request", (request) => {
    if (wasm.test(request.url())) requested.push(request.url());
  });
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.rulesChecked();
  expect(requested).toHaveLength(1);
  expect(workbench.complaints).toEqual([]);
  const problem = workbench.problem(/E2531/);
  await expect(problem).toHaveCount(0);

  await workbench.select("item-api-service", "schema/schema.yaml");
  const schema = readFileSync(sample, "utf8");
  const gone = schema.replace('"nodejs24.x"]', '"nodejs24.x", "java8"]');
  await workbench.rewrite(gone.replace('default: "python3.13"', 'default: "java8"'));
  // It is reported where the value is given, with a way to the line that prints it.
  await expect(problem).toHaveCount(1);
  await expect(problem).toContainText("Runtime 'java8' was deprecated");
  await expect(workbench.problems.getByRole("treeitem", { name: /schema\/schema\.yaml.*\d/ })).toBeVisible();
  const details = await workbench.details(/E2531/);
  await expect(details.getByRole("link", { name: "About rule E2531" })).toHaveAttribute("href", /cfn-lint.*#E2531$/);
  await details.getByRole("button", { name: /^in instance-/ }).click();
  await expect(workbench.rendering).toContainText("Runtime: java8");
  await problem.press("Enter");
  await expect(workbench.text).toHaveAccessibleName("schema/schema.yaml");

  // A hidden rule finds nothing, and can be shown again.
  await workbench.problems.getByText(words.problems.rules, { exact: true }).click();
  const rule = workbench.problems.getByRole("checkbox", { name: /E2531/ });
  await rule.uncheck();
  await expect(problem).toHaveCount(0);
  await rule.check();
  await expect(problem).toHaveCount(1);

  await workbench.select("item-api-service", "schema/schema.yaml");
  await workbench.rewrite(schema);
  await expect(problem).toHaveCount(0);

  // The browser has kept the code.
  await page.reload();
  await workbench.rulesChecked();
  expect(requested).toHaveLength(1);
});

test("the rules are not fetched before something renders", async ({ page }) => {
  let requested = 0;
  await page.context().route(wasm, (route) => {
    requested += 1;
    return route.continue();
  });
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.rulesChecked();
  await workbench.closeAll();
  await workbench.saved();
  await page.evaluate(() => caches.delete("cloudformation"));
  await page.reload();
  await expect(page.getByText("Nothing is open")).toBeVisible();
  await workbench.analyzed();
  // Longer than the quiet that it waits for.
  await page.waitForTimeout(1_000);
  expect(requested).toBe(1);
});

test("rules that do not load are in nobody's way", async ({ page }) => {
  let blocked = 0;
  await page.context().route(wasm, (route) =>
    blocked++ === 0 ? route.abort() : route.continue(),
  );
  const workbench = new Workbench(page);
  await workbench.open();
  await expect(workbench.alerts).toContainText(words.engine.checksFailed);
  await workbench.typeFirst("# {{ service.name }}, typed meanwhile\n");
  await expect(workbench.rendering).toContainText("# items, typed meanwhile");
  await expect(workbench.alerts).toHaveCount(1);
  await workbench.status.getByRole("button", { name: words.status.details }).click();
  await workbench.status.getByRole("button", { name: words.status.tryAgain }).click();
  await workbench.rulesChecked();
});

test("the rules can be switched off, and stay so", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.rulesChecked();
  await workbench.problems.getByText(words.problems.rules, { exact: true }).click();
  await workbench.problems.getByRole("checkbox", { name: words.problems.rulesEnabled }).uncheck();
  await expect(workbench.status).not.toContainText("CloudFormation");
  await workbench.saved();
  await page.reload();
  await workbench.analyzed();
  await page.waitForTimeout(1_000);
  await expect(workbench.status).not.toContainText("CloudFormation");
});

test("a worker that starts after all bundles are closed reports nothing", async ({ page }) => {
  const workbench = new Workbench(page);
  const loading = page.context().waitForEvent("request", (request) => wasm.test(request.url()));
  await workbench.open();
  await loading;
  await workbench.closeAll();
  // Time enough for the answer.
  await page.waitForTimeout(3000);
  await expect(workbench.status).not.toContainText("CloudFormation");
  await expect(workbench.problems).toContainText("no bundle is open");
});
