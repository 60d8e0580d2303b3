import { expect, test } from "@playwright/test";
import { Panes } from "../pages/panes";

const lines = (name: string) => Array.from({ length: 300 }, (_, i) => `${name}${i}: ${i}`);

test("shows the newer text in the same place, and never lets it be typed over", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  const viewer = panes.text("Rendered template");
  await panes.view("dev", lines("key").join("\n"));
  await expect(viewer).toHaveAttribute("aria-readonly", "true");
  await page.evaluate(() => window.viewer.reveal(150, 0, 150, 0));
  await expect(viewer.getByText("key149: 149")).toBeInViewport();
  await panes.view("dev", ["first: 1", "second: 2", ...lines("key")].join("\n"));
  await expect(viewer.getByText("key149: 149")).toBeInViewport();
  await viewer.focus();
  await page.keyboard.type("typed");
  await panes.view("prod", lines("other").join("\n"));
  await expect(viewer.getByText("other0: 0")).toBeInViewport();
  await panes.view("dev", lines("key").join("\n"));
  await expect(viewer.getByText("key149: 149")).toBeInViewport();
  await expect(viewer).not.toContainText("typed");
});

test("highlights for a moment what changed", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  const viewer = panes.text("Rendered template");
  await panes.view("dev", "a: 1\nb: 2\nc: 3\n");
  const background = (text: string) =>
    viewer.getByText(text).evaluate((part) => {
      const line = part.closest(".cm-line")!;
      return getComputedStyle(line).backgroundColor;
    });
  const plain = await background("3");
  await panes.view("dev", "a: 1\nb: 20\nc: 3\n");
  expect(await background("20")).not.toBe(plain);
  expect(await background("3")).toBe(plain);
  await expect.poll(() => background("20")).toBe(plain);
});

test("a click picks a line, and so does Enter; a selection picks none", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  const viewer = panes.text("Rendered template");
  await panes.view("dev", "a: 1\nbee: 2\nc: 3\n");
  await viewer.getByText("bee").click();
  await panes.press("ArrowDown", "Enter");
  await viewer.getByText("bee").dblclick();
  expect((await panes.told("pick")).slice(0, 2)).toEqual([
    [2, false],
    [3, true],
  ]);
  // The first click of two selects nothing yet.
  expect(await panes.told("pick")).toHaveLength(3);
});

test("marks lines, says why, and shows those of the source", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  const viewer = panes.text("Rendered template");
  await panes.view("dev", lines("key").join("\n"));
  const mark = (fromLine: number, toLine: number, kind: "source" | "error", title: string) =>
    page.evaluate((mark) => window.viewer.mark([mark]), { fromLine, toLine, kind, title });
  await mark(200, 201, "source", "From line 7 of the template.");
  await expect(viewer.getByTitle("From line 7 of the template.")).toHaveText([
    "key199: 199",
    "key200: 200",
  ]);
  await expect(viewer.getByText("key199: 199")).toBeInViewport();
  await mark(1, 1, "error", "Wrong.");
  await expect(viewer.getByText("key199: 199")).toBeInViewport();
  await expect(viewer.getByTitle("From line 7 of the template.")).toHaveCount(0);
  expect(panes.complaints).toEqual([]);
});

test("a mark far below is shown without scrolling sideways", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  const viewer = panes.text("Rendered template");
  await panes.view("dev", lines("key").map((line) => `${line} ${"x".repeat(600)}`).join("\n"));
  const scroll = (left?: number) =>
    viewer.evaluate((content, left) => {
      const scroller = content.closest(".cm-scroller")!;
      if (left !== undefined) scroller.scrollLeft = left;
      return [scroller.scrollLeft, scroller.scrollTop] as const;
    }, left);
  await scroll(700);
  const mark = { fromLine: 200, toLine: 200, kind: "source" as const, title: "From line 7." };
  await page.evaluate((mark) => window.viewer.mark([mark]), mark);
  await expect.poll(async () => (await scroll())[1]).toBeGreaterThan(1000);
  expect((await scroll())[0]).toBe(700);
});

test("wraps long lines on request", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  const viewer = panes.text("Rendered template");
  await panes.view("dev", `a: ${"word ".repeat(400)}`);
  const overflow = () =>
    viewer.evaluate((content) => {
      const scroller = content.closest(".cm-scroller")!;
      return scroller.scrollWidth - scroller.clientWidth;
    });
  await expect.poll(overflow).toBeGreaterThan(100);
  await page.evaluate(() => window.viewer.wrap(true));
  await expect.poll(overflow).toBe(0);
  await panes.view("prod", `b: ${"word ".repeat(400)}`);
  await expect.poll(overflow).toBe(0);
  await page.evaluate(() => window.viewer.wrap(false));
  await expect.poll(overflow).toBeGreaterThan(100);
});
