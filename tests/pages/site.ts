import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { mediaTypes } from "./media-types";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A web server of a test's own: it changes from one version of the site to the next, and stops. */
export class Site {
  /** The requests so far, without queries. */
  readonly asked: string[] = [];
  readonly #home = mkdtempSync(join(tmpdir(), "cyclotron-site-"));
  #server: Server | undefined;
  #port = 0;
  #folder = "";

  /** The site as it was built, in a folder of the server: `/tools/`. */
  static async serve(): Promise<Site> {
    const site = new Site();
    site.#folder = join(site.#home, "first");
    cpSync(join(root, "dist"), site.#folder, { recursive: true });
    await site.start();
    return site;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url!, this.url);
      this.asked.push(pathname);
      this.#answer(pathname, response);
    });
    await new Promise<void>((ready) => server.listen(this.#port, "127.0.0.1", ready));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Ends the network, as far as the page can tell. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = new Promise((done) => server.close(done));
    server.closeAllConnections();
    await closed;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.#home, { recursive: true });
  }

  /** Makes the next version: a page, a script and a style are others, the rest is as it was. */
  prepare(name: string): string {
    const folder = join(this.#home, name);
    cpSync(this.#folder, folder, { recursive: true });
    const page = join(folder, "index.html");
    const title = `<title>Cyclotron, ${name}</title>`;
    writeFileSync(page, readFileSync(page, "utf8").replace(/<title>.*<\/title>/, title));
    // Its hash is in its name, as in a build.
    const style = readdirSync(folder).find((file) => /^style-\w+\.css$/.test(file))!;
    const changed = `${readFileSync(join(folder, style), "utf8")}/* ${name} */\n`;
    const renamed = `style-${hash(changed).slice(0, 16)}.css`;
    rmSync(join(folder, style));
    writeFileSync(join(folder, renamed), changed);
    const link = new RegExp(`<link[^>]*${style}[^>]*>`);
    const html = readFileSync(page, "utf8").replace(link, `<link rel="stylesheet" href="./${renamed}">`);
    writeFileSync(page, html);
    appendFileSync(join(folder, "loader.js"), `// ${name}\n`);
    execFileSync("node", ["app/offline/precache.mjs", folder], { cwd: root });
    return folder;
  }

  /** Puts a version on the server; with `except`, all of it but these files, which stay. */
  deploy(folder: string, except: string[] = []): void {
    const next = mkdtempSync(join(this.#home, "deployed-"));
    cpSync(folder, next, { recursive: true });
    for (const file of except) cpSync(join(this.#folder, file), join(next, file));
    this.#folder = next;
  }

  /** The hashes of all files of the site that is served, but for what comes when it is needed. */
  hashes(): Record<string, string> {
    const files = readdirSync(this.#folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.#folder.length + 1))
      .filter((file) => !/^(service-worker\.js|cloudformation_bg-\w+\.wasm|.*\.(br|gz))$/.test(file));
    return Object.fromEntries(
      files.map((file) => [file, hash(readFileSync(join(this.#folder, file)))]),
    );
  }

  #answer(pathname: string, response: ServerResponse): void {
    const path = decodeURIComponent(pathname).replace(/^\/tools\//, "/");
    const file = join(this.#folder, path.endsWith("/") ? `${path}index.html` : path);
    try {
      const body = readFileSync(file);
      response.writeHead(200, {
        "content-type": mediaTypes[extname(file)] ?? "application/octet-stream",
        "content-length": body.length,
        // The worst that a server can do to a page whose files keep their names.
        "cache-control": "max-age=3600",
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  }
}

export function hash(bytes: Buffer | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
