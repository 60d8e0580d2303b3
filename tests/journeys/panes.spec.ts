import { expect, expectAccessible, test, type Page } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const width = async (workbench: Workbench, part: "editor" | "inputs" | "rendered" | "problems") =>
  (await workbench[part].boundingBox())!.width;

test("panes get wider by arrows and by pointer, and stay so", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const line = page.getByRole("separator", { name: words.panes.widthOfTheEditor });
  const before = await width(workbench, "editor");
  const inputs = await width(workbench, "inputs");
  await line.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => width(workbench, "editor")).toBeGreaterThan(before + 40);
  expect(await width(workbench, "inputs")).toBeLessThan(inputs - 40);
  await expect(line).toHaveAttribute("aria-valuenow", "37");

  const box = (await line.boundingBox())!;
  await page.mouse.move(box.x, 400);
  await page.mouse.down();
  await page.mouse.move(box.x - 150, 400, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => width(workbench, "editor")).toBeLessThan(before - 50);
  // Nothing moves once it is let go.
  const pulled = await width(workbench, "editor");
  await page.mouse.move(box.x + 100, 400);
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
  await expect(workbench.outputs).toBeHidden();
  expect(await width(workbench, "editor")).toBeGreaterThan(before * 2);
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

  await page.getByRole("separator", { name: words.panes.heightOfTheEditor }).press("Enter");
  await expect(workbench.problems.getByText("No problems")).toBeHidden();
  await workbench.status.getByRole("button", { name: words.status.noErrors }).click();
  await expect(workbench.problems.getByText("No problems")).toBeVisible();
  await page.getByRole("button", { name: words.panes.outputsPane }).click();
  await expect(workbench.outputs.getByText("Environment outputs")).toBeHidden();
});

/** The panes that are shown. */
async function shown(page: Page): Promise<string[]> {
  const workbench = new Workbench(page);
  const panes = { Edit: workbench.editor, Inputs: workbench.inputs, Rendered: workbench.rendered };
  const names: string[] = [];
  for (const [name, pane] of Object.entries(panes)) if (await pane.isVisible()) names.push(name);
  return names;
}

test("a tablet shows two panes, a phone one, and everything is a touch away", async ({ page }) => {
  const workbench = new Workbench(page);
  await page.setViewportSize({ width: 820, height: 1180 });
  await workbench.open();
  expect(await shown(page)).toEqual(["Edit", "Rendered"]);
  const panes = page.getByRole("navigation", { name: words.panes.panes });
  await panes.getByRole("button", { name: "Inputs" }).click();
  expect(await shown(page)).toEqual(["Inputs", "Rendered"]);
  await panes.getByRole("button", { name: words.panes.rendered }).click();
  expect(await shown(page)).toEqual(["Rendered"]);

  await page.setViewportSize({ width: 390, height: 844 });
  await panes.getByRole("button", { name: "Edit" }).click();
  expect(await shown(page)).toEqual(["Edit"]);
  // Buttons that do not fit are in the menu, and the focus returns to its button.
  const menu = page.getByRole("button", { name: words.toolbar.menu });
  await expect(page.getByRole("button", { name: words.toolbar.new })).toBeHidden();
  await menu.click();
  await page.getByRole("button", { name: words.toolbar.new }).click();
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
});
