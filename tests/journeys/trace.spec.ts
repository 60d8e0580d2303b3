import { expect, expectAccessible, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

test("a click on a rendered line shows its source and marks the field that feeds it", async ({
  page,
}) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.rendering.getByText("MemorySize").click();
  await expect(workbench.rendered.getByRole("status").filter({ hasText: words.differences.line })).toHaveText(
    words.rendered.line("instance_infrastructure/cloudformation.yaml:21", "1 input"),
  );
  await expect(workbench.activeLine).toHaveText(/MemorySize: \{\{ service_instance.inputs.memory \}\}/);
  await expect(workbench.rendering).toBeFocused();
  const memory = workbench.inputs.getByLabel(/^Memory/);
  await expect(memory).toHaveAccessibleDescription(words.form.printed);
  await expect(memory).toBeInViewport();
  const timeout = workbench.inputs.getByLabel(/^Time/).first();
  await expect(timeout).not.toHaveAccessibleDescription(/this line/);
  // To change it changes the line; the mark stays until it is taken away.
  await memory.fill("333");
  await expect(workbench.rendering).toContainText("MemorySize: 333");
  await expect(memory).toHaveAccessibleDescription(words.form.printed);
  await expectAccessible(workbench.page);
  await workbench.rendered.getByRole("button", { name: words.rendered.clearLabel }).click();
  await expect(memory).not.toHaveAccessibleDescription(/this line/);
  expect(workbench.complaints).toEqual([]);
});

test("a line that an output feeds shows the outputs", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await expect(workbench.outputs).toHaveCount(0);
  await workbench.rendering.getByText("TABLE_NAME").click();
  const table = workbench.outputs.getByLabel("TableName", { exact: true }).first();
  await expect(table).toHaveAccessibleDescription(words.form.printed);
  await expect(table).toBeInViewport();
});

test("Enter on a rendered line moves the keyboard to its source, in whichever file", async ({
  page,
}) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", "spec/spec.yaml");
  await workbench.rendering.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const path = "instance_infrastructure/cloudformation.yaml";
  await expect(workbench.editor.getByRole("textbox", { name: path })).toBeFocused();
  await expect(workbench.activeLine).toHaveText(/^Description: /);
  await expect(workbench.inputs.getByLabel("Instance name", { exact: true })).toHaveAccessibleDescription(
    words.form.printed,
  );
});

test("what the line with the cursor became is marked in the rendering", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.text.getByText("Timeout", { exact: true }).click();
  await expect(workbench.rendering.getByTitle("From line 22 of the template.")).toHaveText([
    /^\s*Timeout: \d+$/,
  ]);
  await page.keyboard.press("ArrowUp");
  await expect(workbench.rendering.getByTitle("From line 21 of the template.")).toHaveText([
    /^\s*MemorySize: \d+$/,
  ]);
  await workbench.render(words.inputs.nameExample);
  await expect(workbench.rendering.getByTitle("From line 21 of the template.")).toHaveText([
    /^\s*MemorySize: 512$/,
  ]);
});

test("a problem of the rendered text shows in its line there, and at its source", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst("{% if true %}\nbroken: {{ '[' }}\n{% endif %}\n");
  await expect(workbench.problems).toContainText("not well-formed YAML");
  await expect(workbench.rendering.getByTitle(/not well-formed YAML/)).toHaveCount(1);
});
