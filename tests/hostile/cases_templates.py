"""Templates: without end, without bound, without sense; manifests that name them."""

from bundles import environment, service
from case import either, survived

MB = 1 << 20
NO_MANIFEST = "infrastructure:\n  templates:\n"


def template(text):
    return lambda: environment(template=text() if callable(text) else text)


def deep(opening, inner, closing, count=10_000):
    return template(lambda: opening * count + inner + closing * count)


def terraform(files, manifest=None):
    return lambda: environment(
        template=None,
        manifest=manifest or NO_MANIFEST + "    - file: '*'\n      rendering_engine: hcl\n      template_language: terraform\n",
        more={f"infrastructure/{name}": text for name, text in files().items()})


def codebuild(settings):
    return lambda: environment(template=None, manifest=NO_MANIFEST + "    - rendering_engine: codebuild\n      settings:\n"
                               + settings())


RUNAWAY = {
    "loops": "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
    "range": "{{ range(10**18) | sum }}",
    "list": "{{ range(10**9) | list }}",
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "macro-twice": "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "recursive-loop": "{% for x in [[1]] recursive %}{{ loop([x]) }}{% endfor %}",
    "text": "{{ 'x' * 10**9 }}",
    "center": "{{ 'x' | center(10**9) }}",
    "format": "{{ '%1000000000d' % 1 }}",
    "power": "{{ 9 ** (9 ** 9) }}",
    "power-of-power": "{% set n = namespace(n=9) %}{% for a in range(60) %}{% set n.n = n.n * n.n %}{% endfor %}{{ n.n }}",
    "doubling": "{% set n = namespace(t='x') %}{% for i in range(99) %}{% set n.t = n.t ~ n.t %}{% endfor %}",
    "doubling-list": "{% set l = [1] %}{% for x in range(60) %}{% set _ = l.extend(l) %}{% endfor %}",
    "replace": "{{ ('x' * 10**6).replace('x', 'y' * 10**6) }}",
    "output": "{% for a in range(1000) %}{{ 'x' * 100000 }}{% endfor %}",
    "holds-itself": "{% set l = [] %}{% set _ = l.append(l) %}{{ l }}",
    "batch": "{{ [1] | batch(10**9, 'x') | list }}",
    "sort": "{{ range(300000) | map('string') | list | sort(reverse=true) | join }}",
    "groups": "{{ range(100000) | groupby('x') | list }}",
    "unique": "{{ range(100000) | map('string') | unique | list | length }}",
    "in-list": "{% set l = range(20000) | list %}{% for a in range(20000) %}{% if -1 in l %}x{% endif %}{% endfor %}",
    "compare": "{% set a = 'x' * 1000000 %}{% for n in range(50000) %}{% if a == a ~ '' %}x{% endif %}{% endfor %}",
    "search": "{% set a = 'a' * 1000000 %}{% for n in range(50000) %}{% if ('a' * 500000 ~ 'b') in a %}x{% endif %}{% endfor %}",
    "split": "{{ ('a ' * 1000000).split() | length }}{{ ('a ' * 1000000).split(' ') | join('x' * 1000) }}",
    "wordwrap": "{{ ('word ' * 500000) | wordwrap(3) }}",
    "urlize": "{{ ('http://a.b/c ' * 100000) | urlize }}",
    "striptags": "{{ ('<' * 1000000) | striptags }}",
    "striptags-comments": "{{ ('<!--' * 300000) | striptags }}",
    "title": "{% for n in range(3000) %}{% set x = ('abc ' * 100000) | title %}{% endfor %}",
    "json": "{{ range(100000) | list | tojson(indent=4) }}",
    "pretty": "{{ range(100000) | list | pprint }}",
    "numbers": "{{ (10 ** 100000) | string }}{{ 10 ** 100000 // 7 ** 90000 }}",
    "digits": "{{ '9' * 1000000 | int }}{{ ('9' * 1000000) | int }}",
    "percent": "{{ '%s' * 100000 % (range(100000) | list) }}",
    "strange-index": "{{ 'x'[::0] }}{{ range(10)[10**30] }}{{ 'abc'[-10**30:10**30] }}",
}

CASES = [
    *[survived(f"runaway-{name}.tar.gz", f"a template that goes too far: {text[:60]}", template(text))
      for name, text in RUNAWAY.items()],
    survived("deep-if.tar.gz", "10,000 conditions in each other", deep("{% if 1 %}", "x", "{% endif %}")),
    survived("deep-for.tar.gz", "10,000 loops in each other", deep("{% for a in [1] %}", "x", "{% endfor %}")),
    survived("deep-parentheses.tar.gz", "10,000 parentheses",
             template("{{ " + "(" * 10_000 + "1" + ")" * 10_000 + " }}")),
    survived("deep-lists.tar.gz", "10,000 lists in each other", template("{{ " + "[" * 10_000 + "]" * 10_000 + " }}")),
    survived("deep-attributes.tar.gz", "100,000 attributes", template("{{ a" + ".b" * 100_000 + " }}")),
    survived("deep-filters.tar.gz", "100,000 filters", template("{{ a" + " | upper" * 100_000 + " }}")),
    survived("deep-sum.tar.gz", "100,000 sums", template("{{ 1" + " + 1" * 100_000 + " }}")),
    survived("deep-not.tar.gz", "100,000 times not", template("{{ " + "not " * 100_000 + "1 }}")),
    survived("deep-else.tar.gz", "100,000 times elif",
             template("{% if 1 %}" + "{% elif 1 %}" * 100_000 + "{% endif %}")),
    either("deep-elsewhere.tar.gz", "150 macros of which each calls the next twice", template(
        "".join(f"{{% macro m{n}() %}}{{{{ m{n + 1}() }}}}{{{{ m{n + 1}() }}}}{{% endmacro %}}" for n in range(150))
        + "{% macro m150() %}x{% endmacro %}{{ m0() }}")),
    either("sets-chain.tar.gz", "5,000 variables of which each stands for the one before, twice", template(
        "{% set v0 = environment.inputs %}" + "".join(f"{{% set v{n} = v{n - 1} or v{n - 1}.a %}}" for n in range(1, 5_000))
        + "{{ v4999 }}")),
    either("sets-same.tar.gz", "one variable that is set 20,000 times and read as often", template(
        "".join(f"{{% set v = environment.inputs.a{n} if v else v %}}{{{{ v.x }}}}" for n in range(20_000)))),
    either("undefined-100000.tar.gz", "100,000 names that there are not",
           template(lambda: "a:\n" + "".join(f"- {{{{ nobody_{n} }}}}\n" for n in range(100_000)))),
    either("undefined-inputs.tar.gz", "50,000 inputs that nobody declares",
           template(lambda: "a:\n" + "".join(f"- {{{{ environment.inputs.nobody_{n} }}}}\n" for n in range(50_000)))),
    either("undefined-same.tar.gz", "one name that there is not, 300,000 times",
           template(lambda: "a:\n" + "- {{ nobody }}\n" * 300_000)),
    either("unknown-filters.tar.gz", "50,000 filters that there are not",
           template(lambda: "".join(f"{{{{ 1 | upperr{n} }}}}\n" for n in range(50_000)))),
    either("tags-1000000.tar.gz", "a million tags", template(lambda: "{{ 1 }}" * 1_000_000)),
    either("tags-unclosed.tar.gz", "a million tags that do not end", template(lambda: "{{ " * 1_000_000)),
    either("comments-unclosed.tar.gz", "a million comments that do not end", template(lambda: "{# " * 1_000_000)),
    either("tag-long.tar.gz", "a tag of 10 MB", template(lambda: "{{ '" + "x" * (10 * MB) + "' }}")),
    either("tag-blank.tar.gz", "a tag with 10 MB of blanks", template(lambda: "{{ 1" + " " * (10 * MB) + "}}")),
    either("tag-number.tar.gz", "a number of a million digits in a tag", template(lambda: "{{ " + "9" * MB + " }}")),
    either("tag-strings.tar.gz", "100,000 texts in a list", template(lambda: "{{ [" + "'x', " * 100_000 + "] | join }}")),
    either("raw-unclosed.tar.gz", "raw text of 10 MB that does not end", template(lambda: "{% raw %}" + "{{ x }}" * MB)),
    either("open-braces.tar.gz", "ten million braces", template(lambda: "{" * (10 * MB))),
    either("template-30-mb.tar.gz", "a template of 30 MB", template(lambda: "a: b\n" + "# comment\n" * (30 * MB // 10))),
    either("template-30-mb-line.tar.gz", "a template of 30 MB in a line", template(lambda: "a: " + "b" * (30 * MB))),
    either("template-references.tar.gz", "30,000 dynamic references", template(
        lambda: "a:\n" + "- '{{resolve:ssm:x}}'\n" * 30_000)),
    either("template-indented.tar.gz", "10,000 lines, each indented further", template(
        lambda: "".join(" " * n + "a:\n" for n in range(3_000)))),
    either("template-loops.tar.gz", "10,000 loops over what is no list", template(
        lambda: "a: 1\n" + "{% for a in environment.inputs.queue_name %}# {{ a }}\n{% endfor %}" * 10_000)),
    either("template-conditions.tar.gz", "10,000 conditions on inputs", template(
        lambda: "a: 1\n" + "{% if environment.inputs.queue_name %}# {{ environment.inputs.queue_name }}\n{% endif %}" * 10_000)),
    either("template-inputs.tar.gz", "200,000 times one input", template(
        lambda: "a:\n" + "- {{ environment.inputs.queue_name }}\n" * 200_000)),
    either("template-resources.tar.gz", "50,000 resources with wrong names", template(
        lambda: "Resources:\n" + "".join(f"  Re-source{n}: {{Type: 'AWS::SQS::Queue'}}\n" for n in range(50_000)))),
    either("template-functions.tar.gz", "functions of CloudFormation in each other", template(
        lambda: "Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: "
                + "{'Fn::Join': ['', [" * 20 + "x" + "]]}" * 20 + "\n")),
    either("template-circle.tar.gz", "500 resources that all depend on each other", template(
        lambda: "Resources:\n" + "".join(
            f"  R{n}: {{Type: 'AWS::SQS::Queue', DependsOn: [{', '.join(f'R{m}' for m in range(0, 500, 5))}]}}\n"
            for n in range(500)))),
    either("template-outputs.tar.gz", "50,000 outputs", template(
        lambda: "Resources: {}\nOutputs:\n" + "".join(f"  Out{n}: {{Value: x}}\n" for n in range(50_000)))),
    either("template-words.tar.gz", "every word of Jinja, in no order", template(
        "{% include 'x' %}{% extends '/etc/passwd' %}{% import 'os' as os %}{% block a %}{% endblock %}"
        "{{ self.a() }}{{ super() }}{% debug %}{% do 1 %}{{ lipsum(10**9) }}{{ config }}")),
    either("template-not-utf8.tar.gz", "a template that is no text", lambda: environment(template=b"a: \xff\n")),
    # manifests
    either("manifest-100000.tar.gz", "a manifest of 100,000 templates", lambda: environment(
        manifest=NO_MANIFEST + "    - {file: cloudformation.yaml, rendering_engine: jinja, template_language: cloudformation}\n"
        * 100_000)),
    either("manifest-keys.tar.gz", "100,000 keys that there are not", lambda: environment(
        manifest="infrastructure:\n  templates:\n    - file: cloudformation.yaml\n"
        + "".join(f"      key{n}: x\n" for n in range(100_000)))),
    *[either(f"manifest-file-{name}.tar.gz", f"a manifest that names {what}", lambda path=path: environment(
        manifest=NO_MANIFEST + f"    - file: \"{path}\"\n      rendering_engine: jinja\n"
                               "      template_language: cloudformation\n")) for name, what, path in [
        ("up", "a file outside", "../../../etc/passwd"), ("absolute", "an absolute path", "/etc/passwd"),
        ("itself", "itself", "manifest.yaml"), ("schema", "the schema", "../schema/schema.yaml"),
        ("address", "an address", "https://evil.test/x.yaml"), ("markup", "markup", "<img src=x onerror=pwned=1>"),
        ("stars", "stars", "*" * 10_000), ("long", "a megabyte", "x" * MB)]],
    either("terraform-900.tar.gz", "900 files of Terraform", terraform(
        lambda: {f"f{n}.tf": "resource \"a\" \"b\" {}\n" * 1_000 for n in range(900)})),
    either("terraform-odd.tar.gz", "Terraform with odd names and texts", terraform(
        lambda: {"a.tf": "{" * MB, "<img src=x onerror=pwned=1>.tf": "x", "proton.auto.tfvars.json": "{}",
                 "proton.environment.variables.tf": "variable {}"})),
    either("codebuild-100000.tar.gz", "100,000 commands and variables for CodeBuild", codebuild(
        lambda: "        image: x\n        provision:\n" + "          - echo x\n" * 100_000
                + "        env_variables:\n" + "".join(f"          K{n}: v\n" for n in range(100_000)))),
    either("codebuild-odd.tar.gz", "CodeBuild with values that are none", codebuild(
        lambda: "        image: [1]\n        runtimes: x\n        provision: {a: 1}\n        project_properties: [1]\n"
                "        env_variables: {\"__proto__\": 1, \"<b>\": \"$(id)\"}\n")),
    either("service-outputs-circle.tar.gz", "a template that reads the outputs it declares", lambda: service(
        template="Resources: {}\nOutputs:\n  A: {Value: \"{{ service_instance.outputs.A }}\"}\n"
                 "  \"{{ service_instance.name }}\": {Value: x}\n")),
]
