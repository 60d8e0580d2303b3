import { below, environment, type Files, serviceIn } from "../pages/archive";
import { Disk } from "../pages/disk";
import { Palette } from "../pages/palette";
import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { Workspaces } from "../pages/workspaces";
import { words } from "../pages/words";

/** A repository with an environment and four services that read its output. */
const services = ["alpha", "beta", "gamma", "delta"];
const repository: Files = {
  ...below("environments/queue", environment),
  ...Object.assign({}, ...services.map((name) => below(`services/${name}`, serviceIn("queue")))),
  "README.md": "# Templates\n",
};
const template = "instance_infrastructure/cloudformation.yaml";

test("an author's day, by keyboard alone", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const disk = new Disk(page, "templates");
  for (const [path, content] of Object.entries(repository)) await disk.write(path, content);
  await disk.isPicked();
  const palette = new Palette(page);
  await palette.run("Open folder…");

  // The repository is shown as a table, and Enter opens a bundle.
  const view = page.getByRole("region", { name: words.repository.title });
  await expect(view.getByRole("rowheader")).toHaveCount(5);
  await view.getByRole("button", { name: "alpha", exact: true }).press("Enter");
  await workbench.shows("alpha", template);
  await workbench.saved();

  // The services that read one output of the environment.
  await page.keyboard.press("Control+Shift+H");
  const search = page.getByRole("region", { name: words.search.title });
  const field = search.getByRole("textbox", { name: words.search.field, exact: true });
  const newText = search.getByRole("textbox", { name: words.search.replaceField });
  await field.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("QueueArn");
  const count = search.getByRole("status");
  const everywhere = /^\d+ matches in (5|6|7|8|9) files\.$/;
  await expect(count).toHaveText(everywhere);
  const list = search.getByRole("list", { name: words.search.matches });
  for (const name of [...services, "queue"]) await expect(list).toContainText(name);

  // It gets another name in all of them, and back, and again.
  await newText.focus();
  await page.keyboard.type("JobsArn");
  await search.getByRole("button", { name: words.search.replaceAll }).press("Enter");
  await expect(count).toHaveText(words.search.none);
  await field.press("Escape");
  await expect(workbench.text).toBeFocused();
  await expect(workbench.text).toContainText("environment.outputs.JobsArn");
  await page.keyboard.press("Control+z");
  await expect(workbench.text).toContainText("environment.outputs.QueueArn");
  await page.keyboard.press("Control+y");
  await expect(workbench.text).toContainText("environment.outputs.JobsArn");
  await expect(workbench.rendering).toBeVisible();

  // A bundle is compared with an earlier state, and a closed one is restored from the history.
  await workbench.saved();
  await workbench.select("beta", template);
  await workbench.closeShown();
  await expect.poll(() => workbench.bundles()).not.toContain("beta");
  await workbench.saved();
  const workspaces = new Workspaces(page);
  const state = workspaces.states.getByRole("listitem").first();
  await palette.run("Workspaces and history…");
  await state.getByText(words.history.bundles, { exact: true }).press("Enter");
  await state.getByRole("button", { name: "Compare alpha with the current state" }).press("Enter");
  const comparison = page.getByRole("dialog", { name: words.compare.title });
  await expect(comparison).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(comparison).toHaveCount(0);
  await palette.run("Workspaces and history…");
  await state.getByText(words.history.bundles, { exact: true }).press("Enter");
  await state.getByRole("button", { name: "Restore bundle beta" }).press("Enter");
  await expect.poll(() => workbench.bundles()).toContain("beta");
  await workbench.select("beta", template);
  await expect(workbench.text).toContainText("environment.outputs.JobsArn");

  // The changed files go back into the folder.
  await workbench.select("gamma", template);
  await workbench.text.focus();
  await page.keyboard.press("Control+s");
  const saved = async () => (await disk.read())[`services/gamma/${template}`]!.text;
  await expect.poll(saved).toContain("environment.outputs.JobsArn");
  const files = await disk.read();
  expect(files["README.md"]!.text).toBe(repository["README.md"]);
  expect(workbench.complaints).toEqual([]);
});
