//! Templates that mean harm: every one ends, and none takes the program down.

use cyclotron_core::render::{Context, RenderErrorKind, Template, Undefined};
use proptest::prelude::*;

/// What is wrong with a template; none if it renders.
fn outcome(source: &str) -> Option<RenderErrorKind> {
    let rendered = match Template::compile(source) {
        Ok(template) => template.render(&Context::default(), Undefined::Lenient),
        Err(error) => return Some(error.kind),
    };
    rendered.errors.first().map(|error| error.kind)
}

fn is_refused(source: &str) {
    let kind = outcome(source);
    let shown: String = source.chars().take(60).collect();
    assert!(kind.is_some(), "this renders: {shown}");
}

#[test]
fn endless_work_is_stopped() {
    for source in [
        "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
        "{% for a in range(10**9) %}{% endfor %}",
        "{{ range(10**9) | list }}",
        "{{ range(10**18) | sum }}",
        "{{ 5 in range(10**18) | map('string') }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}",
        "{% for x in [[1]] recursive %}{{ loop([x]) }}{% endfor %}",
        "{% set l = [1] %}{% for x in range(60) %}{% set _ = l.extend(l) %}{% endfor %}",
        "{% for a in range(3000) %}{{ range(3000) | join }}{% endfor %}",
        "{% set d = {} %}{% for a in range(10**7) %}{% set _ = d.update({a: a}) %}{% endfor %}",
    ] {
        is_refused(source);
    }
}

#[test]
fn endless_memory_is_refused() {
    for source in [
        "{{ 'x' * 10**9 }}",
        "{{ [0] * 10**9 }}",
        "{{ (0,) * 10**12 }}",
        "{{ 'x' | center(10**9) }}",
        "{{ 'x'.ljust(10**9) }}",
        "{{ 'x'.zfill(10**9) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '%.1000000000f' % 1.5 }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ '{:.1000000000f}'.format(1.5) }}",
        "{{ 'a\tb'.expandtabs(10**9) }}",
        "{{ 'x' | indent(10**9) }}",
        "{{ {'a': 1} | tojson(10**9) }}",
        "{{ 9 ** (9 ** 9) }}",
        "{{ 10 ** (10 ** 10) }}",
        "{{ [1] | batch(10**9, 'x') | list }}",
        "{{ [1] | slice(10**9) | list }}",
        "{{ ('x' * 10**6).replace('x', 'y' * 10**6) }}",
        "{{ ('x' * 10**6).join(range(10**6) | map('string')) }}",
        "{% set ns = namespace(s='x') %}{% for a in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
        "{% set ns = namespace(s='x') %}{% for a in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
        "{% set ns = namespace(s='x') %}{% for a in range(60) %}{% set ns.s %}{{ ns.s }}{{ ns.s }}{% endset %}{% endfor %}",
        "{% set ns = namespace(n=9) %}{% for a in range(60) %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
        "{% for a in range(1000) %}{{ 'x' * 100000 }}{% endfor %}",
        "{% set ns = namespace(l=[1]) %}{% for a in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}",
    ] {
        is_refused(source);
    }
}

#[test]
fn deep_nesting_is_refused_or_survived() {
    let deep = |open: &str, inner: &str, close: &str, times: usize| {
        [open.repeat(times), inner.to_owned(), close.repeat(times)].concat()
    };
    for source in [
        format!("{{{{ {} }}}}", deep("(", "1", ")", 5000)),
        format!("{{{{ {} }}}}", deep("[", "", "]", 5000)),
        format!("{{{{ {}1 }}}}", "-".repeat(5000)),
        format!("{{{{ {}1 }}}}", "not ".repeat(5000)),
        format!("{{{{ 1{} }}}}", " + 1".repeat(20000)),
        format!("{{{{ 1{} }}}}", " ~ 1".repeat(20000)),
        format!("{{{{ a{} }}}}", ".b".repeat(20000)),
        format!("{{{{ a{} }}}}", "[0]".repeat(20000)),
        format!("{{{{ a{} }}}}", "()".repeat(20000)),
        format!("{{{{ a{} }}}}", " | upper".repeat(20000)),
        format!("{{{{ 1{} }}}}", " if 1 else 1".repeat(20000)),
        format!("{{{{ 1{} }}}}", " and 1".repeat(20000)),
        format!("{{{{ 1{} }}}}", " is odd".repeat(20000)),
        deep("{% if 1 %}", "", "{% endif %}", 5000),
        deep("{% for a in [1] %}", "", "{% endfor %}", 5000),
        deep("{% macro a() %}", "", "{% endmacro %}", 5000),
        format!("{{% if 1 %}}{}{{% endif %}}", "{% elif 1 %}".repeat(20000)),
        format!("{{% set a{} = 1 %}}", ", a".repeat(5000)),
        format!("{{% for {}a{} in [] %}}{{% endfor %}}", "(".repeat(5000), ",)".repeat(5000)),
    ] {
        is_refused(&source);
    }
    // What a loop nests a thousandfold is freed without a thousand nested calls.
    for source in [
        "{% set ns = namespace(l=[]) %}{% for a in range(50000) %}{% set ns.l = [ns.l] %}{% endfor %}ok",
        "{% set ns = namespace(l=()) %}{% for a in range(50000) %}{% set ns.l = (ns.l,) %}{% endfor %}ok",
        "{% set ns = namespace(l={}) %}{% for a in range(50000) %}{% set ns.l = {'a': ns.l} %}{% endfor %}ok",
        "{% set l = [] %}{% set _ = l.append(l) %}{{ l }}",
        "{% set ns = namespace(c=1) %}{% for a in range(9000) %}{% set ns.c = cycler(ns.c) %}{% endfor %}ok",
        "{% set ns = namespace(c=[]) %}{% for a in range(9000) %}{% set ns.c = ns.c | reverse %}{% endfor %}ok",
        "{% set ns = namespace(c=joiner()) %}{% for a in range(9000) %}{% set ns.c = joiner(ns.c) %}{% endfor %}ok",
    ] {
        let kind = outcome(source);
        assert!(kind != Some(RenderErrorKind::Syntax), "{source}: {kind:?}");
    }
}

#[test]
fn deep_values_are_neither_printed_nor_compared() {
    let deep = "{% set ns = namespace(l=[], m=[]) %}{% for a in range(5000) %}{% set ns.l = [ns.l] %}\
                {% set ns.m = [ns.m] %}{% endfor %}";
    for use_of in [
        "{{ ns.l }}",
        "{{ ns.l == ns.m }}",
        "{{ ns.l | tojson }}",
        "{{ ns.l < ns.m }}",
        "{{ ns.l | pprint }}",
    ] {
        is_refused(&format!("{deep}{use_of}"));
    }
    let key = "{% set ns = namespace(l=()) %}{% for a in range(5000) %}{% set ns.l = (ns.l,) %}{% endfor %}";
    is_refused(&format!("{key}{{{{ {{ns.l: 1}} }}}}"));
}

/// Words that templates are made of, put together at random.
fn template() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "{{ ",
        " }}",
        "{% ",
        " %}",
        "{%- ",
        " -%}",
        "{# ",
        " #}",
        "if ",
        "for ",
        "in ",
        "set ",
        "endif",
        "endfor",
        "else",
        "macro ",
        "endmacro",
        "call ",
        "endcall",
        "a",
        "b",
        "loop",
        ".",
        "x",
        "1",
        "2.5",
        "'s'",
        "\"",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "|",
        "~",
        "+",
        "-",
        "*",
        "/",
        "//",
        "%",
        "**",
        "==",
        "<",
        "is ",
        "not ",
        "and ",
        "or ",
        "upper",
        "join",
        "list",
        "range(3)",
        "namespace()",
        "= ",
        "raw",
        "endraw",
        "filter ",
        "\n",
        "\r\n",
        "é",
        "😀",
        " ",
        "recursive ",
        "caller()",
        "format(1)",
        "'%s'",
        "sort",
        "map('upper')",
        "items()",
        "text",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_equal_templates_render_equally(source in template()) {
        for undefined in [Undefined::Strict, Undefined::Lenient] {
            let run = || Template::compile(&source).map(|t| t.render(&Context::default(), undefined));
            let first = run();
            prop_assert_eq!(&first, &run());
            let errors = match &first {
                Ok(rendered) => rendered.errors.clone(),
                Err(error) => vec![error.clone()],
            };
            for error in errors {
                prop_assert!(source.get(error.span.start..error.span.end).is_some(), "{:?}", error);
            }
        }
    }
}
