//! Templates and bundles that mean harm: every one ends, and none takes the program down.

use cyclotron_core::render::{Context, RenderErrorKind, Template, Undefined};
use cyclotron_core::{Analysis, Bundle, File, Workspace, analyze};
use proptest::prelude::*;

/// The kind of error of a template; `None` if it renders.
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
    include_str!("../fixtures/hostile/endless-memory.txt").lines().for_each(is_refused);
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
    // A value that a loop nests thousands of times is freed without as many nested calls.
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

/// The analysis of an environment with this schema, spec and template.
fn found(types: &str, spec: &str, template: &str) -> Analysis {
    let schema = format!(
        "schema:\n  format: {{openapi: '3.0.0'}}\n  environment_input_type: Input\n  types: {types}\n"
    );
    let manifest = "infrastructure: {templates: [{file: cloudformation.yaml, rendering_engine: jinja, template_language: cloudformation}]}\n";
    let files = vec![
        File::new("infrastructure/cloudformation.yaml", template),
        File::new("infrastructure/manifest.yaml", manifest),
        File::new("schema/schema.yaml", schema),
        File::new("spec/spec.yaml", format!("proton: EnvironmentSpec\nspec: {spec}\n")),
    ];
    let bundle = Bundle { name: "hostile".into(), files, ..Bundle::default() };
    analyze(&Workspace { bundles: vec![bundle] })
}

fn says(analysis: &Analysis, part: &str) -> bool {
    analysis.diagnostics.iter().any(|found| found.message.contains(part))
}

/// Types of which each is `link` with the next for every `@`, as JSON.
fn chain(count: usize, link: &str) -> String {
    let types = (0..count).map(|number| {
        let next = format!("{{\"$ref\": \"#/T{}\"}}", number + 1);
        format!("\"T{number}\": {},", link.replace('@', &next))
    });
    let types: String = types.collect();
    let input = r##"{"type": "object", "properties": {"a": {"$ref": "#/T0"}}}"##;
    format!("{{\"Input\": {input}, {types} \"T{count}\": {{\"type\": \"string\"}}}}")
}

#[test]
fn definitions_that_multiply_are_not_checked() {
    for link in ["{\"allOf\": [@, @]}", "{\"oneOf\": [@, @]}", "{\"anyOf\": [@, @]}"] {
        let analysis = found(&chain(40, link), "{a: x}", "Resources: {}");
        assert!(says(&analysis, "the definitions multiply too often"), "{link}");
    }
    let analysis = found(&chain(3, "{\"allOf\": [@, @]}"), "{a: 1}", "Resources: {}");
    assert!(says(&analysis, "must be text"), "{:?}", analysis.diagnostics);
    let analysis = found(&chain(3_000, "{\"allOf\": [@]}"), "{a: x}", "Resources: {}");
    assert!(says(&analysis, "more than 2000 types"), "{:?}", analysis.diagnostics);
}

#[test]
fn patterns_that_look_over_a_long_text_are_given_up() {
    for pattern in ["(?<=(a+)+)b$", "^(?=(a+)+$)"] {
        let types = format!(
            "{{Input: {{type: object, properties: {{a: {{type: string, pattern: '{pattern}'}}}}}}}}"
        );
        let spec = format!("{{a: {}!}}", "a".repeat(50_000));
        assert!(says(&found(&types, &spec, "Resources: {}"), "cannot be checked"), "{pattern}");
    }
}

#[test]
fn of_problems_without_end_the_first_are_listed() {
    let lines = |line: &dyn Fn(usize) -> String| (0..5_000).map(line).collect::<String>();
    let inputs = lines(&|n| format!("    input_{n}: {{type: string}}\n"));
    let types = format!(
        "\n   Input:\n    type: object\n    properties:\n{}",
        inputs.replace("    i", "     i")
    );
    let spec = format!("\n{}", lines(&|n| format!("  imput_{n}: x\n")));
    let template = lines(&|n| format!("- {{{{ environment.inputs.imput_{n} }}}}\n"));
    let analysis = found(&types, &spec, &template);
    for file in ["schema/schema.yaml", "spec/spec.yaml", "infrastructure/cloudformation.yaml"] {
        let mine = analysis.diagnostics.iter().filter(|found| found.file.path == file);
        assert_eq!(mine.clone().count(), 501, "{file}");
        let more = mine.clone().filter(|found| found.code.0 == "more-problems").count();
        assert_eq!(more, 1, "{file}");
    }
    let form = &analysis.bundles[0].inputs[0];
    assert!((1_900..2_000).contains(&form.fields.len()), "{}", form.fields.len());
    assert!(format!("{:?}", form.help).contains("of 5000 inputs"), "{:?}", form.help);
}

#[test]
fn all_renderings_together_are_bounded() {
    let schema = "schema: {format: {openapi: '3.0.0'}, service_input_type: I, types: {I: {type: object, properties: {}}}}\n";
    let manifest = "infrastructure: {templates: [{file: cloudformation.yaml, rendering_engine: jinja, template_language: cloudformation}]}\n";
    let instances = |count: usize| {
        let each = (0..count).map(|n| format!("- {{name: i{n}, environment: e, spec: {{}}}}\n"));
        format!("proton: ServiceSpec\ninstances:\n{}", each.collect::<String>())
    };
    let rendered = |count: usize, template: &str| {
        let files = vec![
            File::new("instance_infrastructure/cloudformation.yaml", template),
            File::new("instance_infrastructure/manifest.yaml", manifest),
            File::new("schema/schema.yaml", schema),
            File::new("spec/spec.yaml", instances(count)),
        ];
        let bundle = Bundle { name: "hostile".into(), files, ..Bundle::default() };
        let analysis = analyze(&Workspace { bundles: vec![bundle] });
        let renderings = &analysis.bundles[0].renderings;
        let bytes: usize = renderings.iter().filter_map(|one| Some(one.text.as_ref()?.len())).sum();
        (renderings.len(), bytes, says(&analysis, "takes too much time or memory"))
    };
    assert_eq!(rendered(20, "a: b\n"), (20, 80, false));
    assert_eq!(rendered(5_000, "a: b\n"), (100, 400, false));
    let bulky = "{% for n in range(3000) %}- x".to_owned() + &"x".repeat(1000) + "\n{% endfor %}";
    let (_, bytes, is_said) = rendered(20, &bulky);
    assert!(is_said && bytes < 32 << 20, "{bytes}");
    let endless = "{% for a in range(10**9) %}{% endfor %}{% for a in range(10**9) %}{% endfor %}";
    assert_eq!(rendered(20, endless), (20, 0, true));
}
