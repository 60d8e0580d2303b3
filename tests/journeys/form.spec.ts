import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

test("what is filled in is rendered, and stands in the spec", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.tab(workbench.inputs, "dev");
  await workbench.inputs.getByLabel("API path", { exact: true }).fill("/things");
  await expect(workbench.rendering).toContainText("behind /things");
  await workbench.inputs.getByRole("radio", { name: "nodejs24.x" }).check();
  await expect(workbench.rendering).toContainText("Runtime: nodejs24.x");
  await workbench.inputs.getByLabel("Memory (MB)", { exact: true }).fill("1024");
  await expect(workbench.rendering).toContainText("MemorySize: 1024");
  await workbench.tab(workbench.inputs, words.inputs.nameExample);
  await expect(workbench.inputs.getByLabel("API path", { exact: true })).toHaveValue("/items");
  await expect(workbench.rendering).toContainText("behind /items");

  await workbench.select("item-api-service", "spec/spec.yaml");
  await expect(workbench.text).toContainText("# What a developer fills in");
  await expect(workbench.text).toContainText("/things");
  await expect(workbench.text).toContainText("memory: 1024");
  await workbench.text.focus();
  await page.keyboard.press("Control+z");
  await expect(workbench.text).not.toContainText("memory: 1024");
});

test("what the schema refuses is said beside the field", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.tab(workbench.inputs, "dev");
  const timeout = workbench.inputs.getByLabel("Timeout (seconds)", { exact: true });
  await timeout.fill("99");
  await timeout.press("Tab");
  await expect(timeout).toHaveAttribute("aria-invalid", "true");
  await expect(timeout).toHaveAccessibleDescription(/29/);
  await expect(workbench.problems).toContainText("spec/spec.yaml");
  await timeout.fill("9");
  await expect(timeout).toHaveAttribute("aria-invalid", "false");
  await expect(workbench.rendering).toContainText("Timeout: 9");
  await expect(workbench.problems).toContainText("No problems");
});

test("a service gets one more instance", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.tab(workbench.inputs, words.inputs.nameExample);
  await workbench.inputs.getByRole("button", { name: words.inputs.addInstance }).click();
  await expect(workbench.inputs.getByRole("tab", { name: "instance-2" })).toBeVisible();
  await workbench.inputs.getByRole("button", { name: words.form.check }).click();
  const wanting = workbench.inputs.getByRole("group", { name: words.form.faults });
  await wanting.getByRole("button", { name: "API path" }).click();
  await page.keyboard.type("/more");
  await expect(workbench.inputs.getByLabel("API path", { exact: true })).toHaveValue("/more");
  await workbench.inputs.getByLabel("Bucket", { exact: true }).fill("packages");
  await workbench.inputs.getByLabel("Key", { exact: true }).fill("more.zip");
  await workbench.render("instance-2");
  await expect(workbench.rendering).toContainText("items, instance instance-2");
  await workbench.actOnInput(words.inputs.removeInstance("instance-2"));
  await expect(workbench.inputs.getByRole("tab", { name: "instance-2" })).toHaveCount(0);
});
