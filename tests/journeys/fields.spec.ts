import { expect, expectAccessible, test } from "../pages/test";
import { dump } from "js-yaml";
import { type Files, pack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

/** A customer-managed environment with these types and inputs. */
function environment(types: object, spec: object): Files {
  const schema = { format: { openapi: "3.0.0" }, environment_input_type: "Input", types };
  return {
    "schema/schema.yaml": dump({ schema }),
    "spec/spec.yaml": `proton: EnvironmentSpec\n# Mine.\n${dump({ spec })}`,
  };
}

async function opened(workbench: Workbench, types: object, spec: object): Promise<void> {
  await workbench.open();
  await workbench.openArchive(pack("fields.tar.gz", environment(types, spec)));
  await workbench.select("fields", "spec/spec.yaml");
}

const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });

test("a default, nothing, null, an empty text and zero are five things", async ({ page }) => {
  const workbench = new Workbench(page);
  const properties = {
    size: { type: "integer", default: 3 },
    note: { type: "string", nullable: true },
  };
  await opened(workbench, { Input: object(properties) }, { other: 1 });
  const size = workbench.inputs.getByLabel("size", { exact: true });
  const note = workbench.inputs.getByLabel("note", { exact: true });
  await expect(size).toHaveValue("");
  await expect(size).toHaveAccessibleDescription("default");
  await size.fill("0");
  await expect(workbench.text).toContainText("size: 0");
  await expect(size).toHaveAccessibleDescription("");
  await size.press("ArrowUp");
  await expect(workbench.text).toContainText("size: 1");
  await workbench.inputs.getByRole("button", { name: "Use default: size" }).click();
  await expect(workbench.text).not.toContainText("size:");
  await workbench.inputs.getByRole("button", { name: "Null: note" }).click();
  await expect(workbench.text).toContainText("note: null");
  await expect(note).toHaveAccessibleDescription("null");
  await workbench.inputs.getByRole("button", { name: "Clear: note" }).click();
  await expect(workbench.text).not.toContainText("note:");
  await note.focus();
  await workbench.inputs.getByRole("button", { name: "Set empty: note" }).click();
  await expect(workbench.text).toContainText("note: ''");
  await expect(note).toHaveAccessibleDescription("empty text");
  await expect(workbench.text).toContainText("# Mine.");
});

test("a message waits until the field was left, and the summary leads to each", async ({ page }) => {
  const workbench = new Workbench(page);
  const properties = { name: { type: "string", minLength: 3 }, port: { type: "integer" } };
  await opened(workbench, { Input: object(properties, { required: ["name", "port"] }) }, {});
  const name = workbench.inputs.getByLabel("name", { exact: true });
  const port = workbench.inputs.getByLabel("port", { exact: true });
  await expect(workbench.problems).toContainText("is required and has no default");
  await expect(name).toHaveAttribute("aria-invalid", "false");
  await name.pressSequentially("ab");
  await expect(workbench.text).toContainText("name: ab");
  await expect(name).toHaveAttribute("aria-invalid", "false");
  await name.press("Tab");
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect(name).toHaveAccessibleDescription("Must be at least 3 characters long (now 2).");
  await expect(workbench.inputs.getByRole("form").getByRole("status")).toHaveText(/^name: Must be at least 3/);
  await expect(port).toHaveAttribute("aria-invalid", "false");
  await name.press("Enter");
  const summary = workbench.inputs.getByRole("group", { name: words.form.faults });
  await expect(name).toBeFocused();
  await expect(summary).toContainText(words.form.faultCount(2));
  await summary.getByRole("button", { name: "port" }).press("Enter");
  await expect(port).toBeFocused();
  await port.fill("80");
  await name.fill("abc");
  await expect(summary).toBeHidden();
  await name.press("Enter");
  await expect(workbench.alerts.filter({ hasText: words.form.allFit })).toBeVisible();
});

test("items are added, moved, copied and taken away by keyboard", async ({ page }) => {
  const workbench = new Workbench(page);
  const properties = { hosts: { type: "array", items: { type: "string" }, maxItems: 3 } };
  await opened(workbench, { Input: object(properties) }, { hosts: ["a", "b"] });
  const item = (at: number) =>
    workbench.inputs.getByRole("textbox", { name: `${at}`, exact: true });
  await item(1).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(item(1)).toHaveValue("b");
  await expect(item(2)).toHaveValue("a");
  await workbench.inputs.getByRole("button", { name: "Copy item 2 of hosts" }).press("Enter");
  await expect(item(3)).toHaveValue("a");
  await expect(workbench.inputs.getByRole("button", { name: "Add an item to hosts" })).toBeDisabled();
  await item(3).fill("c");
  await expect(workbench.text).toContainText("- c");
  await workbench.inputs.getByRole("button", { name: "Remove item 1 of hosts" }).press("Enter");
  await expect(item(3)).toHaveCount(0);
  await expect(item(1)).toHaveValue("a");
  await expect(item(2)).toHaveValue("c");
  // A removed item comes back, by the notice or the key.
  await workbench.alerts.getByRole("button", { name: words.notices.undo }).press("Enter");
  for (const [at, value] of ["b", "a", "c"].entries()) await expect(item(at + 1)).toHaveValue(value);
  await workbench.inputs.getByRole("button", { name: "Remove item 3 of hosts" }).press("Enter");
  await expect(item(3)).toHaveCount(0);
  await workbench.inputs.getByRole("button", { name: "Remove item 1 of hosts" }).focus();
  await page.keyboard.press("Control+z");
  await expect(item(3)).toHaveValue("c");
});

test("names of one's own have values", async ({ page }) => {
  const workbench = new Workbench(page);
  const properties = { tags: { type: "object", additionalProperties: { type: "string" } } };
  await opened(workbench, { Input: object(properties) }, {});
  const name = workbench.inputs.getByLabel("Name of a new entry of tags");
  await name.fill("__proto__");
  await name.press("Enter");
  await workbench.inputs.getByLabel("__proto__", { exact: true }).fill("x");
  await expect(workbench.text).toContainText("__proto__: 'x'");
  await name.fill("a: b");
  await name.press("Enter");
  await workbench.inputs.getByLabel("a: b", { exact: true }).fill("y");
  await expect(workbench.text).toContainText("'a: b': 'y'");
  const given = workbench.inputs.getByLabel("Name of the entry a: b");
  await given.fill("team");
  await given.press("Tab");
  await expect(workbench.text).toContainText("team: 'y'");
  await workbench.inputs.getByRole("button", { name: "Remove the entry __proto__" }).click();
  await expect(workbench.text).not.toContainText("__proto__");
});

test("another kind begins anew and the first one comes back as it was", async ({ page }) => {
  const workbench = new Workbench(page);
  const types = {
    Cat: object({ kind: { type: "string" }, name: { type: "string" }, lives: { type: "integer" } }, { required: ["kind", "lives"] }),
    Dog: object({ kind: { type: "string" }, name: { type: "string" } }, { required: ["kind"] }),
    Input: object({
      pet: { oneOf: [{ $ref: "#/Cat" }, { $ref: "#/Dog" }], discriminator: { propertyName: "kind" } },
    }),
  };
  await opened(workbench, types, { pet: { kind: "Cat", name: "Tom", lives: 9 } });
  const kind = workbench.inputs.getByLabel("Kind of pet");
  await expect(kind).toHaveValue("0");
  await kind.selectOption("Dog");
  await expect(workbench.text).toContainText("kind: Dog");
  await expect(workbench.text).toContainText("name: Tom");
  await expect(workbench.text).not.toContainText("lives");
  await kind.selectOption("Cat");
  await expect(workbench.text).toContainText("lives: 9");
});

test("many options are searched", async ({ page }) => {
  const workbench = new Workbench(page);
  const regions = ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-south-1", "sa-east-1"];
  await opened(workbench, { Input: object({ region: { type: "string", enum: regions } }) }, {});
  const region = workbench.inputs.getByRole("combobox", { name: "region" });
  await region.focus();
  await page.keyboard.type("eu");
  await expect(workbench.inputs.getByRole("listbox").getByRole("option")).toHaveText(["eu-west-1", "eu-central-1"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(region).toHaveValue("eu-central-1");
  await expect(workbench.text).toContainText("region: eu-central-1");
  await page.keyboard.type("zz");
  await expect(workbench.inputs.getByRole("listbox").getByRole("option")).toHaveText([words.form.noResults]);
  await page.keyboard.press("Escape");
  await expect(region).toHaveValue("eu-central-1");
});

test("what has no field of its own is written as YAML, and its mistakes are said", async ({ page }) => {
  const workbench = new Workbench(page);
  await opened(workbench, { Input: object({ anything: {} }) }, {});
  const anything = workbench.inputs.getByLabel("anything", { exact: true });
  await anything.fill("{a: [1, 2}");
  await anything.press("Control+Enter");
  await expect(workbench.alerts).toContainText("not well-formed YAML");
  await expect(anything).toHaveValue("{a: [1, 2}");
  await anything.fill("{a: [1, 2]}");
  await anything.press("Control+Enter");
  await expect(workbench.text).toContainText("- 2");
});

test("hostile names and descriptions are text", async ({ page }) => {
  const workbench = new Workbench(page);
  const markup = "<img src=x onerror=alert(1)>";
  const properties = {
    [markup]: { type: "string", title: markup, description: `${markup} [x](javascript:alert(1)) **b**` },
    "🦀 \"q\"": { type: "string", description: "word ".repeat(10_000) },
    constructor: { type: "boolean" },
  };
  await opened(workbench, { Input: object(properties) }, {});
  await expect(workbench.inputs.getByLabel(markup, { exact: true })).toBeVisible();
  await expect(workbench.inputs.getByText("[x]")).toHaveCount(0);
  await expect(workbench.inputs.getByRole("link")).toHaveCount(0);
  await expect(workbench.inputs.locator("img")).toHaveCount(0);
  await workbench.inputs.getByLabel("🦀 \"q\"", { exact: true }).fill("z");
  await expect(workbench.text).toContainText("z");
  await workbench.inputs.getByLabel("constructor", { exact: true }).check();
  await expect(workbench.text).toContainText("constructor: true");
  await expectAccessible(workbench.page);
  expect(workbench.complaints).toEqual([]);
});

test("of a value that is too long for a form the beginning is shown, and the rest stays", async ({ page }) => {
  const workbench = new Workbench(page);
  const properties = {
    list: { type: "array", items: { type: "string" } },
    text: { type: "string", maxLength: 5000 },
  };
  const spec = { list: Array.from({ length: 3000 }, () => 1), text: "line\n".repeat(3000) };
  await opened(workbench, { Input: object(properties) }, spec);
  for (const name of ["list", "text"]) {
    const field = workbench.inputs.getByLabel(name, { exact: true });
    await expect(field).not.toBeEditable();
    await expect(field).toHaveAccessibleDescription(/Only the beginning of 3,000 lines is shown: too long for a form/);
    expect((await field.inputValue()).split("\n")).toHaveLength(100);
  }
  // All that is wrong with it is one thing.
  await expect(workbench.inputs.getByText("Must be text")).toHaveCount(1);
  await workbench.text.focus();
  await page.keyboard.press("Control+End");
  await expect(workbench.activeLine).toBeVisible();
  // A shorter one is filled in as any other.
  await workbench.rewrite("proton: EnvironmentSpec\nspec:\n  text: short\n");
  const text = workbench.inputs.getByLabel("text", { exact: true });
  await expect(text).toHaveValue("short");
  await expect(text).toBeEditable();
});
