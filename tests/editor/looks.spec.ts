import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { Panes } from "../pages/panes";

const template = `# A comment with {{ jinja.in_it }}
Resources:
{% for instance in service_instances if instance.outputs is defined %}
  Deploy{{ instance.name }}: &anchor
    Type: AWS::Lambda::Function
    Fn::Sub: "arn:\${AWS::Partition}:{{ instance.name | default('x', true) | upper }}"
    Role: !GetAtt Role.Arn
    Size: [1, 0x10, {a: {{- 12 -}} }]
{%- endfor %}
{# not shown #}
Broken: {{ unfinished
After: "a string"
Script: |
  echo {{ pipeline.inputs.command }}
`;

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("is readable, and named for those who cannot see it", async ({ page }) => {
      const panes = new Panes(page);
      await panes.open();
      await panes.show("cloudformation.yaml", template);
      await panes.view("dev", template.replaceAll("instance", "dev"));
      await panes.mark("cloudformation.yaml", [
        {
          fromLine: 2,
          fromColumn: 0,
          toLine: 2,
          toColumn: 9,
          severity: "warning",
          message: "Never used.",
          help: "Remove it.",
          fixTitle: "Remove it",
          index: 0,
        },
      ]);
      await panes.reveal("cloudformation.yaml", 2, 0, 9);
      await panes.press("Control+f");
      await expect(page.getByRole("textbox", { name: "Find" })).toBeFocused();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations).toEqual([]);
      expect(panes.complaints).toEqual([]);
    });
  });
}

test("an unfinished expression takes no colour from what follows", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("a.yaml", template);
  const colour = (text: string) =>
    panes
      .text("a.yaml")
      .getByText(text, { exact: true })
      .first()
      .evaluate((part) => getComputedStyle(part).color);
  const key = await colour("Resources");
  expect(await colour("After")).toBe(key);
  expect(await colour("Deploy")).toBe(key);
  expect(await colour('"a string"')).not.toBe(key);
  expect(await colour("unfinished")).toBe(await colour("pipeline"));
  expect(await colour("endfor")).toBe(await colour("for"));
  expect(await colour("default")).toBe(await colour("upper"));
});

test("is as large as its place, however long the text", async ({ page }) => {
  const panes = new Panes(page);
  await panes.open();
  await panes.show("a.yaml", "line: 1\n".repeat(500));
  const place = page.locator("#editor");
  expect((await place.boundingBox())?.height).toBe(300);
  expect(await place.evaluate((place) => place.scrollHeight)).toBe(300);
  await panes.press("Control+End");
  await expect(page.getByText("501", { exact: true })).toBeInViewport();
});
