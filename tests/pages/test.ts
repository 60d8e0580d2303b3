import { type BrowserContext, expect, test as base } from "@playwright/test";

// All else is Playwright's own.
export * from "@playwright/test";

/** A journey. No page of it may have asked anybody but the site for anything, however it ends. */
export const test = base.extend<{ nothingLeaves: void }>({
  nothingLeaves: [
    async ({ baseURL, context }, use) => {
      const strays = straysOf(context, baseURL!);
      await use();
      expect(strays, "requests to elsewhere").toEqual([]);
    },
    { auto: true },
  ],
});

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
