import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, expectAccessible, type Page, test } from "../pages/test";
import { load } from "js-yaml";
import { pack, read } from "../pages/archive";
import { oracle } from "../pages/oracle";
import { sample } from "../pages/soak";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

/** The public bundles that have a form. */
const names =
  oracle === undefined
    ? []
    : readdirSync(join(oracle, "cases")).filter((name) =>
        existsSync(join(oracle!, "cases", name, "bundle/schema/schema.yaml")),
      );

if (names.length === 0) console.log("skipped: no ../shared/oracle");

for (const name of sample("forms by keyboard", names, 8)) {
  test(`the form of ${name} is filled in by keyboard alone`, async ({ page }) => {
    const files = read(join(oracle!, "cases", name));
    const text = (latin1: string) => Buffer.from(latin1, "latin1").toString();
    const bundle: Record<string, Buffer> = {};
    for (const [path, content] of Object.entries(files)) {
      // Its sample is what the person has in mind; the page makes one of its own.
      if (path.startsWith("bundle/") && !path.startsWith("bundle/spec/")) {
        bundle[path.slice("bundle/".length)] = Buffer.from(content, "latin1");
      }
    }
    const outputs = files["outputs.yaml"];
    if (outputs !== undefined) bundle["spec/sample-outputs.yaml"] = Buffer.from(outputs, "latin1");
    const wanted = wishes(text(files["bundle/schema/schema.yaml"]!), text(files["spec.yaml"] ?? ""));

    const workbench = new Workbench(page);
    await workbench.open();
    await workbench.closeAll();
    await workbench.openArchive(pack(`${name}.tar.gz`, bundle));
    await expect(workbench.editor).toContainText(name.slice(0, 12));
    await workbench.analyzed();
    const tabs = workbench.inputs.getByRole("tablist", { name: words.form.targets }).getByRole("tab");
    await expect(tabs.first()).toBeVisible();
    await tabs.first().focus();
    const count = await tabs.count();
    for (let at = 0; at < count; at += 1) {
      if (at > 0) {
        await tabs.nth(at - 1).focus();
        await page.keyboard.press("ArrowRight");
      }
      const filled = await fill(page, wanted);
      expect(filled.wrong, name).toEqual([]);
      await expect(workbench.inputs.locator('[aria-invalid="true"]')).toHaveCount(0);
    }
    await expectAccessible(workbench.page);
    await workbench.analyzed();
    // Some do not render at all, in Python neither.
    const shown = (await tabs.last().textContent()) === "pipeline" ? "pipeline" : "";
    const renders = new RegExp(`^expected/${shown}.*\\.yaml$`);
    if (Object.keys(files).some((path) => renders.test(path))) {
      await expect(workbench.rendering).not.toBeEmpty();
    }
  });
}

/** The value for each input, by the name that the form shows for it. */
function wishes(schema: string, spec: string): Map<string, unknown> {
  const wanted = new Map<string, unknown>();
  // biome-ignore lint: whatever the bundle holds.
  const { types = {}, ...names } = ((load(schema) as any)?.schema ?? {}) as any;
  const given = (spec && (load(spec) as any)) || {};
  const inputs: [unknown, unknown][] = [
    [names.environment_input_type, given.spec],
    [names.service_input_type, given.instances?.[0]?.spec],
    [names.pipeline_input_type, given.pipeline],
  ];
  for (const [type, values] of inputs) {
    for (const [key, property] of Object.entries(types[type as string]?.properties ?? {})) {
      const value = (values as Record<string, unknown> | undefined)?.[key];
      if (value !== undefined) wanted.set((property as any)?.title || key, value);
    }
  }
  return wanted;
}

/** The focused element. */
interface Stop {
  kind: string;
  label: string;
  value: string;
  checked: boolean;
  inside: boolean;
}

function stop(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    const labels = [...(element.labels ?? [])].map((label) => label.textContent?.trim() ?? "");
    const kind = element.getAttribute("role") ?? element.type ?? element.tagName.toLowerCase();
    return {
      kind: kind === "radio" ? `radio ${element.closest("fieldset")?.querySelector(".field__label")?.textContent}` : kind,
      label: labels[0] ?? element.getAttribute("aria-label") ?? "",
      value: element.value ?? "",
      checked: element.checked ?? false,
      inside: element.closest('[aria-label="Inputs"]') !== null,
    };
  });
}

/** Goes through a form with Tab and fills in what is wanted; gives what did not come out so. */
async function fill(page: Page, wanted: Map<string, unknown>): Promise<{ wrong: string[] }> {
  const wrong: string[] = [];
  const check = async (what: string, value: string) => {
    const now = await stop(page);
    if (now.value !== value) wrong.push(`${what}: ${now.value} for ${value}`);
  };
  for (let steps = 0; steps < 400; steps += 1) {
    await page.keyboard.press("Tab");
    const { kind, label, inside, checked } = await stop(page);
    if (!inside) break;
    const group = kind.startsWith("radio ") ? kind.slice("radio ".length) : undefined;
    const wish = wanted.get(group ?? label);
    if (wish === undefined || wish === null || typeof wish === "object") continue;
    if (group !== undefined) {
      let now = await stop(page);
      for (let turns = 0; turns < 5 && now.label !== `${wish}`; turns += 1) {
        await page.keyboard.press("ArrowDown");
        now = await stop(page);
      }
      if (!now.checked) await page.keyboard.press("Space");
      now = await stop(page);
      if (now.label !== `${wish}` || !now.checked) wrong.push(`${group}: ${now.label}`);
    } else if (kind === "checkbox") {
      if (checked !== wish) await page.keyboard.press("Space");
      if ((await stop(page)).checked !== wish) wrong.push(`${label}: not ${wish}`);
    } else if (kind === "combobox") {
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(`${wish}`);
      await page.keyboard.press("Enter");
      await check(label, `${wish}`);
    } else if (["text", "textarea", "email", "url", "password", "spinbutton"].includes(kind)) {
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(`${wish}`);
      await check(label, `${wish}`);
    }
  }
  return { wrong };
}
