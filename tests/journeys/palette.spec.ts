import { expect, expectAccessible, test } from "../pages/test";
import { environment, type Files, pack } from "../pages/archive";
import { Palette } from "../pages/palette";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const template = "instance_infrastructure/cloudformation.yaml";

test("the palette opens from the text, says what it finds, and gives the keyboard back", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  await workbench.text.focus();
  const palette = new Palette(page);
  await palette.open();
  await expect(palette.field).toHaveAttribute("aria-expanded", "true");
  await expect(palette.list.getByRole("option", { name: /^New bundle/ })).toHaveAttribute("aria-selected", "true");
  await expectAccessible(workbench.page);

  await page.keyboard.type("versi");
  await expect(palette.dialog).toMatchAriaSnapshot(`
    - dialog "Search or run":
      - combobox "Search actions, files, inputs and problems" [expanded]: versi
      - button "Close"
      - status: /\\d+ results/
      - listbox "Results":
        - group "Actions":
          - option "Versions of item-api-service… Action" [selected]
          - option "Mark version of item-api-service… Action"
      - group "Search in":
        - button "Actions"
        - button "Files"
        - button "Inputs"
        - button "Problems"
        - button "Help"
  `);
  const active = () => palette.field.getAttribute("aria-activedescendant");
  const first = await active();
  await expect(page.locator(`[id="${first}"]`)).toHaveAccessibleName("Versions of item-api-service… Action");
  await page.keyboard.press("ArrowDown");
  await expect.poll(active).not.toBe(first);
  await expect(palette.list.getByRole("option", { name: /^Mark version/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(palette.list.getByRole("option").last()).toHaveAttribute("aria-selected", "true");

  await page.keyboard.press("Escape");
  await expect(palette.dialog).toHaveCount(0);
  await expect(workbench.text).toBeFocused();
  // The same keys close it again.
  await palette.open();
  await page.keyboard.press("Control+k");
  await expect(palette.dialog).toHaveCount(0);
  await expect(workbench.text).toBeFocused();
  await palette.open();
  await page.keyboard.type("qqqq");
  await expect(palette.dialog.getByText("No results for “qqqq”.")).toBeVisible();
  await expect(palette.field).toHaveAttribute("aria-expanded", "false");
  await expectAccessible(workbench.page);
  await page.keyboard.press("Enter");
  await expect(palette.field).toBeFocused();
  expect(workbench.complaints).toEqual([]);
});

test("files, inputs, problems and pages of the help are gone to, in all bundles", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(
    pack("broken.tar.gz", {
      ...environment,
      "infrastructure/cloudformation.yaml": "Resources: {}\n# {{ nor_this }}\n",
    }),
  );
  await expect(workbench.problem("nor_this")).toHaveCount(1);
  const palette = new Palette(page);

  await palette.look("instance cloudf", /^instance_infrastructure\/cloudformation\.yaml item-api-service/);
  await page.keyboard.press("Enter");
  await expect(workbench.editor.getByRole("textbox", { name: template })).toBeFocused();

  await palette.look("!nor_this", /nor_this/);
  await page.keyboard.press("Enter");
  await expect(workbench.activeLine).toContainText("nor_this");
  await expect(workbench.text).toBeFocused();

  // An input of another bundle than the one that is shown, in another of its forms.
  await palette.look("@memory dev", /^Memory.*dev, item-api-service/);
  await page.keyboard.press("Enter");
  await expect(workbench.inputs.getByRole("spinbutton", { name: /^Memory/ })).toBeFocused();
  await expect(workbench.editor).toContainText("item-api-service");

  await palette.look("?not well-formed jinja", /not well-formed Jinja/);
  await page.keyboard.press("Enter");
  await expect(workbench.help.getByRole("heading", { name: /not well-formed Jinja/ })).toBeFocused();
  await page.keyboard.press("F1");
  await expect(workbench.help).toHaveCount(0);

  // Recent destinations come first the next time, and after a reload.
  await workbench.saved();
  await page.reload();
  await workbench.analyzed();
  await palette.open();
  const recent = palette.list.getByRole("group", { name: words.palette.recent }).getByRole("option");
  await expect(recent.first()).toHaveAccessibleName(/not well-formed Jinja/);
  await expect(recent.nth(1)).toHaveAccessibleName(/^instance_infrastructure/);
  await expect(recent).toHaveCount(2);
  expect(workbench.complaints).toEqual([]);
});

test("letters in order are enough where nothing else fits", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const palette = new Palette(page);
  await palette.look("/mem", /manifest\.yaml/);
  await palette.field.fill("mem");
  await expect(palette.list.getByRole("option").first()).toHaveAccessibleName(/^Memory/);
  await expect(palette.list.getByRole("option", { name: /manifest/ })).toHaveCount(0);
  // A click beside it is as good as Escape.
  await page.mouse.click(20, 20);
  await expect(palette.dialog).toHaveCount(0);
});

test("what cannot be done says why, and nothing happens", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  const palette = new Palette(page);
  await palette.look("share", /^Share… No bundle is open\./);
  await expect(palette.list.getByRole("option").first()).toBeDisabled();
  await page.keyboard.press("Enter");
  await expect(palette.dialog.getByRole("status")).toHaveText(words.commands.noBundle);
  await expect(palette.field).toBeFocused();
  await expectAccessible(workbench.page);
  // With nothing typed, it is not in the way.
  await palette.field.fill("");
  await expect(palette.list.getByRole("option", { name: /^New bundle/ })).toBeVisible();
  await expect(palette.list.getByRole("option", { name: /^Share/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await palette.run(words.commands.newBundle);
  await expect(page.getByRole("dialog", { name: words.starters.title })).toBeVisible();
});

test("dialogs open from the palette, and give the keyboard back to where it was", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  await workbench.text.focus();
  const palette = new Palette(page);
  for (const [label, dialog] of [
    ["New bundle…", "New bundle"],
    ["Download options…", "Download"],
    ["Share…", "Share item-api-service"],
    ["Workspaces and history…", "Workspaces"],
    ["Versions…", "Versions of item-api-service"],
    ["Compare…", /^Compare/],
    ["Rename bundle…", /^Rename/],
    ["New file…", "New file in item-api-service"],
    ["Rename or move file…", /^Rename or move/],
    ["Keyboard shortcuts", "Keyboard shortcuts"],
  ] as const) {
    await palette.run(label);
    await expect(page.getByRole("dialog", { name: dialog })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(workbench.text).toBeFocused();
  }
  await palette.run(words.commands.markVersion);
  await expect(page.getByRole("textbox", { name: words.versions.note })).toBeFocused();
  await page.keyboard.press("Escape");
  await palette.run(words.commands.newSample);
  await expect(page.getByRole("dialog").getByRole("textbox", { name: "Name", exact: true })).toBeFocused();
  expect(workbench.complaints).toEqual([]);
});

test("files and text are changed from the palette alone", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  const palette = new Palette(page);
  await workbench.typeFirst("# typed\n");
  await palette.run(words.commands.undo);
  await expect(workbench.text).toBeFocused();
  await expect(workbench.editor).not.toContainText("# typed");
  await palette.run(words.commands.redo);
  await expect(workbench.editor).toContainText("# typed");
  await palette.run(words.commands.find);
  await expect(workbench.editor.getByRole("textbox", { name: "Find" })).toBeFocused();
  await page.keyboard.press("Escape");
  await palette.run(words.commands.outline);
  await expect(page.getByRole("dialog", { name: words.commands.outline })).toBeVisible();
  await page.keyboard.press("Escape");

  await palette.run(words.commands.duplicateFile);
  await expect(workbench.tree).toContainText("cloudformation-copy.yaml");
  await palette.run(words.commands.deleteFile);
  await expect(workbench.tree).not.toContainText("cloudformation-copy.yaml");
  await palette.run(words.commands.undoFiles);
  await expect(workbench.tree).toContainText("cloudformation-copy.yaml");

  await palette.run(words.commands.closeBundle);
  await expect.poll(() => workbench.bundles()).toEqual(["item-api-environment"]);
  await palette.run(words.commands.duplicateBundle);
  await expect.poll(() => workbench.bundles()).toEqual(["item-api-environment", "item-api-environment-copy"]);
  await palette.run(words.commands.editSample);
  await expect(workbench.editor.getByRole("textbox", { name: "spec/spec.yaml" })).toBeFocused();

  const archive = await workbench.save(() => palette.run(words.commands.download));
  expect(archive.name).toBe("item-api-environment-copy.tar.gz");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), palette.run(words.commands.open)]);
  await chooser.setFiles({ name: "queue.tar.gz", mimeType: "application/gzip", buffer: pack("queue.tar.gz", environment).buffer });
  await expect.poll(() => workbench.bundles()).toContain("queue");
  await palette.run(words.commands.theme);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await palette.run(words.commands.safeStart);
  await expect(workbench.status).toContainText("Safe start");
  await palette.run(words.commands.render);
  await workbench.analyzed();
  expect(workbench.complaints).toEqual([]);
});

test("problems are mended from the palette", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  const schema = `${environment["schema/schema.yaml"]}          max_length: 80\n          min_length: 2\n`;
  await workbench.openArchive(pack("slips.tar.gz", { ...environment, "schema/schema.yaml": schema }));
  await expect(workbench.problem("max_length")).toHaveCount(1);
  const palette = new Palette(page);
  await palette.run(words.commands.nextProblem);
  await expect(workbench.activeLine).toContainText(/m(ax|in)_length/);
  const slip = (await workbench.activeLine.textContent())!.trim().slice(0, 10);
  await palette.run(words.commands.fix);
  await expect(workbench.problem(slip)).toHaveCount(0);
  await palette.run(words.commands.fixAll);
  await expect(workbench.problem(/m(ax|in)_length/)).toHaveCount(0);
  await palette.open();
  await page.keyboard.type(">fix all");
  await expect(palette.list.getByRole("option").first()).toHaveAccessibleName(/has a safe fix/);
  expect(workbench.complaints).toEqual([]);
});

test("of thousands of files the best are listed, and it is said of how many", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const files: Files = { ...environment };
  for (let at = 0; at < 900; at += 1) files[`infrastructure/notes/${at}.md`] = "";
  await workbench.openArchive(pack("many.tar.gz", files));
  await expect(workbench.editor).toContainText("many");
  const palette = new Palette(page);
  await palette.open();
  await page.keyboard.type("/notes");
  await expect(palette.list.getByRole("group", { name: words.palette.files }).getByRole("option")).toHaveCount(50);
  await expect(palette.dialog.getByText("50 of 900")).toBeVisible();
  await expect(palette.dialog.getByRole("status")).toHaveText("900 results");
  await page.keyboard.type(" 777");
  await expect(palette.list.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(workbench.editor.getByRole("textbox", { name: "infrastructure/notes/777.md" })).toBeFocused();
  expect(workbench.complaints).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the palette works by touch on a telephone, ${colorScheme}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme });
    const workbench = new Workbench(page);
    await workbench.open();
    await page.getByRole("button", { name: words.palette.button }).click();
    const palette = new Palette(page);
    await expect(palette.field).toBeFocused();
    await palette.dialog.getByRole("button", { name: "Inputs" }).click();
    await expect(palette.field).toBeFocused();
    await page.keyboard.type("memory");
    await expectAccessible(workbench.page);
    const box = (await palette.dialog.boundingBox())!;
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    await palette.list.getByRole("option", { name: /^Memory/ }).first().click();
    await expect(workbench.inputs.getByRole("spinbutton", { name: /^Memory/ })).toBeFocused();
    await page.getByRole("button", { name: words.palette.button }).click();
    await palette.dialog.getByRole("button", { name: words.palette.close }).click();
    await expect(palette.dialog).toHaveCount(0);
    expect(workbench.complaints).toEqual([]);
  });
}
