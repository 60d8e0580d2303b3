import { readFileSync } from "node:fs";
import { expect, type Locator, type Page, test } from "../pages/test";
import { dump, emptyPage, type Kept, recorded, restore } from "../pages/storage";
import { Workbench } from "../pages/workbench";
import { Workspaces } from "../pages/workspaces";
import { words } from "../pages/words";

/** Downloads the stored records of an item in the list of workspaces or of snapshots. */
async function downloaded(page: Page, item: Locator): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    item.getByRole("button", { name: /^Download/ }).click(),
  ]);
  return readFileSync(await download.path()).toString();
}

/** Changes the stored records of a store: each is JSON. */
async function rewrite(page: Page, store: string, change: (text: string) => string): Promise<Kept> {
  const kept = await dump(page);
  for (const record of kept.databases["cyclotron-work"]!.stores[store]!) {
    record.value = Buffer.from(change(Buffer.from(record.value, "base64").toString())).toString("base64");
  }
  await restore(page, kept);
  return kept;
}

const records = ({ databases }: Kept, store: string) => databases["cyclotron-work"]!.stores[store]!;

test("a workspace of a newer build is kept, listed and downloaded, and the page works without it", async ({ page }) => {
  const workbench = new Workbench(page);
  const workspaces = new Workspaces(page);
  await workbench.open();
  await workbench.typeFirst("# typed with a newer build\n");
  await workbench.saved();
  const newer = await rewrite(page, "workspaces", (text) => text.replace('"format":1', '"format":99'));
  await page.reload();
  const notice = workbench.alerts.filter({ hasText: "saved by a newer version of Cyclotron" });
  await expect(notice).toContainText(words.storage.leftHelp);

  // New work becomes another workspace.
  await workbench.typeFirst("# typed with this build\n");
  await workbench.saved();
  const after = await dump(page);
  expect(records(after, "workspaces")).toEqual(expect.arrayContaining(records(newer, "workspaces")));
  expect(records(after, "bundles")).toEqual(expect.arrayContaining(records(newer, "bundles")));
  expect(records(after, "workspaces")).toHaveLength(2);

  await workspaces.open();
  const unread = workspaces.list.getByRole("listitem").filter({ hasText: words.storage.newer });
  const text = await downloaded(page, unread);
  expect(JSON.parse(text)).toHaveLength(1 + records(newer, "bundles").length);
  expect(text).toContain("# typed with a newer build");
  expect(workbench.complaints).toEqual([]);
});

test("a workspace with a damaged bundle is not overwritten, and is listed and downloaded", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst("# typed before the damage\n");
  await workbench.saved();
  const damaged = await rewrite(page, "bundles", (text) => text.slice(0, -1));
  await page.reload();
  await expect(workbench.alerts.filter({ hasText: "can’t be read" })).toContainText("You can download it");
  await workbench.typeFirst("# typed after it\n");
  await workbench.saved();
  expect(records(await dump(page), "bundles")).toEqual(expect.arrayContaining(records(damaged, "bundles")));
  const workspaces = new Workspaces(page);
  await workspaces.open();
  const unread = workspaces.list.getByRole("listitem").filter({ hasText: words.storage.damaged });
  const base64 = JSON.parse(await downloaded(page, unread)) as { place: string; record: { base64?: string } }[];
  const texts = base64.map(({ record }) => Buffer.from(record.base64 ?? "", "base64").toString());
  expect(texts.join("")).toContain("# typed before the damage");
  expect(workbench.complaints).toEqual([]);
});

test("a snapshot with a damaged bundle is listed as such and downloaded once it was tried", async ({ page }) => {
  const workbench = new Workbench(page);
  const workspaces = new Workspaces(page);
  await workbench.open();
  await workbench.typeFirst("# typed into the service\n");
  await workbench.saved();
  await workbench.act(words.tree.close, "item-api-service");
  await workbench.saved();
  await rewrite(page, "bundles", (text) => (text.includes("# typed into the service") ? text.slice(0, -1) : text));
  await page.reload();
  await workspaces.open();
  await workspaces.states.getByRole("button", { name: words.history.restoreOne }).first().click();
  await expect(workspaces.dialog.getByRole("alert")).toContainText(words.history.unreadable);
  const unread = workspaces.states.getByRole("listitem").filter({ hasText: words.storage.damaged });
  expect(await downloaded(page, unread)).toContain("base64");
  await page.keyboard.press("Escape");
  expect(await workbench.bundles()).toEqual(["item-api-environment"]);
});

test("snapshots of an earlier build that cannot be read are listed and downloaded, at every start", async ({ page }) => {
  const kept = JSON.parse(recorded("storage.json").toString()) as Kept;
  const [snapshot] = kept.databases["cyclotron"]!.stores["history"]!;
  snapshot!.value = snapshot!.value.slice(0, 40);
  await emptyPage(page);
  await restore(page, kept);
  const workbench = new Workbench(page);
  const workspaces = new Workspaces(page);
  await workbench.open();
  for (const start of ["first", "second"]) {
    await workspaces.open();
    const unread = workspaces.list.getByRole("listitem").filter({ hasText: words.storage.damaged });
    await expect(unread, start).toContainText("My workspace: 1 snapshot of an earlier version");
    expect(await downloaded(page, unread)).toContain(snapshot!.value);
    await page.reload();
    await workbench.analyzed();
  }
  await expect(workbench.alerts).toHaveCount(0);
});

test("the last edits of a newer build are kept, listed and downloaded", async ({ page }) => {
  const workbench = new Workbench(page);
  const workspaces = new Workspaces(page);
  await workbench.open();
  const journal = '{"format":99,"record":{"later":"typed with a newer build"}}';
  await page.evaluate((journal) => localStorage.setItem("journal-ofanewertab", journal), journal);
  await page.reload();
  await workbench.typeFirst("# typed with this build\n");
  await workbench.saved();
  await workspaces.open();
  const unread = workspaces.list.getByRole("listitem").filter({ hasText: words.storage.journal });
  await expect(unread).toContainText(words.storage.newer);
  expect(await downloaded(page, unread)).toContain("typed with a newer build");
  expect(await page.evaluate(() => localStorage.getItem("journal-ofanewertab"))).toBe(journal);
});
