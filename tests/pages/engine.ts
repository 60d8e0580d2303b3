import { expect, type Page, type Worker } from "@playwright/test";

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
