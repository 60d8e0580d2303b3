import { expect, expectAccessible, test } from "../pages/test";
import { environment, type Files, pack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const schema = "schema/schema.yaml";
const manifest = "infrastructure/manifest.yaml";
const template = "infrastructure/cloudformation.yaml";

/** An environment bundle with four mistakes in three files; the typos have safe fixes. */
const mistaken: Files = {
  ...environment,
  [schema]: `${environment[schema]}          max_length: 80\n`,
  [manifest]: `${environment[manifest]}`.replace("rendering_engine", "engine"),
  [template]: `${environment[template]}`.replace("Outputs:", "# {{ no.such }}\n# {{ nor_this }}\nOutputs:"),
};

async function open(workbench: Workbench, files: Files = mistaken): Promise<void> {
  await workbench.open();
  await workbench.closeAll();
  await workbench.openArchive(pack("mistaken.tar.gz", files));
  await expect(workbench.editor).toContainText("mistaken");
  await workbench.analyzed();
  await expect(workbench.problem("nor_this")).toHaveCount(1);
}

test("the help opens at the page of a problem by keyboard, and gives the keyboard back", async ({ page }) => {
  const workbench = new Workbench(page);
  await open(workbench);
  const { help } = workbench;
  const details = await workbench.details("nor_this");
  const explain = details.getByRole("button", { name: "Explain invisible-name" });
  await explain.focus();
  await page.keyboard.press("Enter");
  const heading = help.getByRole("heading", { name: "A template reads a name that it cannot read" });
  await expect(heading).toBeFocused();
  await expectAccessible(workbench.page);
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
  await expect(explain).toBeFocused();

  // From anywhere, with a search over all pages.
  await workbench.text.focus();
  await page.keyboard.press("F1");
  const search = help.getByRole("searchbox", { name: words.help.search });
  await expect(search).toBeFocused();
  await expect(help.getByRole("status")).toContainText(/\d+ pages/);
  await page.keyboard.type("secretsmanager raw");
  await help.getByRole("button", { name: /template-syntax/ }).click();
  await expect(help.getByRole("heading", { name: /not well-formed Jinja/ })).toBeFocused();
  await help.getByRole("button", { name: words.help.next }).click();
  await expect(help.getByRole("heading", { name: /not well-formed Jinja/ })).toHaveCount(0);
  await help.getByRole("button", { name: words.help.previous }).click();
  await expect(help.getByRole("heading", { name: /not well-formed Jinja/ })).toBeFocused();
  await help.getByRole("button", { name: words.help.all }).click();
  await expect(search).toBeFocused();
  await page.keyboard.press("F1");
  await expect(help).toHaveCount(0);
  await expect(workbench.text).toBeFocused();
  expect(workbench.complaints).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the help keeps nobody out, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const workbench = new Workbench(page);
    await open(workbench);
    await expectAccessible(workbench.page);
    await page.getByRole("button", { name: words.toolbar.help, exact: true }).click();
    await expect(workbench.help.getByRole("button", { name: /undefined-name/ })).toBeVisible();
    await expectAccessible(workbench.page);
    await workbench.help.getByRole("button", { name: /undefined-name/ }).click();
    await expect(workbench.help.getByRole("article")).toBeVisible();
    await expectAccessible(workbench.page);
  });
}

test("problems are counted and filtered, over a reload too", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await expect(workbench.problems).toContainText(/No problems\. \d+ files in 2 bundles checked/);
  await open(workbench);
  const { problems } = workbench;
  const filter = problems.getByRole("group", { name: words.problems.filter });
  const errors = filter.getByRole("button", { name: /^\d+ errors?$/ });
  const warnings = filter.getByRole("button", { name: /^\d+ warnings?$/ });
  const all = await workbench.listed.count();
  for (const counter of [errors, warnings]) await expect(counter).toHaveAttribute("aria-pressed", "false");
  await expect(workbench.withSeverity("Warning")).not.toHaveCount(0);
  await errors.click();
  await expect(errors).toHaveAttribute("aria-pressed", "true");
  await expect(workbench.withSeverity("Warning")).toHaveCount(0);
  await expect(workbench.withSeverity("Error")).toHaveCount(await workbench.listed.count());
  await expect(workbench.problem("nor_this")).toHaveCount(1);
  await workbench.saved();
  await page.reload();
  await workbench.analyzed();
  await expect(errors).toHaveAttribute("aria-pressed", "true");
  await expect(workbench.withSeverity("Warning")).toHaveCount(0);
  // Another counter lists its own severity, and a second press lists all.
  await warnings.click();
  await expect(workbench.problem("nor_this")).toHaveCount(0);
  await expect(workbench.withSeverity("Warning")).not.toHaveCount(0);
  await warnings.click();
  await expect(workbench.listed).toHaveCount(all);

  // A filter that hides all problems offers to show them.
  await warnings.click();
  const fixes = workbench.withSeverity("Warning").getByRole("button", { name: /^(Change|Remove) / });
  while ((await fixes.count()) > 0) await fixes.first().click();
  await expect(problems).toContainText(words.problems.noneShown);
  await problems.getByRole("button", { name: words.problems.listAll }).click();
  await expect(workbench.problem("nor_this")).toHaveCount(1);

  // Of several bundles, those of the one that is shown.
  await workbench.openArchive(pack("well.tar.gz", environment));
  await expect(workbench.editor).toContainText("well");
  await expect(workbench.problem("nor_this")).toHaveCount(1);
  await problems.getByRole("button", { name: words.problems.thisBundle }).click();
  await expect(problems).toContainText(/No problems\. \d+ files in 1 bundle checked/);
});

test("all safe fixes are made in one step, and undone in one", async ({ page }) => {
  const workbench = new Workbench(page);
  await open(workbench);
  const keyword = workbench.problem("max_length");
  const engine = workbench.problem("rendering_engine");
  await expect(keyword).toHaveCount(1);
  await expect(engine).toHaveCount(1);
  await workbench.problems.getByRole("button", { name: words.problems.fixAll(2) }).click();
  await expect(keyword).toHaveCount(0);
  await expect(engine).toHaveCount(0);
  await expect(workbench.problem("nor_this")).toHaveCount(1);
  const fixed = workbench.alerts.filter({ hasText: words.session.fixed(2, 2) });
  await fixed.getByRole("button", { name: words.notices.undo }).click();
  await expect(keyword).toHaveCount(1);
  await expect(engine).toHaveCount(1);

  // Nothing that was typed since is lost.
  await workbench.problems.getByRole("button", { name: words.problems.fixAll(2) }).click();
  await workbench.select("mistaken", manifest);
  await workbench.typeFirst("# mine\n");
  await fixed.getByRole("button", { name: words.notices.undo }).click();
  const question = page.getByRole("dialog", { name: words.editQuestion.title });
  await expect(question).toContainText(manifest);
  await question.getByRole("button", { name: "Undo in 1 file" }).click();
  await expect(keyword).toHaveCount(1);
  await expect(engine).toHaveCount(0);
  await expect(workbench.text).toContainText("# mine");
});

test("F8 goes over the ends of files, from wherever the keyboard is", async ({ page }) => {
  const workbench = new Workbench(page);
  await open(workbench);
  const count = await workbench.listed.count();
  expect(count).toBeGreaterThanOrEqual(4);
  await workbench.select("mistaken", template);
  await page.getByRole("button", { name: words.toolbar.help, exact: true }).focus();
  const seen = new Set<string>();
  for (let at = 0; at < count; at += 1) {
    const before = await workbench.said.textContent();
    await page.keyboard.press("F8");
    await expect(workbench.said).not.toHaveText(before ?? "");
    await expect(workbench.said).toHaveText(new RegExp(`^Problem \\d+ of ${count}: (Error|Warning): `));
    await expect(workbench.text).toBeFocused();
    seen.add((await workbench.said.textContent()) ?? "");
  }
  expect(seen.size).toBe(count);
  expect(new Set([...seen].map((text) => text.match(/\d+/)?.[0])).size).toBe(count);
  // There and back again.
  const last = (await workbench.said.textContent()) ?? "";
  await page.keyboard.press("F8");
  await expect(workbench.said).not.toHaveText(last);
  await page.keyboard.press("Shift+F8");
  await expect(workbench.said).toHaveText(last);
  expect(workbench.complaints).toEqual([]);
});

/** The text changes and the fix is asked for before the worker can have answered. */
test("a fix that was found in another text changes nothing", async ({ page }) => {
  const workbench = new Workbench(page);
  await open(workbench);
  await workbench.select("mistaken", schema);
  await workbench.typeFirst("# a schema\n");
  await expect(workbench.problem("max_length")).toHaveAccessibleName(/line 16:/);
  await page.keyboard.press("Control+Home");
  await workbench.problem("max_length").getByRole("button", { name: "Change to maxLength" }).evaluate(
    async (button: HTMLElement) => {
      document.execCommand("insertText", false, "# my ");
      await Promise.resolve();
      button.click();
    },
  );
  await expect(workbench.said).toContainText(words.session.checkedAgain);
  await expect(workbench.text).toContainText("# my # a schema");
  await expect(workbench.text).toContainText("max_length: 80");
  await workbench.problem("max_length").getByRole("button", { name: "Change to maxLength" }).click();
  await expect(workbench.text).toContainText("maxLength: 80");
  await expect(workbench.text).toContainText("# my # a schema");
});

test("a problem of a rendered text leads to its line there as well", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.text.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("Outputs: {Twice: 1}\n");
  // Code has no raw backticks around it.
  const text = "repeats Outputs";
  await expect(workbench.problem(text)).toHaveCount(1);
  await expect(workbench.problems).not.toContainText("`");
  const problem = await workbench.details(text);
  // The rendering follows the cursor; what is far away is not drawn.
  await page.keyboard.press("Control+Home");
  await expect(workbench.rendering).not.toContainText("Twice");
  await problem.getByRole("button", { name: /^in instance-dev\.yaml:\d+$/ }).click();
  await expect(workbench.rendering).toContainText("Outputs: {Twice: 1}");
});

test("problems are a tree of files, with details by keyboard", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  const reads = "# {{ environment.inputs.siez }}\n# {{ environment.inputs.siez }}\nOutputs:";
  await workbench.openArchive(
    pack("mistaken.tar.gz", {
      ...environment,
      [schema]: `${environment[schema]}        size:\n          type: string\n`,
      [template]: `${environment[template]}`.replace("Outputs:", reads),
    }),
  );
  const tree = workbench.problems.getByRole("tree", { name: words.panes.problems });
  const file = tree.getByRole("treeitem", { name: /cloudformation\.yaml.*2 errors/ });
  // Equal problems are one line, and what they cause is below them.
  const twice = workbench.problem("siez");
  await expect(twice).toHaveCount(1);
  await expect(twice).toHaveAccessibleName(/^Error: .* 2 times/);
  await expect(twice).toContainText("×2");
  const effect = tree.getByRole("treeitem", { level: 3 });
  await expect(effect).toHaveAccessibleName(/^Warning: No template reads the input size.* caused by the problem above/);
  await expect(effect).toContainText("schema/schema.yaml:");
  await expectAccessible(page);

  await file.focus();
  await page.keyboard.press("ArrowDown");
  await expect(twice).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(twice).toHaveAttribute("aria-expanded", "true");
  await expect(twice).toContainText("Did you mean size?");
  const places = twice.getByRole("list", { name: words.problems.places }).getByRole("button", { name: /^Line / });
  await expect(places).toHaveCount(2);
  await expectAccessible(page);
  await places.last().press("Enter");
  await expect(workbench.text).toBeFocused();
  await expect(workbench.activeLine).toHaveText("# {{ environment.inputs.siez }}");

  // The keyboard stays in the tree while rows are collapsed.
  await twice.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(twice).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("ArrowLeft");
  await expect(file).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(twice).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(twice).toBeFocused();

  // One fix for all, by the key of the editor.
  await page.keyboard.press("Alt+Enter");
  await expect(twice).toHaveCount(0);
  await workbench.alerts.getByRole("button", { name: words.notices.undo }).last().click();
  await expect(twice).toHaveCount(1);
  await twice.getByRole("button", { name: "Change to size (2)" }).click();
  await expect(twice).toHaveCount(0);
  expect(workbench.complaints).toEqual([]);
});
