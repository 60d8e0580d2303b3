import { expect, test } from "../pages/test";
import { bytes, unpack } from "../pages/archive";
import { dump, emptyPage, type Kept, recorded, restore } from "../pages/storage";
import { Workbench } from "../pages/workbench";
import { Workspaces } from "../pages/workspaces";
import { words } from "../pages/words";

// The storage, an archive and a link that the last build without bundle ids has recorded.

const json = <T>(file: string) => JSON.parse(recorded(file).toString()) as T;

const former = ({ databases }: Kept) => databases["cyclotron"];

test("the work of the build before is all there, and that build finds it as it left it", async ({ page }) => {
  const [kept, later] = [json<Kept>("storage.json"), json<Kept>("later.json")];
  await emptyPage(page);
  await restore(page, kept);
  const workbench = new Workbench(page);
  const workspaces = new Workspaces(page);
  await workbench.open();
  const shown = json<{ bundles: string[] }>("shown.json");
  expect(await workbench.bundles()).toEqual(shown.bundles);
  await expect(workbench.text).toHaveAccessibleName("instance_infrastructure/cloudformation.yaml");
  await expect(workbench.text).toContainText("# typed into worker");
  await expect(workbench.problems.getByRole("button", { name: words.problems.thisBundle })).toHaveAttribute("aria-pressed", "true");
  await expect(workbench.status).not.toContainText("rules");
  // The version of a bundle that is open.
  await workbench.actOnShown(words.tree.versions);
  await expect(page.getByRole("dialog", { name: "Versions of worker" })).toContainText("As it was recorded: worker é");
  await page.keyboard.press("Escape");

  await workbench.typeFirst("# typed with the new build\n");
  await workbench.saved();
  expect(former(await dump(page))).toEqual(former(kept));

  // The build before goes on in another tab, or is back: its work comes beside that of the new one.
  await restore(page, later);
  await page.reload();
  await expect(workbench.text).toContainText("# typed with the new build");
  await expect(workbench.text).not.toContainText("# typed later");
  expect(former(await dump(page))).toEqual(former(later));
  await workspaces.switch("My workspace (from an earlier version)");
  await expect(workbench.text).toContainText("# typed later");
  await expect(workbench.text).not.toContainText("# typed with the new build");

  // That build saves once more: its work takes the place of what was imported, which was not changed since.
  await restore(page, kept);
  await page.reload();
  await expect(workspaces.button).toContainText("My workspace (from an earlier version)");
  await expect(workbench.text).toContainText("# typed into worker");
  await expect(workbench.text).not.toContainText("# typed later");
  await workspaces.switch("My workspace");
  await expect(workbench.text).toContainText("# typed with the new build");
  expect(workbench.complaints).toEqual([]);
});

// Before anything is saved: the history thins out with time, and the recorded states are old by now.
test("the history of the build before is there, and a state of it comes back", async ({ page }) => {
  await emptyPage(page);
  await restore(page, json<Kept>("storage.json"));
  const workbench = new Workbench(page);
  const workspaces = new Workspaces(page);
  await workbench.open();
  expect(await workbench.bundles()).not.toContain("topic");
  await workspaces.open();
  await expect(workspaces.states).toContainText("Opened queue.");
  await workspaces.states.getByRole("button", { name: /5 bundles/ }).first().click();
  await expect.poll(() => workbench.bundles()).toContain("topic");
  expect(workbench.complaints).toEqual([]);
});

test("an archive and a link of the build before open", async ({ page }) => {
  const workbench = new Workbench(page);
  await page.goto(`/${recorded("link.txt").toString()}`);
  await page.getByRole("dialog", { name: words.link.title }).getByRole("button", { name: words.link.open }).click();
  await expect.poll(() => workbench.bundles()).toContain("worker");
  await workbench.closeAll();
  await workbench.openArchive({ name: "workspace.tar.gz", buffer: recorded("workspace.tar.gz") });
  const { bundles, queue } = json<{ bundles: string[]; queue: Record<string, string> }>("shown.json");
  await expect.poll(() => workbench.bundles()).toEqual(bundles);
  // A bundle goes out as it came in: no id is in an archive.
  await workbench.select("queue", "schema/schema.yaml");
  const files = unpack(await workbench.download());
  expect(files).toEqual(bytes(Object.fromEntries(Object.entries(queue).map(([path, text]) => [path, Buffer.from(text, "latin1")]))));
});
