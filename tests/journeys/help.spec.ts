import { expect, expectAccessible, type Page, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const template = "instance_infrastructure/cloudformation.yaml";

/** Opens the help at the list, by keyboard. */
async function help(page: Page): Promise<Workbench> {
  const workbench = new Workbench(page);
  await workbench.open();
  await page.keyboard.press("F1");
  await expect(search(workbench)).toBeFocused();
  await expect(workbench.help.getByRole("status")).toContainText(/\d+ pages/);
  return workbench;
}

const search = ({ help }: Workbench) => help.getByRole("searchbox", { name: words.help.search });

const heading = ({ help }: Workbench, name: string | RegExp) => help.getByRole("heading", { level: 3, name });

test("the list has its pages in groups, and those about one word under another page", async ({ page }) => {
  const workbench = await help(page);
  const groups = workbench.help.getByRole("heading", { level: 3 });
  await expect(groups).toHaveText([
    "Begin",
    "Names and filters",
    "Files",
    "Checks",
    "After Proton",
    "Keys",
  ]);
  await expect(workbench.help).toMatchAriaSnapshot(`
    - dialog "Help":
      - heading "Help" [level=2]
      - button "Close"
      - searchbox "Search the help"
      - group "Help text":
        - status: /\\d+ pages/
        - heading "Begin" [level=3]
        - list:
          - listitem:
            - button "First steps"
          - listitem:
            - button "Jinja in a minute"
          - listitem:
            - button "How templates are rendered"
          - listitem:
            - button "Words"
        - heading "Names and filters" [level=3]
        - list:
          - listitem:
            - button "Filters"
          - listitem:
            - button "Functions"
          - listitem:
            - button "loop"
          - listitem:
            - button "Methods"
          - listitem:
            - button "What a component's template can read"
          - listitem:
            - button "What an environment template can read"
          - listitem:
            - button "What a service instance's template can read"
          - listitem:
            - button "What a pipeline template can read"
          - listitem:
            - button "Tags"
          - listitem:
            - button "Tests"
        - heading "Files" [level=3]
        - list:
          - listitem:
            - button "The files of a bundle"
          - listitem:
            - button "Limits"
          - listitem:
            - button "manifest.yaml"
          - listitem:
            - button "Sample outputs"
          - listitem:
            - button "schema.yaml"
          - listitem:
            - button "Keywords of the schema"
          - listitem:
            - 'button "The spec: the values of the inputs"'
  `);
  await expect(workbench.help.getByRole("button", { name: "After Proton: what still works" })).toHaveCount(1);
  await expect(workbench.help.getByRole("button", { name: /^upper/ })).toHaveCount(0);
  await expectAccessible(workbench.page);
  expect(workbench.complaints).toEqual([]);
});

test("a filter is found, read, left by a link and come back to, by keyboard alone", async ({ page }) => {
  const workbench = await help(page);
  await page.keyboard.type("upper");
  const results = workbench.help.getByRole("listitem").getByRole("button");
  await expect(results.first()).toHaveAccessibleName(/^upper Filter Converts the text to upper case\./);
  await expect(results.nth(1)).toHaveAccessibleName(/^upper Test /);
  // The matches are marked, and their number is announced.
  await expect(results.first().locator("mark")).toHaveText(["upper", "upper", "upper"]);
  await expect(workbench.help.getByRole("status")).toHaveText(/^\d+ pages found$/);
  await expectAccessible(workbench.page);

  // Down into the list, along it and back up.
  await page.keyboard.press("ArrowDown");
  await expect(results.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(results.nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(results.last()).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  await expect(search(workbench)).toBeFocused();
  // The list is one stop of Tab: what comes after it is the page, not the next entry.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(heading(workbench, "upper")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expectAccessible(workbench.page);

  // Back to the entry that led here, with the search as it was.
  const back = workbench.help.getByRole("button", { name: words.help.back });
  await back.focus();
  await page.keyboard.press("Enter");
  await expect(results.nth(1)).toBeFocused();
  await expect(search(workbench)).toHaveValue("upper");

  // From page to page by links, and all the way back.
  await search(workbench).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("unguarded");
  await page.keyboard.press("Enter");
  await expect(heading(workbench, "A template reads an optional input without a guard")).toBeFocused();
  await workbench.help.getByRole("button", { name: words.help.all }).click();
  await expect(search(workbench)).toBeFocused();
  await expect(search(workbench)).toHaveValue("");
  await page.keyboard.type("default");
  await page.keyboard.press("Enter");
  await expect(heading(workbench, "default, d")).toBeFocused();
  const link = workbench.help.getByRole("link", { name: "unguarded-input" });
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(heading(workbench, "A template reads an optional input without a guard")).toBeFocused();
  await back.click();
  await expect(heading(workbench, "default, d")).toBeFocused();
  await back.click();
  await expect(search(workbench)).toHaveValue("default");
  await page.keyboard.press("Escape");
  await expect(workbench.help).toHaveCount(0);
  expect(workbench.complaints).toEqual([]);
});

test("where nothing is found there is a way on", async ({ page }) => {
  const workbench = await help(page);
  await page.keyboard.type("uppr");
  await expect(workbench.help.getByRole("status")).toHaveText(words.help.noPageFound);
  await expect(workbench.help).toContainText("No page contains all of “uppr”.");
  await expectAccessible(workbench.page);
  await workbench.help.getByRole("button", { name: "Search for “upper”" }).click();
  await expect(workbench.help.getByRole("button", { name: /^upper Filter/ })).toBeVisible();
  await expect(search(workbench)).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("zzz <b>qqq</b>");
  await expect(workbench.help).toContainText("No page contains all of “zzz <b>qqq</b>”.");
  await workbench.help.getByRole("button", { name: words.help.all }).click();
  await expect(heading(workbench, "Begin")).toBeVisible();
  await expect(search(workbench)).toHaveValue("");
  await expect(search(workbench)).toBeFocused();
});

test("on paper a page of the help stands alone, whole and in light colours", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const workbench = await help(page);
  await page.keyboard.type("default");
  await page.keyboard.press("Enter");
  await expect(heading(workbench, "default, d")).toBeFocused();
  await page.emulateMedia({ media: "print" });
  const body = workbench.help.getByRole("group", { name: words.help.body });
  await expect(heading(workbench, "default, d")).toBeVisible();
  for (const hidden of [workbench.editor, workbench.status, search(workbench)]) {
    await expect(hidden).toBeHidden();
  }
  expect(await body.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
  const scheme = await page.locator("html").evaluate((html) => getComputedStyle(html).colorScheme);
  expect(scheme).toBe("light");
  await page.emulateMedia({ media: "screen" });
});

test("F1 in the editor opens the help at what the cursor is on", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.select("item-api-service", template);
  await workbench.typeFirst("# {{ service_instance.name | upper }} {{ environment.outputs.ApiId }}\n");
  await workbench.analyzed();
  await page.keyboard.press("Control+Home");
  const go = async (steps: number) => {
    await workbench.text.focus();
    for (let at = 0; at < steps; at += 1) await page.keyboard.press("ArrowRight");
  };
  // Within `name`.
  await go("# {{ service_instance.na".length);
  await page.keyboard.press("F1");
  await expect(heading(workbench, "service_instance.name")).toBeFocused();
  // Within `upper`, while the help is open.
  await go("me | up".length);
  await page.keyboard.press("F1");
  await expect(heading(workbench, "upper")).toBeFocused();
  await expect(workbench.help).toContainText("Filter");
  // Within an output's name.
  await go("per }} {{ environment.outputs.Ap".length);
  await page.keyboard.press("F1");
  await expect(heading(workbench, "environment.outputs")).toBeFocused();
  // There once more, it closes.
  await workbench.text.focus();
  await page.keyboard.press("F1");
  await expect(workbench.help).toHaveCount(0);
  await expect(workbench.text).toBeFocused();
  // Where nothing is to be said, the list.
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("F1");
  await expect(search(workbench)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(workbench.text).toBeFocused();
  expect(workbench.complaints).toEqual([]);
});

for (const width of [390, 1440]) {
  test(`a page is read at ${width} pixels without going sideways`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const workbench = await help(page);
    for (const name of [
      "Deploy by hand",
      "proton_cfn_ecs_task_definition_formatted_env_vars",
      "What a pipeline template can read",
      "Keywords of the schema",
    ]) {
      await search(workbench).fill(name);
      await page.keyboard.press("Enter");
      await expect(heading(workbench, name)).toBeFocused();
      const body = workbench.help.getByRole("group", { name: words.help.body });
      const [inner, outer] = await body.evaluate((one) => [one.scrollWidth, one.clientWidth]);
      expect(inner).toBeLessThanOrEqual(outer!);
      await expectAccessible(workbench.page);
    }
    // Code goes sideways by itself, by keyboard too.
    await search(workbench).fill("Deploy by hand");
    await page.keyboard.press("Enter");
    const code = workbench.help.getByRole("group", { name: "Code" }).nth(1);
    await code.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => code.evaluate((one) => one.scrollLeft)).toBeGreaterThan(0);
  });
}
