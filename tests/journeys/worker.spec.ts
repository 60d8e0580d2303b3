import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";

test("a worker that cannot load is replaced by one that can", async ({ page }) => {
  let blocked = 0;
  await page.context().route(/worker[^/]*\.wasm/, (route) =>
    blocked++ === 0 ? route.abort() : route.continue(),
  );
  const workbench = new Workbench(page);
  await page.goto("/");
  await expect(workbench.alerts.filter({ hasText: "engine" })).not.toHaveCount(0, {
    timeout: 40_000,
  });
  // The text is there before any worker is.
  await workbench.typeFirst("# {{ service.name }}, typed meanwhile\n");
  await workbench.analyzed();
  await expect(workbench.rendering).toContainText("# items, typed meanwhile");
  expect(blocked).toBeGreaterThan(1);
});

test("a worker that says nothing is replaced", async ({ page }) => {
  let silenced = 0;
  await page.context().route(/loader\.js/, (route) =>
    silenced++ === 0
      ? route.fulfill({ contentType: "text/javascript", body: "/* says nothing */" })
      : route.continue(),
  );
  const workbench = new Workbench(page);
  await page.goto("/");
  await workbench.typeFirst("# {{ service.name }}, typed meanwhile\n");
  await expect(workbench.alerts.filter({ hasText: "engine" })).not.toHaveCount(0, {
    timeout: 40_000,
  });
  await expect(workbench.rendering).toContainText("# items, typed meanwhile");
  await workbench.analyzed();
  expect(silenced).toBeGreaterThan(1);
});

test("without any worker the text can still be edited, kept and brought back", async ({ page }) => {
  await page.context().route(/worker[^/]*\.wasm/, (route) => route.abort());
  const workbench = new Workbench(page);
  await page.goto("/");
  await workbench.typeFirst("# kept\n");
  await expect(workbench.alerts).not.toHaveCount(0, { timeout: 40_000 });
  await workbench.saved();
  await page.reload();
  await expect(workbench.text).toContainText("# kept");
});
