import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";

const wasm = /app-\w+_bg\.wasm/;
const editor = /editor-\w+\.js/;

test("the frame of the page is there before its code, and says that it loads", async ({ page }) => {
  let proceed = () => {};
  const waiting = new Promise<void>((resolve) => (proceed = resolve));
  await page.route(wasm, async (route) => {
    await waiting;
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  const state = page.getByRole("status").filter({ hasText: "Loading Cyclotron…" });
  await expect(state).toBeVisible();
  await expect(page.getByRole("heading", { name: "Cyclotron" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  proceed();
  const workbench = new Workbench(page);
  await workbench.analyzed();
  await expect(state).toBeHidden();
  await expect(page.getByRole("heading", { name: "Cyclotron" })).toHaveCount(1);
});

test("the frame has the theme and the sizes of the last visit", async ({ page }) => {
  const workbench = new Workbench(page);
  await page.addInitScript(() => localStorage.setItem("theme", '"Dark"'));
  await workbench.open();
  const theme = page.locator("html");
  await expect(theme).toHaveAttribute("data-theme", "dark");
  const before = (await page.locator(".pane--files").boundingBox())!;
  await page.route(wasm, () => {});
  await page.goto("/", { waitUntil: "commit" });
  await expect(page.getByText("Loading Cyclotron…")).toBeVisible();
  await expect(theme).toHaveAttribute("data-theme", "dark");
  const frame = (await page.locator(".shell .pane--files").boundingBox())!;
  expect(Math.abs(frame.width - before.width)).toBeLessThan(2);
  expect(Math.abs(frame.y - before.y)).toBeLessThan(2);
});

test("the frame says that the page cannot be loaded", async ({ page }) => {
  await page.route(wasm, (route) => route.abort());
  await page.goto("/", { waitUntil: "commit" });
  await expect(page.getByRole("alert")).toContainText("Cyclotron couldn’t be loaded");
});

test("without the editor's code the text can be read, and a button loads it", async ({ page }) => {
  let isBlocked = true;
  await page.context().route(editor, (route) => (isBlocked ? route.abort() : route.continue()));
  await page.goto("/");
  const text = page.getByRole("group", { name: "instance_infrastructure/cloudformation.yaml" });
  await expect(text).toContainText("AWSTemplateFormatVersion");
  const alert = page.getByRole("region", { name: "Source" }).getByRole("alert");
  await expect(alert).toContainText("The editor could not be loaded");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  // Everything else works.
  const workbench = new Workbench(page);
  await workbench.analyzed();
  isBlocked = false;
  await alert.getByRole("button", { name: "Try again" }).click();
  await workbench.typeFirst("# {{ service.name }}, typed\n");
  await expect(workbench.rendering).toContainText("# items, typed");
  await expect(alert).toHaveCount(0);
});
