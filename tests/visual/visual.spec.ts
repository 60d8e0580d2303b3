import { expect, type Page, test } from "../pages/test";
import { states } from "../pages/states";
import { Workbench } from "../pages/workbench";

/** The states that are held, and at which widths; the README shows some of them. */
const pictures: [state: string, width: number, scheme: "light" | "dark"][] = [
  ["start", 1440, "light"],
  ["start", 1440, "dark"],
  ["start", 820, "light"],
  ["start", 390, "light"],
  ["start", 390, "dark"],
  ["problems", 1440, "light"],
  ["nothing", 1440, "light"],
  ["new", 1440, "light"],
  ["new", 390, "light"],
  ["download", 1440, "dark"],
  ["picture", 1440, "light"],
  ["picture", 1440, "dark"],
  ["palette", 1440, "light"],
  ["palette", 390, "dark"],
  ["help", 1440, "light"],
];

for (const [state, width, colorScheme] of pictures) {
  test(`${state} at ${width}, ${colorScheme}, looks as it did`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const height = width < 500 ? 844 : width < 1000 ? 1180 : 900;
    await page.setViewportSize({ width, height });
    const workbench = new Workbench(page);
    await workbench.open();
    test.skip(!(await hasTheFonts(page)), "other fonts than the pictures were made with");
    await states[state]!(workbench);
    await page.setViewportSize({ width, height });
    await workbench.rulesChecked();
    await workbench.saved();
    // Nothing lies below the pointer.
    await page.mouse.move(0, 0);
    const bar = await workbench.status.evaluate((bar) => getComputedStyle(bar).backgroundColor);
    await expect(page).toHaveScreenshot(`${state}-${width}-${colorScheme}.png`, {
      // How long things took is another each time.
      mask: [workbench.status],
      maskColor: bar,
    });
  });
}

/** Whether letters are as wide as in the pictures: others move everything. */
function hasTheFonts(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const context = document.createElement("canvas").getContext("2d")!;
    const style = getComputedStyle(document.documentElement);
    const width = (name: string) => {
      context.font = `13px ${style.getPropertyValue(name)}`;
      return Math.round(context.measureText("Cyclotron renders, checks & packs: 0123456789").width);
    };
    return [width("--font-sans"), width("--font-mono")].join() === "316,352";
  });
}
