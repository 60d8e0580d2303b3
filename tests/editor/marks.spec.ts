import { expect, test } from "@playwright/test";
import type { Mark } from "../../app/editor/src/index";
import { Panes } from "../pages/panes";

const mark = (line: number, column: number, over: Partial<Mark> = {}): Mark => ({
  fromLine: line,
  fromColumn: column,
  toLine: line,
  toColumn: column + 3,
  severity: "error",
  message: "No such input.",
  index: 0,
  ...over,
});

test("marks beyond the text leave the editor in working order", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("a.yaml", "abc\ndef");
  await panes.mark("a.yaml", [
    mark(99, 0),
    mark(2, 99),
    mark(0, 0),
    mark(2, 2, { toLine: 1, toColumn: 0 }),
    mark(-1, -1, { toLine: -1, toColumn: -5 }),
  ]);
  await panes.press("Control+End");
  await page.keyboard.type("g");
  expect(await panes.lastText("a.yaml")).toBe("abc\ndefg");
  await panes.press("Control+a", "Delete");
  expect(await panes.lastText("a.yaml")).toBe("");
  await panes.mark("a.yaml", [mark(1, 0)]);
  await page.keyboard.type("new");
  expect(await panes.lastText("a.yaml")).toBe("new");
  expect(panes.complaints).toEqual([]);
});

test("who goes to a problem sees what it is, and mends it", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("a.yaml", "abc\ndef\nghi\n");
  await panes.mark("a.yaml", [
    mark(1, 0, { message: "At the beginning.", toColumn: 1 }),
    mark(2, 0, { help: "Declare it in the schema.", fixTitle: "Declare it", index: 7 }),
    mark(3, 1, { severity: "warning", message: "Never used.", toColumn: 2 }),
  ]);
  await panes.reveal("a.yaml", 1, 0, 1);
  await expect(page.getByText("Error: At the beginning.")).toBeVisible();
  await panes.reveal("a.yaml", 2, 0, 3);
  await expect(page.getByText("Error: No such input.")).toBeVisible();
  await expect(page.getByText("Declare it in the schema.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Declare it" })).toBeVisible();
  await panes.press("Alt+Enter");
  expect(await panes.told("fix")).toEqual([["a.yaml", 7]]);
  await page.getByRole("button", { name: "Declare it" }).click();
  expect(await panes.told("fix")).toHaveLength(2);
  await panes.reveal("a.yaml", 3, 1, 2);
  await expect(page.getByText("Warning: Never used.")).toBeVisible();
  expect(await page.evaluate(() => [...window.editor.selection("a.yaml")!])).toEqual([3, 1, 3, 2]);
  await page.keyboard.type("X");
  expect(await panes.lastText("a.yaml")).toBe("abc\ndef\ngXi\n");
  await panes.reveal("a.yaml", 2, 1, 2);
  await page.keyboard.type("Y");
  expect(await panes.lastText("a.yaml")).toBe("abc\ndYf\ngXi\n");
});

test("a message does not cover the text after the focus has left", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("a.yaml", "abc\ndef\n");
  await panes.mark("a.yaml", [mark(1, 0, { fixTitle: "Declare it" })]);
  await panes.reveal("a.yaml", 1, 0, 3);
  const message = page.getByText("Error: No such input.");
  await expect(message).toBeVisible();
  await page.getByRole("button", { name: "Declare it" }).focus();
  await expect(message).toBeVisible();
  await page.getByRole("button", { name: "After" }).focus();
  await expect(message).toHaveCount(0);
  expect(panes.complaints).toEqual([]);
});

test("marks may come before the file, and go when there are none", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.mark("a.yaml", [mark(1, 0)]);
  await panes.show("a.yaml", "abc\ndef\n");
  await panes.text("a.yaml").getByText("abc").hover();
  await expect(page.getByText("Error: No such input.")).toBeVisible();
  await panes.mark("a.yaml", []);
  await expect(page.getByText("Error: No such input.")).toHaveCount(0);
});

test("another file is shown in the frame in which a problem's message opens", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("short.yaml", "a");
  await panes.show("long.yaml", "abc\n".repeat(40));
  await panes.mark("long.yaml", [mark(39, 0)]);
  // The message's position in the longer file is past the end of the other.
  await page.evaluate(async () => {
    window.editor.reveal("long.yaml", 39, 0, 39, 3);
    window.editor.show("short.yaml", "a", "short.yaml");
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });
  await expect(panes.text("short.yaml")).toHaveText("a");
  expect(panes.complaints).toEqual([]);
});
