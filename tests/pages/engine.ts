import { type BrowserContext, expect, type Page, type Worker } from "@playwright/test";

/** How the next message to the engine fails. */
type Fault =
  /** The worker ends instead of replying. */
  | "dies"
  /** The worker never replies. */
  | "hangs"
  /** The worker replies that it missed the message before. */
  | "lost";

/** The part of the worker's global scope that a test uses. */
interface Scope {
  onmessage: (event: { data: Uint8Array }) => void;
  postMessage: (bytes: Uint8Array) => void;
}

/** The engine's worker of a page. */
export function engineOf(page: Page): Worker {
  const found = page.workers().findLast((worker) => worker.url().includes("loader.js"));
  expect(found, "the page has an engine").toBeDefined();
  return found!;
}

/** Lets the next message to the engine fail; those after it are answered. */
export async function failNext(page: Page, fault: Fault): Promise<void> {
  await engineOf(page).evaluate((fault) => {
    const scope = self as unknown as Scope;
    const handler = scope.onmessage;
    const fail = () => {
      throw new Error("a fault of the test");
    };
    scope.onmessage = () => {
      scope.onmessage = handler;
      if (fault === "lost") scope.postMessage(new Uint8Array([0]));
      if (fault === "dies") setTimeout(fail);
    };
  }, fault);
}

/** Delays each message to the engine, so that a test sees what the page shows meanwhile. */
export async function slow(page: Page, milliseconds: number): Promise<void> {
  await engineOf(page).evaluate((milliseconds) => {
    const scope = self as unknown as Scope;
    const handler = scope.onmessage;
    scope.onmessage = (event) => setTimeout(() => handler(event), milliseconds);
  }, milliseconds);
}

/** Lets each engine of the pages hang whenever it would analyze this bundle, which is open from some message on. */
export async function hangOn(context: BrowserContext, bundle: string): Promise<void> {
  await context.route(/loader\.js/, async (route) => {
    const response = await route.fetch();
    const hang = `(${filterMessages.toString()})(${JSON.stringify(bundle)});`;
    await route.fulfill({ response, body: (await response.text()) + hang });
  });
}

/** Runs in the worker: keeps its handler from the analyses that cover a bundle. */
function filterMessages(bundle: string): void {
  let isOpen = false;
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const covers = (message: Uint8Array) => {
    isOpen ||= text(message).includes(bundle);
    // An analysis without form entries: its number, their number, then `shown`, `first`, `at_most` and `left_out`.
    if (message[0] !== 0 || message[1] !== 0) return false;
    let at = 2;
    const string = () => text(message.slice(at + 1, (at += 1 + message[at]!)));
    if (message[at++] === 1) void [string(), string()];
    const first = message[at++] === 1 ? string() : undefined;
    const atMost = message[at++]!;
    const leftOut = Array.from({ length: message[at++]! }, string);
    return isOpen && !leftOut.includes(bundle) && (atMost > 1 || first === bundle);
  };
  type Handler = (event: MessageEvent<Uint8Array>) => void;
  Object.defineProperty(self, "onmessage", {
    set: (handler: Handler) =>
      self.addEventListener("message", (event) => {
        if (!covers(event.data)) handler(event);
      }),
  });
}
