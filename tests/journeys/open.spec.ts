import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "../pages/test";
import { environment, pack, packFolder } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

/** Public bundles with what they render to; they are not part of this repository. */
const cases = fileURLToPath(new URL("../../../shared/oracle/cases", import.meta.url));
const several = ["cfn--lambda-multi-svc--service-crud--repo", "cfn--fargate-env--repo"];

for (const name of several) {
  test(`opens a public bundle, ${name}`, async ({ page }) => {
    const folder = `${cases}/${name}`;
    if (!existsSync(folder)) console.log(`skipped: there is no ${name} beside this repository`);
    test.skip(!existsSync(folder), "the public bundles are not here");
    const workbench = new Workbench(page);
    await workbench.open();
    await workbench.openArchive(packFolder("public.tar.gz", `${folder}/bundle`));
    await expect.poll(() => workbench.bundles()).toContain("public");
    await workbench.analyzed();
    await expect(workbench.alerts).toHaveCount(0);
    const rendered = readdirSync(`${folder}/bundle`).filter((part) =>
      part.endsWith("infrastructure"),
    );
    for (const part of rendered) {
      await workbench.select("public", `${part}/cloudformation.yaml`);
      const text = readFileSync(`${folder}/bundle/${part}/cloudformation.yaml`, "utf8");
      await expect(workbench.text).toContainText(text.split("\n")[0]!.trim());
    }
    await expect(workbench.inputs.getByRole("tab")).not.toHaveCount(0);
    await expect(workbench.rendering).not.toBeEmpty();
  });
}

test("opens a bundle at the root of its archive, or below one folder", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("queue.tar.gz", environment));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  await expect(workbench.rendering).toContainText('QueueName: "jobs"');
  await workbench.inputs.getByLabel("Queue name", { exact: true }).fill("orders");
  await expect(workbench.rendering).toContainText('QueueName: "orders"');

  const below = Object.entries(environment).map(([path, text]) => [`letters/v1/${path}`, text]);
  await workbench.openArchive(pack("any.tar.gz", Object.fromEntries(below)));
  await expect.poll(() => workbench.bundles()).toContain("letters");
  expect(await workbench.bundles()).toContain("queue");
});

test("a file that is not text stays in the bundle, and is not shown as text", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const files = { ...environment, "schema/logo.png": Buffer.from([0x89, 0x50, 0xff, 0, 0xfe]) };
  await workbench.openArchive(pack("logo.tar.gz", files));
  await expect.poll(() => workbench.bundles()).toContain("logo");
  await (await workbench.item("logo", "schema", "logo.png")).click();
  await expect(workbench.editor).toContainText("logo.png is not UTF-8 text");
});

test("a bundle that was closed by mistake comes back", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst("# mine\n");
  await workbench.closeShown();
  await expect.poll(() => workbench.bundles()).toEqual(["item-api-environment"]);
  await workbench.alerts.getByRole("button", { name: words.notices.undo }).click();
  await expect
    .poll(() => workbench.bundles())
    .toEqual(["item-api-environment", "item-api-service"]);
  await expect(workbench.text).toContainText("# mine");
});
