import { ChangeSet, Text } from "@codemirror/state";
import { expect, test } from "@playwright/test";
import { changesBetween } from "../../app/editor/src/changes";
import { findJinja, jinjaTokens } from "../../app/editor/src/jinja";
import { reader } from "../../app/editor/src/source";
import { outside, yamlTokens } from "../../app/editor/src/yaml";

/** The tokens of YAML lines as `text=kind`, those of one line separated by blanks. */
function yaml(...lines: string[]): string[] {
  const state = outside();
  return lines.map((line) =>
    yamlTokens(line, state)
      .map(({ from, to, kind }) => `${line.slice(from, to)}=${kind}`)
      .join(" "),
  );
}

const parts = (text: string) => findJinja(text).parts.map(({ from, to }) => text.slice(from, to));

const jinja = (text: string) =>
  findJinja(text).parts.map((part) =>
    jinjaTokens(text, part)
      .map(({ from, to, kind }) => `${text.slice(from, to)}=${kind}`)
      .join(" "),
  );

test("reads the lines of a template", () => {
  expect(
    yaml(
      "Resources: # all of them",
      "  Fn::Sub: !Sub 'it''s'",
      '  "quoted key": "a \\" b" # c',
      "  - Key: &anchor 12",
      "  - plain text: with # a comment",
      "  Url: http://a.b/#c",
      "  Version: 2012-10-17",
      "  Flow: [a, {b: yes, c: 0x1F}, *alias]",
      "---",
    ),
  ).toEqual([
    "Resources=key :=punctuation # all of them=comment",
    "Fn::Sub=key :=punctuation !Sub=tag 'it''s'=string",
    '"quoted key"=key :=punctuation "a \\" b"=string # c=comment',
    "-=punctuation Key=key :=punctuation &anchor=tag 12=number",
    "-=punctuation plain text=key :=punctuation # a comment=comment",
    "Url=key :=punctuation",
    "Version=key :=punctuation",
    "Flow=key :=punctuation [=punctuation ,=punctuation {=punctuation b=key :=punctuation " +
      "yes=number ,=punctuation c=key :=punctuation 0x1F=number }=punctuation ,=punctuation " +
      "*alias=tag ]=punctuation",
    "---=punctuation",
  ]);
});

test("takes block scalars and long strings as text", () => {
  expect(
    yaml(
      "  - Script: !Sub |-",
      "      key: # text",
      "",
      "      more: 1",
      "    Other: |",
      "      a: b",
      "  - |",
      "    c: d",
      "  - e: 1",
      'Long: "begins',
      'a: b"',
      "f: 2",
    ),
  ).toEqual([
    "-=punctuation Script=key :=punctuation !Sub=tag |-=punctuation",
    "",
    "",
    "",
    "Other=key :=punctuation |=punctuation",
    "",
    "-=punctuation |=punctuation",
    "",
    "-=punctuation e=key :=punctuation 1=number",
    'Long=key :=punctuation "begins=string',
    'a: b"=string',
    "f=key :=punctuation 2=number",
  ]);
});

test("finds the Jinja, finished or not", () => {
  expect(parts("a: {{- x -}}\n{%+ if y %}{# z #}")).toEqual([
    "{{- x -}}",
    "{%+ if y %}",
    "{# z #}",
  ]);
  expect(parts("{{ '}}' ~ \"%}\" }}{{ {'a': {'b': 1}} }}")).toEqual([
    "{{ '}}' ~ \"%}\" }}",
    "{{ {'a': {'b': 1}} }}",
  ]);
  expect(parts("a: {{ x }\nb: {{ y }}\n{# c\nd: 1")).toEqual(["{{ x }", "{{ y }}", "{# c"]);
  expect(parts("{{ 'it }} {{ x }}")).toEqual(["{{ 'it }}", "{{ x }}"]);
  expect(parts("{% raw %}{{ x }}{% endraw %}{{ y }}")).toEqual([
    "{% raw %}",
    "{% endraw %}",
    "{{ y }}",
  ]);
  expect(parts("${A} { b } {{resolve:ssm:a:1}}")).toEqual(["{{resolve:ssm:a:1}}"]);
});

test("knows the words of Jinja", () => {
  expect(jinja("{%- for k, v in a.items() if not v -%}{{ x[1:] | join(', ') }}")).toEqual([
    "{%-=template for=template k=variable ,=punctuation v=variable in=template a=variable " +
      ".=punctuation items=variable (=punctuation )=punctuation if=template not=template " +
      "v=variable -%}=template",
    "{{=template x=variable [=punctuation 1=number :=punctuation ]=punctuation |=punctuation " +
      "join=filter (=punctuation ', '=string )=punctuation }}=template",
  ]);
  expect(jinja("{{ unfinished\nnext: 1")).toEqual(["{{=template unfinished=variable"]);
});

test("a statement encloses what stands before its end", () => {
  const enclosed = (text: string) =>
    findJinja(text).enclosed.map(({ from, to }) => text.slice(from, to));
  expect(enclosed("{% for a in b %}1{% if c %}2{% endfor %}3{% endif %}")).toEqual([
    "1{% if c %}2",
  ]);
  expect(enclosed("{% set a = 1 %}{% set b %}2{% endset %}")).toEqual(["2"]);
});

test("lines of nothing but tags and comments have no indentation", () => {
  const text = "a:\n  {% if b %}\n    {{ c }}: 1\n# d\n  {% endif %} e: 1\n{#\n f: 1\n#}\n  g: 1";
  expect([...reader(true)(Text.of(text.split("\n"))).indents]).toEqual([
    0, -1, 4, -1, 2, -1, -1, -1, 2,
  ]);
});

test("any text turns into any other by small changes", () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 16807) % 2147483647;
    return seed % below;
  };
  const text = () => Array.from({ length: 1 + random(12) }, () => "ab".slice(0, random(3)));
  for (let round = 0; round < 2000; round++) {
    const [before, after] = [Text.of(text()), Text.of(text())];
    const changes = ChangeSet.of(changesBetween(before, after), before.length);
    expect(changes.apply(before).toString()).toBe(after.toString());
  }
  const lines = Array.from({ length: 900 }, (_, i) => `line ${i}`);
  const moved = ["new", ...lines.slice(0, 300), ...lines.slice(320), "end"];
  const spec = changesBetween(Text.of(lines), Text.of(moved));
  expect(spec).toHaveLength(3);
  const replaced = lines.map((line) => `${line}!`);
  const old = Text.of(lines);
  const all = ChangeSet.of(changesBetween(old, Text.of(replaced)), old.length);
  expect(all.apply(old).toString()).toBe(replaced.join("\n"));
});

// Each of these took minutes when what is missing was looked for again and again.
for (const [what, text] of Object.entries({
  "prints without an end": "{{ ".repeat(1_000_000),
  "comments without an end": "{# ".repeat(1_000_000),
  "strings without an end": "{{ " + "'\\".repeat(500_000),
  "strings without an end in prints without one": "{{ '\\".repeat(500_000),
  "blocks that others end": "{% if x %}".repeat(200_000) + "{% endfor %}".repeat(200_000),
})) {
  test(`a hostile text is read once: ${what}`, () => {
    const { parts } = findJinja(text);
    expect(parts.length).toBeGreaterThan(0);
    const [first] = parts;
    expect(jinjaTokens(text, first!).length).toBeGreaterThan(0);
  });
}
