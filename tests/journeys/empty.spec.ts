import { expect, expectAccessible, type Page, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const create = async (page: Page, title: string) => {
  await page.getByRole("button", { name: words.toolbar.new }).click();
  const dialog = page.getByRole("dialog", { name: words.starters.title });
  await dialog.getByRole("radio", { name: title, exact: true }).check();
  await dialog.getByRole("button", { name: words.starters.create }).click();
  await expect(dialog).toHaveCount(0);
};

test("with nothing open, each pane says so, and two of them lead on", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  await expect(workbench.inputs).toContainText(words.emptyStates.noBundleInputs);
  await workbench.showOutputs();
  await expect(workbench.outputs).toContainText(words.emptyStates.noBundleOutputs);
  await expect(workbench.rendered).toContainText(words.emptyStates.noBundleRendered);
  await expect(workbench.problems).toContainText(words.emptyStates.noBundleProblems);
  const files = page.getByRole("navigation", { name: words.panes.files });
  await files.getByRole("button", { name: words.emptyStates.createBundle }).click();
  await expect(page.getByRole("dialog", { name: words.starters.title })).toBeVisible();
  await page.keyboard.press("Escape");
  await expectAccessible(workbench.page);
  await page.getByRole("button", { name: words.emptyStates.openExample }).click();
  await expect.poll(() => workbench.bundles()).toHaveLength(2);
  await expect(files).not.toContainText(words.emptyStates.noBundleOutputs);
});

test("a file that is missing is made from the pane that misses it", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  await create(page, "Environment");
  await workbench.act(words.versions.delete, "my-environment", "schema", "schema.yaml");
  await expect(workbench.inputs).toContainText("schema/schema.yaml, which declares them, is missing");
  await workbench.act(words.versions.delete, "my-environment", "infrastructure", "cloudformation.yaml");
  const make = workbench.rendered.getByRole("button", { name: "Create infrastructure/cloudformation.yaml" });
  await make.click();
  await expect(workbench.text).toHaveAccessibleName("infrastructure/cloudformation.yaml");
  await expect(workbench.text).toBeFocused();
  await workbench.analyzed();
  await expect(make).toHaveCount(0);
  await workbench.inputs.getByRole("button", { name: "Create schema/schema.yaml" }).click();
  await expect(workbench.text).toHaveAccessibleName("schema/schema.yaml");
  await expect(workbench.text).toBeFocused();
});

test("what has no template, no instance or no input says why", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  await create(page, "Shared network");
  await workbench.analyzed();
  await expect(workbench.rendered).toContainText("a customer-managed environment has no template");
  await workbench.showOutputs();
  await expect(workbench.outputs).toContainText("an environment reads no outputs of others");
  await workbench.rendered.getByRole("button", { name: "Open schema/schema.yaml" }).click();
  await expect(workbench.text).toHaveAccessibleName("schema/schema.yaml");

  await workbench.tab(workbench.inputs, words.panes.inputs);
  await create(page, "Service");
  await workbench.select("my-service", "spec/spec.yaml");
  await workbench.rewrite("proton: ServiceSpec\ninstances: []\n");
  await expect(workbench.inputs).toContainText("the spec has no readable service instance");
  await workbench.select("my-service", "instance_infrastructure/cloudformation.yaml");
  await workbench.inputs.getByRole("button", { name: "Open spec/spec.yaml" }).click();
  await expect(workbench.text).toBeFocused();
  await expect(workbench.text).toHaveAccessibleName("spec/spec.yaml");
});

test("a bundle that has lost its last file leads to a new one", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  await create(page, "Customer-managed environment");
  for (const folder of ["schema", "spec"]) await workbench.act(words.versions.delete, "my-environment", folder);
  await expect(workbench.editor).toContainText("No file is open");
  await workbench.editor.getByRole("button", { name: words.emptyStates.newFile }).click();
  await expect(page.getByRole("dialog", { name: "New file in my-environment" })).toBeVisible();
});

test("with nothing to compare it leads to a version, and a word that fits nothing says so", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  await create(page, "Environment");
  await workbench.actOnShown(words.tree.compare);
  const compare = page.getByRole("dialog", { name: words.compare.title });
  await compare.getByRole("button", { name: words.emptyStates.mark }).click();
  await expect(compare).toHaveCount(0);
  const versions = page.getByRole("dialog", { name: "Versions of my-environment" });
  await expect(versions).toContainText("None yet.");
  await page.keyboard.press("Escape");

  await workbench.editor.getByRole("button", { name: words.commands.outline }).click();
  await page.getByRole("combobox", { name: "Filter: Outline" }).fill("nowhere");
  await expect(page.getByRole("dialog", { name: words.commands.outline })).toContainText("No results.");
});
