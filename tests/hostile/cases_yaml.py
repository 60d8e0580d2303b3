"""YAML in every file that is read: aliases that multiply, nesting, lines without end."""

from bundles import ENVIRONMENT, environment, service
from case import either, survived

MB = 1 << 20
MULTIPLY = "multiply beyond all use"
DEEP = "levels deep"
HEAD = "spec:\n  queue_name: jobs\nproton: EnvironmentSpec\n"


def aliases(indent=""):
    """Ten lines that say ten billion times `x`."""
    lines = [f"{indent}a0: &a0 [{', '.join('x' * 10)}]"]
    lines += [f"{indent}a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines) + "\n"


def merges():
    """The same by `<<`."""
    lines = ["a0: &a0 {" + ", ".join(f"k{n}: 1" for n in range(100)) + "}"]
    for n in range(1, 30):
        lines.append(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}")
    return "\n".join(lines) + "\n"


def spec(text):
    return lambda: environment(spec=HEAD + text())


def everywhere(name, what, text, says=""):
    """One text in each file that is read."""
    for part in ["schema", "manifest", "spec", "outputs", "template"]:
        # A sample of outputs that is not read for anything is not complained about either.
        said = says if part != "template" else ""
        yield survived(f"{name}-{part}.tar.gz", f"{what}: {part}",
                       lambda part=part: environment(**{part: text()}), said)


CASES = [
    *everywhere("alias-bomb", "ten lines of aliases that multiply to ten billion values", aliases, MULTIPLY),
    survived("alias-bomb-rendered.tar.gz", "the same, made by a template",
             lambda: environment(template=(
                 "a0: &a0 [x]\n{% for n in range(1, 60) %}a{{ n }}: &a{{ n }} "
                 "[*a{{ n - 1 }}, *a{{ n - 1 }}]\n{% endfor %}"))),
    survived("alias-bomb-component.tar.gz", "the same in a registration",
             lambda: service({".template-registration.yaml": aliases()})),
    survived("merge-bomb-spec.tar.gz", "mappings that merge each other tenfold", spec(merges)),
    either("alias-of-long-text.tar.gz", "a text of a megabyte, repeated 15,000 times",
           spec(lambda: f"a: &a {'x' * MB}\nb: [{', '.join(['*a'] * 15_000)}]\n")),
    either("anchors-around-long-text.tar.gz", "a text of 8 MB with 90 anchors around it",
           spec(lambda: "a: " + "".join(f"&a{n} [" for n in range(90)) + "x" * (8 * MB) + "]" * 90)),
    either("anchors-around-many.tar.gz", "100,000 values with 90 anchors around them",
           spec(lambda: "a: " + "".join(f"&a{n} [" for n in range(90)) + "x, " * 100_000 + "]" * 90)),
    either("alias-of-itself.tar.gz", "an alias within its own anchor", spec(lambda: "a: &a [*a]\n")),
    either("anchors.tar.gz", "100,000 anchors", spec(lambda: "".join(f"k{n}: &a{n} x\n" for n in range(100_000)))),
    *everywhere("deep-flow", "10,000 lists in each other", lambda: "a: " + "[" * 10_000 + "]" * 10_000, DEEP),
    *everywhere("deep-json", "10,000 objects in each other, as JSON",
                lambda: '{"a": ' * 10_000 + "1" + "}" * 10_000, DEEP),
    *everywhere("deep-block", "10,000 lists in a line", lambda: "- " * 10_000 + "x\n", DEEP),
    survived("deep-indent-spec.tar.gz", "1,300 mappings, each indented by a blank",
             spec(lambda: "".join(" " * n + "a:\n" for n in range(1_300))), DEEP),
    either("deep-keys-spec.tar.gz", "10,000 keys that are keys", spec(lambda: "? " * 10_000 + "x\n")),
    survived("deep-open-spec.tar.gz", "a million opening brackets", spec(lambda: "a: " + "[" * MB)),
    survived("deep-rendered.tar.gz", "10,000 lists, made by a template",
             lambda: environment(template="a: {{ '[' * 10000 }}{{ ']' * 10000 }}\n")),
    *everywhere("long-line", "a line of 10 MB", lambda: "a: " + "x" * (10 * MB)),
    either("long-quoted-spec.tar.gz", "a quoted line of 10 MB of escapes",
           spec(lambda: 'a: "' + "\\x41" * (10 * MB // 4) + '"\n')),
    either("long-comment-spec.tar.gz", "a comment of 10 MB", spec(lambda: "# " + "x" * (10 * MB) + "\n")),
    either("long-folded-spec.tar.gz", "a folded text of 10 MB in lines of a letter",
           spec(lambda: "a: >\n" + "  x\n" * (10 * MB // 4))),
    either("lines-spec.tar.gz", "ten million empty lines", spec(lambda: "\n" * (10 * MB))),
    either("lines-template.tar.gz", "ten million empty lines in a template",
           lambda: environment(template=ENVIRONMENT["infrastructure/cloudformation.yaml"] + "\n" * (10 * MB))),
    either("returns-spec.tar.gz", "ten million lone carriage returns", spec(lambda: "\r" * (10 * MB))),
    either("items-spec.tar.gz", "a list of a million items", spec(lambda: "a:\n" + "- x\n" * 1_000_000)),
    either("keys-spec.tar.gz", "300,000 inputs that nobody declared",
           lambda: environment(spec="proton: EnvironmentSpec\nspec:\n" + "".join(
               f"  key{n}: 1\n" for n in range(300_000)))),
    either("same-keys-spec.tar.gz", "one key 100,000 times",
           lambda: environment(spec="proton: EnvironmentSpec\nspec:\n" + "  same: 1\n" * 100_000)),
    either("same-keys-flow-schema.tar.gz", "one type 100,000 times",
           lambda: environment(schema="schema: {types: {" + "A: {}, " * 100_000 + "}}\n")),
    either("exclamation-marks-spec.tar.gz", "a million exclamation marks", spec(lambda: "a: " + "!" * MB + "\n")),
    either("exclamation-marks-template.tar.gz", "a million exclamation marks in a rendering",
           lambda: environment(template="a: 'x" + "!" * MB + "'\nb: [\"!x, y\"]\n")),
    either("tags-with-commas.tar.gz", "100,000 words that might be tags, with commas",
           spec(lambda: "a: [" + "x !a, " * 100_000 + "]\n")),
    either("quoted-tags.tar.gz", "100,000 texts with exclamation marks and commas",
           lambda: environment(template="a:\n" + "- 'x !a, y'\n" * 100_000 + "b: [x]\n")),
    either("long-number-spec.tar.gz", "a number of a million digits",
           lambda: environment(spec="proton: EnvironmentSpec\nspec: {queue_name: " + "9" * MB + "}\n")),
    either("long-sexagesimal-spec.tar.gz", "a number of 300,000 parts to the base of sixty",
           lambda: environment(spec="proton: EnvironmentSpec\nspec: {queue_name: 1" + ":59" * 300_000 + "}\n")),
    either("long-hexadecimal-spec.tar.gz", "a million hexadecimal digits",
           lambda: environment(spec="proton: EnvironmentSpec\nspec: {queue_name: 0x" + "f" * MB + "}\n")),
    either("long-fraction-spec.tar.gz", "a fraction of a million digits, and an exponent",
           lambda: environment(spec="proton: EnvironmentSpec\nspec: {queue_name: ." + "9" * MB + "e+999999999}\n")),
    either("odd-values-spec.tar.gz", "infinities, dates and binaries",
           lambda: environment(spec="proton: EnvironmentSpec\nspec: {queue_name: .inf, a: .nan, "
                               "b: 9999-99-99, c: !!binary '====', d: !!python/object/apply:os.system [x], "
                               "e: !!set {a, b}, f: !!omap [a: 1], g: ~, h: !!int x, i: 0b, j: 1_000}\n")),
    either("directives-spec.tar.gz", "100,000 directives",
           lambda: environment(spec="%TAG !a! tag:a,2000:\n" * 100_000 + "---\nspec: {}\n")),
    either("documents-spec.tar.gz", "100,000 documents", spec(lambda: "---\na: 1\n" * 100_000)),
    either("tabs-spec.tar.gz", "a megabyte of tabs", spec(lambda: "\t" * MB + "a: 1\n")),
    either("markers-spec.tar.gz", "a megabyte of colons", spec(lambda: ": " * MB)),
    either("question-marks-spec.tar.gz", "a megabyte of question marks", spec(lambda: "{" + "? " * MB)),
    either("not-utf8-spec.tar.gz", "a spec that is no text", lambda: environment(spec=b"proton: \xff\xfe\n")),
    either("utf16-spec.tar.gz", "a spec in UTF-16",
           lambda: environment(spec=ENVIRONMENT["spec/spec.yaml"].encode("utf-16"))),
    either("zeros-spec.tar.gz", "zero bytes, escapes and surrogates in a spec",
           lambda: environment(spec="proton: EnvironmentSpec\nspec:\n  queue_name: \"\\0 \\e[31m \\ud800 \\u202e\"\n"
                                    "  other: \x1b[31m\n")),
    either("cesu-spec.tar.gz", "surrogates as six bytes", lambda: environment(
        spec="spec: {queue_name: \ud83d\ude00}\n".encode("utf-8", "surrogatepass"))),
]
