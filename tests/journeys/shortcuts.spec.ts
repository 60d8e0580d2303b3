import { expect, expectAccessible, type Page, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const template = "instance_infrastructure/cloudformation.yaml";
const sheet = (page: Page) => page.getByRole("dialog", { name: words.shortcuts.title });

test("? opens the sheet of all keys, but not where one types", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  await workbench.text.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("?");
  await expect(workbench.activeLine).toHaveText(/^\?/);
  await expect(sheet(page)).toHaveCount(0);
  await page.keyboard.press("Backspace");
  await (await workbench.item("item-api-service")).focus();
  await page.keyboard.type("?");
  await expect(sheet(page)).toBeVisible();
  await expectAccessible(workbench.page);
  await expect(sheet(page)).toMatchAriaSnapshot(`
    - dialog "Keyboard shortcuts":
      - heading "Keyboard shortcuts" [level=2]
      - button "Close"
      - checkbox "Single-key shortcuts" [checked]
      - table "Anywhere":
        - rowgroup:
          - row "Action Keys"
        - rowgroup:
          - row "Save to folder Control S"
          - row "Search in all files Control Shift F"
          - row "Replace in all files Control Shift H"
          - row "Go back Control Alt -"
          - row "Go forward Control Shift -"
          - row "Next problem F8"
          - row "Previous problem Shift F8"
          - row "Next pane F6"
          - row "Previous pane Shift F6"
          - row "Search or run Control P or Control K"
          - row "Help F1"
          - row "Keyboard shortcuts ?"
      - table "Outside of texts":
        - rowgroup:
          - row "Action Keys"
        - rowgroup:
          - row "Undo last file change Control Z"
          - row "Redo last file change Control Y or Control Shift Z"
      - table "In the file tree":
        - rowgroup:
          - row "Action Keys"
        - rowgroup:
          - row "Rename or move file F2"
          - row "Delete file Delete"
          - row "Go up or down ArrowUp or ArrowDown"
          - row "Close or open a folder ArrowLeft or ArrowRight"
          - row "Open the file Enter or Space"
          - row "Open the menu Shift F10"
      - table "In the inputs":
        - rowgroup:
          - row "Action Keys"
        - rowgroup:
          - row "Increase or decrease a number ArrowUp or ArrowDown"
          - row "Move a list item up or down Alt ArrowUp or Alt ArrowDown"
          - row "Apply the YAML Control Enter"
      - table "In the rendered template":
        - rowgroup:
          - row "Action Keys"
        - rowgroup:
          - row "Go to the source of the line Enter"
      - table "While comparing":
        - rowgroup:
          - row "Action Keys"
        - rowgroup:
          - row "Next change F7 or n"
          - row "Previous change Shift F7 or p"
      - table "In “Search or run”":
        - rowgroup:
          - row "Action Keys"
        - rowgroup:
          - row "Actions >"
          - row "Files /"
          - row "Inputs @"
          - row "Problems !"
          - row "Help ?"
      - table "In the editor":
        - rowgroup:
          - row "Action Keys"
        - rowgroup:
          - row "Fix the problem at the cursor Control . or Alt Enter"
          - row "Undo typing Control Z"
          - row "Redo typing Control Y or Control Shift Z"
          - row "Find and replace in file Control F"
          - row "Go to line Control Alt G"
          - row "Outline Control Shift O"
          - row "Go to definition F12"
          - row "Find references Shift F12"
          - row "Rename in all files F2"
          - row "Trigger suggestions Control Space"
          - row "Show hover information Shift F1"
          - row "Comment or uncomment lines Control /"
          - row "Fold all Control Alt ["
          - row "Unfold all Control Alt ]"
          - row "Go to the next match F3 or Control G"
          - row "Add next occurrence to selection Control D"
          - row "Select all occurrences Control Shift L"
          - row "Add a cursor above Control Alt ArrowUp"
          - row "Add a cursor below Control Alt ArrowDown"
          - row "Move the line up Alt ArrowUp"
          - row "Move the line down Alt ArrowDown"
          - row "Copy the line up Alt Shift ArrowUp"
          - row "Copy the line down Alt Shift ArrowDown"
          - row "Delete the line Control Shift K"
          - row "Indent more Control ] or Tab"
          - row "Indent less Control ["
          - row "Fold Control Shift ["
          - row "Unfold Control Shift ]"
          - row "Let the next Tab leave the editor Escape"
          - row "Toggle whether Tab leaves the editor Control M"
  `);

  // A user of speech input turns single keys off, for good.
  await sheet(page).getByRole("checkbox", { name: words.shortcuts.single }).click();
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toHaveCount(0);
  await expect(await workbench.item("item-api-service")).toBeFocused();
  await page.reload();
  await workbench.analyzed();
  await (await workbench.item("item-api-service")).focus();
  await page.keyboard.type("?");
  await page.keyboard.press("F1");
  await expect(workbench.help).toBeVisible();
  await expect(sheet(page)).toHaveCount(0);
  await workbench.help.getByRole("button", { name: words.shortcuts.all }).click();
  await expect(sheet(page).getByRole("checkbox", { name: words.shortcuts.single })).not.toBeChecked();
  await sheet(page).getByRole("checkbox", { name: words.shortcuts.single }).click();
  expect(workbench.complaints).toEqual([]);
});

test("F6 goes from pane to pane, and at each end leaves a turn to the browser", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  const region = () =>
    page.evaluate(() => document.activeElement?.closest("section, nav")?.getAttribute("aria-label") ?? "");
  /** Whether the page took the key, and left nothing of it to the browser. */
  const taken = (shiftKey = false) =>
    page.evaluate((shiftKey) => {
      const event = new KeyboardEvent("keydown", { key: "F6", shiftKey, bubbles: true, cancelable: true });
      return !document.activeElement!.dispatchEvent(event);
    }, shiftKey);
  await page.getByRole("button", { name: words.commands.palette }).focus();
  for (const name of ["Files", "Source", "Inputs", "Rendered", "Problems"]) {
    await page.keyboard.press("F6");
    await expect.poll(region).toBe(name);
  }
  // Back, each pane has the keyboard where it was.
  await page.keyboard.press("Shift+F6");
  await expect(workbench.rendering).toBeFocused();
  await page.keyboard.press("Shift+F6");
  await expect.poll(region).toBe("Inputs");
  await workbench.inputs.getByRole("spinbutton", { name: /^Memory/ }).focus();
  await page.keyboard.press("Shift+F6");
  await expect.poll(region).toBe("Source");
  await page.keyboard.press("F6");
  await expect(workbench.inputs.getByRole("spinbutton", { name: /^Memory/ })).toBeFocused();

  await page.keyboard.press("F6");
  await page.keyboard.press("F6");
  await expect.poll(region).toBe("Problems");
  expect(await taken()).toBe(false);
  await expect.poll(region).toBe("Problems");
  expect(await taken()).toBe(true);
  await expect.poll(region).toBe("Files");
  expect(await taken(true)).toBe(false);
  expect(await taken(true)).toBe(true);
  await expect.poll(region).toBe("Problems");
  expect(workbench.complaints).toEqual([]);
});

test("F6 shows each pane in a narrow window", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const workbench = new Workbench(page);
  await workbench.open();
  await page.getByRole("button", { name: words.commands.palette }).focus();
  await page.keyboard.press("F6");
  await expect(workbench.tree.getByRole("treeitem", { selected: true })).toBeFocused();
  await page.keyboard.press("F6");
  await expect(workbench.text).toBeFocused();
  await page.keyboard.press("F6");
  await expect(workbench.inputs).toBeVisible();
  await page.keyboard.press("F6");
  await expect(workbench.rendering).toBeFocused();
  await page.keyboard.press("F6");
  await expect(workbench.problems).toBeVisible();
});

test("the page's keys rest while a dialog is over it", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.text.focus();
  await page.getByRole("button", { name: words.toolbar.new }).click();
  const dialog = page.getByRole("dialog", { name: words.starters.title });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.press("F1");
  await page.keyboard.press("F8");
  await expect(dialog).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+s");
  await expect(workbench.said).toContainText(words.commands.save);
  expect(workbench.complaints).toEqual([]);
});

test("on a Mac the keys are a Mac's, and Ctrl-K stays the text's", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "platform", { get: () => "MacIntel" }));
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  await workbench.typeFirst("# first\n# rest\n");
  await page.keyboard.press("Meta+ArrowUp");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(workbench.editor).not.toContainText("# first");
  await page.keyboard.press("Meta+k");
  const palette = page.getByRole("dialog", { name: words.palette.title });
  await expect(palette).toBeVisible();
  await page.keyboard.type(">redo");
  await expect(palette.getByText("⌘", { exact: true }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await (await workbench.item("item-api-service")).focus();
  await page.keyboard.type("?");
  await expect(sheet(page).getByRole("row", { name: "Redo typing Shift Meta Z" })).toBeVisible();
  await expect(sheet(page).getByRole("row", { name: "Search or run Meta P or Meta K" })).toBeVisible();
});
