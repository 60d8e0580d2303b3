import { below, environment, type Files, pack, serviceIn } from "../pages/archive";
import { expect, expectAccessible, type Locator, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const template = "instance_infrastructure/cloudformation.yaml";

/** The diagram of the selected bundle, once it is drawn. */
async function openSelected(workbench: Workbench): Promise<Locator> {
  const { page } = workbench;
  await page.getByRole("button", { name: words.diagram.open, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: words.diagram.workspace });
  await expect(dialog.getByRole("status")).toContainText(/\d+ nodes? and \d+ edges?/);
  return dialog;
}

/** The diagram of the workspace with all nodes. */
async function open(workbench: Workbench): Promise<Locator> {
  const dialog = await openSelected(workbench);
  await showAll(dialog);
  return dialog;
}

/** Shows the whole workspace with its outputs. */
async function showAll(dialog: Locator): Promise<void> {
  await dialog.getByRole("button", { name: words.diagram.whole }).press("Enter");
  await dialog.getByRole("button", { name: words.diagram.outputs, exact: true }).press("Enter");
  await expect(node(dialog, "Output ApiId")).toBeVisible();
}

/** A node of a diagram, by the beginning of what it is called. */
const node = (within: Locator, name: string) =>
  within.getByRole("button", { name: new RegExp(`^${name}`) });

test("the diagram opens at the selected bundle, with outputs in the edges", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const dialog = await openSelected(workbench);
  const graph = dialog.getByRole("group", { name: words.diagram.workspace });
  await expect(graph).toMatchAriaSnapshot(`
    - group "Workspace diagram":
      - button "Environment item-api-environment"
      - button "Resources of item-api-environment"
      - button "Inputs · 13 ItemApiService item-api-service"
      - button "Service item-api-service"
      - button "Service instance dev item-api-service"
      - button "Resources of dev"
      - button "Service instance prod item-api-service"
      - button "Resources of prod"
      - button "Inputs · 6 ItemApiPipeline item-api-service"
      - button "Pipeline item-api-service"
      - button "Resources of the pipeline of item-api-service"
      - button "Environment · not open item-api-dev"
      - button "Environment · not open item-api-prod"
  `);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: words.diagram.list }).click();
  await expect(dialog.getByRole("list", { name: words.diagram.workspace })).toContainText(
    "item-api-service reads TableName of item-api-environment",
  );
  await dialog.getByRole("button", { name: words.diagram.graph }).click();
  // The whole workspace has a node for each bundle.
  await dialog.getByRole("button", { name: words.diagram.whole }).click();
  await expect(dialog.getByRole("status")).toContainText("2 nodes and 1 edge");
  await dialog.getByRole("button", { name: "item-api-service", exact: true }).click();
  await expect(node(graph, "Service instance dev")).toBeVisible();
});

test("the diagram of 24 bundles fits its pane", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const files: Files = {};
  for (let at = 1; at <= 6; at += 1) {
    Object.assign(files, below(`environments/vpc-${at}`, environment));
    for (let of = 1; of <= 3; of += 1) {
      Object.assign(files, below(`services/web-${at}-${of}`, serviceIn(`vpc-${at}`)));
    }
  }
  await workbench.openArchive(pack("templates.tar.gz", files));
  await expect.poll(async () => (await workbench.bundles()).length).toBe(24);
  await workbench.analyzed();
  const dialog = await openSelected(workbench);
  await dialog.getByRole("button", { name: words.diagram.whole }).click();
  await expect(dialog.getByRole("status")).toContainText("24 nodes");
  const graph = dialog.getByRole("group", { name: words.diagram.workspace });
  const fits = async () => {
    const inner = (await graph.boundingBox())!;
    const outer = (await graph.locator("..").boundingBox())!;
    return (
      inner.x >= outer.x - 1 && inner.y >= outer.y - 1 &&
      inner.x + inner.width <= outer.x + outer.width + 1 &&
      inner.y + inner.height <= outer.y + outer.height + 1
    );
  };
  await expect.poll(fits).toBe(true);
  await expect(node(graph, "Service web-6-3")).toBeInViewport();
  await dialog.getByRole("button", { name: words.diagram.list }).click();
  await expect(dialog.getByRole("list", { name: words.diagram.workspace })).toContainText(
    "web-6-3 reads QueueArn of vpc-6",
  );
  await expectAccessible(page);
});

test("the diagram shows what flows between the bundles", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const dialog = await open(workbench);
  await expect(dialog.getByRole("group", { name: words.diagram.workspace })).toMatchAriaSnapshot(`
    - group "Workspace diagram":
      - button "Inputs · 3 ItemApiEnvironment item-api-environment"
      - button "Environment item-api-environment"
      - button "Resources of item-api-environment"
      - button "Output ApiId"
      - button "Output ApiRootResourceId"
      - button "Output ApiUrl"
      - button "Output StageName"
      - button "Output LambdaAlias"
      - button "Output TableName"
      - button "Output TableArn"
      - button "Inputs · 13 ItemApiService item-api-service"
      - button "Service item-api-service"
      - button "Service instance dev item-api-service"
      - button "Resources of dev"
      - button "Service instance prod item-api-service"
      - button "Resources of prod"
      - button "Output FunctionName"
      - button "Output FunctionArn"
      - button "Output Url"
      - button "Inputs · 6 ItemApiPipeline item-api-service"
      - button "Pipeline item-api-service"
      - button "Resources of the pipeline of item-api-service"
      - button "Environment · not open item-api-dev"
      - button "Environment · not open item-api-prod"
  `);
  await expectAccessible(workbench.page);

  // A click lands in the file, with the diagram out of the way.
  await node(dialog, "Output TableName").click();
  await expect(dialog).toHaveCount(0);
  await expect(
    workbench.editor.getByRole("textbox", { name: "infrastructure/cloudformation.yaml" }),
  ).toBeFocused();
  await expect(workbench.activeLine).toContainText("TableName:");
  expect(workbench.complaints).toEqual([]);
});

test("the same as a list says it in sentences", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const dialog = await open(workbench);
  await dialog.getByRole("button", { name: words.diagram.list }).click();
  const list = dialog.getByRole("list", { name: words.diagram.workspace });
  await expect(list).toContainText("The pipeline of item-api-service reads FunctionName of item-api-service");
  await expect(list).toContainText("ApiId is declared by item-api-environment");
  await expectAccessible(workbench.page);
  await list.getByRole("button", { name: "item-api-service reads TableName of item-api-environment" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(workbench.activeLine).toContainText("environment.outputs.TableName");
});

test("the keyboard alone goes along the edges, and to the file", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const opener = page.getByRole("button", { name: words.diagram.open, exact: true });
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: words.diagram.workspace });
  const inputs = node(dialog, "Inputs · 3 ItemApiEnvironment");
  await showAll(dialog);
  await expect(inputs).toBeVisible();
  // The node that was in the tab order stays there.
  await workbench.tabTo(node(dialog, "Environment item-api-environment"), 20);
  await page.keyboard.press("ArrowLeft");
  await expect(inputs).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(node(dialog, "Environment item-api-environment")).toBeFocused();
  // One node is in the tab order; with it the way to its resources.
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("button", { name: "Resources of item-api-environment" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(node(dialog, "Service item-api-service")).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await expect(inputs).toBeFocused();

  const scale = dialog.getByText(/^\d+ %$/);
  const before = await scale.textContent();
  await page.keyboard.press("+");
  await expect(scale).not.toHaveText(before!);
  await page.keyboard.press("-");
  await expect(scale).toHaveText(before!);
  await page.keyboard.press("0");
  await expect(inputs).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(workbench.editor.getByRole("textbox", { name: "schema/schema.yaml" })).toBeFocused();
  expect(workbench.complaints).toEqual([]);

  // Escape gives the keyboard back.
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(inputs).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("a broken link is a problem, and leads to its place", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-environment", "infrastructure/cloudformation.yaml");
  await workbench.text.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n");
  await workbench.select("item-api-service", template);
  await workbench.text.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText('\n  Broken:\n    Value: "{{ environment.outputs.Nothing }}{{ service_instance.inputs.nobody }}"\n');
  await workbench.analyzed();
  await expect(workbench.problem("Nothing")).toBeVisible();
  const dialog = await open(workbench);
  await expect(node(dialog, "Output · not declared Nothing")).toHaveAccessibleName(
    /^Output · not declared Nothing ● 1 error/,
  );
  await expect(node(dialog, "Output · not declared Nothing")).toHaveAccessibleDescription(
    "0 incoming, 1 outgoing",
  );
  await expect(node(dialog, "Service item-api-service")).toHaveAccessibleName(/ 2 errors/);
  await expectAccessible(workbench.page);

  await dialog.getByRole("button", { name: words.diagram.list }).click();
  await expect(dialog.getByRole("button", { name: /^undeclared-input: / }).first()).toBeVisible();
  await expectAccessible(workbench.page);
  await dialog.getByRole("button", { name: words.diagram.graph }).click();
  await node(dialog, "Output · not declared Nothing").click();
  await expect(dialog).toHaveCount(0);
  await expect(workbench.activeLine).toContainText("environment.outputs.Nothing");
});

test("the resources of a rendering are a graph, which follows the text", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const dialog = await open(workbench);
  await dialog.getByRole("button", { name: "Resources of prod" }).click();
  await expect(dialog).toHaveCount(0);
  const { rendered } = workbench;
  await expect(workbench.targets.filter({ hasText: words.inputs.nameExample })).toHaveAttribute("aria-selected", "true");
  const toggle = rendered.getByRole("button", { name: words.diagram.resources, exact: true });
  await expect(toggle).toBeFocused();
  await expect(toggle).toHaveAttribute("aria-pressed", "true");
  const graph = rendered.getByRole("group", { name: "Resources of prod" });
  await expect(node(graph, "Resource Role")).toHaveAccessibleName(
    "Resource Role AWS::IAM::Role",
  );
  await expectAccessible(workbench.page);

  await node(graph, "Resource LogGroup").focus();
  await page.keyboard.press("ArrowRight");
  await expect(graph.locator(":focus")).toHaveAccessibleName(/^Resource (Role|Function)/);
  await page.keyboard.press("Home");
  await node(graph, "Resource Role").focus();
  await page.keyboard.press("Enter");
  await expect(workbench.editor.getByRole("textbox", { name: template })).toBeFocused();
  await expect(workbench.activeLine).toContainText("Role:");

  // The graph follows the text, and a reference to nothing is marked.
  await workbench.text.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n  Odd:\n    Value: !Ref Nobody\n");
  await expect(node(graph, "Resource · not declared Nobody")).toBeVisible();

  await rendered.getByRole("button", { name: words.diagram.list }).click();
  await expect(rendered.getByRole("list", { name: "Resources of prod" })).toContainText("Alias reads Version of FirstVersion");
  await toggle.click();
  await expect(workbench.rendering).toBeVisible();
  expect(workbench.complaints).toEqual([]);
});

test("it can be saved, with its colours", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const dialog = await open(workbench);
  const { name, buffer } = await workbench.save(() =>
    dialog.getByRole("button", { name: words.diagram.save }).click(),
  );
  expect(name).toBe("diagram.svg");
  const text = buffer.toString();
  expect(text).toContain("<title>Workspace diagram</title>");
  expect(text).toContain("item-api-environment");
  for (const none of ["class=", "var(--", "tabindex", "style=", "href"]) expect(text).not.toContain(none);
  // The file depends on nothing else: an image of it has the size that it declares. The page itself only
  // shows its own images.
  const elsewhere = await page.context().newPage();
  const size = await elsewhere.evaluate(async (text) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, text);
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(text)!;
  expect(size).toEqual([Number(width), Number(height)]);
});

test("on paper the diagram stands alone, in light colours", async ({ page }) => {
  const workbench = new Workbench(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await workbench.open();
  const dialog = await open(workbench);
  await page.emulateMedia({ media: "print" });
  const scheme = await page.locator("html").evaluate((html) => getComputedStyle(html).colorScheme);
  expect(scheme).toBe("light");
  await expect(dialog.getByRole("group", { name: words.diagram.workspace })).toBeVisible();
  await expect(dialog.getByRole("button", { name: words.diagram.save })).toBeHidden();
  await expect(workbench.editor).toBeHidden();
  await expect(workbench.status).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

test("where there is nothing to draw, it says why", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  await page.getByRole("button", { name: words.diagram.open, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: words.diagram.workspace });
  await expect(dialog.getByRole("status")).toContainText("No bundle is open");
  await expectAccessible(workbench.page);
});

test("it can be moved and made larger by mouse and wheel, and read on a phone", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const dialog = await open(workbench);
  const diagram = dialog.getByRole("group", { name: words.diagram.workspace });
  await dialog.getByRole("button", { name: words.diagram.larger }).click();
  await dialog.getByRole("button", { name: words.diagram.larger }).click();
  const before = (await diagram.boundingBox())!;
  await page.mouse.move(700, 450);
  await page.mouse.down();
  await page.mouse.move(600, 420, { steps: 5 });
  await page.mouse.up();
  await expect(dialog).toBeVisible();
  await expect.poll(async () => (await diagram.boundingBox())!.x).toBeLessThan(before.x - 50);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await page.keyboard.up("Control");
  await expect.poll(async () => (await diagram.boundingBox())!.width).toBeGreaterThan(before.width * 1.2);
  await dialog.getByRole("button", { name: words.diagram.fit }).click();
  await expect.poll(async () => (await diagram.boundingBox())!.width).toBeLessThan(1400);

  await page.setViewportSize({ width: 390, height: 800 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expectAccessible(workbench.page);
});
