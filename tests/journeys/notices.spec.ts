import { expect, test } from "../pages/test";
import { environment, pack } from "../pages/archive";
import { Workbench } from "../pages/workbench";

test("many notices leave room for the work", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  for (let at = 0; at < 20; at += 1) {
    await workbench.openArchive(pack(`bundle-${at}.tar.gz`, environment));
    await expect(workbench.tree.getByText(`bundle-${at}`, { exact: true })).toBeVisible();
    await workbench.close.click();
  }
  await expect(workbench.alerts).toHaveCount(20);
  await expect(workbench.rendered).toBeInViewport({ ratio: 0.9 });
  await expect(workbench.close).toBeInViewport();
});
