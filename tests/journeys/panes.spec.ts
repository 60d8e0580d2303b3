import { expect, expectAccessible, test, type Page } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

type Part = "editor" | "inputs" | "rendered" | "problems";
const box = async (workbench: Workbench, part: Part) => (await workbench[part].boundingBox())!;
const width = async (workbench: Workbench, part: Part) => (await box(workbench, part)).width;

test("panes get wider by arrows and by pointer, and stay so", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const line = page.getByRole("separator", { name: words.panes.widthOfSource });
  const before = await width(workbench, "editor");
  const inputs = await width(workbench, "inputs");
  await line.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => width(workbench, "editor")).toBeGreaterThan(before + 40);
  expect(await width(workbench, "inputs")).toBeLessThan(inputs - 40);
  await expect(line).toHaveAttribute("aria-valuenow", "51");

  const grip = (await line.boundingBox())!;
  await page.mouse.move(grip.x, 400);
  await page.mouse.down();
  await page.mouse.move(grip.x - 150, 400, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => width(workbench, "editor")).toBeLessThan(before - 50);
  // Nothing moves once it is let go.
  const pulled = await width(workbench, "editor");
  await page.mouse.move(grip.x + 100, 400);
  expect(await width(workbench, "editor")).toBe(pulled);
  await page.reload();
  await workbench.analyzed();
  expect(Math.abs((await width(workbench, "editor")) - pulled)).toBeLessThan(2);

  await line.dblclick({ position: { x: 0, y: 300 } });
  await expect.poll(async () => Math.abs((await width(workbench, "editor")) - before)).toBeLessThan(2);
  await line.press("End");
  await expect.poll(() => width(workbench, "inputs")).toBeLessThan(220);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
});

test("panes fold away, and what leads to one shows it", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const before = await width(workbench, "editor");
  for (const name of ["Files pane", "Inputs pane", "Rendered pane"]) {
    const fold = page.getByRole("button", { name });
    await expect(fold).toHaveAttribute("aria-expanded", "true");
    await fold.press("Enter");
    await expect(fold).toHaveAttribute("aria-expanded", "false");
    await expect(fold).toBeFocused();
  }
  await expect(workbench.tree).toBeHidden();
  await expect(workbench.rendering).toBeHidden();
  expect(await width(workbench, "editor")).toBeGreaterThan(before * 1.8);
  await expectAccessible(workbench.page);
  await page.reload();
  await workbench.analyzed();
  await expect(workbench.tree).toBeHidden();
  for (const name of ["Files pane", "Inputs pane", "Rendered pane"]) {
    await page.getByRole("button", { name }).click();
  }
  await expect(workbench.tree).toBeVisible();
  await expect(workbench.rendering).toBeVisible();
  expect(Math.abs((await width(workbench, "editor")) - before)).toBeLessThan(2);

  await page.getByRole("separator", { name: words.panes.heightAboveProblems }).press("Enter");
  await expect(workbench.problems.getByText("No problems")).toBeHidden();
  await workbench.status.getByRole("button", { name: words.status.noErrors }).click();
  await expect(workbench.problems.getByText("No problems")).toBeVisible();
});

test("Inputs and Rendered share a column, and either fills it", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const column = (await box(workbench, "inputs")).height + (await box(workbench, "rendered")).height;
  for (const [name, part] of [["Rendered pane", "inputs"], ["Inputs pane", "rendered"]] as const) {
    const fold = page.getByRole("button", { name });
    await fold.press("Enter");
    await expect.poll(async () => (await box(workbench, part)).height).toBeGreaterThan(column - 50);
    await fold.press("Enter");
  }
  // A wide window has room for both side by side, and a folded one is a narrow column.
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect.poll(async () => (await box(workbench, "rendered")).y).toBe((await box(workbench, "inputs")).y);
  const line = page.getByRole("separator", { name: words.panes.inputsSize });
  await expect(line).toHaveAttribute("aria-orientation", "vertical");
  const before = await width(workbench, "inputs");
  await line.press("ArrowRight");
  await expect.poll(() => width(workbench, "inputs")).toBeGreaterThan(before + 20);
  await page.getByRole("button", { name: "Inputs pane" }).press("Enter");
  await expect.poll(() => width(workbench, "inputs")).toBeLessThan(50);
  // Without the tabs of the inputs, the rendering has a choice of its own.
  await workbench.target.selectOption({ label: "pipeline" });
  await expect(workbench.rendering).toContainText("AWS::CodePipeline::Pipeline");
  await expectAccessible(workbench.page);
});

/** The number of columns of code that a pane has room for. */
const columns = (workbench: Workbench, part: "text" | "rendering"): Promise<number> =>
  workbench[part].evaluate((content) => {
    const line = content.querySelector(".cm-line")!;
    const style = getComputedStyle(line);
    const canvas = document.createElement("canvas").getContext("2d")!;
    canvas.font = style.font;
    const scroller = content.closest(".cm-scroller")!;
    const gutters = scroller.querySelector(".cm-gutters")!.getBoundingClientRect().width;
    const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    return Math.floor((scroller.clientWidth - gutters - padding) / canvas.measureText("0").width);
  });

test("at 1440 by 900 there is room to work in each pane", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  expect(await columns(workbench, "text")).toBeGreaterThanOrEqual(80);
  expect(await columns(workbench, "rendering")).toBeGreaterThanOrEqual(64);
  const fold = page.getByRole("button", { name: "Files pane" });
  await fold.press("Enter");
  await expect.poll(() => columns(workbench, "rendering")).toBeGreaterThanOrEqual(80);
  await fold.press("Enter");

  await page.getByRole("button", { name: "Rendered pane" }).press("Enter");
  const fields = workbench.inputs.getByRole("form").first().locator("input, select, textarea");
  await expect.poll(async () => {
    const { y, height } = await box(workbench, "inputs");
    const boxes = await Promise.all((await fields.all()).map((field) => field.boundingBox()));
    return boxes.filter((field) => field && field.y + field.height <= y + height).length;
  }).toBeGreaterThanOrEqual(6);

  // Five rows of the height of a button.
  const { height } = await box(workbench, "problems");
  expect(height).toBeGreaterThanOrEqual(36 + 5 * 28);
});

test("nothing wraps at 1280 by 720, and all of 2560 pixels are used", async ({ page }) => {
  const workbench = new Workbench(page);
  await page.setViewportSize({ width: 1280, height: 720 });
  await workbench.open();
  const heads = [workbench.editor, workbench.inputs, workbench.rendered, workbench.problems];
  for (const pane of heads) {
    expect((await pane.locator("header").first().boundingBox())!.height).toBeLessThan(40);
  }
  expect((await page.getByRole("banner").boundingBox())!.height).toBeLessThan(50);
  expect((await workbench.status.boundingBox())!.height).toBeLessThan(32);

  await page.setViewportSize({ width: 2560, height: 1440 });
  await expect.poll(() => columns(workbench, "text")).toBeGreaterThanOrEqual(100);
  await expect.poll(() => columns(workbench, "rendering")).toBeGreaterThanOrEqual(80);
  const { x, width } = await box(workbench, "rendered");
  expect(x + width).toBe(2560);
});

test("long lines are wrapped on request", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst(`# ${"word ".repeat(60)}\n`);
  const overflow = () =>
    workbench.text.evaluate((content) => {
      const scroller = content.closest(".cm-scroller")!;
      return scroller.scrollWidth - scroller.clientWidth;
    });
  await expect.poll(overflow).toBeGreaterThan(100);
  await page.keyboard.press("Alt+z");
  await expect.poll(overflow).toBe(0);
  await expect(workbench.said).toHaveText(words.commands.wrapIsOn);
  await workbench.saved();
  await page.reload();
  await workbench.analyzed();
  await expect.poll(overflow).toBe(0);
  await page.keyboard.press("Alt+z");
  await expect.poll(overflow).toBeGreaterThan(100);
});

/** The panes that are shown. */
async function shown(page: Page): Promise<string[]> {
  const workbench = new Workbench(page);
  const panes = { Source: workbench.editor, Inputs: workbench.inputs, Rendered: workbench.rendered };
  const names: string[] = [];
  for (const [name, pane] of Object.entries(panes)) if (await pane.isVisible()) names.push(name);
  return names;
}

test("a tablet shows two panes, a phone one, and everything is a touch away", async ({ page }) => {
  const workbench = new Workbench(page);
  await page.setViewportSize({ width: 820, height: 1180 });
  await workbench.open();
  expect(await shown(page)).toEqual(["Source", "Rendered"]);
  const panes = page.getByRole("navigation", { name: words.panes.panes });
  await panes.getByRole("button", { name: "Inputs" }).click();
  expect(await shown(page)).toEqual(["Inputs", "Rendered"]);
  await panes.getByRole("button", { name: words.panes.rendered }).click();
  expect(await shown(page)).toEqual(["Rendered"]);

  await page.setViewportSize({ width: 390, height: 844 });
  await panes.getByRole("button", { name: "Source" }).click();
  expect(await shown(page)).toEqual(["Source"]);
  // Buttons that do not fit are in the menu, and the focus returns to its button.
  const menu = page.getByRole("button", { name: words.toolbar.menu });
  await expect(page.getByRole("button", { name: words.toolbar.new })).toBeHidden();
  await menu.click();
  await page.getByRole("button", { name: words.toolbar.new }).click();
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
});
