import { expect, expectAccessible, type Page, test } from "../pages/test";
import { below, environment, type Files, zip } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

test("who types on and on is saved meanwhile", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.text.focus();
  await page.keyboard.press("Control+Home");
  // Never as long a pause as the quiet that saving waits for.
  for (let at = 0; at < 25; at += 1) {
    await page.keyboard.insertText(`# ${at}\n`);
    await page.waitForTimeout(80);
  }
  const copy = new Workbench(await page.context().newPage());
  await copy.open();
  await expect(copy.text).toContainText("# 15");
});

interface Written {
  store: string;
  bytes: number;
}

declare global {
  interface Window {
    /** The records that were written to IndexedDB. */
    written: Written[];
  }
}

/** The records that the page writes when a key is typed in one of `count` open bundles. */
async function writtenByAKey(page: Page, count: number): Promise<Written[]> {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  const bundles = Array.from({ length: count }, (_, at) => below(`bundle-${at}`, environment));
  await workbench.openArchive(zip("bundles.zip", Object.assign({}, ...bundles) as Files));
  await expect.poll(async () => (await workbench.bundles()).length).toBe(count);
  await workbench.select("bundle-0", "infrastructure/cloudformation.yaml");
  await workbench.analyzed();
  let written: Written[] = [];
  // The first key may be saved together with all that was opened.
  for (const key of ["first", "second"]) {
    await page.evaluate(() => void (window.written = []));
    await workbench.typeFirst("#\n");
    await expect.poll(() => page.evaluate(() => window.written.length), key).toBeGreaterThan(1);
    await workbench.saved();
    written = await page.evaluate(() => window.written);
  }
  return written;
}

test("a key writes one bundle, however many are open", async ({ page }) => {
  await page.addInitScript(() => {
    window.written = [];
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value: Uint8Array, key) {
      window.written.push({ store: this.name, bytes: value.byteLength });
      return put.call(this, value, key);
    };
  });
  const one = await writtenByAKey(page, 1);
  const many = await writtenByAKey(page, 80);
  const stores = (all: Written[]) => all.map(({ store }) => store);
  expect(stores(one)).toEqual(["bundles", "workspaces"]);
  expect(stores(many)).toEqual(stores(one));
  expect(many[0]!.bytes).toBe(one[0]!.bytes);
  // The list of the open bundles refers to each of them in a line.
  expect((many[1]!.bytes - one[1]!.bytes) / 79).toBeLessThan(200);
});

test("storage that is full is said, and the work can be downloaded", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1000 });
  await workbench.typeFirst(`# ${"x".repeat(100_000)}\n# after\n`);
  await expect(workbench.status).toContainText("Not saved");
  const bar = workbench.alerts.filter({ hasText: words.storage.full });
  const { buffer } = await workbench.save(() => bar.getByRole("button", { name: words.banners.downloadAll }).click());
  expect(buffer.length).toBeGreaterThan(1000);
  // With room again, it is saved without a word.
  await session.send("Storage.overrideQuotaForOrigin", { origin });
  await workbench.saved();
  await expect(bar).toHaveCount(0);
  await page.reload();
  await expect(workbench.text).toContainText("# after");
});

test("where storage is refused, it is said and all else works", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", {
      get: () => ({
        open: () => {
          throw new DOMException("The operation is insecure.", "SecurityError");
        },
      }),
    });
  });
  const workbench = new Workbench(page);
  await workbench.open();
  await expect(workbench.alerts).toContainText(words.storage.cannotStore);
  await expect(page.getByRole("button", { name: /^Workspaces/ })).toHaveCount(0);
  await workbench.typeFirst("# typed\n");
  await expect(workbench.rendering).toContainText("# typed");
  expect((await workbench.download()).buffer.length).toBeGreaterThan(1000);
});

test("what the browser has cleared is said, at the next start and while the page is open", async ({
  page,
}) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst("# typed\n");
  await workbench.saved();
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  const clear = () =>
    session.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
  await clear();
  // The next change writes the open workspace again.
  await workbench.typeFirst("# more\n");
  await workbench.saved();
  await page.reload();
  await expect(workbench.text).toContainText("# more");
  await expect(workbench.text).toContainText("# typed");
  await workbench.saved();
  await page.goto("about:blank");
  await clear();
  await workbench.open();
  await expect(workbench.alerts.filter({ hasText: words.storage.cleared })).toBeVisible();
});

test("a safe start renders nothing until it is asked to", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.rewrite("{% for a in range(10**9) %}{% for b in range(10**9) %}{% endfor %}{% endfor %}");
  await workbench.saved();
  await page.goto("/?safe");
  await expect(page.getByText(words.banners.safeStart)).toBeVisible();
  await expect(workbench.status).toContainText("not analyzed");
  await expectAccessible(workbench.page);
  await workbench.rewrite("Resources: {}\n# mended\n");
  await workbench.saved();
  // The bundle was not checked, and the dialog says so.
  await workbench.downloads.click();
  const dialog = page.getByRole("dialog", { name: words.storage.download });
  await expect(dialog).toContainText("Not checked");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: /^Download/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("item-api-service.tar.gz");
  await page.keyboard.press("Escape");
  await expect(workbench.status).toContainText("not analyzed");
  await page.getByRole("button", { name: words.banners.goOn }).click();
  await workbench.analyzed();
  await expect(workbench.rendering).toContainText("# mended");
});
