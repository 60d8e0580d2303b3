//! The origin of each part of a rendered text.

use cyclotron_core::render::{Context, Origins, Template, Undefined};
use cyclotron_core::text::Span;
use cyclotron_core::yaml;
use proptest::prelude::*;

fn render(template: &str, context: &str) -> (String, Origins) {
    let context = yaml::parse(context).root.map(|root| root.value()).unwrap_or_default();
    let rendered =
        Template::compile(template).unwrap().render(&Context(context), Undefined::Strict);
    assert_eq!(rendered.errors, []);
    (rendered.text.unwrap(), rendered.origins)
}

/// One line for each part: its kind, its source, the iterations of the surrounding loops, and
/// which tags printed it.
fn parts(template: &str, context: &str) -> Vec<String> {
    let (text, origins) = render(template, context);
    let all = Span::new(0, text.len());
    let line = |(part, end): (cyclotron_core::render::Origin, usize)| {
        let printed = Span::new(part.start, end).of(&text);
        let mut line = format!("{printed:?}");
        if !part.copied {
            line = format!("{line} from {}", part.span.of(template));
        }
        for turn in origins.turns(part.turn) {
            line = format!("{line}, {}/{}", turn.index, turn.of);
        }
        for print in origins.prints(&part) {
            line = format!("{line}, by {}", print.span.of(template));
        }
        line
    };
    origins.within(all, &text).map(line).collect()
}

#[test]
fn text_is_copied_and_tags_print() {
    assert_eq!(
        parts("a: {{ x }}\n{# no #}b: {%- if y %} 1 {%- else %} 2{% endif %}\n", "{x: 7, y: true}"),
        [r#""a: ""#, r#""7" from x"#, r#""\n""#, r#""b:""#, r#"" 1""#]
    );
}

#[test]
fn nested_loops_are_at_their_turns() {
    assert_eq!(
        parts(
            "{% for a in x %}{% for b in a %}{{ b }}{% endfor %};{% endfor %}.",
            "x: [[1, 2], [3]]"
        ),
        [
            r#""1" from b, 0/2, 0/2"#,
            r#""2" from b, 0/2, 1/2"#,
            r#"";", 0/2"#,
            r#""3" from b, 1/2, 0/1"#,
            r#"";", 1/2"#,
            r#"".""#,
        ]
    );
}

#[test]
fn a_condition_of_a_loop_counts_the_turns_that_are_taken() {
    assert_eq!(
        parts("{% for a in x if a > 1 %}{{ a }}{% endfor %}", "x: [1, 2, 3]"),
        [r#""2" from a, 0/3"#, r#""3" from a, 1/3"#]
    );
    assert_eq!(
        parts("{% for a in x if a > 1 %}{{ loop.first }}{% endfor %}", "x: [1, 2, 3]"),
        [r#""True" from loop.first, 0/3"#, r#""False" from loop.first, 1/3"#]
    );
}

#[test]
fn the_other_branch_of_a_loop_is_no_turn() {
    assert_eq!(
        parts("{% for a in [1] %}{% for b in [] %}{% else %}none{% endfor %}{% endfor %}", "{}"),
        [r#""none", 0/1"#]
    );
}

#[test]
fn the_origin_of_a_captured_block_is_inside_it() {
    assert_eq!(
        parts("{% set x %}{% for a in [1, 2] %}<{{ a }}>{% endfor %}{% endset %}{{ x }}", "{}"),
        [
            r#""<", 0/2, by x"#,
            r#""1" from a, 0/2, by x"#,
            r#"">", 0/2, by x"#,
            r#""<", 1/2, by x"#,
            r#""2" from a, 1/2, by x"#,
            r#"">", 1/2, by x"#,
        ]
    );
    // Not as it was captured: the tag that prints it is all there is to say.
    assert_eq!(parts("{% set x %}ab{% endset %}{{ x | upper }}", "{}"), [r#""AB" from x | upper"#]);
    assert_eq!(parts("{% filter upper %}ab{% endfilter %}c", "{}")[1..], [r#""c""#]);
}

#[test]
fn the_origin_of_a_macro_result_is_inside_it() {
    let template = "{% macro m(a) %}{% for b in a %}{{ b }}{% endfor %}.{% endmacro %}\
                    {% macro n(a) %}[{{ m(a) }}]{% endmacro %}\
                    {% for x in [1, 2] %}{{ n([x]) }}{% endfor %}";
    assert_eq!(
        parts(template, "{}")[..4],
        [
            r#""[", 0/2, by n([x])"#,
            r#""1" from b, 0/2, 0/1, by m(a), by n([x])"#,
            r#"".", 0/2, by m(a), by n([x])"#,
            r#""]", 0/2, by n([x])"#,
        ]
    );
    let call = "{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}in{% endcall %}!";
    assert_eq!(
        parts(call, "{}"),
        [r#""<", by m()"#, r#""in", by caller(), by m()"#, r#"">", by m()"#, r#""!""#]
    );
}

#[test]
fn recursive_loops_are_nested() {
    let template =
        "{% for a in x recursive %}{{ a.n }}{{ loop(a.x) }}{{ loop.index }};{% endfor %}.";
    assert_eq!(
        parts(template, "x: [{n: a, x: [{n: b, x: []}]}, {n: c, x: []}]"),
        [
            r#""a" from a.n, 0/2"#,
            r#""b" from a.n, 0/2, 0/1, by loop(a.x)"#,
            r#""1" from loop.index, 0/2, 0/1, by loop(a.x)"#,
            r#"";", 0/2, 0/1, by loop(a.x)"#,
            r#""1" from loop.index, 0/2"#,
            r#"";", 0/2"#,
            r#""c" from a.n, 1/2"#,
            r#""2" from loop.index, 1/2"#,
            r#"";", 1/2"#,
            r#"".""#,
        ]
    );
}

#[test]
fn the_places_are_those_of_the_file_as_it_was_written() {
    let template = "a: 1\r\n{% if true %}\r\nb: {{ 2 }}\r\nc: 3\r\n{% endif %}";
    let (text, origins) = render(template, "{}");
    assert_eq!(text, "a: 1\n\nb: 2\nc: 3\n");
    for wanted in ["a", "b", "c", "3"] {
        let at = text.find(wanted).unwrap();
        let span = origins.source_of(Span::new(at, at + 1), &text, template).unwrap();
        assert_eq!(span.of(template), wanted);
    }
}

#[test]
fn blocks_of_yaml_move_what_is_behind_them() {
    let template = "  - {{ o | proton_cfn_iam_policy_arns }}\nend";
    let (text, origins) =
        render(template, "o: {A: 'arn:aws:iam::1:policy/a', B: 'arn:aws:iam::1:policy/b'}");
    let at = text.find("end").unwrap();
    let span = origins.source_of(Span::new(at, at + 3), &text, template).unwrap();
    assert_eq!(span.of(template), "end");
}

/// Pieces of templates, to be put together in any order.
const PIECES: [&str; 16] = [
    "a: 1\n",
    "  b\r\n",
    "{{ 1 }}",
    "{{- 'é' -}}",
    "{{ '' }}",
    "{# c #}\n",
    "{% raw %}{{ x }}{% endraw %}",
    "{% for a in [1, 2] %}{{ a }}\n{% endfor %}",
    "{% for a in 'xy' recursive %}{{ a }}{{ loop('') }}{% endfor %}",
    "{%- if true -%} t {%- endif %}",
    "{% set x %}y {{ 3 }}{% endset %}{{ x }}{{ x ~ 1 }}",
    "{% macro m(a) %}m{{ a }}{% endmacro %}{{ m(4) }}",
    "{% macro k() %}k{{ caller() }}{% endmacro %}{% call k() %}in{% endcall %}",
    "{% filter upper %}up{{ 5 }}{% endfilter %}",
    "{% block z %}z{% endblock %}",
    "{{ {'A': 'b', 'C': 'd'} | proton_cfn_ecs_task_definition_formatted_env_vars }}",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn parts_cover_the_text_in_order(picked in prop::collection::vec(0..PIECES.len(), 0..12)) {
        let mut pieces: Vec<&str> = picked.iter().map(|&at| PIECES[at]).collect();
        // A template has a block of a name once.
        let mut blocks = 0;
        pieces.retain(|piece| { blocks += usize::from(piece.contains("block")); !piece.contains("block") || blocks < 2 });
        let template = pieces.concat();
        let (text, origins) = render(&template, "{}");
        let starts: Vec<usize> = origins.parts.iter().map(|part| part.start).collect();
        prop_assert!(starts.is_sorted_by(|a, b| a < b));
        prop_assert_eq!(starts.first().copied().unwrap_or(0), 0);
        prop_assert_eq!(text.is_empty(), starts.is_empty());
        for (part, end) in origins.within(Span::new(0, text.len()), &text) {
            if part.copied {
                let copied = Span::new(part.start, end).of(&text);
                prop_assert_eq!(copied, part.span.of(&template).replace("\r\n", "\n"));
            }
        }
    }
}
