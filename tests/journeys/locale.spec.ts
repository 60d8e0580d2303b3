import { pack } from "../pages/archive";
import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

test.use({ locale: "de-DE" });

const files = {
  "infrastructure/manifest.yaml": "infrastructure: {templates: []}\n",
  "infrastructure/notes.txt": "n".repeat(12_345),
  "schema/schema.yaml": "schema: {}\n",
};

test("numbers are written as the reader writes them", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await expect(workbench.status).toContainText(/Analyzed in [\d.]+,\d ms/);
  await workbench.openArchive(pack("queue.tar.gz", files));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  await page.getByRole("button", { name: words.download.options }).click();
  const contents = page.getByRole("region", { name: words.contents.label });
  await expect(contents.getByText("12.345 bytes")).toBeVisible();
});
