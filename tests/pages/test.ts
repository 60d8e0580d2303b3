import { type BrowserContext, expect, test as base } from "@playwright/test";
import { expectAccessibleInBothSchemes } from "./accessibility";

// Everything else is Playwright's own.
export * from "@playwright/test";
export { expectAccessible, expectAccessibleInBothSchemes } from "./accessibility";

interface Options {
  /**
   * Whether CloudFormation's rules run. They take seconds of a core to start, so only the journeys that
   * are about them switch this on; in all others their worker never answers.
   */
  cloudformation: boolean;
}

/**
 * A journey. It fails if a page requests anything from elsewhere than the site, and if a page that it
 * ends on is not accessible, in light or dark.
 */
export const test = base.extend<
  Options & { withoutCloudFormation: void; nothingLeaves: void; accessibleAtTheEnd: void }
>({
  cloudformation: [false, { option: true }],
  withoutCloudFormation: [
    async ({ cloudformation, context }, use) => {
      if (!cloudformation) await context.addInitScript(muteCloudFormation);
      await use();
    },
    { auto: true },
  ],
  nothingLeaves: [
    async ({ baseURL, context }, use) => {
      const strays = straysOf(context, baseURL!);
      await use();
      expect(strays, "requests to elsewhere").toEqual([]);
    },
    { auto: true },
  ],
  accessibleAtTheEnd: [
    async ({ baseURL, context }, use, info) => {
      await use();
      if (info.status !== info.expectedStatus) return;
      for (const page of context.pages()) {
        if (!page.isClosed() && page.url().startsWith(baseURL!)) await expectAccessibleInBothSchemes(page);
      }
    },
    { auto: true },
  ],
});

/** Runs in the page: puts a worker that is loading for ever in the place of CloudFormation's. */
function muteCloudFormation(): void {
  class Loading extends EventTarget {
    onmessage?: (event: { data: [loaded: number, total: number] }) => void;
    // The page gives up a worker that is silent for a minute.
    #progress = setInterval(() => this.onmessage?.({ data: [0, 1] }), 20_000);
    postMessage() {}
    terminate() {
      clearInterval(this.#progress);
    }
  }
  window.Worker = new Proxy(Worker, {
    construct(target, [url, options]: [string | URL, WorkerOptions?]) {
      return String(url).includes("cloudformation") ? new Loading() : new target(url, options);
    },
  });
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
