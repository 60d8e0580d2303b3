import { expect, test } from "../pages/test";
import { pack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

/** A door that answers wait behind. */
function door() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

test("an archive that takes long is said, and can be stopped", async ({ page }) => {
  const { open, opened } = door();
  await page.route(/\/worker_bg-?\w*\.wasm/, async (route) => {
    await opened;
    await route.continue();
  });
  const workbench = new Workbench(page);
  await page.goto("/");
  await expect(workbench.tree).toBeVisible();
  const archive = (name: string) =>
    workbench.openArchive(pack(`${name}.tar.gz`, { "schema/schema.yaml": "a: 1\n" }));
  await archive("unwanted");
  const opening = page.getByRole("group", { name: words.opening.opening });
  await expect(opening).toContainText("Opening unwanted.tar.gz…");
  await opening.getByRole("button", { name: words.opening.stop }).click();
  await expect(opening).toHaveCount(0);
  await archive("wanted");
  await expect(opening).toContainText("Opening wanted.tar.gz…");
  open();
  await expect.poll(() => workbench.bundles()).toContain("wanted");
  await expect(opening).toHaveCount(0);
  expect(await workbench.bundles()).not.toContain("unwanted");
});

test.describe("with CloudFormation's rules", () => {
  test.use({ cloudformation: true });

  test("CloudFormation's rules can be stopped, and asked for again", async ({ page }) => {
    const { open, opened } = door();
    await page.context().route(/cloudformation_bg-\w+\.wasm/, async (route) => {
      await opened;
      await route.continue();
    });
    const workbench = new Workbench(page);
    await workbench.open();
    const details = workbench.status.getByRole("button", { name: words.status.details });
    await details.click();
    await workbench.status.getByRole("button", { name: "Stop loading" }).click();
    await expect(workbench.status).toContainText("CloudFormation checks are off: you stopped them");
    // The user stopped them, so there is no alert.
    await expect(workbench.alerts).toHaveCount(0);
    await workbench.typeFirst("# {{ service.name }}\n");
    await workbench.analyzed();
    await expect(workbench.status).toContainText(words.engine.rulesEnded);
    open();
    await workbench.status.getByRole("button", { name: words.status.tryAgain }).click();
    await workbench.rulesChecked();
  });
});
