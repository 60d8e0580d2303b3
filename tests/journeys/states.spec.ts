import { expect, expectAccessibleInBothSchemes, test } from "../pages/test";
import { states } from "../pages/states";
import { Workbench } from "../pages/workbench";

/** Phone, tablet, desk, wall; and 1440 by 900 at 200 %, 1280 by 1024 at 400 %. */
const windows = [
  [390, 844],
  [820, 1180],
  [1440, 900],
  [2560, 1440],
  [720, 450],
  [320, 256],
] as const;

for (const [name, reach] of Object.entries(states)) {
  test(`${name}: everything is in reach and accessible in a window of any size`, async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.open();
    await reach(workbench);
    for (const [width, height] of windows) {
      await test.step(`${width} by ${height}`, async () => {
        await page.setViewportSize({ width, height });
        const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        await expect.poll(over, "pixels beyond the right edge").toBeLessThanOrEqual(0);
        const dialog = page.getByRole("dialog").first();
        if (await dialog.isVisible()) {
          // A dialog gets a new layout after the window has changed.
          await expect(async () => {
            const box = (await dialog.boundingBox())!;
            expect(box.x).toBeGreaterThanOrEqual(0);
            expect(box.x + box.width).toBeLessThanOrEqual(width + 0.5);
            expect(box.y + box.height).toBeLessThanOrEqual(height + 0.5);
          }).toPass();
        }
        await expectAccessibleInBothSchemes(page);
      });
    }
    expect(workbench.complaints).toEqual([]);
  });
}

// The palette leads to every other state; on a phone its field is all there is above the keyboard.
for (const [width, height] of [windows[0], windows[5]]) {
  test(`the states are reached in a window of ${width} by ${height}`, async ({ page }) => {
    const workbench = new Workbench(page);
    await page.setViewportSize({ width, height });
    await workbench.open();
    for (const name of ["new", "download", "share", "workspaces", "versions", "compare", "shortcuts"]) {
      await states[name]!(workbench);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });
}
