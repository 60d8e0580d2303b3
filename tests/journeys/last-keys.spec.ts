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

test("what was entered into a form right before a reload is there afterwards, without a question", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const questions: string[] = [];
  page.on("dialog", (dialog) => {
    questions.push(dialog.type());
    void dialog.accept();
  });
  const field = workbench.inputs.getByRole("textbox", { name: "Handler", exact: true });
  for (const wait of [0, 50, 100, 150]) {
    const value = `entered-${wait}`;
    await field.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type(value);
    if (wait > 0) await page.waitForTimeout(wait);
    await page.reload();
    await expect(field).toHaveValue(value);
  }
  await workbench.saved();
  await workbench.select("item-api-service", "spec/spec.yaml");
  await expect(workbench.text).toContainText("entered-150");
  expect(questions).toEqual([]);
  expect(workbench.complaints).toEqual([]);
});

test("what was typed right before the tab crashed is there in the next one", async ({ context, page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst("# typed before a crash\n");
  const crashed = page.waitForEvent("crash");
  // The tab ends before this request does.
  void page.goto("chrome://crash").catch(() => undefined);
  await crashed;
  const next = new Workbench(await context.newPage());
  await next.open();
  await expect(next.text).toContainText("# typed before a crash");
  await page.close();
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
