import { expect } from "@playwright/test";
import { Site } from "../pages/site";
import { test as journey } from "./workbench";

const test = journey.extend<{ site: Site }>({
  site: async ({}, use) => {
    const site = await Site.serve();
    await use(site);
    await site.end();
  },
  baseURL: ({ site }, use) => use(`${site.url}/tools/`),
});

test("after one visit the page works without network", async ({ site, workbench }) => {
  const { page } = workbench;
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  await site.stop();
  const before = site.asked.length;
  await workbench.reload();
  const file = "instance_infrastructure/cloudformation.yaml";
  await workbench.typeFirst(file, "# {{ service.name }}, without network\n");
  await workbench.expectText("textbox", "Rendered template", "# items, without network");
  expect((await workbench.download()).buffer.length).toBeGreaterThan(0);
  expect(site.asked.length).toBe(before);
});
