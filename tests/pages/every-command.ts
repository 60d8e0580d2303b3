import { expect, type Locator, type Page } from "@playwright/test";
import { environment, type Files, pack } from "./archive";
import { Disk } from "./disk";
import { Palette } from "./palette";
import { Workbench } from "./workbench";
import { words } from "./words";

/** Ends a command, so that the page is as it was before. */
type Ending = (commands: EveryCommand) => Promise<void>;

const nothing: Ending = async () => {};
/** It asks something: the question is given up. */
const asks = (dialog: string | RegExp): Ending => (commands) => commands.leave(dialog);
/** It asks for a name: the name is given, and the change undone. */
const named = (dialog: string | RegExp, name?: string): Ending => (commands) =>
  commands.answer(dialog, name);
/** It changes bundles or files. */
const changes: Ending = (commands) => commands.undo();
/** It opens something small over the editor or beside it. */
const escapes: Ending = ({ page }) => page.keyboard.press("Escape");

/** All commands, and what ends each. A command that the palette has and this list lacks is an error. */
const endings: Record<string, Ending> = {
  "New bundle…": named("New bundle"),
  "Open…": (commands) => commands.chooses(),
  "Open folder…": (commands) => commands.opens("folder"),
  Download: nothing,
  "Download options…": asks("Download"),
  "Share…": asks(/^Share/),
  "Save to folder": asks("Save to folder"),
  "Workspaces and history…": asks("Workspaces"),
  "New file…": named(/^New file/, "notes.md"),
  "Rename or move file…": named(/^Rename or move/, "infrastructure/renamed.yaml"),
  "Duplicate file": changes,
  "Delete file": changes,
  "Undo last file change": nothing,
  "Redo last file change": nothing,
  "Search in all files": escapes,
  "Replace in all files": escapes,
  "Go back": nothing,
  "Next problem": nothing,
  "Previous problem": nothing,
  "Fix the problem at the cursor": nothing,
  "Fix all safe problems": nothing,
  "Ignore the problem at the cursor": nothing,
  "New sample…": asks("New sample…"),
  "Edit sample as YAML": nothing,
  "Mark version…": asks(/^Versions/),
  "Versions…": asks(/^Versions/),
  "Compare…": asks(/^Compare/),
  "Eject…": asks("Eject from Proton"),
  "Eject all bundles…": asks("Eject from Proton"),
  "Duplicate bundle": changes,
  "Rename bundle…": named(/^Rename/, "renamed"),
  "Close bundle": changes,
  "Undo typing": nothing,
  "Redo typing": nothing,
  "Find and replace in file": escapes,
  "Go to line…": escapes,
  Outline: escapes,
  "Go to definition": escapes,
  "Find references": escapes,
  "Rename in all files": escapes,
  "Trigger suggestions": escapes,
  "Show hover information": escapes,
  "Comment or uncomment lines": nothing,
  "Fold all": nothing,
  "Unfold all": nothing,
  "Go to the files": nothing,
  "Go to the source": nothing,
  "Go to the problems": nothing,
  "Go to the inputs": nothing,
  "Go to the rendered template": nothing,
  "Show repository": escapes,
  "Workspace diagram…": asks("Workspace diagram"),
  "Toggle word wrap": nothing,
  "Reset panes": nothing,
  "Next pane": nothing,
  "Previous pane": nothing,
  Help: escapes,
  "Keyboard shortcuts": asks("Keyboard shortcuts"),
  "Change theme": nothing,
};

/** Commands that only open the palette, reload the page, or need *Go back* right before them. */
const others = ["Go forward", "Search or run…", "Reload without rendering", "Render and check"];

/** The keys that the page has everywhere. */
const keys = ["Control+s", "F8", "Shift+F8", "F6", "Shift+F6", "Control+k", "F1"];

/** A bundle with a problem that has a safe fix. */
const slips: Files = {
  ...environment,
  "schema/schema.yaml": `${environment["schema/schema.yaml"] as string}          max_length: 80\n`,
};

/** The page with a small bundle, on which every command is run. */
export class EveryCommand {
  readonly workbench: Workbench;
  readonly palette: Palette;

  constructor(readonly page: Page) {
    this.workbench = new Workbench(page);
    this.palette = new Palette(page);
  }

  async open(): Promise<void> {
    await this.workbench.open();
    await this.workbench.openArchive(pack("slips.tar.gz", slips));
    await expect(this.workbench.problem("max_length")).toHaveCount(1);
    const disk = new Disk(this.page, "folder");
    for (const [path, content] of Object.entries(environment)) await disk.write(path, content);
    await disk.isPicked();
  }

  /** The labels that the palette lists of the commands that can be run now. */
  async listed(): Promise<string[]> {
    await this.palette.open();
    await this.palette.field.fill(">");
    const labels = await this.palette.labels();
    await this.page.keyboard.press("Escape");
    // Commands on an object are listed with its name.
    const objects = Object.entries(words.onObjects);
    const known = EveryCommand.known();
    return labels.map((label) =>
      known.includes(label) ? label : (objects.find(([, pattern]) => pattern.test(label))?.[0] ?? label),
    );
  }

  /** The labels of the list above, and of what it leaves out. */
  static known(): string[] {
    return [...Object.keys(endings), ...others];
  }

  /** Runs each command while what `focus` gives the keyboard to has it. */
  async runAll(focus: (workbench: Workbench) => Promise<void>): Promise<void> {
    for (const [label, end] of Object.entries(endings)) {
      await this.#show();
      await focus(this.workbench);
      await this.palette.choose(label);
      await end(this);
      await expect(this.workbench.crash, label).toHaveCount(0);
      expect(this.workbench.complaints, label).toEqual([]);
    }
  }

  /** Presses the keys of the page over each dialog that a command opens. */
  async pressAll(focus: (workbench: Workbench) => Promise<void>): Promise<void> {
    for (const [label, end] of Object.entries(endings)) {
      // These open a chooser of the browser, or something within a pane.
      const others = ["Open…", "Open folder…", "Go to line…"];
      if (!label.endsWith("…") || others.includes(label)) continue;
      await this.#show();
      await focus(this.workbench);
      await this.palette.choose(label);
      // Before the dialog is there, the keys are for the page.
      await expect(this.page.getByRole("dialog").first()).toBeVisible();
      for (const key of keys) await this.page.keyboard.press(key);
      await end(this);
      await expect(this.workbench.crash, label).toHaveCount(0);
      expect(this.workbench.complaints, label).toEqual([]);
    }
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole("dialog", { name });
  }

  async leave(name: string | RegExp): Promise<void> {
    await expect(this.dialog(name)).toBeVisible();
    await this.page.keyboard.press("Escape");
    await expect(this.dialog(name)).toHaveCount(0);
  }

  async answer(name: string | RegExp, text?: string): Promise<void> {
    await expect(this.dialog(name)).toBeVisible();
    if (text !== undefined) await this.dialog(name).getByRole("textbox").first().fill(text);
    await this.page.keyboard.press("Enter");
    await expect(this.dialog(name)).toHaveCount(0);
    await this.undo();
  }

  async undo(): Promise<void> {
    // The help may cover the button, and the tree may take the focus from it once its rows are drawn.
    await this.workbench.alerts.last().getByRole("button", { name: words.notices.undo }).dispatchEvent("click");
  }

  /** Opens an archive by the chooser that the command has opened. */
  async chooses(): Promise<void> {
    const { buffer } = pack("other.tar.gz", environment);
    const file = { name: "other.tar.gz", mimeType: "application/gzip", buffer };
    await this.workbench.archives.setInputFiles(file);
    await this.opens("other");
  }

  async opens(bundle: string): Promise<void> {
    await expect.poll(() => this.workbench.bundles()).toContain(bundle);
    await this.workbench.act(words.tree.close, bundle);
    await this.workbench.dismissAll();
  }

  /** Shows the bundle, which a command may have left. */
  async #show(): Promise<void> {
    // A command undoes by the notice that it shows, and not by one of an earlier command.
    await this.workbench.dismissAll();
    const template = "infrastructure/cloudformation.yaml";
    if (!(await this.workbench.editor.getByTitle(`slips / ${template}`).first().isVisible())) {
      await this.workbench.select("slips", template);
    }
  }
}
