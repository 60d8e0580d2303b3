import { expect, type Page, test } from "../pages/test";
import { Workbench } from "../pages/workbench";

/** The names of the buttons, links, tabs and menus that are in sight, without tree rows, fields and file tabs. */
function controls(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const roles = ["button", "link", "tab", "menuitem"].map((role) => `[role=${role}]`);
    const selector = ["button", "a[href]", "summary", "select", "input[type=checkbox]", ...roles].join();
    const all = [...document.querySelectorAll(selector)].filter((element) => {
      const isField = element.matches("form select, form input");
      return !isField && element.closest("[role=tree], [role=tab][aria-keyshortcuts]") === null;
    });
    // A control that is scrolled away is not in sight, and neither is one that appears under the pointer.
    const inSight = await new Promise<Set<Element>>((done) => {
      const observer = new IntersectionObserver((entries) => {
        observer.disconnect();
        done(new Set(entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target)));
      });
      all.forEach((element) => observer.observe(element));
    });
    const options = { opacityProperty: true, visibilityProperty: true };
    const seen = all.filter((element) => inSight.has(element) && element.checkVisibility(options));
    return seen.map((element) => element.getAttribute("aria-label") ?? element.textContent!.trim());
  });
}

test("at first sight there are few things to press", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.saved();
  await page.mouse.move(0, 0);
  const names = await controls(page);
  expect(names).toContain("New…");
  expect(names.length, names.join(", ")).toBeLessThanOrEqual(25);
});
