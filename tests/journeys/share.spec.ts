import { randomBytes } from "node:crypto";
import { expect, expectAccessible, type Locator, type Page, test } from "../pages/test";
import { bytes, environment, type Files, list, pack, unpack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const withSample = {
  ...environment,
  "spec/sample-outputs.yaml": "# none\n",
  "spec/spec.yaml": "proton: EnvironmentSpec\nspec: {}\n",
};

/** The dialog with the link to the bundle that is shown. */
async function share(page: Page, bundle: string): Promise<Locator> {
  await new Workbench(page).chooseMore(words.share.share);
  return page.getByRole("dialog", { name: `Share ${bundle}` });
}

/** The link, once it is made. */
async function linkOf(dialog: Locator): Promise<string> {
  const link = dialog.getByRole("textbox", { name: words.share.link });
  await expect(link).toHaveValue(/#bundle=/);
  return await link.inputValue();
}

/** A link that another tool made: the machine's own tar, and Node's base64url. */
const made = (files: Files) =>
  `/#bundle=${pack("any.tar.gz", files).buffer.toString("base64url")}`;

/** Opens the page by a link, and gives the dialog that asks. */
async function visit(page: Page, link: string): Promise<Locator> {
  await page.goto(link);
  return page.getByRole("dialog", { name: words.link.title });
}

const samples = ["item-api-environment", "item-api-service"];

test("a bundle travels in a link, and opens beside the other's work", async ({
  page,
  browser,
  baseURL,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const mine = new Workbench(page);
  await mine.open();
  await mine.openArchive(pack("queue.tar.gz", withSample));
  await expect.poll(() => mine.bundles()).toContain("queue");
  const dialog = await share(page, "queue");
  const link = await linkOf(dialog);
  expect(link.startsWith(`${baseURL}/#bundle=`)).toBe(true);
  await expect(dialog).toContainText(`The link has ${link.length.toLocaleString("en")} characters.`);
  await expect(dialog).toContainText(words.share.contents(5, "the inputs of the sample spec."));
  await expect(dialog).toContainText(words.share.noteWho);
  await expect(dialog).toContainText("not sent to any server");
  await expectAccessible(mine.page);
  await dialog.getByRole("button", { name: words.share.copy }).click();
  await expect(dialog.getByRole("status").filter({ hasText: words.share.copied })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);

  // The archive in it is one for every tool.
  const buffer = Buffer.from(link.slice(link.indexOf("=") + 1), "base64url");
  expect(unpack({ name: "", buffer })).toEqual(bytes(withSample));

  const context = await browser.newContext();
  const other = new Workbench(await context.newPage());
  const asked: string[] = [];
  other.page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  await other.open();
  // A newcomer has no work yet.
  const first = await visit(other.page, link);
  await expect(first).toContainText(words.link.addToExamples);
  await expect(first).not.toContainText("your work");
  await first.getByRole("button", { name: words.link.discard }).click();
  await other.typeFirst("# theirs\n");
  await other.saved();
  const offer = await visit(other.page, link);
  await expect(offer).toContainText("your work doesn’t change");
  await expect(offer).toContainText("queue");
  await expect(offer).toContainText("environment");
  await expect(offer).toContainText("5 files");
  await expect(offer.getByRole("listitem")).toHaveCount(5);
  await expectAccessible(other.page);
  expect(await other.bundles()).toEqual(samples);
  await expect(other.rendering).not.toContainText("QueueName");

  await offer.getByRole("button", { name: words.link.open }).click();
  await expect.poll(() => other.bundles()).toEqual([...samples, "queue"]);
  await expect(other.rendering).toContainText('QueueName: "jobs"');
  expect(other.page.url()).toBe(`${baseURL}/`);
  expect(unpack(await other.download())).toEqual(bytes(withSample));
  await other.select("item-api-service", "instance_infrastructure/cloudformation.yaml");
  await expect(other.text).toContainText("# theirs");

  // A reload does not ask again.
  await other.saved();
  await other.page.reload();
  await other.analyzed();
  await expect(offer).toHaveCount(0);
  expect(await other.bundles()).toEqual([...samples, "queue"]);
  // Nothing of the bundle was sent anywhere.
  expect(asked.filter((request) => request.includes("bundle="))).toEqual([]);
  for (const workbench of [mine, other]) {
    expect(workbench.complaints).toEqual([]);
  }
  await context.close();
});

test("samples stay at home where they are to", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const dialog = await share(page, "item-api-service");
  const along = await linkOf(dialog);
  await dialog.getByLabel(words.share.includeSamples).uncheck();
  await expect(dialog).toContainText(words.share.contents(7, "no inputs"));
  await expect(dialog.getByRole("textbox", { name: words.share.link })).not.toHaveValue(along);
  const link = await linkOf(dialog);
  expect(link.length).toBeLessThan(along.length);
  const buffer = Buffer.from(link.slice(link.indexOf("=") + 1), "base64url");
  const paths = list({ name: "", buffer });
  expect(paths).toHaveLength(7);
  expect(paths.filter((path) => path.includes("spec/"))).toEqual([]);
});

test("a link into an open page asks, and a taken name gets a number", async ({ page, baseURL }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const link = await linkOf(await share(page, "item-api-service"));
  await page.keyboard.press("Escape");
  const offer = await visit(page, link);
  await expect(offer).toContainText(words.link.taken);
  await offer.getByRole("button", { name: words.link.discard }).click();
  await expect(offer).toHaveCount(0);
  expect(page.url()).toBe(`${baseURL}/`);
  expect(await workbench.bundles()).toEqual(samples);

  await visit(page, link);
  await page.keyboard.press("Escape");
  await expect(offer).toHaveCount(0);
  expect(await workbench.bundles()).toEqual(samples);

  // The newer of two links counts, and opens the dialog again.
  await visit(page, made(withSample));
  await expect(offer).toContainText("shared-bundle");
  await visit(page, link);
  await expect(offer).toContainText("item-api-service");
  await offer.getByRole("button", { name: words.link.open }).click();
  await expect.poll(() => workbench.bundles()).toEqual([...samples, "item-api-service-2"]);
  expect(workbench.complaints).toEqual([]);
});

test("a link that another tool made opens; what is in it stays text", async ({ page }) => {
  const workbench = new Workbench(page);
  const markup = "<img src=x onerror=alert(1)>.yaml";
  const files = { ...environment, [`infrastructure/${markup}`]: "a: 1\n" };
  const offer = await visit(page, made(files));
  await expect(offer).toContainText(markup);
  await expect(offer.locator("img")).toHaveCount(0);
  await offer.getByRole("button", { name: words.link.open }).click();
  await expect.poll(() => workbench.bundles()).toContain("shared-bundle");
  // It had no sample, so one is made up, and stays out of the download.
  await expect(workbench.rendering).toContainText('QueueName: "jobs"');
  expect(unpack(await workbench.download())).toEqual(bytes(files));
  expect(workbench.complaints).toEqual([]);
});

const whole = made(withSample);
const damaged: Record<string, [link: string, says: RegExp]> = {
  "that is cut": [whole.slice(0, whole.length / 2), /The link is cut off/],
  "that is changed": [
    `${whole.slice(0, 300)}${whole[300] === "A" ? "B" : "A"}${whole.slice(301)}`,
    /The link is damaged/,
  ],
  "with other signs": ["/#bundle=H4sI%20<script>", /The link is damaged: a link to a bundle cannot contain '%', at character 5/],
  "with nothing in it": ["/#bundle=", /The link holds no bundle/],
  "that is too long": [`/#bundle=${"A".repeat(1_200_000)}`, /The link has 1200007 characters/],
  "with no bundle in it": [made({ "notes.txt": "none" }), /holds no template bundle/],
};

for (const [name, [link, says]] of Object.entries(damaged)) {
  test(`a link ${name} is refused in clear words`, async ({ page, baseURL }) => {
    const workbench = new Workbench(page);
    await page.goto(link);
    const dialog = page.getByRole("dialog", { name: words.link.refused });
    await expect(dialog).toContainText(says);
    await expect(dialog).toContainText("Ask the sender for");
    await expectAccessible(workbench.page);
    await dialog.getByRole("button", { name: words.link.discard }).click();
    await expect(dialog).toHaveCount(0);
    expect(page.url()).toBe(`${baseURL}/`);
    await workbench.analyzed();
    expect(await workbench.bundles()).toEqual(samples);
    expect(workbench.complaints).toEqual([]);
  });
}

test("other fragments are left alone", async ({ page }) => {
  const workbench = new Workbench(page);
  await page.goto("/#a-place");
  await workbench.analyzed();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(new URL(page.url()).hash).toBe("#a-place");
});

test("a bundle near the limit travels, and one beyond it is told the way out", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const large = (size: number) => ({ ...environment, "schema/logo.png": randomBytes(size) });
  const near = large(720_000);
  await workbench.openArchive(pack("near.tar.gz", near));
  await expect.poll(() => workbench.bundles()).toContain("near");
  const dialog = await share(page, "near");
  await expect(dialog).toContainText("A file is safer");
  const link = await linkOf(dialog);
  expect(link.length).toBeGreaterThan(900_000);
  await page.keyboard.press("Escape");
  const offer = await visit(page, link);
  await offer.getByRole("button", { name: words.link.open }).click();
  await expect.poll(() => workbench.bundles()).toContain("near-2");
  const files = Object.entries(near).map(([path, content]) => [
    path,
    Buffer.from(content).toString("latin1"),
  ]);
  expect(unpack(await workbench.download())).toMatchObject(Object.fromEntries(files));

  await workbench.openArchive(pack("beyond.tar.gz", large(800_000)));
  await expect.poll(() => workbench.bundles()).toContain("beyond");
  const beyond = await share(page, "beyond");
  await expect(beyond).toContainText(/The link would have 1,\d{3},\d{3} characters/);
  await expect(beyond.getByRole("textbox", { name: words.share.link })).toHaveCount(0);
  await expectAccessible(workbench.page);
  await beyond.getByRole("button", { name: words.share.download }).click();
  await expect(beyond).toHaveCount(0);
  await expect(page.getByRole("dialog", { name: words.storage.download })).toBeVisible();
});

test("where the clipboard is refused, the link is there to be copied", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  const workbench = new Workbench(page);
  await workbench.open();
  const dialog = await share(page, "item-api-service");
  const link = await linkOf(dialog);
  await dialog.getByRole("button", { name: words.share.copy }).click();
  await expect(dialog.getByRole("status").filter({ hasText: "Ctrl-C" })).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: words.share.link })).toBeFocused();
  expect(await page.evaluate(() => {
    const field = document.activeElement as HTMLInputElement;
    return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
  })).toBe(link);
  expect(workbench.complaints).toEqual([]);
});

test("a link is made and opened without a mouse", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  const opener = page.getByRole("button", { name: words.toolbar.further });
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: words.share.share })).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Share item-api-service" });
  const link = await linkOf(dialog);
  for (const name of [words.share.close, words.share.includeSamples, words.share.link, words.share.copy]) {
    const focused = dialog.locator(":focus");
    await expect(focused).toHaveAccessibleName(name);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();

  await visit(page, link);
  const offer = page.getByRole("dialog", { name: words.link.title });
  for (const name of [words.share.close, words.contents.label, words.link.discard]) {
    await expect(offer.locator(":focus")).toHaveAccessibleName(name);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect.poll(() => workbench.bundles()).toContain("item-api-service-2");
});
