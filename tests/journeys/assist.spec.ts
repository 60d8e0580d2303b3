import { expect, expectAccessible, type Page, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const template = "instance_infrastructure/cloudformation.yaml";

/** Puts the cursor after the first occurrence of a text in the open file. */
async function goBehind(page: Page, workbench: Workbench, text: string): Promise<void> {
  await workbench.text.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+f");
  const field = workbench.editor.getByRole("textbox", { name: "Find" });
  await expect(field).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(workbench.text).toBeFocused();
  await page.keyboard.press("ArrowRight");
}

test("inputs are offered with what they are for, and chosen by keyboard", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  await workbench.text.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# {{ service_instance.inputs.");
  const list = page.getByRole("listbox", { name: "Completions" });
  await expect(list.getByRole("option", { name: "timeout" })).toBeVisible();
  await page.keyboard.type("time");
  await expect(workbench.editor.getByText("The longest that one call may take.")).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.type(" }}\n");
  await expect(workbench.rendering).toContainText("# 10");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  for (let left = 0; left < " }}".length; left += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+Space");
  await expect(list.getByRole("option", { name: "timeout" })).toBeVisible();
  await expectAccessible(workbench.page);
  expect(workbench.complaints).toEqual([]);
});

test("a name says what it is and what it holds", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  await goBehind(page, workbench, "inputs.memory");
  await page.keyboard.press("Shift+F1");
  await expect(workbench.editor.getByText("Now 256 for dev", { exact: true })).toBeVisible();
  const help = "Also the share of processor time: 1769 MB are worth one full processor.";
  await expect(workbench.editor.getByText(help, { exact: true })).toBeVisible();
  await expectAccessible(workbench.page);
});

test("F12 leads to the schema, and from there to what reads it", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  await goBehind(page, workbench, "inputs.memory");
  await page.keyboard.press("F12");
  await expect(workbench.editor.getByRole("textbox", { name: "schema/schema.yaml" })).toBeFocused();
  // The text is there a moment before the cursor is where it belongs.
  await expect(workbench.text.getByText("memory", { exact: true })).toBeInViewport();
  await page.keyboard.press("F12");
  await expect(workbench.editor.getByRole("textbox", { name: template })).toBeFocused();
  await expect(workbench.text.getByText("MemorySize", { exact: true })).toBeInViewport();
  await goBehind(page, workbench, "inputs.log_retention");
  await page.keyboard.press("F12");
  await expect(workbench.editor.getByRole("textbox", { name: "schema/schema.yaml" })).toBeFocused();
});

test("F2 renames in every file, what is rendered stays, and one Undo brings all back", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  await workbench.enlargeRendering();
  await expect(workbench.rendering).toContainText("RetentionInDays: 7");
  await goBehind(page, workbench, "inputs.log_retention");
  await page.keyboard.press("F2");
  const field = workbench.editor.getByRole("textbox", { name: "New name of log_retention" });
  await expect(field).toBeFocused();
  await page.keyboard.type("timeout");
  await page.keyboard.press("Enter");
  await expect(workbench.editor.getByRole("alert")).toHaveText("An input named `timeout` already exists.");
  await expectAccessible(workbench.page);
  await field.fill("keep_logs");
  await page.keyboard.press("Enter");
  const notice = workbench.alerts.filter({ hasText: "Renamed log_retention to keep_logs in 3 files." });
  await expect(notice).toBeVisible();
  await expect(workbench.text).toContainText("inputs.keep_logs");
  await expect(workbench.rendering).toContainText("RetentionInDays: 7");
  await expect(workbench.problems).not.toContainText("Error");
  for (const path of ["schema/schema.yaml", "spec/spec.yaml"]) {
    await workbench.select("item-api-service", path);
    await goBehind(page, workbench, "keep_logs");
    await expect(workbench.text).toContainText("keep_logs");
  }
  await notice.getByRole("button", { name: words.notices.undo }).click();
  await expect(workbench.text).toContainText("log_retention");
  await workbench.select("item-api-service", template);
  await expect(workbench.text).not.toContainText("keep_logs");
  await expect(workbench.problems).not.toContainText("Error");
});

test("the outline filters, and goes where it is told", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  await workbench.text.focus();
  await page.keyboard.press("Control+Shift+O");
  const filter = page.getByRole("combobox", { name: "Filter: Outline" });
  await expect(filter).toBeFocused();
  const items = page.getByRole("listbox", { name: words.commands.outline }).getByRole("option");
  await expect(items.filter({ hasText: "ErrorRateAlarm" })).toContainText("AWS::CloudWatch::Alarm");
  await expectAccessible(workbench.page);
  await page.keyboard.type("perm");
  await expect(items).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(filter).toHaveCount(0);
  await expect(workbench.text).toBeFocused();
  await page.keyboard.type("X");
  await expect(workbench.text).toContainText("X:");
  await workbench.editor.getByRole("button", { name: words.commands.outline }).click();
  await expect(filter).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(workbench.text).toBeFocused();
});

test("F8 goes on in the next file that has a problem", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", "spec/spec.yaml");
  await workbench.typeFirst("{% oops\n");
  await workbench.select("item-api-service", template);
  await workbench.typeFirst("{{ nothing }}\n");
  await expect(workbench.problems).toContainText("nothing");
  await workbench.text.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("F8");
  for (let steps = 0; steps < 10; steps += 1) {
    await page.keyboard.press("F8");
    if (await workbench.editor.getByRole("textbox", { name: "spec/spec.yaml" }).isVisible()) break;
    await page.waitForTimeout(200);
  }
  await expect(workbench.editor.getByRole("textbox", { name: "spec/spec.yaml" })).toBeFocused();
});

test.describe("with CloudFormation's rules", () => {
  test.use({ cloudformation: true });

  test("CloudFormation's types and properties are offered, once its rules have started", async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.open();
    await workbench.rulesChecked();
    await workbench.select("item-api-service", template);
    await workbench.rewrite("Resources:\n  Jobs:\n    Type: ");
    await page.keyboard.type("AWS::SQS::Qu");
    const list = page.getByRole("listbox", { name: "Completions" });
    await list.getByRole("option", { name: "AWS::SQS::Queue", exact: true }).click();
    await expect(workbench.text).toContainText("Type: AWS::SQS::Queue");
    await page.keyboard.insertText("\n    Properties:\n      ");
    await page.keyboard.type("Visi");
    await list.getByRole("option", { name: /VisibilityTimeout/ }).click();
    await expect(workbench.text).toContainText("VisibilityTimeout: ");
  });
});
