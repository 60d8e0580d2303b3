import { below, environment, type Files, pack } from "../pages/archive";
import { failNext, hangOn, slow } from "../pages/engine";
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

test("a worker that ends between two keys costs nothing", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst("# {{ service.name }}, first\n");
  await expect(workbench.rendering).toContainText("# items, first");
  await failNext(page, "dies");
  await workbench.typeFirst("# {{ service.name }}, second\n");
  await expect(workbench.rendering).toContainText("# items, second");
  await expect(workbench.alerts.filter({ hasText: "engine" })).toHaveCount(1);
  // The new worker has both bundles, and takes further changes.
  await workbench.typeFirst("# {{ service.name }}, third\n");
  await expect(workbench.rendering).toContainText("# items, third");
  await workbench.analyzed();
  await expect(workbench.alerts.filter({ hasText: "engine" })).toHaveCount(1);
});

test("a bundle that stops the engine is left out, and the others are analyzed", async ({ page }) => {
  const workbench = new Workbench(page);
  await hangOn(page.context(), "hostile");
  await workbench.open();
  await workbench.openArchive(pack("templates.tar.gz", below("hostile", environment)));
  const alerts = workbench.alerts.filter({ hasText: "engine" });
  const leftOut = alerts.filter({ hasText: "hostile isn’t analyzed until you change it" });
  await expect(leftOut).toHaveCount(1, { timeout: 20_000 });
  const count = await alerts.count();
  await workbench.select("item-api-service", "instance_infrastructure/cloudformation.yaml");
  await workbench.typeFirst("# {{ service.name }}, typed\n");
  await expect(workbench.rendering).toContainText("# items, typed");
  await expect(workbench.status).toContainText("Not analyzed: change the text to try again");
  // Neither the edit nor what follows it stops another worker.
  await workbench.typeFirst("# {{ service.name }}, again\n");
  await expect(workbench.rendering).toContainText("# items, again");
  await expect(alerts).toHaveCount(count);
});

test("a worker that missed a change gets the whole workspace", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await failNext(page, "lost");
  await workbench.typeFirst("# {{ service.name }}, typed\n");
  await expect(workbench.rendering).toContainText("# items, typed");
  await workbench.analyzed();
  await expect(workbench.alerts).toHaveCount(0);
});

test("a reply about a bundle that was closed meanwhile changes nothing", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("queue.tar.gz", environment));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  await workbench.analyzed();
  // The reply to this analysis waits until the bundle is closed.
  await slow(page, 1_000);
  await workbench.typeFirst("# typed\n");
  await workbench.closeShown();
  await expect.poll(() => workbench.bundles()).not.toContain("queue");
  await workbench.analyzed();
  await expect(workbench.problems).not.toContainText("queue");
  await workbench.select("item-api-service", "instance_infrastructure/cloudformation.yaml");
  await workbench.typeFirst("# {{ service.name }}, after\n");
  await expect(workbench.rendering).toContainText("# items, after");
});

test("typing goes on while an archive is read, and Stop ends that", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await failNext(page, "hangs");
  // Bytes that do not compress, so that there is much to read.
  const noise = Buffer.alloc(5 << 20, 0).map(() => Math.floor(Math.random() * 256));
  await workbench.openArchive(pack("large.tar.gz", { ...environment, "schema/noise.bin": Buffer.from(noise) }));
  const reading = page.getByRole("group", { name: "Opening" });
  await expect(reading).toContainText("Opening large.tar.gz");
  await workbench.typeFirst("# {{ service.name }}, typed meanwhile\n");
  await expect(workbench.text).toContainText("typed meanwhile");
  await reading.getByRole("button", { name: "Stop" }).click();
  await expect(reading).toHaveCount(0);
  await expect(workbench.rendering).toContainText("# items, typed meanwhile");
  expect(await workbench.bundles()).not.toContain("large");
  await workbench.analyzed();
  await expect(workbench.alerts).toHaveCount(0);
});

test("the list of problems counts the bundles that are not checked yet", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const names = Array.from({ length: 20 }, (_, at) => `queue-${at + 1}`);
  const files = names.map((name) => below(name, environment));
  await slow(page, 300);
  const said = workbench.problems.getByText(/^Checking \d+ more bundles…$/);
  await workbench.openArchive(pack("queues.tar.gz", Object.assign({}, ...files) as Files));
  await said.waitFor();
  await workbench.analyzed();
  await expect(said).toHaveCount(0);
  const count = Object.keys(environment).length;
  // They have a workspace of their own. The archive has no samples, so the page adds two to each bundle.
  await expect(workbench.problems).toContainText(`${20 * (count + 2)} files in 20 bundles checked`);
});
