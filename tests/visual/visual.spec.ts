import { readFileSync, writeFileSync } from "node:fs";
import { expect, type Page, test } from "../pages/test";
import { states } from "../pages/states";
import { Workbench } from "../pages/workbench";

test.use({ cloudformation: true });

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
  ["diagram", 1440, "light"],
  ["diagram", 1440, "dark"],
  ["palette", 1440, "light"],
  ["palette", 390, "dark"],
  ["help", 1440, "light"],
];

/** The look of the letters in the screenshots, as a number. */
const letters = new URL("pictures/letters.txt", import.meta.url);

for (const [state, width, colorScheme] of pictures) {
  test(`${state} at ${width}, ${colorScheme}, looks as it did`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const height = width < 500 ? 844 : width < 1000 ? 1180 : 900;
    await page.setViewportSize({ width, height });
    const workbench = new Workbench(page);
    await workbench.open();
    const drawn = await lettersOf(page);
    if (["all", "changed"].includes(test.info().config.updateSnapshots)) {
      writeFileSync(letters, `${drawn}\n`);
    } else {
      const isOther = readFileSync(letters, "utf8").trim() !== String(drawn);
      test.skip(isOther, "letters are drawn in another way than in the pictures");
    }
    await states[state]!(workbench);
    await page.setViewportSize({ width, height });
    // Where nothing is open, there is nothing that they have to check.
    if (state !== "nothing") await workbench.rulesChecked();
    await workbench.saved();
    // Nothing is below the pointer.
    await page.mouse.move(0, 0);
    const bar = await workbench.status.evaluate((bar) => getComputedStyle(bar).backgroundColor);
    await expect(page).toHaveScreenshot(`${state}-${width}-${colorScheme}.png`, {
      // How long things took is another each time.
      mask: [workbench.status],
      maskColor: bar,
    });
  });
}

/** The look of letters here: other fonts, or another smoothing, would change every line. */
function lettersOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 400;
    canvas.height = 60;
    const context = canvas.getContext("2d")!;
    const style = getComputedStyle(document.documentElement);
    ["--font-sans", "--font-mono"].forEach((name, at) => {
      context.font = `13px ${style.getPropertyValue(name)}`;
      context.fillText("Cyclotron renders, checks & packs: 0123456789", 4, 20 + 25 * at);
    });
    // FNV-1a, of every pixel.
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
  });
}
