import { expect, test } from "../pages/test";
import { EveryCommand } from "../pages/every-command";
import type { Workbench } from "../pages/workbench";

const places: Record<string, (workbench: Workbench) => Promise<void>> = {
  "a field of the form": ({ inputs }) => inputs.getByRole("textbox", { name: "Queue name" }).focus(),
  "a row of the tree": async (workbench) => {
    await (await workbench.item("slips", "schema", "schema.yaml")).focus();
  },
  "the editor": ({ text }) => text.focus(),
  "the help": async ({ help, page }) => {
    if (!(await help.isVisible())) await page.keyboard.press("F1");
    await help.getByRole("searchbox").focus();
  },
};

// Fifty commands in a row: this only ends a run that hangs.
test.setTimeout(240_000);

for (const [place, focus] of Object.entries(places)) {
  test(`every command of the palette works while ${place} has the keyboard`, async ({ page }) => {
    const commands = new EveryCommand(page);
    await commands.open();
    await commands.runAll(focus);
  });
}

test("no command of the palette is left out, and the page's keys harm no dialog", async ({ page }) => {
  const commands = new EveryCommand(page);
  await commands.open();
  expect(EveryCommand.known()).toEqual(expect.arrayContaining(await commands.listed()));
  await commands.pressAll(places["a field of the form"]!);
});
