import type { Page, Worker } from "@playwright/test";

/** The engine's worker, listened in on: the last analysis can be asked for again. */
export class Engine {
  private constructor(private readonly worker: Worker) {}

  static async of(page: Page): Promise<Engine> {
    const worker = page.workers().find((one) => one.url().includes("loader.js"));
    if (!worker) throw new Error("The page has no engine.");
    await worker.evaluate(() => {
      const scope = self as unknown as Scope;
      const handler = scope.onmessage;
      scope.onmessage = (event) => {
        // The first kind of request, an analysis: what the cursor asks besides is left out.
        if (event.data[0] === 0) scope.request = event.data.slice();
        handler(event);
      };
      scope.again = () => {
        // The reply is made and encoded, but not delivered twice.
        scope.postMessage = () => undefined;
        const start = performance.now();
        handler({ data: scope.request });
        const milliseconds = performance.now() - start;
        delete scope.postMessage;
        return milliseconds;
      };
    });
    return new Engine(worker);
  }

  /** Answers the last request for an analysis again, and says how many milliseconds that took. */
  again(): Promise<number> {
    return this.worker.evaluate(() => (self as unknown as Scope).again());
  }

  /** The last request as it was sent. */
  async request(): Promise<Buffer> {
    return Buffer.from(await this.worker.evaluate(() => [...(self as unknown as Scope).request]));
  }
}

/** What the worker's global scope is to us. */
interface Scope {
  onmessage: (event: { data: Uint8Array }) => void;
  postMessage?: () => void;
  request: Uint8Array;
  again: () => number;
}
