import { expect, type Page, test } from "@playwright/test";
import type { Completions, Hover } from "../../app/editor/src/index";
import { Panes } from "../pages/panes";
import { words } from "../pages/words";

const completions: Completions = {
  line: 1,
  column: 3,
  options: [
    { label: "port", detail: "whole number", help: [{ tag: "p", inner: ["<b>The</b> port."] }], kind: "property" },
    { label: "path", insert: "path: ", detail: "text", help: [], kind: "property" },
  ],
};
const hover: Hover = {
  fromLine: 1,
  fromColumn: 0,
  toLine: 1,
  toColumn: 4,
  title: "inputs.port",
  facts: "Whole number.",
  help: [{ tag: "p", inner: ["The ", { tag: "em", inner: ["port"] }, "."] }],
  value: "8080 for dev",
  declared: true,
  noun: "input",
};

/** Sets the answers to the editor's questions, and records the questions. */
async function answer(page: Page, answers: Record<string, unknown>): Promise<void> {
  await page.evaluate((answers) => {
    for (const [name, value] of Object.entries(answers)) {
      const told = (...args: (string | number)[]) => {
        window.told.push([name, ...args]);
        return Promise.resolve(value);
      };
      Object.assign(window.editor["events"], { [name]: told });
    }
  }, answers);
}

test("what can be written is listed, described, and chosen by keyboard", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await answer(page, { complete: completions });
  await panes.show("a.yaml", "a: \n");
  await panes.press("End");
  await page.keyboard.type("p");
  const list = page.getByRole("listbox");
  await expect(list.getByRole("option")).toHaveText(["portwhole number", "pathtext"]);
  expect((await panes.told("complete"))[0]).toEqual(["a.yaml", 1, 4]);
  // Whatever a description says is text.
  await expect(page.getByText("<b>The</b> port.")).toBeVisible();
  // The list ignores keys at first, so that a key in flight does not accept a suggestion.
  await page.waitForTimeout(150);
  await panes.press("ArrowDown", "Enter");
  await expect(panes.text("a.yaml")).toContainText("a: path:");
  expect(await panes.lastText("a.yaml")).toBe("a: path: \n");
  await expect(list).toHaveCount(0);
  expect(panes.complaints).toEqual([]);
});

test("Control Space asks where nothing invites to, and Escape closes the list", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await answer(page, { complete: { ...completions, column: 0 } });
  await panes.show("a.yaml", "\n");
  await panes.press("Control+Space");
  await expect(page.getByRole("option")).toHaveCount(2);
  await panes.press("Escape");
  await expect(page.getByRole("option")).toHaveCount(0);
  expect(await panes.told("change")).toEqual([]);
});

test("the mouse rests on a name and learns what it is", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await answer(page, { hover, define: undefined });
  await panes.show("a.yaml", "port: a\n");
  await panes.text("a.yaml").getByText("port", { exact: true }).hover();
  await expect(page.getByText("inputs.port")).toBeVisible();
  await expect(page.getByText("Now 8080 for dev")).toBeVisible();
  await expect(page.getByText("The port.")).toBeVisible();
  await page.getByRole("button", { name: "Go to definition" }).click();
  expect(await panes.told("define")).toEqual([["a.yaml", 1, 0]]);
  await expect(page.getByText("inputs.port")).toHaveCount(0);
  expect(panes.complaints).toEqual([]);
});

test("keys ask what the name at the cursor is, and it is said", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await answer(page, { hover });
  await panes.show("a.yaml", "a: port\n");
  await panes.press("Shift+F1");
  await expect
    .poll(() => panes.told("say"))
    .toEqual([["inputs.port. Whole number. The port. Now 8080 for dev."]]);
  const value = page.getByText("Now 8080 for dev", { exact: true });
  await expect(value).toBeVisible();
  await panes.press("Escape");
  await expect(value).toHaveCount(0);
});

test("F12 and a click with Control go to the definition, or say that there is none", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await answer(page, { define: words.engine.nowhere });
  await panes.show("a.yaml", "a: port\n");
  await panes.press("F12");
  await expect.poll(() => panes.told("say")).toEqual([[words.engine.nowhere]]);
  await panes.text("a.yaml").getByText("port").click({ modifiers: ["Control"] });
  await expect.poll(() => panes.told("define")).toHaveLength(2);
});

test("F2 asks for another name, says what is wrong with it, and Escape leaves", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await answer(page, { renamable: { name: "port", noun: "input" }, rename: "This name is taken." });
  await panes.show("a.yaml", "a: port\n");
  await panes.press("End", "F2");
  const field = page.getByRole("textbox", { name: "New name of port" });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("port");
  await page.keyboard.type("number");
  await panes.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("This name is taken.");
  expect(await panes.told("rename")).toEqual([["a.yaml", 1, 7, "port", "number"]]);
  await panes.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(panes.text("a.yaml")).toBeFocused();
  await answer(page, { renamable: { error: "Put the cursor on a name." } });
  await panes.press("F2");
  await expect.poll(() => panes.told("say")).toContainEqual(["Put the cursor on a name."]);
});
