import { unpack } from "../pages/archive";
import { Site } from "../pages/site";
import { expect, type Page, test as journey } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const test = journey.extend<{ site: Site }>({
  site: async ({}, use) => {
    const site = await Site.serve();
    await use(site);
    await site.end();
  },
  baseURL: ({ site }, use) => use(site.url),
});

test.use({ cloudformation: true, serviceWorkers: "allow" });

test("after one visit the page works without network", async ({ context, page, site }) => {
  const workbench = await visit(page);
  await kept(page);
  await workbench.typeFirst("# kept\n");
  await workbench.saved();
  expect(workbench.complaints).toEqual([]);

  await site.stop();
  const before = site.asked.length;
  await page.reload();
  await workbench.analyzed();
  await expect(workbench.text).toContainText("# kept");
  await workbench.typeFirst("# {{ service.name }}, without network\n");
  await expect(workbench.rendering).toContainText("# items, without network");
  await page.keyboard.press("F1");
  await expect(workbench.help.getByRole("status")).toContainText(/\d+ pages/);
  await workbench.help.getByRole("searchbox").fill("after proton");
  await page.keyboard.press("Enter");
  await expect(workbench.help.getByRole("article")).toContainText("AWS ended Proton on 2026-10-07.");
  await page.keyboard.press("Escape");
  const files = unpack(await workbench.download());
  const edited = Object.values(files).filter((text) => text.includes(", without network"));
  expect(edited).toHaveLength(1);
  // However it is started.
  await workbench.saved();
  for (const address of ["/tools/index.html", "/tools/?safe", "/tools/?from=elsewhere#top"]) {
    const other = await context.newPage();
    await other.goto(address);
    await expect(other.getByRole("heading", { name: words.toolbar.name, level: 1 })).toBeVisible();
    await other.close();
  }
  expect(site.asked.length).toBe(before);
});

test("without network there are CloudFormation's rules once they were used", async ({
  page,
  site,
}) => {
  // They do not come at the first visit.
  const rules = /cloudformation_bg-\w+\.wasm/;
  await page.context().route(rules, (route) => route.abort());
  const workbench = await visit(page);
  await expect(workbench.alerts).toContainText(words.engine.checksFailed);
  await kept(page);
  await page.context().unroute(rules);
  await site.stop();
  await page.reload();
  await expect(workbench.alerts).toContainText(words.engine.checksFailed);
  await expect(workbench.alerts).toContainText("Check your connection");
  await workbench.analyzed();

  await site.start();
  await workbench.status.getByRole("button", { name: words.status.details }).click();
  await workbench.status.getByRole("button", { name: words.status.tryAgain }).click();
  await workbench.rulesChecked();
  await expect.poll(() => rulesKept(page)).toBe(1);
  await site.stop();
  await page.reload();
  await workbench.rulesChecked();
  await expect(workbench.alerts).toHaveCount(0);
});

test("a new version waits until it is wanted, and nothing of two versions is mixed", async ({
  context,
  page,
  site,
}) => {
  // Seven loads of the page, with CloudFormation's rules in two of them.
  test.slow();
  const workbench = await visit(page);
  await kept(page);
  await workbench.rulesChecked();
  await expect.poll(() => rulesKept(page)).toBe(1);
  const second = await visit(await context.newPage());
  const first = site.hashes();

  site.deploy(site.prepare("second"));
  const next = site.hashes();
  expect(next).not.toEqual(first);
  await page.reload();
  await workbench.analyzed();
  // Each tab is notified, and each still has all files of the first version.
  await expect(offer(page)).toContainText("A new version is ready");
  await expect(offer(second.page)).toContainText("A new version is ready");
  await page.reload();
  await workbench.analyzed();
  await expect(offer(page)).toContainText("A new version is ready");
  await expect(page).toHaveTitle(words.toolbar.name);
  expect(await served(page, first)).toEqual(first);
  expect(await served(second.page, first)).toEqual(first);

  // Not now; then it is wanted, with something typed just before.
  await offer(second.page).getByRole("button", { name: words.banners.notNow }).click();
  await expect(offer(second.page)).toBeEmpty();
  await workbench.typeFirst("# {{ service.name }}, just before\n");
  await offer(page).getByRole("button", { name: words.banners.use }).click();
  await expect(page).toHaveTitle("Cyclotron, second");
  await workbench.analyzed();
  await expect(workbench.rendering).toContainText("# items, just before");
  await expect(offer(page)).toBeEmpty();
  expect(await served(page, next)).toEqual(next);
  await workbench.rulesChecked();
  expect(await rulesKept(page)).toBe(1);

  // The other tab keeps running until it is reloaded.
  await expect(offer(second.page)).toContainText(words.banners.taken);
  await expect(second.page).toHaveTitle(words.toolbar.name);
  await second.typeFirst("# {{ service.name }}, meanwhile\n");
  await expect(second.rendering).toContainText("# items, meanwhile");
});

test("a tab that stayed behind is loaded anew when it is told to", async ({
  context,
  page,
  site,
}) => {
  const workbench = await visit(page);
  await kept(page);
  site.deploy(site.prepare("second"));
  await page.reload();
  const second = await visit(await context.newPage());
  await offer(page).getByRole("button", { name: words.banners.use }).click();
  await expect(page).toHaveTitle("Cyclotron, second");
  await workbench.analyzed();
  // Without network too: all of it is there.
  await site.stop();
  await offer(second.page).getByRole("button", { name: words.banners.reload }).click();
  await expect(second.page).toHaveTitle("Cyclotron, second");
  await second.analyzed();
  await expect(offer(second.page)).toBeEmpty();
});

test("a server half way to the next version does not get its files into the page", async ({
  page,
  site,
}) => {
  const workbench = await visit(page);
  await kept(page);
  const first = site.hashes();
  const folder = site.prepare("second");
  site.deploy(folder, ["loader.js"]);
  const before = site.asked.length;
  await page.reload();
  await workbench.analyzed();
  // It was fetched, and refused.
  await expect.poll(() => site.asked.slice(before)).toContain("/tools/loader.js");
  await expect.poll(() => versions(page)).toBe("active");
  await expect(offer(page)).toBeEmpty();
  expect(await served(page, first)).toEqual(first);

  site.deploy(folder);
  await page.reload();
  await offer(page).getByRole("button", { name: words.banners.use }).click();
  await expect(page).toHaveTitle("Cyclotron, second");
  await workbench.analyzed();
  const next = site.hashes();
  expect(await served(page, next)).toEqual(next);
});

test("work that is not saved is not left for a new version", async ({ page, site }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("refused", "SecurityError");
    };
  });
  const workbench = await visit(page);
  await expect(workbench.status).toContainText("Not saved");
  await kept(page);
  site.deploy(site.prepare("second"));
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await workbench.typeFirst("# mine\n");
  await offer(page).getByRole("button", { name: words.banners.use }).click();
  await expect(workbench.alerts.filter({ hasText: words.storage.notUpdated })).toBeVisible();
  await expect(workbench.text).toContainText("# mine");
  await expect(page).toHaveTitle(words.toolbar.name);
  await expect(offer(page).getByRole("button", { name: words.banners.use })).toBeEnabled();
});

test("a browser without service workers hears nothing of them", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined });
  });
  const workbench = await visit(page);
  await workbench.rulesChecked();
  await expect(workbench.alerts).toHaveCount(0);
  await expect(offer(page)).toBeEmpty();
  expect(workbench.complaints).toEqual([]);
});

test("the page can be installed", async ({ context, page }) => {
  const workbench = await visit(page);
  await kept(page);
  const devtools = await context.newCDPSession(page);
  const { errors, data } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(JSON.parse(data!)).toMatchObject({ short_name: words.toolbar.name, display: "standalone" });
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // A context of the tests is a private window: this alone prevents installation.
  const reasons = installabilityErrors.map(({ errorId }) => errorId);
  expect(reasons.filter((reason) => reason !== "in-incognito")).toEqual([]);
  expect(workbench.complaints).toEqual([]);
});

/** Goes to the page, in its folder of the server. */
async function visit(page: Page): Promise<Workbench> {
  const workbench = new Workbench(page);
  await page.goto("/tools/");
  await workbench.analyzed();
  return workbench;
}

/** Waits until the page is kept. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

/** The banner about a new version. */
function offer(page: Page) {
  return page.getByRole("status", { name: words.banners.newVersion });
}

/** The hashes of what the page gets for these files. */
function served(page: Page, files: Record<string, string>): Promise<Record<string, string>> {
  return page.evaluate(async (paths) => {
    const hashed = paths.map(async (path) => {
      const response = await fetch(`./${path}?build=any`);
      const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
      const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0"));
      return [path, hex.join("")] as const;
    });
    return Object.fromEntries(await Promise.all(hashed));
  }, Object.keys(files));
}

/** Which versions the browser has of the service worker. */
function versions(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    const stages = ["installing", "waiting", "active"] as const;
    return stages.filter((stage) => registration[stage]).join();
  });
}

/** How many files of CloudFormation's rules are kept. */
function rulesKept(page: Page): Promise<number> {
  return page.evaluate(async () => (await (await caches.open("cloudformation")).keys()).length);
}
