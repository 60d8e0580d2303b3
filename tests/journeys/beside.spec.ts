import { expect, type Page, test } from "../pages/test";
import { below, environment, type Files, zip } from "../pages/archive";
import { Disk } from "../pages/disk";
import { dump } from "../pages/storage";
import { Workbench } from "../pages/workbench";
import { Workspaces } from "../pages/workspaces";
import { words } from "../pages/words";

/** Files of a repository that belong to no bundle, with bytes that are easily changed. */
const beside: Files = {
  ".cyclotron.yaml": "ignore: []\r\n",
  ".proton/deployment-metadata.json": '{"name": "\u00e9"}',
  "README.md": "\ufeff# Queues\r\n\n",
  "docs/logo.png": Buffer.from([0x89, 0x50, 0xff, 0, 0xfe, 13, 10]),
  "proton-ops.yaml": "deployments: {}\n",
};

const repository: Files = { ...beside, ...below("queue/v1", environment) };

/** The stored files beside bundles, each with its bytes in base64. */
async function stored(page: Page): Promise<Record<string, string>[]> {
  const { databases } = await dump(page);
  const text = (value: string) => Buffer.from(value, "base64").toString();
  return databases["cyclotron-work"]!.stores["beside"]!.map(({ value }) => {
    const { record } = JSON.parse(text(value)) as {
      record: { files: { path: string; text?: string; base64?: string }[] };
    };
    const bytes = record.files.map(({ path, text, base64 }) => [
      path,
      base64 ?? Buffer.from(text!).toString("base64"),
    ]);
    return Object.fromEntries(bytes) as Record<string, string>;
  });
}

const expected = Object.fromEntries(
  Object.entries(beside).map(([path, content]) => [path, Buffer.from(content).toString("base64")]),
);

test("the files beside bundles are kept byte for byte, as long as a bundle can come back", async ({ page }) => {
  const workbench = new Workbench(page);
  const workspaces = new Workspaces(page);
  await workbench.open();
  await workbench.closeAll();
  await workbench.openArchive(zip("repository.zip", repository));
  await expect.poll(() => workbench.bundles()).toEqual(["queue"]);
  await workbench.saved();
  expect(await stored(page)).toEqual([expected]);

  // Closed, reloaded, and back from the history.
  await workbench.closeAll();
  await workbench.saved();
  await page.reload();
  await expect(page.getByText("Nothing is open")).toBeVisible();
  await workspaces.open();
  await workspaces.goBack(0);
  await expect.poll(() => workbench.bundles()).toEqual(["queue"]);
  await workbench.saved();
  expect(await stored(page)).toEqual([expected]);
  expect(workbench.complaints).toEqual([]);
});

test("the files beside the bundles of a folder are kept byte for byte, and a save leaves them", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  const disk = new Disk(page, "repository");
  for (const [path, content] of Object.entries(repository)) await disk.write(path, content);
  const before = await disk.read();
  await disk.isPicked();
  await workbench.chooseMore(words.opening.openFolder);
  await expect.poll(() => workbench.bundles()).toEqual(["queue"]);
  await workbench.saved();
  expect(await stored(page)).toEqual([expected]);

  const template = "infrastructure/cloudformation.yaml";
  await workbench.select("queue", template);
  await workbench.typeFirst("# typed\n");
  await page.keyboard.press("Control+s");
  await expect(workbench.alerts.last()).toContainText("Saved 1 file");
  const after = await disk.read();
  delete before[`queue/v1/${template}`];
  delete after[`queue/v1/${template}`];
  expect(after).toEqual(before);
  expect(workbench.complaints).toEqual([]);
});
