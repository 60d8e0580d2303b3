import { test } from "@playwright/test";
import { pack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { median, ms, p95, print } from "./figures";
import { type Lap, lap, nextPaints } from "./stopwatch";
import { empty, letter } from "./typing";

const fields = 200;
const keystrokes = 120;

test("a form of 200 fields", async ({ page }) => {
  const workbench = new Workbench(page);
  await empty(workbench);
  await workbench.openArchive(pack("form.tar.gz", bundle()));
  const field = workbench.inputs.getByLabel("Field 100", { exact: true });
  await field.fill("x");
  await workbench.rendering.getByText("# x", { exact: true }).waitFor();
  await field.press("End");
  const laps: Lap[] = [];
  for (let at = -15; at < keystrokes; at += 1) {
    const one = await lap(workbench.rendering, letter(at + 26));
    if (at >= 0) laps.push(one);
    await page.waitForTimeout(60 + Math.random() * 60);
  }
  const row: Record<string, string> = { fields: `${fields}` };
  for (const what of ["echoed", "shown", "painted"] as const) {
    const times = laps.map((one) => one[what]);
    row[`${what}, median`] = ms(median(times));
    row[`${what}, p95`] = ms(p95(times));
  }
  const ours = await nextPaints(page, keystrokes);
  await page.setContent("<!doctype html><title>Bare</title><input>");
  await page.locator("input").focus();
  const bare = await nextPaints(page, keystrokes);
  const paints = [
    { "Event Timing": "the form", median: ms(median(ours)), p95: ms(p95(ours)) },
    { "Event Timing": "an input alone on a page", median: ms(median(bare)), p95: ms(p95(bare)) },
  ];
  print(`Typing into a form, ${keystrokes} keystrokes, in milliseconds`, [row]);
  print(`From key to the next frame, ${keystrokes} keystrokes, in milliseconds`, paints);
});

/** An environment with that many inputs of all kinds, one of which the template prints first. */
function bundle(): Record<string, string> {
  const kinds = [
    "type: string, minLength: 1, maxLength: 180, description: 'A text of **some** length.'",
    "type: integer, minimum: 0, default: 3",
    "type: boolean, default: true",
    "type: string, enum: [a, b, c, d, e, f, g], default: a",
    "type: array, items: {type: string}, default: [x, y]",
  ];
  const inputs = Array.from({ length: fields }, (_, at) => {
    const kind = at === 100 ? kinds[0] : kinds[at % kinds.length];
    return `        p${at}: {title: "Field ${at}", ${kind}}\n`;
  });
  return {
    "schema/schema.yaml": `schema:
  format: {openapi: "3.0.0"}
  environment_input_type: I
  types:
    I:
      type: object
      properties:
${inputs.join("")}`,
    "infrastructure/manifest.yaml": `infrastructure:
  templates:
    - {file: cloudformation.yaml, rendering_engine: jinja, template_language: cloudformation}
`,
    "infrastructure/cloudformation.yaml": `# {{ environment.inputs.p100 }}
Resources:
{%- for name, value in environment.inputs.items() %}
  R{{ name }}: {Type: "AWS::SNS::Topic", Properties: {DisplayName: "{{ value }}"}}
{%- endfor %}
`,
  };
}
