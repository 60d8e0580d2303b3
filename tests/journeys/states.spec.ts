import { expect, test } from "../pages/test";
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

// What axe finds, light and dark, fails a journey at its end.
for (const [name, reach] of Object.entries(states)) {
  for (const [width, height] of windows) {
    test(`${name} at ${width} by ${height}: everything is in reach, and keeps nobody out`, async ({
      page,
    }) => {
      const workbench = new Workbench(page);
      await page.setViewportSize({ width, height });
      await workbench.open();
      await reach(workbench);
      await page.setViewportSize({ width, height });
      const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await expect.poll(over, "it sticks out at the right").toBeLessThanOrEqual(0);
      const dialog = page.getByRole("dialog").first();
      if (await dialog.isVisible()) {
        const box = (await dialog.boundingBox())!;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width + 0.5);
        expect(box.y + box.height).toBeLessThanOrEqual(height + 0.5);
      }
      expect(workbench.complaints).toEqual([]);
    });
  }
}
