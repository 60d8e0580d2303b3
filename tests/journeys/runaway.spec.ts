import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const loops = {
  "two nested loops":
    "{% for a in range(100000) %}{% for b in range(100000) %}{{ a }}{% endfor %}{% endfor %}\n",
  "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}\n",
  "a text that doubles":
    "{% set n = namespace(t='x') %}{% for i in range(99) %}{% set n.t = n.t ~ n.t %}{% endfor %}\n",
};

for (const [name, template] of Object.entries(loops)) {
  test(`${name}: ended, while the page stays live`, async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.open();
    await workbench.typeFirst(template);
    // Typed at once, while the template would still be running.
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("# still here\n");
    await expect(workbench.text).toContainText("# still here");
    await workbench.tab(workbench.inputs, words.inputs.nameExample);
    await workbench.inputs.getByLabel("API path", { exact: true }).fill("/live");
    await expect(workbench.inputs.getByLabel("API path", { exact: true })).toHaveValue("/live");
    const told = workbench.withSeverity("Error").or(workbench.alerts);
    await expect(told.first()).toBeVisible();
    await workbench.text.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("Resources: {} # {{ service.name }}, mended\n");
    await expect(workbench.rendering).toContainText("Resources: {} # items, mended");
    await workbench.analyzed();
  });
}
