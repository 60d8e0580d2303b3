import { expect, expectAccessible, type Locator, type Page, test } from "../pages/test";
import { bytes, environment, odd as files, list, pack, unpack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

test("what was not touched comes out as it went in, twice the same", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("queue.tar.gz", files));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  // To look at a file must not change it.
  for (const name of ["windows.yaml", "mixed.yaml", "run.sh"]) {
    await workbench.select("queue", `infrastructure/${name}`);
  }
  const first = await workbench.download();
  expect(first.name).toBe("queue.tar.gz");
  expect(unpack(first)).toEqual(bytes(files));
  const second = await workbench.download();
  expect(second.buffer.equals(first.buffer)).toBe(true);
  await page.reload();
  await workbench.analyzed();
  const third = await workbench.download();
  expect(third.buffer.equals(first.buffer)).toBe(true);
});

test("an edit comes out, and nothing else changes", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("queue.tar.gz", files));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  await workbench.select("queue", "infrastructure/windows.yaml");
  await workbench.text.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("c: 3");
  await page.keyboard.press("Enter");
  const expected = { ...files, "infrastructure/windows.yaml": "a: 1\r\nb: 2\r\nc: 3\r\n" };
  expect(unpack(await workbench.download())).toEqual(bytes(expected));
});

test("the sample goes along when it is wanted", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.includeSamples(false);
  const without = Object.keys(unpack(await workbench.download()));
  expect(without.filter((path) => path.includes("spec/"))).toEqual([]);
  expect(without.some((path) => path.endsWith("schema/schema.yaml"))).toBe(true);
  await workbench.includeSamples(true);
  const along = Object.keys(unpack(await workbench.download()));
  expect(along.some((path) => path.endsWith("spec/spec.yaml"))).toBe(true);
});

/** The dialog that asks what to download, and how. */
const options = async (page: Page): Promise<Locator> => {
  await page.getByRole("button", { name: words.download.options }).click();
  return page.getByRole("dialog", { name: words.download.download });
};

/** The file of a choice. */
const chosen = (workbench: Workbench, dialog: Locator, name: RegExp) =>
  workbench.save(() => dialog.getByRole("button", { name }).click());

const withSamples = {
  ...environment,
  "infrastructure/cloudformation.yaml": `${environment["infrastructure/cloudformation.yaml"]}
{% if environment.inputs.queue_name == "bad" %}{{ environment.nothing }}{% endif %}
`,
  "spec/spec.yaml": "proton: EnvironmentSpec\nspec: {}\n",
  "spec/prod.yaml": "proton: EnvironmentSpec\nspec: {queue_name: orders}\n",
  "spec/bad.yaml": "proton: EnvironmentSpec\nspec: {queue_name: bad}\n",
  "spec/sample-outputs.yaml": "# none\n",
};

test("the author chooses where the files lie, and whether samples go along", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("queue.tar.gz", withSamples));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  const dialog = await options(page);
  const files = dialog.getByRole("region", { name: words.contents.label });
  await expect(dialog.getByRole("status")).toContainText(/queue\.tar\.gz: 7 files, [\d,]+ bytes/);
  await expectAccessible(workbench.page);

  await dialog.getByLabel(words.download.belowFolder).check();
  const folder = dialog.getByLabel(words.download.folder, { exact: true });
  await expect(folder).toHaveValue("queue");
  for (const [wrong, says] of [
    ["../up", "inside the archive"],
    ["/etc", "inside the archive"],
    [" ", "Write the folder’s name"],
    ["x".repeat(1100), "archive is 1024"],
  ] as const) {
    await folder.fill(wrong);
    await expect(dialog).toContainText(says);
    await expect(folder).toHaveAttribute("aria-invalid", "true");
    await expect(dialog.getByRole("button", { name: words.download.downloadFile })).toBeDisabled();
  }
  await folder.fill("letters/v2/");
  await dialog.getByLabel(words.download.includeSamples).uncheck();
  await expect(files.getByRole("listitem")).toHaveCount(3);
  await expect(files).toContainText("letters/v2/schema/schema.yaml");
  const archive = await chosen(workbench, dialog, /^Download queue\.tar\.gz$/);
  expect(archive.name).toBe("queue.tar.gz");
  const paths = Object.keys(withSamples).filter((path) => !path.startsWith("spec/"));
  expect(list(archive)).toEqual(paths.map((path) => `letters/v2/${path}`).sort());
  await expect(dialog).toBeHidden();

  // It stays so, also for the button that does not ask, and after a reload.
  await workbench.saved();
  await page.reload();
  await workbench.analyzed();
  expect((await workbench.download()).buffer.equals(archive.buffer)).toBe(true);
  const again = await options(page);
  await again.getByLabel(words.download.atRoot).check();
  await again.getByLabel(words.download.includeSamples).check();
  const root = await chosen(workbench, again, /^Download queue\.tar\.gz$/);
  expect(unpack(root)).toEqual(bytes(withSamples));
  expect(workbench.complaints).toEqual([]);
});

test("what is said before is what comes out: its files and its size", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  for (const choice of [words.download.bundle, words.download.rendered, words.download.onlySpec, words.download.whole]) {
    const dialog = await options(page);
    await dialog.getByLabel(choice).check();
    const button = dialog.getByRole("button", { name: /^Download item-|^Download My workspace/ });
    await expect(button).toBeEnabled();
    const said = await dialog.getByRole("status").textContent();
    const rows = await dialog.getByRole("listitem").allTextContents();
    const file = await workbench.save(() => button.click());
    const size = file.buffer.length.toLocaleString("en");
    expect(said).toBe(`${file.name}: ${rows.length} file${rows.length === 1 ? "" : "s"}, ${size} bytes`);
    if (file.name.endsWith(".yaml")) continue;
    const content = unpack(file);
    const row = (path: string) => `${path} ${content[path]!.length.toLocaleString("en")} bytes`;
    expect(rows).toEqual(list(file).map(row));
  }
});

test("every sample is rendered into a folder of its own, and what fails is said", async ({
  page,
}) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("queue.tar.gz", withSamples));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  const dialog = await options(page);
  await dialog.getByLabel(words.download.renderedAll(3)).check();
  await expect(dialog).toContainText("bad/environment.yaml does not render.");
  const archive = await chosen(workbench, dialog, /^Download queue-rendered\.tar\.gz$/);
  expect(archive.name).toBe("queue-rendered.tar.gz");
  expect(list(archive)).toEqual(["prod/environment.yaml", "spec/environment.yaml"]);
  const files = unpack(archive);
  expect(files["spec/environment.yaml"]).toContain('QueueName: "jobs"');
  expect(files["prod/environment.yaml"]).toContain('QueueName: "orders"');
});

test("the sample that is shown is a spec by itself", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("queue.tar.gz", withSamples));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  await workbench.sample.selectOption({ label: words.inputs.nameExample });
  const dialog = await options(page);
  await dialog.getByLabel("Only the spec (“prod”)").check();
  const spec = await chosen(workbench, dialog, /^Download queue-prod\.yaml$/);
  expect(spec.name).toBe("queue-prod.yaml");
  expect(spec.buffer.toString()).toBe(withSamples["spec/prod.yaml"]);
});

test("the whole workspace goes into one archive", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.typeFirst("# mine\n");
  const dialog = await options(page);
  await dialog.getByLabel(words.download.wholeOf(2)).check();
  const archive = await chosen(workbench, dialog, /^Download My workspace\.tar\.gz$/);
  const files = unpack(archive);
  for (const bundle of ["item-api-environment", "item-api-service"]) {
    const schema = Object.keys(files).find((path) => path.endsWith(`${bundle}/schema/schema.yaml`));
    expect(schema).toBeDefined();
  }
  expect(Object.values(files).some((text) => text.startsWith("# mine\n"))).toBe(true);
});

test("what Proton would have refused is said first, and leads to its place", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const schema = environment["schema/schema.yaml"] as string;
  const refused = {
    ...environment,
    "schema/schema.yaml": schema.replace("3.0.0", "3.1.0"),
    "infrastructure/manifest.yaml": "infrastructure:\n  templates: []\n",
    "infrastructure/large.yaml": `a: ${"x".repeat(210 << 10)}\n`,
  };
  await workbench.openArchive(pack("queue.tar.gz", refused));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  await workbench.analyzed();
  let downloads = 0;
  page.on("download", () => downloads++);
  const download = workbench.downloads;
  await download.click();
  const dialog = page.getByRole("dialog", { name: words.download.download });
  const reasons = dialog.getByRole("region", { name: words.refusals.title("2 reasons") });
  await expect(reasons.getByRole("listitem")).toHaveCount(2);
  await expect(reasons).toContainText("queue/schema/schema.yaml");
  // Proton's limits were for the files that the manifest names.
  await expect(reasons).not.toContainText("large.yaml");
  expect(downloads).toBe(0);
  await expectAccessible(workbench.page);

  await reasons.getByRole("button", { name: /3\.1\.0/ }).click();
  await expect(dialog).toBeHidden();
  await expect(workbench.editor.getByRole("textbox", { name: "schema/schema.yaml" })).toBeFocused();
  await expect(workbench.activeLine).toContainText("3.1.0");

  await download.click();
  const anyway = await chosen(workbench, dialog, /^Download anyway$/);
  expect(unpack(anyway)).toEqual(bytes(refused));

  // The whole workspace is held against the same.
  const all = await options(page);
  await all.getByLabel(words.download.whole).check();
  await expect(all.getByRole("region", { name: /2 reasons/ })).toBeVisible();
  await all.getByLabel(words.download.onlySpec).check();
  await expect(all.getByRole("region", { name: /reason/ })).toHaveCount(0);
});

test("what was entered just now is in the download", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.openArchive(pack("queue.tar.gz", withSamples));
  await expect.poll(() => workbench.bundles()).toContain("queue");
  await workbench.inputs.getByLabel("Queue name", { exact: true }).fill("newest");
  const files = unpack(await workbench.download());
  expect(files["spec/spec.yaml"]).toContain("newest");
});

test("a name that a system keeps for itself is not given to a file", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  for (const [name, file] of [
    ["a:b?<i>c", "a-b--i-c.tar.gz"],
    ["con", "_con.tar.gz"],
  ] as const) {
    await workbench.openArchive(pack(`${name}.tar.gz`, environment));
    await expect.poll(() => workbench.bundles()).toContain(name);
    expect((await workbench.download()).name).toBe(file);
  }
});

test("the dialog is used without a mouse", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const opener = page.getByRole("button", { name: words.download.options });
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: words.download.download });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();

  await page.keyboard.press("Enter");
  const spec = dialog.getByLabel(words.download.onlySpec);
  await expect(dialog.getByRole("button", { name: words.help.close })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(dialog.getByLabel(words.download.bundle)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(spec).toBeChecked();
  await expect(dialog.getByRole("button", { name: /^Download item-/ })).toBeEnabled();
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("region", { name: words.contents.label })).toBeFocused();
  await page.keyboard.press("Tab");
  const file = await workbench.save(() => page.keyboard.press("Enter"));
  expect(file.name).toBe("item-api-service-spec.yaml");
  await expect(opener).toBeFocused();
});
