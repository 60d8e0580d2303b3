import { expect, test } from "../pages/test";
import { environment, pack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const log = (workbench: Workbench) => workbench.page.getByRole("dialog", { name: words.notices.log });

test("many notices leave room for the work, and the log has them all", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await expect(workbench.status.getByRole("button", { name: words.notices.log })).toHaveCount(0);
  for (let at = 0; at < 20; at += 1) {
    await workbench.openArchive(pack(`bundle-${at}.tar.gz`, environment));
    await workbench.act(words.help.close, `bundle-${at}`);
    await expect.poll(() => workbench.bundles()).not.toContain(`bundle-${at}`);
  }
  expect(await workbench.alerts.count()).toBeLessThanOrEqual(4);
  await expect(workbench.rendered).toBeInViewport({ ratio: 0.9 });
  await workbench.status.getByRole("button", { name: words.notices.log }).click();
  await expect(log(workbench).getByRole("listitem")).toHaveCount(20);
  await log(workbench).getByRole("button", { name: words.notices.undo }).first().click();
  await expect.poll(() => workbench.bundles()).toContain("bundle-19");
  await expect(log(workbench).getByRole("listitem")).toHaveCount(19);
  await page.keyboard.press("Escape");
  await expect(log(workbench)).toHaveCount(0);
});

test("a notice goes after some seconds, but not while it is read, and a risk stays", async ({ page }) => {
  await page.clock.install();
  const workbench = new Workbench(page);
  await page.goto("/");
  await expect(workbench.tree).toBeVisible();
  await workbench.act(words.tree.duplicate, "item-api-service");
  await workbench.openArchive({ name: "broken.tar.gz", buffer: Buffer.from("no archive") });
  const copied = workbench.alerts.filter({ hasText: "item-api-service-copy" });
  const broken = workbench.alerts.filter({ hasText: "broken.tar.gz" });
  await expect(copied).toBeVisible();
  await expect(broken).toBeVisible();
  await copied.hover();
  await page.clock.runFor(60_000);
  await expect(copied).toBeVisible();
  await page.mouse.move(0, 0);
  await page.clock.runFor(60_000);
  await expect(copied).toHaveCount(0);
  await expect(broken).toBeVisible();
  await workbench.dismissAll();
  await expect(workbench.alerts).toHaveCount(0);

  await workbench.status.getByRole("button", { name: words.notices.log }).click();
  await expect(log(workbench).getByRole("listitem")).toHaveCount(2);
  await log(workbench).getByRole("button", { name: words.notices.clear }).click();
  await expect(workbench.status.getByRole("button", { name: words.notices.log })).toHaveCount(0);
});
