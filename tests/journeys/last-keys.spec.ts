import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";

test("what was typed right before a reload is there afterwards", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const typed: string[] = [];
  for (const wait of [0, 50, 100, 150]) {
    const line = `# typed ${wait} ms before a reload`;
    typed.unshift(line);
    await workbench.typeFirst(`${line}\n`);
    if (wait > 0) await page.waitForTimeout(wait);
    await page.reload();
    await expect(workbench.text).toContainText(line);
    const kept = (await workbench.text.innerText()).split("\n").slice(0, typed.length);
    expect(kept).toEqual(typed);
  }
  // Once that is saved, the journal is empty.
  await workbench.saved();
  const journals = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("journal-")));
  await expect.poll(journals).toEqual([]);
  await page.reload();
  for (const line of typed) await expect(workbench.text).toContainText(line);
  expect(workbench.complaints).toEqual([]);
});

test("keys that another tab's work has no place for are shown, and nothing is overwritten", async ({
  context,
  page,
}) => {
  const first = new Workbench(page);
  await first.open();
  await first.typeFirst("# common\n");
  await first.saved();
  const second = new Workbench(await context.newPage());
  await second.open();
  await second.typeFirst("# by the second\n");
  await second.saved();
  // The first has heard of it, and saves nothing until one of the two is chosen.
  await expect(page.getByRole("alert").filter({ hasText: "Another tab has changed" })).toBeVisible();
  await first.typeFirst("# by the first\n");
  await expect(first.status).toContainText("Not saved");
  await page.reload();
  await expect(first.text).toContainText("# by the second");
  await expect(first.text).not.toContainText("# by the first");
  await expect(first.alerts.filter({ hasText: "were not restored" })).toContainText("# by the first");
});
