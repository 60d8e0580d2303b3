import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Rules whose verdict depends on colours. */
const colorRules = ["color-contrast", "link-in-text-block"];

/** Kinds of element that passed already in this process, each with the circumstances it was checked in. */
const passed = new Set<string>();

/**
 * Holds a page, as it is now and in its current color scheme, against WCAG 2.2 AA and axe's own advice.
 * axe takes a second for a full page, so it only runs if the page shows an element of a kind, or in a
 * parent of a kind, that has not passed before.
 */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  const kinds = await kindsOf(page);
  if (kinds.every((kind) => passed.has(kind))) return;
  expect(await violations(page, rules), "what axe finds").toEqual([]);
  kinds.forEach((kind) => passed.add(kind));
}

/** The same in both color schemes; the dark one is only checked for what colours decide. */
export async function expectAccessibleInBothSchemes(page: Page): Promise<void> {
  // A color in transition belongs to neither scheme.
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expectAccessible(page, colorRules);
}

/** The findings of axe: each violated rule with the elements that violate it. */
async function violations(page: Page, rules?: string[]): Promise<{ id: string; nodes: string[] }[]> {
  // The page has no frames. Without legacy mode axe opens another page for each analysis.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  if (rules !== undefined) builder.withRules(rules);
  // axe fails when the page changes during its run; the second run settles it.
  const { violations } = await builder.analyze().catch(() => builder.analyze());
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
}

/** The kinds of element that the page shows, with color scheme, theme and width class. */
function kindsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const kind = (element: Element | null) =>
      element === null ? "" : `${element.localName}.${element.getAttribute("class") ?? ""}`;
    const states = (element: Element) =>
      ["role", "aria-selected", "aria-invalid", "aria-disabled", "aria-current", "disabled"]
        .map((name) => element.getAttribute(name) ?? "")
        .join();
    const scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const { dataset } = document.documentElement;
    const width = innerWidth < 480 ? "phone" : innerWidth < 1100 ? "tablet" : "desk";
    const circumstances = [scheme, ...Object.values(dataset), width].join();
    const kinds = new Set<string>();
    for (const element of document.body.querySelectorAll("*")) {
      if (!element.checkVisibility()) continue;
      kinds.add(`${circumstances} ${kind(element.parentElement)}>${kind(element)} ${states(element)}`);
    }
    return [...kinds];
  });
}
