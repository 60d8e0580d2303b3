import { expect, test } from "../pages/test";
import { environment, pack } from "../pages/archive";
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

test("entries in the form are undone and redone in their order", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.tab(workbench.inputs, "dev");
  const memory = workbench.inputs.getByLabel("Memory (MB)", { exact: true });
  await memory.fill("1024");
  await memory.press("Tab");
  await expect(workbench.rendering).toContainText("MemorySize: 1024");
  const runtime = (name: string) => workbench.inputs.getByRole("radio", { name });
  await runtime("nodejs24.x").check();
  await expect(workbench.rendering).toContainText("Runtime: nodejs24.x");
  // The focus is on a choice, where the browser itself undoes nothing.
  await page.keyboard.press("Control+z");
  await expect(runtime("python3.13")).toBeChecked();
  await expect(workbench.rendering).toContainText("Runtime: python3.13");
  // A field whose text was not changed since it got the focus.
  await memory.focus();
  await page.keyboard.press("Control+z");
  // The default is left out of the spec again.
  await expect(memory).toHaveValue("");
  await expect(workbench.rendering).toContainText("MemorySize: 256");
  await page.keyboard.press("Control+Shift+z");
  await expect(memory).toHaveValue("1024");
  await page.keyboard.press("Control+Shift+z");
  await expect(runtime("nodejs24.x")).toBeChecked();
});

test("a template shows its own inputs and rendering", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const tab = (name: string) => workbench.targets.filter({ hasText: name });
  await workbench.tab(workbench.inputs, "prod");
  await workbench.select("item-api-service", "pipeline_infrastructure/cloudformation.yaml");
  await expect(tab("pipeline")).toHaveAttribute("aria-selected", "true");
  await expect(workbench.rendering).toContainText("AWS::CodePipeline::Pipeline");
  // Another choice is kept, also in another file of no part.
  await workbench.tab(workbench.inputs, "prod");
  await workbench.select("item-api-service", "schema/schema.yaml");
  await expect(tab("prod")).toHaveAttribute("aria-selected", "true");
});

test("a text that is not one of the values is not dropped silently", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.tab(workbench.inputs, "dev");
  const retention = workbench.inputs.getByRole("combobox", { name: /^Keep logs/ });
  await retention.fill("soon");
  await retention.press("Tab");
  await expect(workbench.alerts.last()).toContainText("“soon” isn’t one of the values of Keep logs");
  await expect(retention).not.toHaveValue("soon");
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

test("a service gets one more instance, with values for what is required", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const { inputs } = workbench;
  await workbench.tab(inputs, words.inputs.nameExample);
  await inputs.getByRole("button", { name: words.inputs.addInstance }).click();
  await expect(inputs.getByRole("tab", { name: "instance-2" })).toBeVisible();
  // The name is the first to change.
  await expect(inputs.getByLabel("Instance name", { exact: true })).toBeFocused();
  await expect(inputs.getByLabel("API path", { exact: true })).not.toHaveValue("");
  await expect(inputs.getByText("runs in item-api-prod")).toBeVisible();
  await expect(workbench.problems).toContainText(words.problems.none);
  await workbench.render("instance-2");
  await expect(workbench.rendering).toContainText("items, instance instance-2");

  // A check goes to the first field with a problem, and lists all.
  await inputs.getByLabel("API path", { exact: true }).fill("no slash");
  await inputs.getByRole("button", { name: words.form.check }).click();
  await expect(inputs.getByLabel("API path", { exact: true })).toBeFocused();
  const wanting = inputs.getByRole("group", { name: words.form.faults });
  await expect(wanting.getByRole("button", { name: "API path" })).toBeVisible();
  await workbench.actOnInput(words.inputs.removeInstance("instance-2"));
  await expect(inputs.getByRole("tab", { name: "instance-2" })).toHaveCount(0);
});

test("the environment of an instance is chosen among the open ones", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("other-environment.tar.gz", environment));
  await expect.poll(() => workbench.bundles()).toContain("other-environment");
  await workbench.select("item-api-service", "spec/spec.yaml");
  await workbench.tab(workbench.inputs, "dev");
  const choice = workbench.inputs.getByRole("combobox", { name: "Environment", exact: true });
  await expect(choice.getByRole("option")).toHaveText([
    "item-api-environment",
    "item-api-dev (not open)",
    "item-api-prod (not open)",
    "other-environment: the service isn’t registered for its template",
    words.form.otherEnvironment,
  ]);
  await expect(choice.getByRole("option", { name: /^other-environment/ })).toBeDisabled();
  await choice.selectOption("item-api-environment");
  await expect(workbench.inputs.getByText("runs in item-api-environment")).toBeVisible();
  await expect(workbench.text).toContainText("environment: \"item-api-environment\"");
  // Any other name can be typed.
  await choice.selectOption({ label: words.form.otherEnvironment });
  const name = workbench.inputs.getByRole("textbox", { name: "Environment", exact: true });
  await expect(name).toBeFocused();
  await name.fill("mine");
  await expect(workbench.inputs.getByText("runs in mine")).toBeVisible();
  await workbench.inputs.getByRole("button", { name: words.form.chooseEnvironment }).click();
  await expect(choice.getByRole("option", { name: "mine (not open)" })).toHaveCount(1);
  expect(workbench.complaints).toEqual([]);
});

test("a default inside a list item is shown as not set, and set by a button", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  const schema = `schema:
  format: {openapi: "3.0.0"}
  environment_input_type: Input
  types:
    Input:
      type: object
      properties:
        rules:
          type: array
          items:
            type: object
            required: [port]
            properties:
              port: {type: integer, default: 443}
`;
  const template = `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: "{% for rule in environment.inputs.rules %}{{ rule.port }}{% endfor %}"
`;
  const spec = "proton: EnvironmentSpec\nspec:\n  rules:\n    - {}\n";
  await workbench.openArchive(
    pack("ports.tar.gz", {
      ...environment,
      "schema/schema.yaml": schema,
      "infrastructure/cloudformation.yaml": template,
      "spec/spec.yaml": spec,
    }),
  );
  const port = workbench.inputs.getByLabel("port", { exact: true });
  await expect(port).toHaveAccessibleDescription(/default, not filled in/);
  await expect(port).toHaveValue("");
  await workbench.inputs.getByRole("button", { name: "Set it: port" }).click();
  await expect(port).toHaveValue("443");
  await expect(workbench.rendering).toContainText('DisplayName: "443"');
  await expect(workbench.withSeverity("Error")).toHaveCount(0);
});
