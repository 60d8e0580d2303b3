import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test as base } from "@playwright/test";

// All else is Playwright's own.
export * from "@playwright/test";

/**
 * A journey. No page of it may have asked anybody but the site for anything, however it ends; and
 * where it has ended well, nothing on its pages keeps anybody out, light or dark.
 */
export const test = base.extend<{ nothingLeaves: void; nobodyIsKeptOut: void }>({
  nothingLeaves: [
    async ({ baseURL, context }, use) => {
      const strays = straysOf(context, baseURL!);
      await use();
      expect(strays, "requests to elsewhere").toEqual([]);
    },
    { auto: true },
  ],
  nobodyIsKeptOut: [
    async ({ baseURL, context }, use, info) => {
      await use();
      if (info.status !== info.expectedStatus) return;
      for (const page of context.pages()) {
        if (!page.isClosed() && page.url().startsWith(baseURL!)) await expectNoBarriers(page);
      }
    },
    { auto: true },
  ],
});

/** Holds a page, as it is now, against WCAG 2.2 AA and axe's own advice, in both schemes. */
export async function expectNoBarriers(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    // A colour on its way to another is neither.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await barriers(page), `${colorScheme}: what axe finds`).toEqual([]);
  }
}

/** What axe finds: the rule, and what breaks it. */
export async function barriers(page: Page): Promise<{ id: string; nodes: string[] }[]> {
  const look = () => new AxeBuilder({ page }).analyze();
  // axe fails over what changes under its eyes: then it looks once more.
  const { violations } = await look().catch(look);
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
}

/** The requests, so far and from now on, of a context's pages and workers to elsewhere than the site. */
export function straysOf(context: BrowserContext, site: string): string[] {
  const strays: string[] = [];
  const own = new URL(site).host;
  const look = (url: string) => {
    const { protocol, host } = new URL(url);
    if (host !== own && !["about:", "blob:", "data:"].includes(protocol)) strays.push(url);
  };
  context.on("request", (request) => look(request.url()));
  context.on("page", (page) => page.on("websocket", (socket) => look(socket.url())));
  return strays;
}
