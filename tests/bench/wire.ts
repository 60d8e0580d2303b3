import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import zlib from "node:zlib";
import { mediaTypes } from "../pages/media-types";

/** The size of the pieces that the connections take turns to send. */
const PIECE = 4096;

/**
 * A web server behind a slow wire, which all connections share: `bits` per second, and `latency` milliseconds before each
 * reply. It sends brotli, as a well-kept server does. Unlike the browser's own throttling, it also slows workers.
 */
export class Wire {
  /** When each reply was complete, in milliseconds since the epoch, with its path and bytes. */
  readonly replies: { at: number; path: string; bytes: number }[] = [];
  #free = 0;
  readonly #packed = new Map<string, Buffer>();

  private constructor(
    private readonly folder: string,
    private readonly bits: number,
    private readonly latency: number,
  ) {}

  static async serve(folder: string, bits: number, latency: number) {
    const wire = new Wire(folder, bits, latency);
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url!, "http://wire");
      void wire.#reply(pathname === "/" ? "/index.html" : pathname, response);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as AddressInfo;
    const close = () => {
      server.closeAllConnections();
      server.close();
    };
    return { wire, url: `http://127.0.0.1:${port}/`, close };
  }

  async #reply(path: string, response: ServerResponse): Promise<void> {
    const body = this.#body(path);
    await pause(this.latency);
    if (!body) return void response.writeHead(404).end();
    const type = mediaTypes[extname(path)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-encoding": "br" });
    for (let at = 0; at < body.length; at += PIECE) {
      const piece = body.subarray(at, at + PIECE);
      await this.#turn(piece.length);
      if (!response.write(piece)) await new Promise((drained) => response.once("drain", drained));
    }
    response.end();
    this.replies.push({ at: Date.now(), path, bytes: body.length });
  }

  /** Waits until the wire has sent this many bytes, behind those of others. */
  async #turn(bytes: number): Promise<void> {
    const now = performance.now();
    this.#free = Math.max(this.#free, now) + (bytes * 8 * 1000) / this.bits;
    // Timers have a resolution of a millisecond: shorter waits add up before one is made.
    if (this.#free - now >= 2) await pause(this.#free - now);
  }

  #body(path: string): Buffer | undefined {
    const known = this.#packed.get(path);
    if (known) return known;
    const file = join(this.folder, normalize(path));
    let packed: Buffer;
    try {
      packed = readFileSync(`${file}.br`);
    } catch {
      try {
        packed = zlib.brotliCompressSync(readFileSync(file));
      } catch {
        return undefined;
      }
    }
    this.#packed.set(path, packed);
    return packed;
  }
}
