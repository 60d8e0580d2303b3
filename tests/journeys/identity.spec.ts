import { expect, type Page, test } from "../pages/test";
import { environment, type Files, pack, zip, below } from "../pages/archive";
import { Disk } from "../pages/disk";
import { Workbench } from "../pages/workbench";
import { Workspaces } from "../pages/workspaces";
import { words } from "../pages/words";

// Each sequence once wrote the files of one bundle into the folder of another.

const template = "infrastructure/cloudformation.yaml";

/** An environment whose template says what it is. */
const named = (name: string): Files => ({
  ...environment,
  [template]: `# ${name}\n${environment[template] as string}`,
});

async function folder(page: Page, name: string): Promise<Disk> {
  const disk = new Disk(page, name);
  for (const [path, content] of Object.entries(named(name))) await disk.write(path, content);
  return disk;
}

async function openFolder(workbench: Workbench, disk: Disk): Promise<void> {
  await disk.isPicked();
  await workbench.chooseMore(words.opening.openFolder);
  await expect.poll(() => workbench.bundles()).toContain(disk.name);
}

async function close(workbench: Workbench, bundle: string): Promise<void> {
  await workbench.act(words.help.close, bundle);
  await expect.poll(() => workbench.bundles()).not.toContain(bundle);
  await workbench.saved();
}

/** Goes back to the newest state of the history. */
async function goBack(page: Page): Promise<void> {
  const workspaces = new Workspaces(page);
  await workspaces.open();
  await workspaces.goBack(0);
}

/** Presses Ctrl+S in the template of a bundle, with a change of its own. */
async function save(workbench: Workbench, bundle: string, line: string): Promise<void> {
  await workbench.select(bundle, template);
  await workbench.typeFirst(`# ${line}\n`);
  await workbench.page.keyboard.press("Control+s");
}

test("a bundle that comes back from the history is saved to its own folder or nowhere", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  await workbench.dismissAll();
  const [alpha, beta, one] = [await folder(page, "alpha"), await folder(page, "beta"), await folder(page, "one")];

  await openFolder(workbench, alpha);
  await close(workbench, "alpha");
  await openFolder(workbench, beta);
  await workbench.saved();
  const untouched = await beta.read();
  await goBack(page);
  await expect.poll(() => workbench.bundles()).toEqual(["alpha"]);
  await save(workbench, "alpha", "typed into alpha");
  await expect(workbench.alerts.last()).toContainText("Saved 1 file of alpha to alpha");
  expect((await alpha.texts())[template]).toContain("# typed into alpha\n");
  expect(await beta.read()).toEqual(untouched);

  // An archive and a folder of one name.
  await workbench.closeAll();
  await workbench.openArchive(pack("one.tar.gz", environment));
  await expect.poll(() => workbench.bundles()).toEqual(["one"]);
  await close(workbench, "one");
  await openFolder(workbench, one);
  await workbench.saved();
  const own = await one.read();
  await goBack(page);
  await expect(workbench.text).not.toContainText("# one");
  await save(workbench, "one", "typed into the archive's");
  await expect(workbench.said).toContainText("writes the bundle to the disk");
  expect(await one.read()).toEqual(own);
  expect(workbench.complaints).toEqual([]);
});

test("of two bundles the one that comes back does not get the folder of the other", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  const both = { ...below("gamma", named("gamma")), ...below("delta", named("delta")) };
  await workbench.openArchive(zip("both.zip", both));
  await expect.poll(async () => (await workbench.bundles()).sort()).toEqual(["delta", "gamma"]);
  await workbench.saved();
  const epsilon = await folder(page, "epsilon");
  await close(workbench, "delta");
  await openFolder(workbench, epsilon);
  await workbench.saved();
  const own = await epsilon.read();
  await goBack(page);
  await expect.poll(() => workbench.bundles()).toContain("delta");
  await save(workbench, "delta", "typed into delta");
  await expect(workbench.said).toContainText("writes the bundle to the disk");
  expect(await epsilon.read()).toEqual(own);

  // Where a folder is chosen, the question names the bundle and the folder.
  await workbench.act(words.tree.save, "delta");
  const dialog = page.getByRole("dialog", { name: words.saving.save });
  await expect(dialog).toContainText(`${words.saving.alreadyThere("delta")} epsilon`);
  await dialog.getByRole("button", { name: words.naming.cancel }).click();
  expect(await epsilon.read()).toEqual(own);
});

test("another tab's bundle is not saved to the folder of this tab's", async ({ context, page }) => {
  const first = new Workbench(page);
  await first.open();
  await first.closeAll();
  const alpha = await folder(page, "alpha");
  await openFolder(first, alpha);
  await first.saved();
  const own = await alpha.read();

  const second = new Workbench(await context.newPage());
  await second.open();
  await expect.poll(() => second.bundles()).toEqual(["alpha"]);
  await close(second, "alpha");
  await second.openArchive(pack("one.tar.gz", environment));
  await expect.poll(() => second.bundles()).toEqual(["one"]);
  await second.saved();

  const choice = page.getByRole("alert").filter({ hasText: "Another tab has changed" });
  await choice.getByRole("button", { name: words.banners.showOther }).click();
  await expect.poll(() => first.bundles()).toEqual(["one"]);
  await save(first, "one", "typed into one");
  await expect(first.said).toContainText("writes the bundle to the disk");
  expect(await alpha.read()).toEqual(own);
});
