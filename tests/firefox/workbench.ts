import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base } from "@playwright/test";
import puppeteer, { type Browser, type ElementHandle, type Page } from "puppeteer-core";
import type { Archive } from "../pages/archive";

const local = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const missing = "there is no Firefox: install firefox-esr, or set FIREFOX to its path";

/**
 * A journey in Firefox, which Playwright runs and puppeteer drives: Playwright knows no Firefox but its
 * own. What the page complains of, and what it asks anybody else for, fails it.
 */
export const test = base.extend<{ workbench: Workbench }>({
  workbench: async ({ baseURL }, use) => {
    if (!existsSync(local)) console.log(`skipped: ${missing}`);
    test.skip(!existsSync(local), missing);
    const files = mkdtempSync(join(tmpdir(), "cyclotron-firefox-"));
    const browser = await launch(files);
    try {
      const workbench = new Workbench(await browser.newPage(), baseURL!, files);
      await workbench.open();
      await use(workbench);
      expect(workbench.complaints, "complaints of the page").toEqual([]);
      expect(workbench.strays, "requests to elsewhere").toEqual([]);
    } finally {
      await browser.close();
      rmSync(files, { recursive: true });
    }
  },
});

function launch(downloads: string): Promise<Browser> {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: local,
    headless: true,
    // The first start reads the browser from a disk that may be slow; the test's own limit ends what hangs.
    timeout: 0,
    defaultViewport: { width: 1440, height: 900 },
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.useDownloadDir": true,
      "browser.helperApps.neverAsk.saveToDisk": "application/gzip",
    },
  });
}

/** The page in Firefox, by roles and names. */
export class Workbench {
  /** Errors in the console, violations of the page's policy among them. */
  readonly complaints: string[] = [];
  /** Requests to anywhere but the site. */
  readonly strays: string[] = [];

  constructor(
    readonly page: Page,
    readonly site: string,
    /** Where files lie that go in and come out. */
    readonly files: string,
  ) {
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      const own = host === new URL(site).host || ["blob:", "data:"].includes(protocol);
      if (!own) this.strays.push(request.url());
    });
  }

  /** Goes to the page and waits until the open bundles are analyzed. */
  async open(): Promise<void> {
    await this.page.goto(this.site);
    await this.analyzed();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.analyzed();
  }

  async analyzed(): Promise<void> {
    await this.expectText("contentinfo", "", /Analyzed in [\d.,]+ ms/);
  }

  async saved(): Promise<void> {
    await this.expectText("contentinfo", "", /Saved/);
  }

  /** Waits until an element has this text. */
  async expectText(role: string, name: string, text: RegExp | string): Promise<void> {
    const read = async () => {
      const element = await this.find(role, name);
      return (await element?.evaluate((one) => one.textContent)) ?? "";
    };
    const held = expect.poll(read);
    await (text instanceof RegExp ? held.toMatch(text) : held.toContain(text));
  }

  /** The first element with this role whose name begins so, also in the editor's shadow. */
  async find(role: string, name: string): Promise<ElementHandle<HTMLElement> | null> {
    const found = await this.page.evaluateHandle(
      (role, name) => {
        const implied: Record<string, string> = { button: "button", contentinfo: "footer" };
        const own = implied[role] ? `, ${implied[role]}:not([role])` : "";
        const within = (root: ParentNode): HTMLElement[] => [
          ...root.querySelectorAll<HTMLElement>(`[role="${role}"]${own}`),
          ...[...root.querySelectorAll("*")].flatMap((one) =>
            one.shadowRoot ? within(one.shadowRoot) : [],
          ),
        ];
        const nameOf = (one: HTMLElement) => one.getAttribute("aria-label") ?? one.innerText.trim();
        return within(document).find((one) => nameOf(one).startsWith(name)) ?? null;
      },
      role,
      name,
    );
    return found.asElement() as ElementHandle<HTMLElement> | null;
  }

  /** Clicks what has this role and name, once it is there. */
  async click(role: string, name: string): Promise<void> {
    await expect.poll(async () => (await this.find(role, name)) !== null).toBe(true);
    await (await this.find(role, name))!.click();
  }

  /** Opens an archive, as by the button; the input is what that button clicks. */
  async openArchive({ name, buffer }: Archive): Promise<void> {
    const path = join(this.files, name);
    writeFileSync(path, buffer);
    const input = await this.page.$('input[type="file"][aria-label="Open a bundle"]');
    await (input as ElementHandle<HTMLInputElement>).uploadFile(path);
    await this.expectText("treeitem", name.replace(/\.tar\.gz$/, ""), "environment");
    rmSync(path);
  }

  /** Types at the beginning of the file that is open in the editor. */
  async typeFirst(file: string, text: string): Promise<void> {
    await this.click("textbox", file);
    await this.page.keyboard.down("Control");
    await this.page.keyboard.press("Home");
    await this.page.keyboard.up("Control");
    await this.page.keyboard.type(text);
  }

  /** Downloads the bundle that is shown. */
  download(): Promise<Archive> {
    return this.save(() => this.click("button", "Download"));
  }

  /** The archive that the browser saves when something is done. */
  async save(act: () => Promise<void>): Promise<Archive> {
    const before = readdirSync(this.files);
    await act();
    let name: string | undefined;
    const done = () => {
      const files = readdirSync(this.files);
      // Firefox writes beside the file, and to a file with a random name, until it is whole.
      name = files.find((file) => !before.includes(file) && file.endsWith(".tar.gz"));
      return name !== undefined && !files.some((file) => file.endsWith(".part"));
    };
    await expect.poll(done).toBe(true);
    await expect.poll(() => readFileSync(join(this.files, name!)).length).toBeGreaterThan(0);
    const path = join(this.files, name!);
    const buffer = readFileSync(path);
    rmSync(path);
    return { name: name!, buffer };
  }
}
