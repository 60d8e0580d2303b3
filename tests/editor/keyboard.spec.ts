import { expect, test } from "@playwright/test";
import { Panes } from "../pages/panes";

test("Tab indents, and Escape before it leaves", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("a.yaml", "a: 1\n");
  await panes.press("Tab");
  expect(await panes.lastText("a.yaml")).toBe("  a: 1\n");
  await panes.press("Escape", "Tab");
  await expect(page.getByRole("button", { name: "After" })).toBeFocused();
  await panes.press("Shift+Tab");
  await expect(panes.text("a.yaml")).toBeFocused();
  await panes.press("Control+m", "Shift+Tab");
  await expect(page.getByRole("button", { name: "Before" })).toBeFocused();
});

test("Enter indents as YAML does, whatever Jinja stands between", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  const cases = [
    ["Resources:", "Resources:\n  x"],
    ["  Role: # why", "  Role: # why\n    x"],
    ["  Type: AWS::S3::Bucket", "  Type: AWS::S3::Bucket\n  x"],
    ["- Key: a", "- Key: a\n  x"],
    ["- Statement:", "- Statement:\n    x"],
    ["  - plain", "  - plain\n  x"],
    ["  Script: |", "  Script: |\n    x"],
    ["  Value: !Sub |-", "  Value: !Sub |-\n    x"],
    ["  {% if a %}", "  {% if a %}\n  x"],
    ["  # note:", "  # note:\n  x"],
    ["  {{ name }}:", "  {{ name }}:\n    x"],
  ];
  for (const [at, [before, after]] of cases.entries()) {
    await panes.show(`${at}.yaml`, before!);
    await panes.press("Control+End", "Enter");
    await page.keyboard.type("x");
    expect(await panes.lastText(`${at}.yaml`)).toBe(after);
  }
});

test("comments lines of YAML and of Jinja, and edits in several places", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("a.yaml", "a: 1\n{% if b %}\n");
  await panes.press("Control+a", "Control+/");
  expect(await panes.lastText("a.yaml")).toBe("# a: 1\n# {% if b %}\n");
  await panes.press("Control+/");
  expect(await panes.lastText("a.yaml")).toBe("a: 1\n{% if b %}\n");
  await panes.press("Control+Home", "Control+Alt+ArrowDown");
  await page.keyboard.type("- ");
  expect(await panes.lastText("a.yaml")).toBe("- a: 1\n- {% if b %}\n");
});

test("finds and replaces", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("a.yaml", "one\ntwo\none\n");
  await panes.press("Control+f");
  await expect(page.getByRole("textbox", { name: "Find" })).toBeFocused();
  await page.keyboard.type("one");
  await page.getByRole("textbox", { name: "Replace" }).fill("three");
  await page.getByRole("button", { name: "replace all" }).click();
  expect(await panes.lastText("a.yaml")).toBe("three\ntwo\nthree\n");
  await panes.press("Escape");
  await expect(panes.text("a.yaml")).toBeFocused();
});

test("folds what a statement or a mapping holds", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("a.yaml", "{% for x in y %}\ninside: 1\n{% endfor %}\nmap:\n  below: 1\nend: 1\n");
  await panes.press("Control+Shift+BracketLeft");
  await expect(panes.text("a.yaml")).not.toContainText("inside");
  await expect(panes.text("a.yaml")).toContainText("endfor");
  await page.evaluate(() => window.editor.reveal("a.yaml", 4, 0, 4, 0));
  await panes.press("Control+Shift+BracketLeft");
  await expect(panes.text("a.yaml")).not.toContainText("below");
  await page.evaluate(() => window.editor.reveal("a.yaml", 2, 0, 2, 6));
  await expect(panes.text("a.yaml")).toContainText("inside");
});
