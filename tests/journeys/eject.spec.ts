import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Disk } from "../pages/disk";
import { Palette } from "../pages/palette";
import { expect, expectAccessible, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const fake = fileURLToPath(new URL("../../core/tests/it/eject/fake-aws.sh", import.meta.url));

test.use({ cloudformation: true });
// The rules take seconds to start, twice.
test.setTimeout(120_000);

/** Unpacks an archive, runs `bin/deploy` of its folder with an imitation of AWS, and returns what it says. */
function deploy(archive: Buffer, folder: string): string {
  const root = mkdtempSync(join(tmpdir(), "eject-"));
  try {
    for (const name of ["bin", "fake/stacks", "fake/templates", "fake/requests", "fake/outputs"]) {
      mkdirSync(join(root, name), { recursive: true });
    }
    copyFileSync(fake, join(root, "bin/aws"));
    chmodSync(join(root, "bin/aws"), 0o755);
    writeFileSync(join(root, "fake/set.json"), JSON.stringify({ Status: "CREATE_COMPLETE", Changes: [] }));
    writeFileSync(join(root, "fake/stacks/none.json"), JSON.stringify({ Stacks: [] }));
    execFileSync("tar", ["-xz", "-C", root], { input: archive });
    expect(existsSync(join(root, folder, "README.md"))).toBe(true);
    const env = { ...process.env, PATH: `${join(root, "bin")}:${process.env.PATH}`, FAKE: join(root, "fake") };
    return execFileSync(join(root, folder, "bin/deploy"), { env, encoding: "utf8" });
  } finally {
    rmSync(root, { recursive: true });
  }
}

test("a bundle is ejected, proven, downloaded and deployed", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.act(words.tree.eject, "item-api-service");
  const dialog = page.getByRole("dialog", { name: words.eject.title });
  const download = dialog.getByRole("button", { name: words.eject.download });
  await expect(download).toBeDisabled();
  await expect(dialog.getByRole("status")).toHaveText(words.eject.done, { timeout: 60_000 });
  await expectAccessible(page);

  // The environment is ejected together with it.
  await dialog.getByRole("checkbox", { name: "item-api-environment" }).check();
  await expect(dialog.getByRole("button", { name: words.eject.download })).toBeDisabled();
  await expect(dialog.getByRole("status")).toHaveText(words.eject.done, { timeout: 60_000 });

  // The name of an existing stack is checked.
  await dialog.getByText(words.eject.stackNames).click();
  const name = dialog.getByRole("textbox", { name: "item-api-service/instance-dev" });
  await name.fill("no name");
  await name.press("Tab");
  await expect(dialog.getByText("is not the name of a stack")).toBeVisible();
  await expect(dialog.getByRole("status")).toHaveText(words.eject.wrongName, { timeout: 60_000 });
  await expect(download).toBeDisabled();
  await name.fill("items-dev");
  await name.press("Tab");
  await expect(dialog.getByText("is not the name of a stack")).toHaveCount(0);
  await expect(dialog.getByRole("status")).toHaveText(words.eject.done, { timeout: 60_000 });
  await dialog.getByRole("button", { name: "stacks.env" }).click();
  await expect(dialog.getByRole("region", { name: words.eject.preview })).toContainText(
    "item-api-service/instance-dev=items-dev",
  );
  // The name is still shown after its stack was left out and came back.
  const service = dialog.getByRole("checkbox", { name: "item-api-service" });
  await service.uncheck();
  await expect(name).toHaveCount(0);
  await service.check();
  await expect(name).toHaveValue("items-dev");
  await name.fill("");
  await name.press("Tab");
  await expect(dialog.getByRole("region", { name: words.eject.preview })).not.toContainText("items-dev\n");
  await expect(dialog.getByRole("status")).toHaveText(words.eject.done, { timeout: 60_000 });

  const archive = await workbench.save(() => download.click());
  expect(archive.name).toBe("bundles-ejected.tar.gz");
  expect(deploy(archive.buffer, "bundles-ejected")).toContain("item-api-service/instance-dev");

  // A line of the report leads to the template.
  const report = dialog.getByRole("region", { name: words.eject.report });
  const line = report.getByRole("button", { name: /^Line \d+$/ }).first();
  const number = (await line.innerText()).replace("Line ", "");
  await line.click();
  await expect(dialog).toHaveCount(0);
  await expect(workbench.text).toBeFocused();
  await expect(workbench.status).toContainText(`Ln ${number}, Col 1`);
});

test("a frozen input becomes a parameter by the offered change, for other tools, in a folder", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const disk = new Disk(page, "stacks");
  await disk.isPicked();
  await workbench.act(words.tree.eject, "item-api-service");
  const dialog = page.getByRole("dialog", { name: words.eject.title });
  const isDone = () => expect(dialog.getByRole("status")).toHaveText(words.eject.done, { timeout: 60_000 });
  await isDone();
  const report = dialog.getByRole("region", { name: words.eject.report });
  const input = report.getByRole("listitem").filter({ hasText: "service_instance.inputs.handler" }).first();
  await expect(input).toContainText("frozen: app.handler");
  await input.getByRole("button", { name: /^Print .* without a filter$/ }).click();
  await expect(input).toHaveCount(0);
  await isDone();
  await dialog.getByRole("button", { name: "item-api-service/instance-dev.json" }).click();
  await expect(dialog.getByRole("region", { name: words.eject.preview })).toContainText("app.handler");

  // A part that another one needs is chosen with it. All choices and names are there again after a reload.
  await dialog.getByRole("checkbox", { name: words.eject.scripts }).uncheck();
  for (const part of [words.eject.actions, words.eject.backstage, words.eject.sceptre]) {
    await dialog.getByRole("checkbox", { name: part }).check();
  }
  await expect(dialog.getByRole("checkbox", { name: words.eject.scripts })).toBeChecked();
  await expect(dialog.getByRole("checkbox", { name: words.eject.scripts })).toBeDisabled();
  await dialog.getByText(words.eject.stackNames).click();
  const name = dialog.getByRole("textbox", { name: "item-api-service/instance-dev" });
  await name.fill("items-dev");
  await name.press("Tab");
  await isDone();
  await dialog.getByRole("button", { name: words.eject.save }).click();
  await expect(workbench.alerts.last()).toContainText(/Saved \d+ files to item-api-service-ejected\./);
  const files = await disk.texts();
  const folder = "item-api-service-ejected";
  expect(files[`${folder}/.github/workflows/deploy.yml`]).toContain("bin/deploy --execute --yes");
  expect(files[`${folder}/sceptre/config/item-api-service/instance-dev.yaml`]).toContain('stack_name: "items-dev"');
  expect(files[`${folder}/backstage/item-api-service/instance-dev/template.yaml`]).toContain("kind: \"Template\"");
  // A folder with files is left alone.
  await dialog.getByRole("button", { name: words.eject.save }).click();
  await expect(workbench.alerts.last()).toContainText(`Not saved: ${folder} already has files.`);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  await workbench.saved();
  await page.reload();
  await workbench.act(words.tree.eject, "item-api-service");
  await isDone();
  await expect(dialog.getByRole("checkbox", { name: words.eject.sceptre })).toBeChecked();
  await dialog.getByText(words.eject.stackNames).click();
  await expect(name).toHaveValue("items-dev");
});

test("all bundles are ejected by keyboard alone, and ejecting can be cancelled", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await new Palette(page).run(words.commands.ejectAll);
  const dialog = page.getByRole("dialog", { name: words.eject.title });
  await dialog.getByRole("button", { name: words.eject.cancel }).press("Enter");
  await expect(dialog.getByRole("status")).toHaveText(words.eject.cancelled);
  await dialog.getByRole("button", { name: words.eject.again }).press("Enter");
  await expect(dialog.getByRole("status")).toHaveText(words.eject.done, { timeout: 60_000 });
  for (const box of await dialog.getByRole("checkbox", { name: /^item-api/ }).all()) await expect(box).toBeChecked();
  const archive = await workbench.save(() => dialog.getByRole("button", { name: words.eject.download }).press("Enter"));
  expect(archive.name).toBe("bundles-ejected.tar.gz");
  await page.setViewportSize({ width: 390, height: 844 });
  const body = dialog.locator(".dialog__body");
  expect(await body.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("a bundle that Proton could not render is not ejected, with the reason", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-environment", "infrastructure/cloudformation.yaml");
  await workbench.typeFirst("{% if %}\n");
  await workbench.act(words.tree.eject, "item-api-environment");
  const dialog = page.getByRole("dialog", { name: words.eject.title });
  await expect(dialog.getByRole("status")).toHaveText(words.eject.nothing, { timeout: 60_000 });
  await expect(dialog.getByRole("region", { name: words.eject.report })).toContainText("Not ejected.");
  await expect(dialog.getByRole("button", { name: words.eject.download })).toBeDisabled();
});

test("ejecting can be tried again after the rules could not be loaded", async ({ context, page }) => {
  const workbench = new Workbench(page);
  const rules = /cloudformation_bg-\w+\.wasm/;
  await context.route(rules, (route) => route.abort());
  await workbench.open();
  await workbench.act(words.tree.eject, "item-api-environment");
  const dialog = page.getByRole("dialog", { name: words.eject.title });
  await expect(dialog.getByRole("status")).toHaveText(words.eject.notLoaded, { timeout: 60_000 });
  await context.unroute(rules);
  await dialog.getByRole("button", { name: words.eject.again }).click();
  await expect(dialog.getByRole("status")).toHaveText(words.eject.done, { timeout: 60_000 });
});
