import { expect, expectAccessible, type Page, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

/** Makes the page panic: it has no answer to a browser that creates no dialogs. */
async function panic(page: Page): Promise<void> {
  await page.evaluate(() => {
    const create = document.createElement.bind(document);
    document.createElement = (name: string) => {
      if (name === "dialog") throw new Error("no dialogs");
      return create(name);
    };
  });
  await page.getByRole("button", { name: words.toolbar.new }).click();
}

test("a panic says that the work is saved, what happened, and how to go on", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst("# kept\n");
  await workbench.saved();
  await panic(page);
  const { crash } = workbench;
  await expect(crash).toContainText("Something went wrong in Cyclotron. Your work is saved.");
  const again = crash.getByRole("link", { name: words.crash.withoutRendering });
  await expect(again).toBeHidden();
  await expectAccessible(page);

  const more = crash.getByRole("button", { name: words.crash.details, exact: true });
  await more.press("Enter");
  await expect(more).toHaveAttribute("aria-expanded", "true");
  await expect(again).toHaveAttribute("href", "?safe");
  const details = crash.getByRole("group", { name: words.crash.details });
  await expect(details).toContainText("no dialogs");
  await expect(details).toContainText(/at [\w./-]+\.rs:\d+:\d+\s+Cyclotron \d+\.\d+\.\d+, build [0-9a-f]{16}/);
  await expect(details).not.toContainText(/\/(root|home|Users)\/|\.cargo/);
  await expectAccessible(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await crash.getByRole("button", { name: words.crash.copy }).press("Enter");
  await expect(crash.getByRole("button", { name: words.crash.copied })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await details.textContent());
  await more.press("Enter");
  await expect(details).toBeHidden();

  await crash.getByRole("button", { name: words.crash.reload }).press("Enter");
  await workbench.analyzed();
  await expect(crash).toHaveCount(0);
  await expect(workbench.text).toContainText("# kept");
});

test("a panic says that the last change may be lost, where it is not saved", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1000 });
  await workbench.typeFirst(`# ${"x".repeat(100_000)}\n`);
  await expect(workbench.alerts.filter({ hasText: words.storage.full })).toBeVisible();
  await panic(page);
  await expect(workbench.crash).toContainText(words.crash.yourLastChangeMayNot);
});
