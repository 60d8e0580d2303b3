import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";

/** A key of IndexedDB: a number, a text, or several of them. */
export type Key = number | string | Key[];

/** The data that a page stores in a browser. */
export interface Kept {
  /** Databases by name: version, and the stores with their records, the values in base64. */
  databases: Record<string, { version: number; stores: Record<string, { key: Key; value: string }[]> }>;
  local: Record<string, string>;
}

/** A file that the last build without bundle ids has recorded. */
export function recorded(file: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../fixtures/before-ids/${file}`, import.meta.url)));
}

/** Reads all that the page keeps in this browser, byte for byte. */
export function dump(page: Page): Promise<Kept> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const base64 = (bytes: Uint8Array) =>
      btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    const kept: Kept = { databases: {}, local: { ...localStorage } };
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name!));
      const stores: Record<string, { key: Key; value: string }[]> = {};
      for (const store of database.objectStoreNames) {
        const open = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(open.getAllKeys()), done(open.getAll())]);
        stores[store] = keys.map((key, at) => ({ key: key as Key, value: base64(values[at]) }));
      }
      kept.databases[name!] = { version: database.version, stores };
      database.close();
    }
    return kept;
  });
}

/** Puts what `dump` gave into the browser, over what is there. */
export async function restore(page: Pick<Page, "evaluate">, kept: Kept): Promise<void> {
  await page.evaluate(async (text) => {
    const { databases, local } = JSON.parse(text) as Kept;
    for (const [key, value] of Object.entries(local)) localStorage.setItem(key, value);
    for (const [name, { version, stores }] of Object.entries(databases)) {
      await new Promise<void>((resolve, reject) => {
        const open = indexedDB.open(name, version);
        open.onupgradeneeded = () => {
          for (const store of Object.keys(stores)) open.result.createObjectStore(store);
        };
        open.onsuccess = () => {
          const all = open.result.transaction(Object.keys(stores), "readwrite");
          for (const [store, records] of Object.entries(stores)) {
            for (const { key, value } of records) {
              const bytes = Uint8Array.from(atob(value), (c) => c.charCodeAt(0));
              all.objectStore(store).put(bytes, key as IDBValidKey);
            }
          }
          all.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
        open.onerror = () => reject(open.error);
      });
    }
  }, JSON.stringify(kept));
}

/** Goes to a page of the same site that has nothing on it, and keeps nothing. */
export async function emptyPage(page: Page): Promise<void> {
  await page.route("**/empty.html", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>Empty</title>" }),
  );
  await page.goto("/empty.html");
}
