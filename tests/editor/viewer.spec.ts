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
