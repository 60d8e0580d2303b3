import type { Page } from "@playwright/test";

/**
 * A folder that can be written to: a real one, of the browser's own file system. A test cannot press the
 * buttons of the browser's picker, so that alone is replaced.
 */
export class Disk {
  constructor(
    readonly page: Page,
    readonly name: string,
  ) {}

  /** Has the picker give this folder. */
  async isPicked(): Promise<void> {
    const pick = (name: string) => {
      const own = async () =>
        (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
      Object.assign(window, { showDirectoryPicker: own });
    };
    await this.page.addInitScript(pick, this.name);
    await this.page.evaluate(pick, this.name);
  }

  /** Writes a file, as another program would. */
  async write(path: string, content: string | Buffer): Promise<void> {
    const body = [...Buffer.from(content as string)];
    await this.page.evaluate(
      async ([name, path, body]) => {
        let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
        const parts = path.split("/");
        for (const part of parts.slice(0, -1)) {
          folder = await folder.getDirectoryHandle(part, { create: true });
        }
        const file = await folder.getFileHandle(parts.at(-1)!, { create: true });
        const writable = await file.createWritable();
        await writable.write(new Uint8Array(body));
        await writable.close();
      },
      [this.name, path, body] as const,
    );
  }

  /** All files, their bytes as Latin-1, with the time they were written at. */
  async read(): Promise<Record<string, { text: string; written: number }>> {
    return this.page.evaluate(async (name) => {
      const found: Record<string, { text: string; written: number }> = {};
      // A file that the page replaces at this moment can't be read; the next attempt reads the new one.
      const read = async (entry: FileSystemFileHandle): Promise<[File, ArrayBuffer]> => {
        const file = await entry.getFile();
        try {
          return [file, await file.arrayBuffer()];
        } catch (reason) {
          if (!(reason instanceof DOMException) || reason.name !== "NotReadableError") throw reason;
          return read(entry);
        }
      };
      const walk = async (folder: FileSystemDirectoryHandle, above: string) => {
        for await (const [name, entry] of folder.entries()) {
          if (entry.kind === "directory") await walk(entry, `${above}${name}/`);
          else {
            const [file, content] = await read(entry);
            const text = Array.from(new Uint8Array(content), (byte) => String.fromCharCode(byte)).join("");
            found[above + name] = { text, written: file.lastModified };
          }
        }
      };
      await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle(name), "");
      return found;
    }, this.name);
  }

  async texts(): Promise<Record<string, string>> {
    const all = Object.entries(await this.read());
    return Object.fromEntries(all.map(([path, { text }]) => [path, text]));
  }
}
