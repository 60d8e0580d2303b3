import { expect, expectAccessible, type Page, test } from "../pages/test";
import { unpack } from "../pages/archive";
import { Palette } from "../pages/palette";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const kinds = [
  { title: "Environment", name: "my-environment", noun: "environment", rendered: "AWS::S3::Bucket" },
  { title: "Service", name: "my-service", noun: "service", rendered: "AWS::Lambda::Function" },
  {
    title: "Service with a pipeline",
    name: "my-service",
    noun: "service",
    rendered: "AWS::Lambda::Function",
    pipeline: "AWS::CodePipeline::Pipeline",
  },
  { title: "Component", name: "my-component", noun: "component", rendered: "AWS::SQS::Queue" },
  {
    title: "Customer-managed environment",
    name: "my-environment",
    noun: "customer-managed environment",
  },
];

const dialog = (page: Page) => page.getByRole("dialog", { name: words.starters.title });
const name = (page: Page) => dialog(page).getByLabel(words.starters.name);

for (const { title, name: proposed, noun, rendered, pipeline } of kinds) {
  test(`a new ${title.toLowerCase()} is valid at once`, async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.open();
    await workbench.closeAll();
    await page.getByRole("button", { name: words.emptyStates.newBundle }).click();
    await dialog(page).getByRole("radio", { name: title, exact: true }).check();
    await expect(name(page)).toHaveValue(proposed);
    await expectAccessible(workbench.page);
    await name(page).fill("first-one");
    await name(page).press("Enter");
    await expect(dialog(page)).toHaveCount(0);
    await expect(await workbench.item("first-one")).toContainText(noun);
    await expect(await workbench.item("first-one")).toBeFocused();
    await workbench.analyzed();
    await expect(workbench.problems).toContainText(/No problems\. .* in 1 bundle checked/);
    if (rendered) {
      await expect(workbench.rendering).toContainText(rendered);
    } else {
      await expect(workbench.rendered).toContainText("Nothing to render");
    }
    if (pipeline) {
      await workbench.tab(workbench.inputs, "pipeline");
      await expect(workbench.rendering).toContainText(pipeline);
    }
    const files = Object.keys(unpack(await workbench.download()));
    expect(files.every((path) => path.startsWith("first-one/"))).toBe(true);
    await workbench.saved();
    await page.reload();
    await expect(await workbench.item("first-one")).toBeVisible();
    expect(workbench.complaints).toEqual([]);
  });
}

test("names are checked as they are typed", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await page.getByRole("button", { name: words.toolbar.new }).click();
  await expect(dialog(page).getByRole("radio", { name: words.starters.staticSite })).toBeFocused();
  await expect(name(page)).toHaveValue("static-site");
  // The name that is proposed follows what is chosen, until the person has one in mind.
  await page.keyboard.press("ArrowDown");
  await expect(name(page)).toHaveValue("scheduled-function");
  for (const [typed, error] of [
    ["", words.naming.empty],
    ["-service", "with a letter or a digit first"],
    ["my service", "Use 1 to 100 letters"],
    ["x".repeat(101), "Use 1 to 100 letters"],
    ["<img src=x>", "Use 1 to 100 letters"],
    ["item-api-service", "A bundle named item-api-service is already open"],
  ] as const) {
    await name(page).fill(typed);
    await expect(name(page)).toHaveAccessibleDescription(new RegExp(error));
    await expect(name(page)).toHaveAttribute("aria-invalid", "true");
    await name(page).press("Enter");
    await expect(dialog(page)).toBeVisible();
  }
  expect(await workbench.bundles()).toEqual(["item-api-environment", "item-api-service"]);
  await name(page).fill("mine");
  await dialog(page).getByRole("radio", { name: "Component", exact: true }).check();
  await expect(name(page)).toHaveValue("mine");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: words.toolbar.new })).toBeFocused();
  expect(await workbench.bundles()).toHaveLength(2);
});

test("an example becomes a bundle of one's own", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await page.getByRole("button", { name: words.toolbar.new }).click();
  await dialog(page).getByRole("radio", { name: words.starters.itemApiService }).check();
  await expect(name(page)).toHaveValue("item-api-service-2");
  await name(page).fill("orders");
  await dialog(page).getByRole("button", { name: words.naming.create }).click();
  await expect(await workbench.item("orders")).toBeVisible();
  await workbench.analyzed();
  await expect(workbench.rendering).toContainText("AWS::Lambda::Function");
  await workbench.alerts.getByRole("button", { name: words.notices.undo }).click();
  await expect.poll(() => workbench.bundles()).toHaveLength(2);
});

test("a bundle is duplicated, renamed and closed, and all of it undone", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const undo = workbench.alerts.getByRole("button", { name: words.notices.undo });
  await workbench.select("item-api-service", "schema/schema.yaml");
  await workbench.typeFirst("# mine\n");

  await workbench.act(words.tree.duplicate, "item-api-service");
  const copies = ["item-api-environment", "item-api-service", "item-api-service-copy"];
  await expect.poll(() => workbench.bundles()).toEqual(copies);
  await workbench.shows("item-api-service-copy", "schema/schema.yaml");
  await expect(workbench.text).toContainText("# mine");

  await workbench.act("Rename item-api-service-copy…", "item-api-service-copy");
  const asked = page.getByRole("dialog", { name: "Rename item-api-service-copy" });
  await asked.getByLabel("Name").fill("item-api-service");
  await expect(asked.getByLabel("Name")).toHaveAccessibleDescription(/already/);
  await page.keyboard.type("-v2");
  await page.keyboard.press("Enter");
  const renamed = [...copies.slice(0, 2), "item-api-service-v2"];
  await expect.poll(() => workbench.bundles()).toEqual(renamed);
  // The open file and its history follow the rename.
  await workbench.shows("item-api-service-v2", "schema/schema.yaml");
  await workbench.typeFirst("# more\n");
  await workbench.analyzed();
  await expect(workbench.rendering).toContainText("AWS::Lambda::Function");
  const files = Object.keys(unpack(await workbench.download()));
  expect(files.every((path) => path.startsWith("item-api-service-v2/"))).toBe(true);

  await undo.last().click();
  await expect.poll(() => workbench.bundles()).toEqual(copies);
  await expect(workbench.text).toContainText("# more");
  await workbench.text.focus();
  await page.keyboard.press("Control+z");
  await expect(workbench.text).not.toContainText("# more");
  await expect(workbench.text).toContainText("# mine");

  await workbench.act("Close item-api-service-copy", "item-api-service-copy");
  await expect.poll(() => workbench.bundles()).toEqual(copies.slice(0, 2));
  await undo.last().click();
  await expect.poll(() => workbench.bundles()).toEqual(copies);
  await workbench.select("item-api-service-copy", "schema/schema.yaml");
  await expect(workbench.text).toContainText("# mine");
  expect(workbench.complaints).toEqual([]);
});

test("a click on any row selects its bundle, and every action says which bundle it acts on", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const acts = async (bundle: string) => {
    for (const name of [`Download ${bundle}`, `Download options for ${bundle}`]) {
      await expect(page.getByRole("button", { name, exact: true })).toHaveAttribute("title", new RegExp(bundle));
    }
  };
  await workbench.select("item-api-service", "README.md");
  await acts("item-api-service");

  // The row of a bundle; the file that is shown is one of it.
  await (await workbench.item("item-api-environment")).click();
  await workbench.shows("item-api-environment", "infrastructure/cloudformation.yaml");
  await acts("item-api-environment");
  // The row of a folder in the other bundle.
  await (await workbench.item("item-api-service", "schema")).click();
  await acts("item-api-service");
  // Within the bundle that is shown, the file stays.
  await workbench.select("item-api-service", "README.md");
  await (await workbench.item("item-api-service", "instance_infrastructure")).click();
  await workbench.shows("item-api-service", "README.md");

  // The palette and the menu name the bundle as well.
  const palette = new Palette(page);
  await palette.look(">close bundle", "Close item-api-service Action");
  await page.keyboard.press("Escape");
  await palette.look(">delete file", "Delete README.md README.md, item-api-service Delete Action");
  await page.keyboard.press("Escape");
  await (await workbench.item("item-api-environment")).click({ button: "right" });
  await expect(page.getByRole("menuitemcheckbox", { name: words.download.packSample })).toBeVisible();
  await expect(page.getByRole("menuitem")).toHaveText([
    "Download item-api-environment",
    "Save item-api-environment to folder…",
    "Versions of item-api-environment…",
    "Compare item-api-environment…",
    "Eject item-api-environment…",
    "New file in item-api-environment…",
    "Duplicate item-api-environment",
    /^Rename item-api-environment…/,
    /^Close item-api-environment/,
  ]);
  await page.keyboard.press("Escape");

  await workbench.select("item-api-service", "README.md");
  await (await workbench.item("item-api-environment")).click();
  await workbench.closeShown();
  await expect.poll(() => workbench.bundles()).toEqual(["item-api-service"]);
  expect(workbench.complaints).toEqual([]);
});
