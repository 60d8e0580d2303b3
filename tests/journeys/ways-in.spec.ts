import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, expectAccessible, type Page, test } from "../pages/test";
import { below, bytes, environment, type Files, pack, packFolder, unpack, write, zip } from "../pages/archive";
import { Disk } from "../pages/disk";
import { oracle } from "../pages/oracle";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

/** Files that have to come back unchanged. */
const odd: Files = {
  ...environment,
  "infrastructure/windows.yaml": "a: 1\r\nb: 2\r\n",
  "infrastructure/mixed.yaml": "\uFEFFa: 1\r\nb: 2\nc: 3",
  "schema/logo.png": Buffer.from([0x89, 0x50, 0xff, 0, 0xfe]),
};

const service: Files = {
  "schema/schema.yaml": `schema:
  format:
    openapi: "3.0.0"
  service_input_type: "Input"
  types:
    Input:
      type: object
      properties:
        size: { type: string, default: "small" }
`,
  "instance_infrastructure/manifest.yaml": environment["infrastructure/manifest.yaml"]!,
  "instance_infrastructure/cloudformation.yaml": `Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      Tags: [{ Key: size, Value: "{{ service_instance.inputs.size }}" }]
`,
};

/** A folder of templates as template sync has them, among what belongs to no template. */
const tree: Files = {
  ...below("queue/v1", environment),
  ...below("queue/v2", environment),
  ...below("bucket/v1", service),
  "README.md": "# Templates\n",
  "docs/how.md": "Well.\n",
  ".git/config": "[core]\n",
  "node_modules/left/schema/schema.yaml": "schema: {}\n",
};

/** A folder on the disk for as long as `use` takes. */
async function onDisk(name: string, files: Files, use: (folder: string) => Promise<void>) {
  const top = mkdtempSync(join(tmpdir(), "cyclotron-"));
  try {
    write(join(top, name), files);
    await use(join(top, name));
  } finally {
    rmSync(top, { recursive: true });
  }
}

/** Drops files or folders of the disk on the page, as a person would. */
async function drop(page: Page, files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    const data = { items: [], files, dragOperationsMask: 1 };
    await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  }
}

async function opened(page: Page): Promise<Workbench> {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  await workbench.dismissAll();
  return workbench;
}

test("a zip opens, and what was in it comes out as it was", async ({ page }) => {
  const workbench = await opened(page);
  await workbench.openArchive(zip("queue.zip", odd));
  await expect.poll(() => workbench.bundles()).toEqual(["queue"]);
  await workbench.select("queue", "infrastructure/windows.yaml");
  await workbench.select("queue", "infrastructure/mixed.yaml");
  expect(unpack(await workbench.download())).toEqual(bytes(odd));
  expect(workbench.complaints).toEqual([]);
});

test("several archives open at once, and one that does not keeps none from it", async ({ page }) => {
  const workbench = await opened(page);
  await page.getByLabel(words.opening.openLabel).setInputFiles([
    { ...pack("one.tar.gz", environment), mimeType: "application/gzip" },
    { name: "two.zip", buffer: Buffer.from("no zip"), mimeType: "application/zip" },
    { ...zip("three.zip", below("bucket/v1", service)), mimeType: "application/zip" },
  ]);
  await expect.poll(async () => (await workbench.bundles()).sort()).toEqual(["bucket", "one"]);
  await expect(workbench.alerts.filter({ hasText: "two.zip is not a tar.gz archive" })).toHaveCount(1);
});

test("what is opened a second time stands beside the first", async ({ page }) => {
  const workbench = await opened(page);
  const archive = pack("queue.tar.gz", environment);
  await workbench.openArchive(archive);
  await expect.poll(() => workbench.bundles()).toEqual(["queue"]);
  await workbench.typeFirst("# mine\n");
  await workbench.openArchive(archive);
  await expect.poll(() => workbench.bundles()).toEqual(["queue", "queue-2"]);
  await expect(workbench.text).not.toContainText("# mine");
  await workbench.select("queue", "infrastructure/cloudformation.yaml");
  await expect(workbench.text).toContainText("# mine");
});

test("a tree becomes bundles with their kinds and versions, and Undo takes them away", async ({ page }) => {
  const workbench = await opened(page);
  const files = Object.entries(tree).filter(([path]) => !/^(\.git|node_modules)/.test(path));
  await workbench.openArchive(pack("templates.tar.gz", Object.fromEntries(files)));
  await expect.poll(() => workbench.bundles()).toEqual(["bucket", "queue-v1", "queue-v2"]);
  expect(await workbench.hint("bucket")).toBe("service · v1");
  expect(await workbench.hint("queue-v1")).toBe("environment · v1");
  expect(await workbench.hint("queue-v2")).toBe("environment · v2");
  await expect(workbench.alerts).toHaveText(
    /Opened 3 bundles from templates\.tar\.gz: bucket \(service, v1\), queue-v1 \(environment, v1\) and queue-v2 \(environment, v2\)\./,
  );
  // Files that belong to no bundle are in the tree, too.
  await workbench.item("templates.tar.gz", "README.md");
  await workbench.item("templates.tar.gz", "docs", "how.md");
  // A service runs in an environment that was opened with it.
  await workbench.select("bucket", "spec/spec.yaml");
  await expect(workbench.text).toContainText("environment: queue-v1");
  await workbench.select("queue-v2", "schema/schema.yaml");
  await workbench.typeFirst("# mine\n");
  await workbench.alerts.getByRole("button", { name: words.notices.undo }).click();
  await expect.poll(() => workbench.bundles()).toEqual(["queue-v2"]);
  await expect(workbench.alerts).toContainText("queue-v2 stays open: it has changed since.");
});

test("a folder opens where the browser lets one only be read", async ({ page }) => {
  const workbench = await opened(page);
  await onDisk("templates", tree, async (folder) => {
    await workbench.openFolder(folder);
    await expect.poll(() => workbench.bundles()).toEqual(["bucket", "queue-v1", "queue-v2"]);
  });
  await workbench.item("templates", "docs", "how.md");
  await expect(workbench.alerts).not.toContainText(".git");
  await expect(workbench.alerts).not.toContainText("node_modules");
  await expect(workbench.said).toContainText(words.opening.scanning("templates"));
  await workbench.closeAll();
  await onDisk("queue", odd, async (folder) => {
    await workbench.openFolder(folder);
    await expect.poll(() => workbench.bundles()).toEqual(["queue"]);
  });
  await workbench.select("queue", "infrastructure/mixed.yaml");
  expect(unpack(await workbench.download())).toEqual(bytes(below("queue", odd)));
  await expectAccessible(workbench.page);
  expect(workbench.complaints).toEqual([]);
});

test("a folder without a bundle, and one with too much, are refused", async ({ page }) => {
  const workbench = await opened(page);
  await onDisk("notes", { "a.md": "a" }, async (folder) => {
    await workbench.openFolder(folder);
    await expect(workbench.alerts.last()).toContainText("notes holds no template bundle");
  });
  const large = { ...environment, "film.mp4": Buffer.alloc(33 << 20) };
  await onDisk("large", large, async (folder) => {
    await workbench.openFolder(folder);
    await expect(workbench.alerts.last()).toContainText("large holds more than 32 MB");
  });
  const beside = { ...below("queue", environment), "film.mp4": Buffer.alloc(33 << 20) };
  await onDisk("beside", beside, async (folder) => {
    await workbench.openFolder(folder);
    await expect.poll(() => workbench.bundles()).toEqual(["queue"]);
  });
  await expect(workbench.alerts.last()).toContainText("1 file left out, because it belongs to no bundle: film.mp4.");
});

test("a folder and an archive are dropped together", async ({ page }) => {
  const workbench = await opened(page);
  await onDisk("queue", { ...odd, "../box.zip": zip("box.zip", service).buffer }, async (folder) => {
    await drop(page, [folder, join(folder, "../box.zip")]);
    await expect.poll(async () => (await workbench.bundles()).sort()).toEqual(["box", "queue"]);
  });
  await workbench.select("queue", "infrastructure/windows.yaml");
  expect(unpack(await workbench.download())).toEqual(bytes(below("queue", odd)));
});

test("a folder with thousands of files leaves the page live", async ({ page }) => {
  const workbench = await opened(page);
  const many = Object.fromEntries(
    Array.from({ length: 4000 }, (_, n) => [`notes/${n % 40}/${n}.md`, `${n}\n`]),
  );
  await onDisk("many", { ...below("queue", environment), ...many }, async (folder) => {
    await drop(page, [folder]);
    await expect.poll(() => workbench.bundles()).toEqual(["queue"]);
    // The last progress: of looking for files, or of reading them.
    await expect(workbench.said).toContainText(words.opening.reading);
    await expect(workbench.alerts).toContainText("3,800 files left out");
  });
});

test("reading a folder says how far it is and can be stopped", async ({ page }) => {
  const workbench = await opened(page);
  const disk = new Disk(page, "slow");
  for (const [path, content] of Object.entries(environment)) await disk.write(path, content);
  await disk.isPicked();
  // A disk that does not answer until the test lets it.
  const hurry = await page.evaluateHandle(() => {
    const getFile = FileSystemFileHandle.prototype.getFile;
    let go = () => {};
    const wait = new Promise<void>((done) => (go = done));
    FileSystemFileHandle.prototype.getFile = async function () {
      await wait;
      return getFile.call(this);
    };
    return { go };
  });
  const reading = page.getByRole("group", { name: words.opening.opening });
  await workbench.chooseMore(words.opening.openFolder);
  await expect(reading).toContainText(words.opening.scanning("slow"));
  await expectAccessible(workbench.page);
  await reading.getByRole("button", { name: words.opening.stop }).click();
  await expect(reading).toHaveCount(0);
  await workbench.chooseMore(words.opening.openFolder);
  await expect(reading).toHaveCount(1);
  await hurry.evaluate(({ go }) => go());
  await expect(reading).toHaveCount(0);
  await expect.poll(() => workbench.bundles()).toEqual(["slow"]);
  await workbench.analyzed();
  expect(await workbench.bundles()).toEqual(["slow"]);
  await expect(workbench.alerts).toHaveCount(0);
});

test("the public bundles open as one folder", async ({ page }) => {
  if (oracle === undefined) console.log("skipped: no ../shared/oracle");
  test.skip(oracle === undefined, "the public bundles are not here");
  test.slow();
  const workbench = await opened(page);
  const cases = join(oracle!, "cases");
  await workbench.openArchive(packFolder("cases.tar.gz", cases));
  const count = readdirSync(cases).length;
  const open = async () => (await workbench.bundles()).length;
  await expect.poll(open, { timeout: 60_000 }).toBe(count);
  expect(await workbench.bundles()).toContain("cfn--vpc-env--repo-bundle");
  expect(await workbench.hint("cfn--vpc-env--repo-bundle")).toBe("environment");
  await expect(workbench.alerts.first()).toContainText(`Opened ${count} bundles from cases.tar.gz`);
  await workbench.analyzed();
});

test("a repository leaves the examples alone, and a button returns to them", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const files = Object.entries(tree).filter(([path]) => !/^(\.git|node_modules)/.test(path));
  await workbench.openArchive(pack("templates.tar.gz", Object.fromEntries(files)));
  await expect.poll(() => workbench.bundles()).toEqual(["bucket", "queue-v1", "queue-v2"]);
  const pane = page.getByRole("navigation", { name: words.panes.files });
  await expect(pane.getByRole("status").first()).toContainText(`${words.opening.examplesAre} My workspace.`);
  await expectAccessible(page);
  await workbench.saved();
  await pane.getByRole("button", { name: words.opening.returnTo("My workspace") }).click();
  await expect.poll(() => workbench.bundles()).toEqual(["item-api-environment", "item-api-service"]);
  await expect(pane).not.toContainText(words.opening.examplesAre);
  await page.getByRole("button", { name: /^Workspaces: / }).click();
  await expect(page.getByRole("dialog")).toContainText("templates");
  await page.keyboard.press("Escape");

  // Changed examples are work, so what is opened next is added to them.
  await workbench.typeFirst("# mine\n");
  await workbench.openArchive(pack("templates.tar.gz", Object.fromEntries(files)));
  await expect.poll(async () => (await workbench.bundles()).length).toBe(5);
  expect(workbench.complaints).toEqual([]);
});
