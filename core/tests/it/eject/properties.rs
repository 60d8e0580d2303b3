//! Generated schemas, templates and specs: what is ejected means what Proton would have deployed, for other
//! specs as well.

use std::fmt::Write;

use cyclotron_core::eject::{Ejected, Fate, Input};
use proptest::prelude::*;

use super::constructs::ejected_with;

/// The inputs of every generated schema: a name, its definition, and two values.
const INPUTS: [(&str, &str, [&str; 2]); 6] = [
    ("text", "{type: string}", ["web", "its 5 ${x}"]),
    ("other_text", "{type: string, default: d}", ["a-b", "yes"]),
    ("count", "{type: integer, minimum: 0, maximum: 99}", ["0", "42"]),
    ("flag", "{type: boolean}", ["true", "false"]),
    ("size", "{type: string, enum: [s, m, l]}", ["s", "l"]),
    ("list", "{type: array, items: {type: string}}", ["[a, b]", "[c]"]),
];

fn expression() -> impl Strategy<Value = String> {
    let input = prop::sample::select(INPUTS.map(|(name, ..)| name).to_vec());
    let filter = prop::sample::select(vec![
        "",
        "",
        "",
        "",
        " | upper",
        " | default('x')",
        " | string",
        " | lower",
        " ~ '-x'",
        " | tojson",
    ]);
    (input, filter).prop_map(|(input, filter)| format!("environment.inputs.{input}{filter}"))
}

fn condition() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "environment.inputs.flag",
        "not environment.inputs.flag",
        "environment.inputs.size == 's'",
        "environment.inputs.size in ['m', 'l']",
        "environment.inputs.size == 'l' and environment.inputs.flag",
        "environment.inputs.count > 10",
        "environment.inputs.text is defined",
    ])
    .prop_map(str::to_owned)
}

/// Lines of properties, each indented by six blanks.
fn property() -> impl Strategy<Value = String> {
    (0..9_usize, 0..4_usize, expression(), expression(), condition()).prop_map(
        |(kind, name, one, other, condition)| match kind {
            0 => format!("      P{name}: {{{{ {one} }}}}\n"),
            1 => format!("      P{name}: \"a {{{{ {one} }}}} ${{b}} {{{{ {other} }}}}\"\n"),
            2 => format!("      P{name}: !Sub 'x-${{AWS::Region}}-{{{{ {one} }}}}'\n"),
            3 => format!("      P{name}: |\n        one {{{{ {one} }}}}\n        two ${{HOME}}\n"),
            4 => format!("      P{name}: [1, '{{{{ {one} }}}}', {{a: '{{{{ {other} }}}}'}}]\n"),
            5 => format!("      P{name}: {{% if {condition} %}}1{{% else %}}'{{{{ {one} }}}}'{{% endif %}}\n"),
            6 => format!("{{% if {condition} %}}\n      P{name}: '{{{{ {one} }}}}'\n{{% endif %}}\n"),
            7 => format!("      P{name}:\n        - Key: a\n{{% if {condition} %}}\n          Value: '{{{{ {one} }}}}'\n{{% endif %}}\n"),
            _ => format!("      P{name}: !Join ['-', [a, '{{{{ {one} }}}}']]\n"),
        },
    )
}

fn resource() -> impl Strategy<Value = String> {
    let guard = prop::option::weighted(0.3, condition());
    (0..4_usize, prop::collection::vec(property(), 1..4), guard).prop_map(|(name, lines, guard)| {
        let body = format!(
            "  R{name}:\n    Type: AWS::SNS::Topic\n    Properties:\n      Fixed: 1\n{}",
            lines.concat()
        );
        match guard {
            Some(guard) => format!("{{% if {guard} %}}\n{body}{{% endif %}}\n"),
            None => body,
        }
    })
}

fn spec(values: &[bool]) -> String {
    let mut spec = "proton: EnvironmentSpec\nspec:\n".to_owned();
    for ((name, _, options), second) in INPUTS.iter().zip(values) {
        let value = options[usize::from(*second)];
        let quoted = if name.ends_with("text") { format!("\"{value}\"") } else { value.to_owned() };
        writeln!(spec, "  {name}: {quoted}").unwrap();
    }
    spec
}

/// The number of random templates.
fn cases() -> u32 {
    let all: Vec<u32> = (0..10_000).collect();
    u32::try_from(crate::common::sample("random templates", all, 200).len()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, max_global_rejects: 10_000, ..ProptestConfig::default() })]

    /// Each result has its proof, so it is enough that the template is the same for every spec that has the
    /// same values where a value is written out.
    #[test]
    fn one_template_serves_all_specs_with_the_same_frozen_inputs(
        resources in prop::collection::vec(resource(), 1..4),
        values in prop::collection::vec(any::<bool>(), INPUTS.len()),
        others in prop::collection::vec(any::<bool>(), INPUTS.len()),
    ) {
        let mut schema = "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: Input\n  types:\n    Input:\n      type: object\n      properties:\n".to_owned();
        for (name, definition, _) in INPUTS {
            writeln!(schema, "        {name}: {definition}").unwrap();
        }
        let template = format!("Resources:\n  Always: {{Type: AWS::SNS::Topic}}\n{}", resources.concat());
        let first = ejected_with(&schema, &spec(&values), &template);
        let refusal = first.stacks[0].template.as_ref().err().map_or("", String::as_str);
        let is_of_proton = ["The rendering is not YAML", "The template does not render"];
        prop_assume!(!is_of_proton.iter().any(|start| refusal.starts_with(start)));
        prop_assert!(refusal.is_empty(), "{refusal}\n{template}");
        let all_frozen = |ejected: &Ejected| -> Vec<String> {
            let needs_a_value = |input: &Input| {
                input.decision.as_ref().is_some_and(|decision| decision.reason.contains("cannot become a condition"))
            };
            let frozen = ejected.stacks[0].inputs.iter().filter(|input| {
                input.fate == Fate::Frozen || needs_a_value(input)
            });
            frozen.map(|input| input.name.clone()).collect()
        };
        let frozen = |name: &str| all_frozen(&first).contains(&format!("environment.inputs.{name}"));
        let mixed: Vec<bool> = INPUTS
            .iter()
            .zip(values.iter().zip(&others))
            .map(|((name, ..), (value, other))| if frozen(name) { *value } else { *other })
            .collect();
        let second = ejected_with(&schema, &spec(&mixed), &template);
        // A text such as `yes` has another meaning as a parameter, and others have not.
        prop_assume!(second.stacks[0].template.is_ok() && all_frozen(&first) == all_frozen(&second));
        prop_assert_eq!(&first.templates[0].text, &second.templates.first().map(|one| one.text.clone()).unwrap_or_default(), "{}", template);
    }
}
