"""Schemas: types without end, patterns that backtrack, names that objects have, and far too many."""

import json

from bundles import environment, schema, service
from case import either, survived

MB = 1 << 20
NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype", "__defineGetter__"]
MARKUP = "<img src=x onerror=pwned=1><script>pwned=1</script>"
LINKS = (
    "[a](javascript:pwned=1) [b](JaVaScRiPt:pwned=1) [c](data:text/html,<script>pwned=1</script>) "
    "[d](vbscript:x) [e]( javascript:pwned=1) [f](java\nscript:pwned=1) [g](\x01javascript:pwned=1) "
    "[h](//evil.test/x) [i](https://evil.test/\"onmouseover=pwned=1) ![j](https://evil.test/x.png) "
    "![k](x onerror=pwned=1) <javascript:pwned=1> <https://evil.test> [l]\n\n[l]: javascript:pwned=1\n"
)


def types(value, spec="{queue_name: jobs}", **more):
    """An environment whose types these are, and what is given for them."""
    return lambda: environment(
        schema=schema(json.dumps(value() if callable(value) else value)),
        spec=f"proton: EnvironmentSpec\nspec: {spec() if callable(spec) else spec}\n", **more)


def inputs(properties, spec="{}", **more):
    """The same with one type of these properties."""
    def value():
        made = properties() if callable(properties) else properties
        return {"Input": {"type": "object", "properties": made, **more}}
    return types(value, spec)


def ref(name):
    return {"$ref": f"#/{name}"}


def chain(link, count):
    """`count` types of which each names the next by what `link` makes of a reference."""
    def value():
        made = {f"T{n}": link(ref(f"T{n + 1}")) for n in range(count)}
        made[f"T{count}"] = {"type": "string"}
        made["Input"] = {"type": "object", "properties": {"a": ref("T0")}}
        return made
    return value


def pair(one):
    return {"type": "object", "required": ["a", "b"], "properties": {"a": one, "b": one}}


def pattern(text, value):
    return inputs({"a": {"type": "string", "pattern": text}}, json.dumps({"a": value}))


def deep_properties(count):
    text = '{"type": "object", "properties": {"a": ' * count + "{}" + "}}" * count
    return lambda: environment(schema=schema('{"Input": ' + text + "}"))


LONG = "a" * 50_000 + "!"

CASES = [
    # types
    survived("types-deep.tar.gz", "properties in properties, 10,000 deep", deep_properties(10_000), "levels deep"),
    either("types-deep-45.tar.gz", "properties in properties, as deep as YAML may be", deep_properties(45)),
    either("refs-chain.tar.gz", "10,000 types of which each is the next", types(chain(lambda one: one, 10_000), '{a: "x"}')),
    either("refs-chain-all.tar.gz", "3,000 types of which each is allOf the next",
           types(chain(lambda one: {"allOf": [one]}, 3_000), '{a: "x"}')),
    either("refs-chain-objects.tar.gz", "10,000 types of which each holds the next", types(chain(
        lambda one: {"type": "object", "required": ["a"], "properties": {"a": one}}, 10_000),
        "{a: " * 45 + "1" + "}" * 45)),
    survived("refs-circle.tar.gz", "a circle of types that are each other", types(
        {"Input": {"type": "object", "properties": {"a": ref("A")}}, "A": ref("B"), "B": ref("A")})),
    survived("refs-circle-long.tar.gz", "a circle of 3,000 types", types(lambda: {
        "Input": {"type": "object", "properties": {"a": ref("T0")}},
        **{f"T{n}": ref(f"T{(n + 1) % 3000}") for n in range(3000)}})),
    survived("refs-circle-all.tar.gz", "a type that is allOf itself", types(
        {"Input": {"type": "object", "allOf": [ref("Input")], "properties": {"a": {"type": "string"}}}})),
    survived("refs-holds-itself.tar.gz", "a type that requires itself twice",
             types({"Input": pair(ref("Input"))})),
    survived("refs-holds-itself-in-lists.tar.gz", "lists of itself, a thousand at least", types(
        {"Input": {"type": "object", "required": ["a"], "properties": {
            "a": {"type": "array", "minItems": 1000, "items": ref("Input")}}}})),
    either("refs-double.tar.gz", "40 types of which each requires the next twice", types(chain(pair, 40))),
    either("refs-double-all.tar.gz", "40 types of which each is allOf the next, twice",
           types(chain(lambda one: {"allOf": [one, one]}, 40), '{a: "x"}')),
    either("refs-double-one.tar.gz", "40 types of which each is oneOf the next, twice",
           types(chain(lambda one: {"oneOf": [one, one]}, 40), '{a: "x"}')),
    either("refs-double-any.tar.gz", "25 types of which each is anyOf the next, twice, wrong throughout",
           types(chain(lambda one: {"anyOf": [one, one]}, 25), "{a: 1}")),
    either("refs-double-not.tar.gz", "40 types of which each is not the next",
           types(chain(lambda one: {"not": {"allOf": [one, one]}}, 30), "{a: 1}")),
    either("refs-double-kinds.tar.gz", "kinds of kinds of objects, 16 deep", types(chain(
        lambda one: {"oneOf": [pair(one), {"type": "object", "properties": {"c": one}}]}, 16), "{a: {a: {}}}")),
    either("refs-odd.tar.gz", "references to everything but types", types({"Input": {"type": "object", "properties": {
        "a": ref(""), "b": {"$ref": "#"}, "c": {"$ref": "https://evil.test/schema.json"}, "d": {"$ref": "file:///etc/passwd"},
        "e": {"$ref": "#/Input/properties/a"}, "f": {"$ref": "#/%2e%2e/x"}, "g": {"$ref": 1}, "h": {"$ref": "#/__proto__"},
        "i": {"$ref": "#/~1~0~"}}}})),
    either("any-of-10000.tar.gz", "one of 10,000 kinds", inputs(lambda: {
        "a": {"oneOf": [{"type": "object", "properties": {f"k{n}": {"type": "string"}}} for n in range(10_000)]}},
        "{a: {k9: 1}}")),
    either("discriminator-10000.tar.gz", "10,000 kinds by name", types(lambda: {
        "Input": {"type": "object", "properties": {"a": {
            "oneOf": [ref(f"K{n}") for n in range(5_000)],
            "discriminator": {"propertyName": "k", "mapping": {f"k{n}": f"#/K{n}" for n in range(5_000)}}}}},
        **{f"K{n}": {"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}}}
           for n in range(5_000)}}, "{a: {k: k4999}}")),
    # many
    either("inputs-10000.tar.gz", "10,000 inputs",
           inputs(lambda: {f"input_{n}": {"type": "string", "default": str(n)} for n in range(10_000)})),
    either("inputs-10000-required.tar.gz", "10,000 required inputs, none of them given", inputs(
        lambda: {f"input_{n}": {"type": "string"} for n in range(10_000)},
        required=[f"input_{n}" for n in range(10_000)])),
    either("inputs-10000-wrong.tar.gz", "10,000 inputs, all of them wrong", inputs(
        lambda: {f"input_{n}": {"type": "string", "minLength": 3} for n in range(10_000)},
        lambda: json.dumps({f"input_{n}": 1 for n in range(10_000)}))),
    either("inputs-10000-misspelled.tar.gz", "10,000 inputs, and 10,000 others that are nearly called so", inputs(
        lambda: {f"input_{n}": {"type": "string"} for n in range(10_000)},
        lambda: json.dumps({f"imput_{n}": "x" for n in range(10_000)}))),
    either("inputs-wrong-defaults.tar.gz", "10,000 defaults that do not fit", inputs(
        lambda: {f"input_{n}": {"type": "string", "default": n} for n in range(10_000)})),
    either("types-10000.tar.gz", "10,000 types that nobody uses", types(lambda: {
        "Input": {"type": "object", "properties": {}},
        **{f"T{n}": {"type": "object", "properties": {"a": {"type": "string", "pattern": "^a+$"}}}
           for n in range(10_000)}})),
    either("required-100000.tar.gz", "100,000 required names that nobody declares", inputs(
        {"a": {"type": "string"}}, required=[f"r{n}" for n in range(100_000)])),
    either("enum-100000.tar.gz", "100,000 values to choose from",
           inputs({"a": {"type": "string", "enum": [f"v{n}" for n in range(100_000)]}}, "{a: no}")),
    either("enum-same.tar.gz", "one value 100,000 times",
           inputs({"a": {"type": "string", "enum": ["v"] * 100_000}}, "{a: v}")),
    either("enum-objects.tar.gz", "20,000 objects to choose from",
           inputs({"a": {"enum": [{"k": n, "l": [n]} for n in range(20_000)]}}, "{a: {k: 1}}")),
    either("properties-unknown-keywords.tar.gz", "100,000 keywords that there are not", types(
        {"Input": {"type": "object", "properties": {"a": {"type": "string",
                                                          **{f"x{n}": n for n in range(100_000)}}}}})),
    # bounds
    either("bounds-huge.tar.gz", "least lengths and numbers beyond all use", inputs({
        "a": {"type": "string", "minLength": 2_000_000_000}, "b": {"type": "string", "minLength": 10**30},
        "c": {"type": "array", "minItems": 2_000_000_000, "items": {"type": "string"}},
        "d": {"type": "object", "minProperties": 2_000_000_000}, "e": {"type": "integer", "minimum": 10**400},
        "f": {"type": "number", "multipleOf": 1e-300, "minimum": 1}, "g": {"type": "number", "multipleOf": 0},
        "h": {"type": "integer", "multipleOf": -1}, "i": {"type": "number", "maximum": -1e308, "minimum": 1e308},
        "j": {"type": "string", "maxLength": -1}, "k": {"type": "array", "minItems": 1.5}},
        required=list("abcdefghijk"), spec="{}")),
    either("bounds-made-up.tar.gz", "the same without a spec, so that one is made up", lambda: environment(
        spec=None, outputs=None, schema=schema(json.dumps({"Input": {
            "type": "object", "required": list("abcd"), "properties": {
                "a": {"type": "string", "minLength": 2_000_000_000},
                "b": {"type": "array", "minItems": 2_000_000_000, "items": {"type": "string"}},
                "c": {"type": "object", "minProperties": 2_000_000_000},
                "d": {"type": "array", "minItems": 100, "items": {"type": "array", "minItems": 100, "items": {
                    "type": "array", "minItems": 100, "items": {"type": "array", "minItems": 100,
                                                                "items": {"type": "string"}}}}}}}})))),
    either("doubles-made-up.tar.gz", "40 types of which each requires the next twice, and no spec", lambda: environment(
        spec=None, outputs=None, schema=schema(json.dumps(chain(pair, 40)() | {"Input": pair(ref("T0"))})))),
    either("unique-made-up.tar.gz", "10,000 different items that have to be made up", lambda: environment(
        spec=None, outputs=None, schema=schema(json.dumps({"Input": {"type": "object", "required": ["a"], "properties": {
            "a": {"type": "array", "minItems": 10_000, "uniqueItems": True, "items": {"type": "boolean"}}}}})))),
    # patterns
    survived("pattern-nested.tar.gz", "(a+)+$ against 50,000 letters", pattern("^(a+)+$", LONG), "pattern"),
    survived("pattern-ahead.tar.gz", "the same with a look ahead", pattern("^(?=(a+)+$)", LONG)),
    survived("pattern-behind.tar.gz", "the same with a look behind", pattern("(?<=(a+)+)b$", LONG)),
    survived("pattern-back.tar.gz", "the same with a reference back", pattern("^(a|aa)+\\1$", LONG)),
    either("pattern-1000.tar.gz", "1,000 patterns that look ahead", inputs(
        lambda: {f"i{n}": {"type": "string", "pattern": "^(?=(a+)+$)"} for n in range(1_000)},
        lambda: json.dumps({f"i{n}": "a" * 1000 + "!" for n in range(1_000)}))),
    either("pattern-items.tar.gz", "10,000 items against a pattern that looks ahead", inputs(
        {"a": {"type": "array", "items": {"type": "string", "pattern": "^(?=(a+)+$)"}}},
        lambda: json.dumps({"a": ["a" * 40 + "!"] * 10_000}))),
    either("pattern-times.tar.gz", "counts of counts of counts",
           pattern("((((a{1,1000}){1,1000}){1,1000}){1,1000})$", "aaa")),
    either("pattern-classes.tar.gz", "a class of all letters, 5,000 times", pattern("\\pL{5000}", "aaa")),
    either("pattern-long.tar.gz", "a pattern of a megabyte", pattern("(a|b)?" * (MB // 6), "ab")),
    either("pattern-deep.tar.gz", "100,000 brackets", pattern("(" * 100_000 + ")" * 100_000, "a")),
    either("pattern-deep-ahead.tar.gz", "10,000 looks ahead in each other", pattern("(?=" * 10_000 + ")" * 10_000, "a")),
    either("pattern-choices.tar.gz", "100,000 choices",
           pattern("^(" + "|".join(f"w{n}" for n in range(100_000)) + ")$", "w99999")),
    either("pattern-many.tar.gz", "10,000 patterns", inputs(
        lambda: {f"i{n}": {"type": "string", "pattern": f"^[a-z0-9-]{{1,{n % 60 + 1}}}$"} for n in range(10_000)})),
    # names and texts
    survived("prototype.tar.gz", "inputs and types with names that objects have", lambda: environment(
        schema=schema(json.dumps({
            "Input": {"type": "object", "required": ["__proto__"], "properties": {
                **{name: {"type": "string", "default": "x"} for name in NAMES}, "deep": ref("__proto__")}},
            "__proto__": {"type": "object", "properties": {name: {"type": "string"} for name in NAMES}},
            "constructor": {"type": "string"}})),
        spec='proton: EnvironmentSpec\nspec: {"__proto__": {a: 1}, constructor: {prototype: {pwned: 1}}, '
             'toString: x, deep: {"__proto__": {pwned: 1}}}\n',
        template="a: {{ environment.inputs.__proto__ }} {{ environment.inputs.constructor }} "
                 "{{ environment.inputs.toString }} {{ ''.__class__.__mro__ }} {{ environment.__init__.__globals__ }} "
                 "{{ cycler.__init__.__globals__.os.popen('id').read() }}\n")),
    survived("prototype-input-type.tar.gz", "__proto__ as the type of the inputs", lambda: environment(
        schema=schema(json.dumps({"__proto__": {"type": "object", "properties": {"a": {"type": "string"}}}}),
                      input_type="__proto__"))),
    survived("markup-schema.tar.gz", "markup in every name, title, description, default and value", lambda: environment(
        schema=schema(json.dumps({"Input": {"type": "object", "description": MARKUP + LINKS, "title": MARKUP, "properties": {
            MARKUP: {"type": "string", "title": MARKUP, "description": MARKUP + LINKS, "default": MARKUP,
                     "example": MARKUP},
            "choice": {"type": "string", "enum": [MARKUP, "</select>" + MARKUP], "description": LINKS},
            "pattern": {"type": "string", "pattern": MARKUP, "format": MARKUP, "default": "x"},
            "kinds": {"oneOf": [{"type": "object", "title": MARKUP, "required": [MARKUP], "properties": {MARKUP: {}}},
                                {"type": "string", "title": "<b>"}]},
            "map": {"type": "object", "additionalProperties": {"type": "string", "description": LINKS}},
            "list": {"type": "array", "items": {"type": "string", "title": MARKUP}}}}})),
        spec="proton: " + json.dumps(MARKUP) + "\nspec: " + json.dumps({
            MARKUP: MARKUP, "choice": MARKUP, "pattern": MARKUP, "unknown" + MARKUP: MARKUP,
            "map": {MARKUP: MARKUP}, "list": [MARKUP], "kinds": {MARKUP: MARKUP}}) + "\n",
        template="Resources:\n  " + json.dumps(MARKUP) + ":\n    Type: " + json.dumps(MARKUP) + "\n"
                 "    Properties: {A: {{ environment.inputs['" + MARKUP + "'] }}, B: \"{{ environment.inputs.choice }}\"}\n"
                 "Outputs:\n  " + json.dumps(MARKUP) + ": {Value: x, Description: " + json.dumps(MARKUP) + "}\n",
        outputs="environment: {" + json.dumps(MARKUP) + ": " + json.dumps(MARKUP) + "}\n",
        manifest="infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n"
                 "      template_language: cloudformation\n      " + json.dumps(MARKUP) + ": " + json.dumps(MARKUP) + "\n",
        more={"README.md": MARKUP + LINKS})),
    survived("directions.tar.gz", "directions, escapes and control characters everywhere", lambda: environment(
        schema=schema(json.dumps({"Input": {"type": "object", "properties": {
            "\u202ename\u2066": {"type": "string", "title": "\u202etitle \x1b[31m", "description": "\u202e\x07\x1b]0;x\x07",
                                 "default": "\u202e\u0000\ud800"}}}})),
        spec='proton: EnvironmentSpec\nspec: {"\\u202ename\\u2066": "\\u202e \\e[31m \\0"}\n',
        template="a: \u202e{{ environment.inputs['\u202ename\u2066'] }}\x1b[31m\n")),
    either("default-1-mb.tar.gz", "a default of a megabyte",
           inputs({"a": {"type": "string", "default": "x" * MB}, "b": {"type": "string", "default": "x\n" * MB}})),
    either("defaults-30-mb.tar.gz", "30 defaults of a megabyte",
           inputs(lambda: {f"i{n}": {"type": "string", "default": "x" * (MB - 100)} for n in range(28)})),
    either("default-large.tar.gz", "a default of 100,000 items",
           inputs({"a": {"type": "array", "items": {"type": "string"}, "default": ["x"] * 100_000}})),
    either("name-1-mb.tar.gz", "an input with a name of a megabyte",
           inputs({"n" * MB: {"type": "string", "default": "x"}}, lambda: json.dumps({"m" * MB: "x"}))),
    either("type-name-1-mb.tar.gz", "a type with a name of a megabyte", lambda: environment(
        schema=schema(json.dumps({"T" * MB: {"type": "object"}}), input_type="T" * MB))),
    either("description-1-mb.tar.gz", "a description of a megabyte", inputs(
        {"a": {"type": "string", "description": "word " * (MB // 5)}})),
    *[either(f"prose-{name}.tar.gz", f"a description of {what}", inputs(
        {"a": {"type": "string", "description": text}})) for name, what, text in [
        ("quotes", "10,000 quotes in each other", "> " * 10_000 + "x"),
        ("lists", "10,000 lists in each other", "- " * 10_000 + "x"),
        ("brackets", "300,000 brackets", "[" * 300_000),
        ("links", "50,000 links in each other", "[" * 50_000 + "a" + "](b)" * 50_000),
        ("stars", "300,000 stars", "*a **b " * 50_000),
        ("ticks", "backticks of every length", "".join("`" * n + "a" for n in range(1_000))),
        ("angles", "300,000 angles", "<" * 300_000),
        ("references", "a link by name, 50,000 times", "[a]: b\n\n" + "[a] " * 50_000),
        ("images", "images in images", "![" * 50_000 + "a" + "](b)" * 50_000),
        ("comments", "comments that do not end", "<!-- a" * 50_000),
        ("headings", "50,000 headings", "# a\n" * 50_000),
    ]],
    either("schema-25-mb.tar.gz", "a schema of 25 MB",
           lambda: environment(schema=schema("{Input: {type: object, properties: {}}}") + "# comment\n" * (25 * MB // 10))),
    either("schema-scalar.tar.gz", "schemas that are no mappings", lambda: environment(schema="schema: [1, 2]\n")),
    either("service-markup.tar.gz", "markup in names of instances and environments", lambda: service(
        spec="proton: ServiceSpec\ninstances:\n  - name: " + json.dumps(MARKUP) + "\n    environment: " + json.dumps(MARKUP)
             + "\n    spec: {size: " + json.dumps(MARKUP) + "}\n")),
]
