"""Specs: thousands of instances, values without end."""

import json

from bundles import environment, schema, service
from case import either, survived

MB = 1 << 20


def instances(items, **more):
    return lambda: service(spec="proton: ServiceSpec\ninstances: " + json.dumps(items()) + "\n", **more)


def instance(number, **spec):
    return {"name": f"i{number}", "environment": "env", "spec": spec}


def bulky(count, repeats):
    """So many instances of a template that prints so many kilobytes."""
    return instances(
        lambda: [instance(n) for n in range(count)],
        template="a:\n{% for n in range(" + str(repeats) + ") %}- {{ service_instance.name }}"
                 + "x" * 1000 + "\n{% endfor %}")


def given(properties, value):
    return lambda: environment(
        schema=schema(json.dumps({"Input": {"type": "object", "properties": properties}})),
        spec="proton: EnvironmentSpec\nspec: " + json.dumps(value()) + "\n")


ITEMS = {"a": {"type": "array", "items": {"type": "string"}}}

CASES = [
    either("instances-10000.tar.gz", "10,000 instances", instances(lambda: [instance(n) for n in range(10_000)])),
    either("instances-same.tar.gz", "10,000 instances of one name", instances(lambda: [instance(1)] * 10_000)),
    either("instances-wrong.tar.gz", "10,000 instances, all of them wrong",
           instances(lambda: [instance(n, size="x", other=n) for n in range(10_000)])),
    either("instances-odd.tar.gz", "10,000 instances that are none", instances(lambda: [n for n in range(10_000)])),
    either("instances-environments.tar.gz", "10,000 instances in 10,000 environments", instances(
        lambda: [{"name": f"i{n}", "environment": f"e{n}", "spec": {}} for n in range(10_000)])),
    either("instances-inputs.tar.gz", "300 instances of 300 inputs", instances(
        lambda: [instance(n, **{f"i{m}": m for m in range(300)}) for n in range(300)],
        schema=schema(json.dumps({"Input": {"type": "object", "properties": {
            f"i{m}": {"type": "string"} for m in range(300)}}}), "service"))),
    either("instances-bulky.tar.gz", "1,000 instances of a rendering of a megabyte", bulky(1_000, 1_000)),
    either("instances-bulky-20.tar.gz", "20 instances of a rendering of 3.5 MB", bulky(20, 3_500)),
    either("instances-slow.tar.gz", "1,000 instances of a template that never ends", instances(
        lambda: [instance(n) for n in range(1_000)],
        template="{% for a in range(100000) %}{% for b in range(100000) %}{{ a }}{% endfor %}{% endfor %}")),
    either("instances-20-slow.tar.gz", "20 instances of a template that never ends", instances(
        lambda: [instance(n) for n in range(20)],
        template="{% for a in range(100000) %}{% for b in range(100000) %}{{ a }}{% endfor %}{% endfor %}")),
    either("instances-pipeline.tar.gz", "a pipeline that goes through 1,000 instances 1,000 times", instances(
        lambda: [instance(n) for n in range(1_000)], more={
            "pipeline_infrastructure/manifest.yaml": "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n"
            "      rendering_engine: jinja\n      template_language: cloudformation\n",
            "pipeline_infrastructure/cloudformation.yaml":
                "a:\n{% for a in service_instances %}{% for b in service_instances %}- {{ b.name }}\n"
                "{% endfor %}{% endfor %}"})),
    either("name-1-mb-instance.tar.gz", "an instance with a name of a megabyte",
           instances(lambda: [{"name": "n" * MB, "environment": "e" * MB, "spec": {}}])),
    either("value-10-mb.tar.gz", "a value of 10 MB", given({"a": {"type": "string"}}, lambda: {"a": "x" * (10 * MB)})),
    either("value-10-mb-wrong.tar.gz", "a value of 10 MB that does not fit",
           given({"a": {"type": "string", "maxLength": 3, "pattern": "^y$", "enum": ["y"]}},
                 lambda: {"a": "x" * (10 * MB)})),
    either("items-300000.tar.gz", "300,000 items", given(ITEMS, lambda: {"a": ["x"] * 300_000})),
    either("items-300000-wrong.tar.gz", "300,000 items, all of them wrong", given(ITEMS, lambda: {"a": [1] * 300_000})),
    either("items-unique.tar.gz", "30,000 objects that have to differ", given(
        {"a": {"type": "array", "uniqueItems": True}}, lambda: {"a": [{"k": n, "l": [n, {}]} for n in range(30_000)]})),
    either("entries-100000.tar.gz", "a map of 100,000 entries, all of them wrong", given(
        {"a": {"type": "object", "additionalProperties": {"type": "string"}}},
        lambda: {"a": {f"k{n}": n for n in range(100_000)}})),
    either("samples-900.tar.gz", "900 samples", lambda: environment(
        more={f"spec/s{n}.yaml": f"proton: EnvironmentSpec\nspec: {{queue_name: q{n}}}\n" for n in range(900)})),
    either("outputs-100000.tar.gz", "100,000 outputs", lambda: service(
        outputs="environment:\n" + "".join(f"  Key{n}: value\n" for n in range(100_000)))),
    either("outputs-odd.tar.gz", "outputs that are no texts", lambda: service(
        outputs="environment: [1, 2]\nservice: {a: {b: 1}}\ninstances: 1\n__proto__: {a: 1}\n",
        template="a: {{ environment.outputs.a }}{{ environment.outputs.__proto__ }}\n")),
    either("outputs-read.tar.gz", "10,000 outputs that are read and not there", lambda: service(
        template="a:\n" + "".join(f"- {{{{ environment.outputs.Key{n} }}}}\n" for n in range(10_000)))),
    survived("spec-scalar.tar.gz", "a spec that is a word", lambda: environment(spec="proton\n")),
]
