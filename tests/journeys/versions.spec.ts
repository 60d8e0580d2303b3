import { expect, expectAccessible, test } from "../pages/test";
import { pack, type Files } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { Workspaces } from "../pages/workspaces";
import { words } from "../pages/words";

/** A service with two inputs, and a pipeline-less template that prints them. */
const schema = `schema:
  format:
    openapi: "3.0.0"
  service_input_type: "Input"
  types:
    Input:
      type: object
      description: "A worker."
      required: [queue]
      properties:
        queue:
          title: "Queue"
          type: string
          maxLength: 20
        size:
          title: "Size"
          type: string
          enum: ["small", "large"]
          default: "small"
`;
const bundle: Files = {
  "schema/schema.yaml": schema,
  "instance_infrastructure/manifest.yaml": `infrastructure:
  templates:
    - file: "cloudformation.yaml"
      rendering_engine: jinja
      template_language: cloudformation
`,
  "instance_infrastructure/cloudformation.yaml": `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: "{{ service_instance.inputs.queue }}-{{ service_instance.inputs.size }}"
`,
};

async function open(workbench: Workbench): Promise<void> {
  await workbench.open();
  await workbench.closeAll();
  await workbench.openArchive(pack("worker.tar.gz", bundle));
  await expect.poll(() => workbench.bundles()).toContain("worker");
  await workbench.select("worker", "schema/schema.yaml");
  await workbench.analyzed();
}

test("versions are marked, numbered by what changed, and restored", async ({ page }) => {
  const workbench = new Workbench(page);
  await open(workbench);
  const dialog = page.getByRole("dialog", { name: "Versions of worker" });
  const row = await workbench.item("worker");
  const number = dialog.getByLabel(words.versions.number);
  const mark = dialog.getByRole("button", { name: words.versions.mark });
  const listed = dialog.getByRole("region", { name: words.versions.marked }).getByRole("listitem");
  const changed = dialog.getByRole("status", { name: words.versions.changed });

  await workbench.act(words.tree.versions, "worker");
  await expect(number).toHaveValue("1.0");
  await dialog.getByLabel(words.versions.note).fill("As it was <b>deployed</b>");
  await mark.click();
  await expect(listed).toHaveCount(1);
  await expect(listed).toContainText("As it was <b>deployed</b>");
  await expect(listed.locator("b")).toHaveCount(0);
  await expect(changed).toContainText(words.differences.noChange);
  await expectAccessible(workbench.page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(row).toBeFocused();

  expect(workbench.complaints).toEqual([]);

  // An input that need not be given, and an option more.
  await workbench.rewrite(
    schema
      .replace('["small", "large"]', '["small", "large", "huge"]')
      .concat('        retries:\n          title: "Retries"\n          type: integer\n'),
  );
  await workbench.analyzed();
  await workbench.act(words.tree.versions, "worker");
  await expect(changed).toContainText(words.differences.minor);
  await expect(changed).toContainText("service inputs: retries This input is new and optional.");
  await expect(changed).toContainText("Option added: huge.");
  await expect(number).toHaveValue("1.1");
  await mark.click();
  await expect(listed).toHaveCount(2);
  await page.keyboard.press("Escape");

  // Now one that has to be given, and a shorter name.
  await workbench.rewrite(
    schema
      .replace("required: [queue]", "required: [queue, retries]")
      .replace("maxLength: 20", "maxLength: 10")
      .replace('["small", "large"]', '["small", "large", "huge"]')
      .concat('        retries:\n          title: "Retries"\n          type: integer\n'),
  );
  await workbench.analyzed();
  await workbench.act(words.tree.versions, "worker");
  await expect(changed).toContainText(words.differences.major);
  await expect(changed).toContainText("retries This input is now required");
  await expect(changed).toContainText("maxLength 20 → 10.");
  await expect(number).toHaveValue("2.0");
  // Another number may be wanted, but not one that is taken.
  await number.fill("1.1");
  await expect(dialog.getByText(words.versions.tooSmall("1.1"))).toBeVisible();
  await mark.click();
  await expect(listed).toHaveCount(2);
  await number.fill("1.2");
  await expect(dialog.getByText(words.versions.notMinor, { exact: true })).toBeVisible();
  await number.fill("2.0");
  await mark.click();
  await expect(listed).toHaveCount(3);
  await expectAccessible(workbench.page);

  await dialog.getByRole("button", { name: "Delete 1.1" }).click();
  await expect(listed).toHaveCount(2);
  await page.keyboard.press("Escape");
  await workbench.alerts.filter({ hasText: "Deleted version 1.1" }).getByRole("button", { name: words.notices.undo }).click();
  await workbench.act(words.tree.versions, "worker");
  await expect(listed).toHaveCount(3);

  await dialog.getByRole("button", { name: "Restore 1.0" }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => workbench.bundles()).toEqual(["worker", "worker-v1-0"]);
  await workbench.select("worker-v1-0", "schema/schema.yaml");
  await expect(workbench.text).toContainText("maxLength: 20");
  await workbench.select("worker", "schema/schema.yaml");
  await expect(workbench.text).toContainText("maxLength: 10");
});

test("a version is marked by keyboard alone", async ({ page }) => {
  const workbench = new Workbench(page);
  await open(workbench);
  await (await workbench.item("worker")).focus();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: words.tree.versions }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Versions of worker" });
  await expect(dialog.getByLabel(words.versions.number)).toHaveValue("1.0");
  await workbench.tabTo(dialog.getByLabel(words.versions.number), 10);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("3.1");
  await page.keyboard.press("Tab");
  await page.keyboard.type("By hand");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("region", { name: words.versions.marked })).toContainText("3.1");
  await expect(dialog.getByRole("status", { name: words.versions.doneLabel })).toHaveText("Marked version 3.1.");
});

test("versions come back after a reload, and with their workspace alone", async ({ page }) => {
  const workbench = new Workbench(page);
  const workspaces = new Workspaces(page);
  await open(workbench);
  const dialog = page.getByRole("dialog", { name: "Versions of worker" });
  const listed = dialog.getByRole("region", { name: words.versions.marked }).getByRole("listitem");
  await workbench.act(words.tree.versions, "worker");
  await dialog.getByRole("button", { name: words.versions.mark }).click();
  await expect(listed).toHaveCount(1);
  await page.keyboard.press("Escape");
  await workbench.saved();

  await page.reload();
  await workbench.analyzed();
  await workbench.act(words.tree.versions, "worker");
  await expect(listed).toHaveCount(1);
  await expect(listed).toContainText("1.0");
  await page.keyboard.press("Escape");

  await workspaces.create("Other");
  await workbench.openArchive(pack("worker.tar.gz", bundle));
  await expect.poll(() => workbench.bundles()).toEqual(["worker"]);
  await workbench.act(words.tree.versions, "worker");
  await expect(listed).toHaveCount(0);
  await page.keyboard.press("Escape");
  await workbench.saved();
  await workspaces.switch("My workspace");
  await workbench.act(words.tree.versions, "worker");
  await expect(listed).toHaveCount(1);
});
