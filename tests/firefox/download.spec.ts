import { expect, type Page } from "@playwright/test";
import { bytes, environment, odd as files, pack, unpack } from "../pages/archive";
import { test } from "./workbench";
import { type Kept, recorded, restore } from "../pages/storage";
import { words } from "../pages/words";

const template = "infrastructure/cloudformation.yaml";

test("an archive goes in, is edited, and comes out with that edit alone", async ({ workbench }) => {
  await workbench.openArchive(pack("queue.tar.gz", files));
  const untouched = await workbench.download();
  expect(untouched.name).toBe("queue.tar.gz");
  expect(unpack(untouched)).toEqual(bytes(files));

  await workbench.typeFirst(template, "# {{ environment.inputs.queue_name }}\n");
  await workbench.expectText("textbox", "Rendered template", "# jobs");
  const edited = await workbench.download();
  const text = `# {{ environment.inputs.queue_name }}\n${environment[template] as string}`;
  expect(unpack(edited)).toEqual(bytes({ ...files, [template]: text }));
  const again = await workbench.download();
  expect(again.buffer.equals(edited.buffer)).toBe(true);
});

test("the ready bundle comes out, the same after a reload", async ({ workbench }) => {
  const first = await workbench.download();
  expect(first.name).toBe("item-api-service.tar.gz");
  expect(Object.keys(unpack(first))).toContainEqual(expect.stringMatching(/schema\/schema\.yaml$/));
  await workbench.reload();
  const second = await workbench.download();
  expect(second.buffer.equals(first.buffer)).toBe(true);
});

test("what was written is kept over a reload", async ({ workbench }) => {
  const file = "instance_infrastructure/cloudformation.yaml";
  await workbench.typeFirst(file, "# {{ service.name }}, kept\n");
  await workbench.expectText("textbox", "Rendered template", "# items, kept");
  await workbench.saved();
  await workbench.reload();
  await workbench.expectText("textbox", file, "# {{ service.name }}, kept");
  await workbench.expectText("textbox", "Rendered template", "# items, kept");
  const files = Object.values(unpack(await workbench.download()));
  expect(files.filter((text) => text.includes("# {{ service.name }}, kept"))).toHaveLength(1);
});

test("what was typed right before a reload is there afterwards", async ({ workbench }) => {
  const file = "instance_infrastructure/cloudformation.yaml";
  for (const wait of [0, 50, 100, 150]) {
    await workbench.typeFirst(file, `# typed ${wait} ms before a reload\n`);
    await new Promise((done) => setTimeout(done, wait));
    await workbench.reload();
    await workbench.expectText("textbox", file, `# typed ${wait} ms before a reload`);
  }
});

test("the work of the build before bundle ids is all there", async ({ workbench }) => {
  await restore(workbench.page as unknown as Pick<Page, "evaluate">, JSON.parse(recorded("storage.json").toString()) as Kept);
  await workbench.reload();
  const file = "instance_infrastructure/cloudformation.yaml";
  await workbench.expectText("textbox", file, "# typed into worker");
  await workbench.typeFirst(file, "# typed with the new build\n");
  await workbench.saved();
  await workbench.reload();
  await workbench.expectText("textbox", file, "# typed with the new build");
});

test("CloudFormation's rules are checked", async ({ workbench }) => {
  await workbench.expectText("contentinfo", "", words.status.rulesChecked);
});
