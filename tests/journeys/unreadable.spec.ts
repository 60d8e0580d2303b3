import { readFileSync } from "node:fs";
import { expect, type Page, test } from "../pages/test";
import { dump, type Kept, restore } from "../pages/storage";
import { Workbench } from "../pages/workbench";
import { Workspaces } from "../pages/workspaces";
import { words } from "../pages/words";

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
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    unread.getByRole("button", { name: /^Download/ }).click(),
  ]);
  const text = readFileSync(await download.path()).toString();
  expect(JSON.parse(text)).toHaveLength(1 + records(newer, "bundles").length);
  expect(text).toContain("# typed with a newer build");
  expect(workbench.complaints).toEqual([]);
});

test("a damaged bundle is not overwritten", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst("# typed before the damage\n");
  await workbench.saved();
  const damaged = await rewrite(page, "bundles", (text) => text.slice(0, -1));
  await page.reload();
  await expect(workbench.alerts.filter({ hasText: "cannot be read" })).toContainText("You can download it");
  await workbench.typeFirst("# typed after it\n");
  await workbench.saved();
  expect(records(await dump(page), "bundles")).toEqual(expect.arrayContaining(records(damaged, "bundles")));
});
