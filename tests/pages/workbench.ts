import { expect, type Locator, type Page } from "@playwright/test";
import type { Archive } from "./archive";
import { words } from "./words";

/** The page, as a person finds their way on it: by roles and names. */
export class Workbench {
  readonly tree: Locator;
  readonly editor: Locator;
  readonly text: Locator;
  /** The line with the cursor, in the editor: CodeMirror gives lines no role. */
  readonly activeLine: Locator;
  readonly inputs: Locator;
  readonly outputs: Locator;
  readonly rendered: Locator;
  readonly rendering: Locator;
  readonly problems: Locator;
  readonly status: Locator;
  readonly alerts: Locator;
  readonly help: Locator;
  /** Downloads that bundle; its name says which. */
  readonly downloads: Locator;
  /** The banner of a panic. */
  readonly crash: Locator;
  /** The input that a button for opening archives clicks. */
  readonly archives: Locator;
  /** The announcements for screen readers. */
  readonly said: Locator;
  /** Requests to anywhere but the page's own origin. */
  readonly strays: string[] = [];
  /** Errors in the console, violations of the page's policy among them. */
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    const region = (name: string) => page.getByRole("region", { name, exact: true });
    this.tree = page.getByRole("tree", { name: words.panes.files });
    this.editor = region(words.panes.editor);
    this.text = this.editor.getByRole("textbox").first();
    this.activeLine = this.editor.locator(".cm-line.cm-activeLine");
    this.inputs = region("Inputs");
    this.outputs = region(words.panes.outputs);
    this.rendered = region(words.panes.rendered);
    this.rendering = page.getByRole("textbox", { name: words.rendered.rendered });
    this.problems = region(words.panes.problems);
    this.status = page.getByRole("contentinfo");
    this.alerts = page
      .getByRole("alert")
      .or(page.getByRole("log", { name: words.notices.notices }).getByRole("group"));
    this.help = page.getByRole("dialog", { name: words.toolbar.help });
    this.downloads = page.locator("#download");
    this.archives = page.getByLabel(words.opening.openLabel);
    this.crash = this.alerts.filter({ hasText: words.crash.happened });
    this.said = page.getByRole("status", { name: words.page.announcements });
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      const own = origin === new URL(page.url()).origin || page.url() === "about:blank";
      if (!own && !["data:", "blob:"].includes(protocol)) this.strays.push(request.url());
    });
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
  }

  /** Goes to the page and waits until the open bundles are analyzed. */
  async open(): Promise<void> {
    await this.page.goto("/");
    await this.analyzed();
  }

  async analyzed(): Promise<void> {
    await expect(this.status).toContainText(/Analyzed in [\d.,]+ ms/);
  }

  /** Waits until CloudFormation's rules, which take seconds to come, have checked what is open. */
  async rulesChecked(): Promise<void> {
    await expect(this.status).toContainText(words.status.rulesChecked, { timeout: 60_000 });
  }

  async saved(): Promise<void> {
    await expect(this.status).toContainText(words.status.saved);
  }

  /** The item of a bundle, a folder or a file; folders are named from the bundle on. */
  async item(...path: string[]): Promise<Locator> {
    const items = this.tree.getByRole("treeitem");
    await expect(items.filter({ hasText: path[0]! }).first()).toBeVisible();
    const rows = await items.evaluateAll((all) =>
      all.map((item) => ({
        level: Number(item.getAttribute("aria-level")),
        name: item.firstElementChild?.textContent ?? "",
      })),
    );
    let at = -1;
    path.forEach((name, depth) => {
      at = rows.findIndex((row, i) => i > at && row.level === depth + 1 && row.name === name);
      if (at < 0) throw new Error(`${path.join("/")} is not in the tree`);
    });
    return items.nth(at);
  }

  /** Opens the menu of an item by right click, and chooses from it. */
  async act(action: string | RegExp, ...path: string[]): Promise<void> {
    await (await this.item(...path)).click({ button: "right" });
    await this.page.getByRole("menuitem", { name: action }).click();
  }

  /** The name of the bundle that is shown. */
  async shown(): Promise<string> {
    const name = await this.downloads.getAttribute("aria-label");
    return name!.replace(/^Download /, "");
  }

  /** Chooses from the menu of the bundle that is shown. */
  async actOnShown(action: string | RegExp): Promise<void> {
    await this.act(action, await this.shown());
  }

  /** Closes the bundle that is shown. */
  async closeShown(): Promise<void> {
    await this.actOnShown(words.tree.close);
  }

  /** Includes the samples in downloads of the bundle that is shown, or leaves them out. */
  async includeSamples(isIncluded: boolean): Promise<void> {
    const bundle = await this.shown();
    const property = this.page.getByRole("menuitemcheckbox", { name: words.download.packSample });
    await (await this.item(bundle)).click({ button: "right" });
    if ((await property.getAttribute("aria-checked")) === `${isIncluded}`) {
      await this.page.keyboard.press("Escape");
    } else {
      await property.click();
    }
    await expect(property).toHaveCount(0);
  }

  /** The paths of the files of a bundle, with their folders open. */
  async paths(bundle: string): Promise<string[]> {
    const rows = await this.tree.getByRole("treeitem").evaluateAll((all) =>
      all.map((item) => ({
        level: Number(item.getAttribute("aria-level")),
        name: item.firstElementChild?.textContent ?? "",
        isFile: !item.hasAttribute("aria-expanded"),
      })),
    );
    const paths: string[] = [];
    const around: string[] = [];
    for (const { level, name, isFile } of rows) {
      around.splice(level - 1, around.length, name);
      if (isFile && around[0] === bundle) paths.push(around.slice(1).join("/"));
    }
    return paths;
  }

  /** Expands a bundle, which is collapsed if there are many. */
  async expand(bundle: string): Promise<void> {
    const row = await this.item(bundle);
    if ((await row.getAttribute("aria-expanded")) === "false") await row.click();
    await expect(await this.item(bundle)).toHaveAttribute("aria-expanded", "true");
  }

  /** Opens a file of a bundle in the editor. */
  async select(bundle: string, path: string): Promise<void> {
    await this.expand(bundle);
    await (await this.item(bundle, ...path.split("/"))).click();
    await expect(this.editor.getByRole("textbox", { name: path })).toBeVisible();
  }

  /** Expects a file of a bundle in the editor. */
  async shows(bundle: string, path: string): Promise<void> {
    await expect(this.editor).toContainText([bundle, ...path.split("/")].join(" › "));
  }

  /** The names of the open bundles, without the folders of files that belong to none. */
  bundles(): Promise<string[]> {
    return this.tree
      .getByRole("treeitem")
      .evaluateAll((all) =>
        all
          .filter((item) => item.getAttribute("aria-level") === "1")
          .filter((item) => !item.getAttribute("data-item")!.endsWith("//"))
          .map((item) => item.firstElementChild?.textContent ?? ""),
      );
  }

  /** Goes to an element by Tab alone, which takes so many presses at most. */
  async tabTo(target: Locator, most: number): Promise<void> {
    const isThere = () => target.evaluate((element) => element === document.activeElement);
    for (let presses = 0; presses < most && !(await isThere()); presses += 1) {
      await this.page.keyboard.press("Tab");
    }
    await expect(target).toBeFocused();
  }

  /** Types at the beginning of the open file. */
  async typeFirst(text: string): Promise<void> {
    await this.text.focus();
    await this.page.keyboard.press("Control+Home");
    await this.page.keyboard.insertText(text);
  }

  /** Replaces the whole open file. */
  async rewrite(text: string): Promise<void> {
    await this.text.focus();
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.insertText(text);
  }

  /** The problems in the list: those of files, and those that another problem causes. */
  get listed(): Locator {
    const item = (level: number) => this.problems.getByRole("treeitem", { level });
    return item(2).or(item(3));
  }

  /** One problem in the list, by a part of its line: its message, its code or its place. */
  problem(text: string | RegExp): Locator {
    return this.listed.filter({ hasText: text });
  }

  /** The problems of a severity, worst first: Error, Warning, Note. */
  withSeverity(severity: "Error" | "Warning" | "Note"): Locator {
    const item = (level: number) =>
      this.problems.getByRole("treeitem", { level, name: new RegExp(`^${severity}: `) });
    return item(2).or(item(3));
  }

  /** One problem with its details, by keyboard. */
  async details(text: string | RegExp): Promise<Locator> {
    const problem = this.problem(text);
    if ((await problem.getAttribute("aria-expanded")) === "false") await problem.press("Space");
    await expect(problem).toHaveAttribute("aria-expanded", "true");
    return problem;
  }

  async tab(region: Locator, name: string): Promise<void> {
    await region.getByRole("tab", { name, exact: true }).click();
  }

  /** Shows the outputs of other stacks, in the tab beside the inputs. */
  async showOutputs(): Promise<void> {
    await this.tab(this.inputs, words.panes.outputs);
  }

  /** Makes room for the whole rendering: the editor does not draw the parts of a long text that are far away. */
  async enlargeRendering(): Promise<void> {
    await this.page.setViewportSize({ width: 1440, height: 2000 });
    await this.page.getByRole("button", { name: words.panes.inputsPane }).press("Enter");
  }

  /** Opens the menu of the toolbar with what is rarely needed. */
  async more(): Promise<void> {
    await this.page.getByRole("button", { name: words.toolbar.further }).click();
  }

  /** Clicks a button in that menu. */
  async chooseMore(name: string | RegExp): Promise<void> {
    await this.more();
    await this.page.getByRole("button", { name }).click();
  }

  /** The choice of what is rendered, where the inputs are not beside it. */
  get target(): Locator {
    return this.rendered.getByRole("combobox", { name: words.rendered.targets });
  }

  /** The tabs of what can be filled in: the instances of a service, and its pipeline. */
  get targets(): Locator {
    return this.inputs.getByRole("tablist", { name: words.form.targets }).getByRole("tab");
  }

  /** Shows the inputs and the rendering of an instance or of the pipeline. */
  async render(name: string): Promise<void> {
    await this.targets.filter({ hasText: new RegExp(`^${name}$`) }).click();
  }

  /** The choice of the sample; its value is the path. */
  get sample(): Locator {
    return this.inputs.getByRole("combobox", { name: words.inputs.sample });
  }

  /** Chooses from the menu with the actions on the shown instance and sample. */
  async actOnInput(action: string): Promise<void> {
    await this.inputs.getByRole("button", { name: words.inputs.actions }).click();
    await this.page.getByRole("menuitem", { name: action }).click();
  }

  /** Makes a sample; `from` names what it starts from. */
  async newSample(name: string, from?: string): Promise<void> {
    await this.actOnInput(words.inputs.new);
    const dialog = this.page.getByRole("dialog", { name: words.inputs.new });
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    if (from !== undefined) await dialog.getByRole("radio", { name: from }).check();
    await dialog.getByRole("button", { name: words.inputs.create }).click();
    await expect(this.sample).toHaveValue(`spec/${name}.yaml`);
  }

  /** Opens an archive, as by the button; the input is what that button clicks. */
  async openArchive({ name, buffer }: Archive): Promise<void> {
    await this.archives.setInputFiles({ name, mimeType: "application/gzip", buffer });
  }

  /** Opens a folder, as where the browser has no better way to choose one. */
  async openFolder(folder: string): Promise<void> {
    await this.page.getByLabel(words.opening.openFolderLabel, { exact: true }).setInputFiles(folder);
  }

  /** The text beside the name of a bundle in the tree: its kind and its version. */
  async hint(bundle: string): Promise<string> {
    // The last two children are the marks and the button.
    const texts = await (await this.item(bundle)).evaluate((item) =>
      [...item.children].slice(1, -2).map(({ textContent }) => textContent!.trim()),
    );
    return texts.join(" · ");
  }

  /** Closes whatever is open. */
  async closeAll(): Promise<void> {
    for (const bundle of (await this.bundles()).reverse()) await this.act(words.tree.close, bundle);
    await expect(this.tree.getByRole("treeitem")).toHaveCount(0);
  }

  /** Dismisses all notices. */
  async dismissAll(): Promise<void> {
    while ((await this.alerts.count()) > 0) {
      // The help may cover the button: the keyboard reaches it all the same. A notice may go by itself meanwhile.
      const dismiss = this.alerts.first().getByRole("button", { name: words.onboarding.dismiss });
      await dismiss.press("Enter", { timeout: 2_000 }).catch(() => undefined);
    }
  }

  /** Downloads the bundle that is shown. */
  download(): Promise<Archive> {
    return this.save(() => this.downloads.click());
  }

  /** The file that the browser saves when something is done. */
  async save(act: () => Promise<void>): Promise<Archive> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), act()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return { name: download.suggestedFilename(), buffer: Buffer.concat(chunks) };
  }
}
