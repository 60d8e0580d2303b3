import { expect, test } from "@playwright/test";
import { Panes } from "../pages/panes";

const texts = {
  "lines that end in LF": "a: 1\nb: 2\n",
  "lines that end in CRLF": "a: 1\r\nb: 2\r\n",
  "lines that end in both": "a: 1\r\nb: 2\nc: 3\r\n",
  "a lone CR among LF": "a: 1\rb\nc: 3\n",
  "a lone CR among CRLF": "a: 1\rb\r\nc: 3\r\n",
  "a byte order mark": "\uFEFFa: 1\n",
  "no line end at the end": "a: 1\nb: 2",
  "tabs, blanks, control and wide characters": "a:\t1  \n\u0000\u0085\u2028 é 😀\n\n\n",
};

for (const [name, text] of Object.entries(texts)) {
  test(`keeps ${name}`, async ({ page }) => {
    const panes = new Panes(page);
    await panes.open();
    await panes.show("a.yaml", text);
    await page.keyboard.type("x");
    expect(await panes.lastText("a.yaml")).toBe(`x${text}`);
    await panes.press("Control+z");
    expect(await panes.lastText("a.yaml")).toBe(text);
  });

  test(`takes over ${name}, and undoes it`, async ({ page }) => {
    const panes = new Panes(page);
    await panes.open();
    const before = "k: 1\nl: 2\n";
    await panes.show("a.yaml", before);
    await panes.replace("a.yaml", text);
    expect(await panes.told("change")).toEqual([]);
    await panes.press("Control+z");
    expect(await panes.lastText("a.yaml")).toBe(before);
    await panes.press("Control+y");
    expect(await panes.lastText("a.yaml")).toBe(text);
  });
}

test("pasted lines end as the lines of the file", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("lf.yaml", "a\nb\n");
  await panes.paste("lf.yaml", "1\r\n2\r\n");
  expect(await panes.lastText("lf.yaml")).toBe("1\n2\na\nb\n");
  await panes.show("crlf.yaml", "a\r\nb\r\n");
  await panes.paste("crlf.yaml", "1\n2\n");
  expect(await panes.lastText("crlf.yaml")).toBe("1\r\n2\r\na\r\nb\r\n");
  await panes.press("Enter");
  expect(await panes.lastText("crlf.yaml")).toBe("1\r\n2\r\n\r\na\r\nb\r\n");
});

test("each file has its own history and cursor", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("a.yaml", "a: 1\n");
  await page.keyboard.type("one ");
  await panes.show("b.yaml", "b: 1\n");
  await page.keyboard.type("two ");
  await page.evaluate(() => window.editor.show("a.yaml", "one a: 1\n", "a.yaml"));
  await panes.text("a.yaml").focus();
  await page.keyboard.type("more ");
  expect(await panes.lastText("a.yaml")).toBe("one more a: 1\n");
  // How many keys are undone at once depends on how fast they came; undoing nothing does nothing.
  await panes.press(...Array<string>(12).fill("Control+z"));
  expect(await panes.lastText("a.yaml")).toBe("a: 1\n");
  expect(await panes.lastText("b.yaml")).toBe("two b: 1\n");
  expect(await page.evaluate(() => window.editor.undo("b.yaml"))).toBe(true);
  expect(await panes.lastText("b.yaml")).toBe("b: 1\n");
  expect(await page.evaluate(() => window.editor.redo("b.yaml"))).toBe(true);
  expect(await panes.lastText("b.yaml")).toBe("two b: 1\n");
  expect(await page.evaluate(() => window.editor.undo("none.yaml"))).toBe(false);
});

test("a change from elsewhere moves neither cursor nor scroll position", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  const lines = (mark: string) =>
    Array.from({ length: 200 }, (_, i) => `key${i}: ${i % 50 === 0 ? mark : "same"}`);
  await panes.show("a.yaml", lines("old").join("\n"));
  await page.evaluate(() => window.editor.reveal("a.yaml", 121, 3, 121, 3));
  await panes.replace("a.yaml", ["new: line", ...lines("new")].join("\n"));
  await page.keyboard.type("X");
  const expected = ["new: line", ...lines("new")];
  expected[121] = "keyX120: same";
  expect(await panes.lastText("a.yaml")).toBe(expected.join("\n"));
  await expect(panes.text("a.yaml").getByText("keyX120")).toBeInViewport();
});

test("a file begins at its top, and later where it was left", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  const lines = (name: string) => Array.from({ length: 200 }, (_, i) => `${name}${i}: ${i}`).join("\n");
  await panes.show("a.yaml", lines("first"));
  await page.evaluate(() => window.editor.reveal("a.yaml", 121, 3, 121, 3));
  await expect(panes.text("a.yaml").getByText("first120: 120")).toBeInViewport();
  const show = (file: string, text: string) =>
    page.evaluate(([file, text]) => window.editor.show(file, text, file), [file, text] as const);
  await show("b.yaml", lines("second"));
  await expect(panes.text("b.yaml").getByText("second0: 0", { exact: true })).toBeInViewport();
  await show("a.yaml", lines("first"));
  await expect(panes.text("a.yaml").getByText("first120: 120")).toBeInViewport();
});

test("a file that is not shown can be changed and forgotten", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("a.yaml", "a: 1\n");
  await panes.show("b.yaml", "b: 1\n");
  await panes.replace("a.yaml", "a: 2\n");
  await page.evaluate(() => window.editor.reveal("a.yaml", 1, 3, 1, 4));
  await page.keyboard.type("3");
  expect(await panes.lastText("a.yaml")).toBe("a: 3\n");
  await page.evaluate(() => window.editor.forget("a.yaml"));
  await expect(panes.text("No file is open")).toBeVisible();
  await panes.show("a.yaml", "new: 1\n");
  expect(await page.evaluate(() => window.editor.undo("a.yaml"))).toBe(false);
});

test("the editor may be changed as soon as it has told of a change", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("a.yaml", "a: 1\n");
  await page.evaluate(() => {
    const { push } = window.told;
    window.told.push = (...events) => {
      const [name, file, text] = events[0]!;
      if (name === "change" && !String(text).includes("!")) {
        queueMicrotask(() => {
          window.editor.replace(String(file), `${text}!`);
          window.editor.mark(String(file), []);
        });
      }
      return push.apply(window.told, events);
    };
  });
  await page.keyboard.type("xy");
  expect(await panes.lastText("a.yaml")).toBe("xya: 1\n!");
  expect(panes.complaints).toEqual([]);
});

test("a file keeps its history and cursor under another name", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("b.yaml", "b: 1\n");
  await page.keyboard.type("two ");
  await panes.show("a.yaml", "a: 1\n");
  await page.keyboard.type("one ");
  // One takes the other's name, as the files of a folder that moves into itself can.
  await page.evaluate(() => window.editor.rename(["a.yaml", "b.yaml"], ["b.yaml", "c.yaml"]));
  expect(await page.evaluate(() => window.editor.names())).toEqual(["b.yaml", "c.yaml"]);
  await page.keyboard.type("more ");
  expect(await panes.lastText("b.yaml")).toBe("one more a: 1\n");
  await panes.press(...Array<string>(12).fill("Control+z"));
  expect(await panes.lastText("b.yaml")).toBe("a: 1\n");
  expect(await page.evaluate(() => window.editor.undo("c.yaml"))).toBe(true);
  expect(await panes.lastText("c.yaml")).toBe("b: 1\n");
  expect(panes.complaints).toEqual([]);
});
