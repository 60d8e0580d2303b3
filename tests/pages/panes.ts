import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "@playwright/test";
import type { Editor, Mark, Viewer } from "../../app/editor/src/index";

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const style = ["tokens", "editor/editor"]
  .map((name) => readFileSync(root(`style/${name}.css`), "utf8"))
  .join("\n");
const bundle = readFileSync(root("app/editor/dist/editor.js"), "utf8");

const harness = `
  import { Editor, Viewer } from "./editor.js";
  window.told = [];
  const tell = (name) => (...args) => void window.told.push([name, ...args]);
  const events = { change: tell("change"), fix: tell("fix"), cursor: tell("cursor") };
  window.editor = new Editor(document.getElementById("editor"), events);
  // An announcement only stays for a moment.
  const live = document.querySelector("#editor > div").shadowRoot.querySelector("[aria-live]");
  new MutationObserver(() => live.textContent.trim() && tell("say")(live.textContent)).observe(live, {
    childList: true,
    subtree: true,
  });
  const picking = { pick: tell("pick") };
  window.viewer = new Viewer(document.getElementById("viewer"), "Rendered template", picking);
`;
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Panes</title>
  <link rel="stylesheet" href="style.css"><script type="module" src="harness.js"></script>
  <main><h1>Panes</h1><button>Before</button><div id="editor"></div><button>After</button>
  <div id="viewer"></div></main></html>`;
const files: Record<string, [type: string, body: string]> = {
  "/": ["text/html", html],
  "/style.css": [
    "text/css",
    `${style}\nbody { background: var(--color-bg); color: var(--color-text) }
     #editor, #viewer { height: 300px; display: grid }`,
  ],
  "/harness.js": ["text/javascript", harness],
  "/editor.js": ["text/javascript", bundle],
};

declare global {
  interface Window {
    editor: Editor;
    viewer: Viewer;
    told: [event: string, ...rest: (string | number | boolean)[]][];
  }
}

/** An editor and a viewer on a page of their own, under the strictest policy that they allow. */
export class Panes {
  /** Messages in the console, policy violations among them. */
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
  }

  async open(): Promise<void> {
    await this.page.route("http://panes.test/**", (route) => {
      const [type, body] = files[new URL(route.request().url()).pathname] ?? ["text/plain", ""];
      return route.fulfill({
        body,
        headers: { "content-type": type, "content-security-policy": "default-src 'self'" },
      });
    });
    await this.page.goto("http://panes.test/");
    await this.page.waitForFunction(() => "viewer" in window);
  }

  text(label: string): Locator {
    return this.page.getByRole("textbox", { name: label, exact: true });
  }

  /** Shows a text as `file`, and puts the cursor before it. */
  async show(file: string, text: string): Promise<void> {
    await this.page.evaluate(([file, text]) => window.editor.show(file, text, file), [
      file,
      text,
    ] as const);
    await this.text(file).focus();
    await this.press("Control+Home");
  }

  async view(key: string, text: string): Promise<void> {
    await this.page.evaluate(([key, text]) => window.viewer.show(key, text), [key, text] as const);
  }

  async replace(file: string, text: string): Promise<void> {
    await this.page.evaluate(([file, text]) => window.editor.replace(file, text), [
      file,
      text,
    ] as const);
  }

  /** Goes to the place of a problem. */
  async reveal(file: string, line: number, column: number, toColumn = column): Promise<void> {
    await this.page.evaluate(
      ([file, line, column, toColumn]) => window.editor.reveal(file, line, column, line, toColumn),
      [file, line, column, toColumn] as const,
    );
  }

  async mark(file: string, marks: Mark[]): Promise<void> {
    await this.page.evaluate(([file, marks]) => window.editor.mark(file, marks), [
      file,
      marks,
    ] as const);
  }

  async paste(label: string, text: string): Promise<void> {
    await this.text(label).evaluate((content, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      content.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
    }, text);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The events of one kind so far, without the name. */
  async told(event: string): Promise<(string | number | boolean)[][]> {
    const told = await this.page.evaluate(() => window.told);
    return told.filter(([name]) => name === event).map(([, ...rest]) => rest);
  }

  /** The text of a file in the last event about it. */
  async lastText(file: string): Promise<string | undefined> {
    const changes = await this.told("change");
    return changes.findLast(([name]) => name === file)?.[1] as string | undefined;
  }
}
