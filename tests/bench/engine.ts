import type { Page, Worker as PageWorker } from "@playwright/test";

/** The worker's time for a key, in milliseconds. */
export interface Took {
  /** To the shown rendering. */
  visible: number;
  /** To the complete analysis. */
  complete: number;
}

/** The engine's worker of a page: the messages that were sent to it, and its time for the last key. */
export class Engine {
  /** The number of analyses behind the last key: one with the shown rendering, unless it is the only one, and the rest. */
  analyses = 1;

  private constructor(
    private readonly page: Page,
    private readonly worker: PageWorker,
  ) {}

  /** Records the messages and the memory of the workers that are started from now on. */
  static async record(page: Page): Promise<void> {
    await page.route(/loader\.js/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${keepMemory};\n${await response.text()}` });
    });
    await page.addInitScript(() => {
      const sent: Uint8Array[] = [];
      (window as unknown as Recording).sent = sent;
      const Original = window.Worker;
      window.Worker = class extends Original {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          if (!String(url).includes("loader.js")) return;
          // A new worker begins with the whole workspace.
          sent.length = 0;
          const post = this.postMessage.bind(this);
          this.postMessage = ((message: Uint8Array, transfer: Transferable[]) => {
            sent.push(message.slice());
            post(message, transfer);
          }) as Worker["postMessage"];
        }
      };
    });
  }

  static async of(page: Page): Promise<Engine> {
    const worker = page.workers().find((one) => one.url().includes("loader.js"));
    if (!worker) throw new Error("The page has no engine.");
    await worker.evaluate(() => {
      const scope = self as unknown as Scope;
      const handler = scope.onmessage;
      scope.onmessage = (event) => {
        const start = performance.now();
        handler(event);
        // The first kind of request, an analysis: requests of the editor don't count.
        if (event.data[0] === 0) scope.took.push(performance.now() - start);
      };
      scope.took = [];
    });
    return new Engine(page, worker);
  }

  /** The time for the key since the last call, from each message to its encoded reply. */
  async took(): Promise<Took> {
    const took = await this.worker.evaluate(() => {
      const scope = self as unknown as Scope;
      return scope.took.splice(0);
    });
    this.analyses = took.length;
    return { visible: took[0]!, complete: took.reduce((sum, one) => sum + one, 0) };
  }

  /** The messages up to the last analysis, each after its length in four bytes. The first byte of an analysis is 0. */
  async messages(): Promise<Buffer> {
    const sent = await this.page.evaluate(() => {
      const { sent } = window as unknown as Recording;
      return sent.map((message) => Array.from(message));
    });
    const last = sent.findLastIndex((message) => message[0] === 0);
    return Buffer.concat(
      sent.slice(0, last + 1).flatMap((message) => {
        const length = Buffer.alloc(4);
        length.writeUInt32LE(message.length);
        return [length, Buffer.from(message)];
      }),
    );
  }

  /** The memory of the worker's wasm, in bytes. */
  memory(): Promise<number> {
    return this.worker.evaluate(() => (self as unknown as Scope).memory.buffer.byteLength);
  }
}

/** Keeps the memory of the wasm that a worker starts. */
const keepMemory = `for (const name of ["instantiate", "instantiateStreaming"]) {
  const original = WebAssembly[name];
  WebAssembly[name] = async (...given) => {
    const made = await original.apply(WebAssembly, given);
    self.memory = (made.instance ?? made).exports.memory;
    return made;
  };
}`;

/** The part of a page's global scope that a recording adds. */
interface Recording {
  sent: Uint8Array[];
}

/** The part of the worker's global scope that is used here. */
interface Scope {
  onmessage: (event: { data: Uint8Array }) => void;
  took: number[];
  memory: WebAssembly.Memory;
}
