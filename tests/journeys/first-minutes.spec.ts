import { expect, expectAccessible, type Page, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const strip = (page: Page) => page.getByRole("region", { name: words.onboarding.title });
const move = (page: Page, name: string) => strip(page).getByRole("button", { name });
/** A step, which is a button only while it is the next one. */
const step = (page: Page, name: string) => strip(page).getByRole("listitem").filter({ hasText: name });

test("three moves are shown, ticked off as they are made, and gone for good", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await expect(strip(page).getByRole("listitem")).toHaveCount(3);

  await move(page, "Edit the template").click();
  await expect(workbench.text).toBeFocused();
  // The first input that the template reads is what the next key replaces.
  await page.keyboard.insertText("python3.14");
  await expect(step(page, "Edit the template")).toContainText("done");
  await workbench.analyzed();
  await expect(workbench.rendering).toContainText("Runtime: python3.14");

  await move(page, "Fill in the inputs").click();
  await expect(workbench.inputs.getByRole("textbox").first()).toBeFocused();
  await page.keyboard.type("-2");
  await expect(step(page, "Fill in the inputs")).toContainText("done");
  await expect(step(page, "Download the bundle")).not.toContainText("done");

  // The finished steps are remembered.
  await workbench.saved();
  await page.reload();
  await workbench.analyzed();
  await expect(step(page, "Fill in the inputs")).toContainText("done");

  await move(page, "Download the bundle").click();
  const button = workbench.downloads;
  await expect(button).toBeFocused();
  await workbench.save(() => page.keyboard.press("Enter"));
  await expect(strip(page)).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect(workbench.said).toContainText(words.onboarding.allDone);
  await page.reload();
  await workbench.analyzed();
  await expect(strip(page)).toHaveCount(0);
});

test("by keyboard alone, and put away", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await expect(strip(page).getByRole("button")).toHaveCount(2);
  await move(page, "Edit the template").focus();
  await page.keyboard.press("Enter");
  await expect(workbench.text).toBeFocused();
  await page.keyboard.insertText("python3.14");
  await move(page, "Fill in the inputs").focus();
  await page.keyboard.press("Enter");
  await expect(workbench.inputs.getByRole("textbox").first()).toBeFocused();
  await move(page, "Fill in the inputs").focus();
  await page.keyboard.press("Tab");
  await expect(move(page, "Dismiss")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(strip(page)).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();
  await page.reload();
  await workbench.analyzed();
  await expect(strip(page)).toHaveCount(0);

  await page.keyboard.press("F1");
  await workbench.help.getByRole("button", { name: words.onboarding.again }).click();
  await expect(move(page, "Edit the template")).toBeFocused();
  await expect(workbench.help).toHaveCount(0);
});

test("who has work here already is not new", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst("# mine\n");
  await workbench.saved();
  await page.evaluate(() => localStorage.removeItem("first-minutes"));
  await page.reload();
  await workbench.analyzed();
  await expect(strip(page)).toHaveCount(0);
});

test("with nothing open, the first move begins with a bundle", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  await move(page, "Edit the template").click();
  await expect(page.getByRole("dialog", { name: words.starters.title })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(move(page, "Edit the template")).toBeFocused();
});

test.describe("with CloudFormation's rules", () => {
  test.use({ cloudformation: true });

  test("the strip moves nothing once the page is there", async ({ page }) => {
    // Where the panes begin, at each frame in which there are any.
    await page.addInitScript(() => {
      const tops = new Set<number>();
      Object.assign(window, { tops });
      const look = () => {
        const main = document.querySelector("main");
        if (main) tops.add(main.getBoundingClientRect().top);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    const workbench = new Workbench(page);
    await workbench.open();
    await expect(strip(page)).toBeVisible();
    await workbench.rulesChecked();
    const tops = await page.evaluate(() => [...(window as unknown as { tops: Set<number> }).tops]);
    expect(tops).toHaveLength(1);
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`on a phone each move leads to its pane, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    const workbench = new Workbench(page);
    await workbench.open();
    await move(page, "Edit the template").click();
    await expect(workbench.text).toBeFocused();
    await page.keyboard.insertText("x");
    await expect(step(page, "Edit the template")).toContainText("done");
    await move(page, "Fill in the inputs").click();
    await expect(workbench.inputs.getByRole("textbox").first()).toBeFocused();
    await expectAccessible(workbench.page);
  });
}
