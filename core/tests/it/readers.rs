//! One text means the same to every reader: YAML and Jinja as Python reads them, with what is odd about
//! blanks, marks, merges and numbers.

use cyclotron_core::bundle::{SCHEMA, SPEC};
use cyclotron_core::render::{Context, Template, Undefined};
use cyclotron_core::{Bundle, Diagnostic, File, Severity, Workspace, analyze, yaml};

const TEMPLATE: &str = "infrastructure/cloudformation.yaml";
const MANIFEST: &str = "infrastructure:\n  templates:\n    - file: \"cloudformation.yaml\"\n      rendering_engine: jinja\n      template_language: cloudformation\n";
const HEAD: &str = "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: \"EnvInput\"\n  types:\n    EnvInput:\n      type: object\n";

/// An environment with these properties in its schema, and this template.
fn environment(properties: &str, template: &str) -> Workspace {
    let schema = format!("{HEAD}      properties:\n{properties}");
    bundle(&schema, template, "proton: EnvironmentSpec\nspec: {}\n")
}

fn bundle(schema: &str, template: &str, spec: &str) -> Workspace {
    let files = [
        (SCHEMA, schema),
        ("infrastructure/manifest.yaml", MANIFEST),
        (TEMPLATE, template),
        (SPEC, spec),
        ("spec/sample-outputs.yaml", ""),
    ];
    let files = files.map(|(path, text)| File::new(path, text)).to_vec();
    let mut bundle = Bundle { name: "env".into(), files, ..Bundle::default() };
    bundle.sort();
    Workspace { bundles: vec![bundle] }
}

/// Prints inputs in a template that is sound.
fn printing(names: &[&str]) -> String {
    let values: Vec<_> =
        names.iter().map(|name| format!("{{{{ environment.inputs.{name} }}}}")).collect();
    let values = values.concat();
    format!(
        "Resources:\n  One:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Type: String\n      Value: \"{values}\"\n"
    )
}

/// Code and line of everything that is found.
fn found(workspace: &Workspace) -> Vec<String> {
    let line = |one: &Diagnostic| one.range.map_or(0, |(start, _)| start.line);
    let all = analyze(workspace).diagnostics;
    all.iter().map(|one| format!("{} {}", one.code.0, line(one))).collect()
}

fn rendered(workspace: &Workspace) -> String {
    let analysis = analyze(workspace);
    analysis.bundles[0].renderings[0].text.clone().unwrap_or_default()
}

fn jinja(template: &str) -> String {
    let template = Template::compile(template).unwrap();
    let rendered = template.render(&Context::default(), Undefined::Strict);
    assert_eq!(rendered.errors, []);
    rendered.text.unwrap()
}

/// As Python's `re` has it: its `\s` for texts.
#[test]
fn blanks_within_tags_are_those_of_python() {
    let blanks = "\u{b}\u{c}\u{1c}\u{1d}\u{1e}\u{1f}\u{85}\u{a0}\u{1680}\u{2000}\u{2003}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}";
    for blank in blanks.chars() {
        assert_eq!(jinja(&format!("{{{{{blank}1{blank}}}}}")), "1", "{blank:?}");
        assert_eq!(jinja(&format!("{{%{blank}if{blank}1{blank}%}}a{{% endif{blank}%}}")), "a");
        let raw = format!("{{%{blank}raw{blank}%}}{{{{ b }}}}{{%{blank}endraw %}}");
        assert_eq!(jinja(&raw), "{{ b }}", "{blank:?}");
        assert_eq!(jinja(&format!("{{{{ '{blank}' | length }}}}")), "1", "{blank:?}");
    }
    for other in ["\u{200b}", "\u{feff}", "\u{180e}"] {
        assert!(Template::compile(&format!("{{{{ 1{other}}}}}")).is_err(), "{other:?}");
    }
}

#[test]
fn a_value_printed_between_odd_blanks_is_checked_like_any_other() {
    let template = "Resources:\n  One:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Type: String\n      Value: {{\u{a0}environment.inputs.name\u{a0}}}\n";
    let workspace = environment("        name: {type: string}\n", template);
    assert!(found(&workspace).contains(&"unquoted-value 6".to_owned()), "{:?}", found(&workspace));
}

#[test]
fn a_byte_order_mark_and_crlf_change_nothing() {
    let mark = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let schema = format!("{HEAD}      properties:\n        name: {{type: string, default: a}}\n");
    let template = printing(&["name"]);
    let spec = "proton: EnvironmentSpec\nspec: {}\n";
    let workspace = bundle(&mark(&schema), &mark(&template), &mark(spec));
    assert_eq!(found(&workspace), [""; 0]);
    let rendered = rendered(&workspace);
    assert_eq!(
        rendered,
        format!("\u{feff}{}", template.replace("{{ environment.inputs.name }}", "a")).trim_end()
    );
}

#[test]
fn a_tab_is_named_where_it_is_the_reason() {
    for text in ["-\ta\n", "a:\n\tb: 1\n", "a:\n  b: 1\n\tc: 2\n", "a: |\n\tb\n", "a: b\n  \t- c\n"]
    {
        let Some(error) = yaml::parse(text).error else { continue };
        assert!(error.message.contains("tab"), "{text:?}: {}", error.message);
    }
    for text in ["-\ta\n", "a:\n\tb: 1\n"] {
        assert!(yaml::parse(text).error.is_some(), "{text:?}");
    }
    for text in
        ["a: 1\t\nb: 2\n", "a:\t\n  - 1\n", "a:\n  - x\t# why\n  - y\n", "a:\t1\n", "a: [1,\t2]\n"]
    {
        assert_eq!(yaml::parse(text).error, None, "{text:?}");
    }
}

#[test]
fn merged_values_are_checked_like_others() {
    let properties = "        first: &name {type: string, minLength: 1, default: a}\n        second: *name\n        third:\n          <<: *name\n          default: c\n";
    let workspace = environment(properties, &printing(&["first", "second", "third"]));
    assert_eq!(found(&workspace), [""; 0]);
    assert!(rendered(&workspace).contains("Value: \"aac\""));
    let required = format!(
        "{HEAD}      required: [name]\n      properties:\n        <<: {{name: {{type: string, default: a}}}}\n"
    );
    let spec = "proton: EnvironmentSpec\nspec: {}\n";
    assert_eq!(found(&bundle(&required, &printing(&["name"]), spec)), [""; 0]);
}

#[test]
fn a_number_that_yaml_reads_as_text_is_rewritten() {
    for (written, kind, change) in [
        ("08", "integer", "Change to 8"),
        ("1e3", "integer", "Change to 1000"),
        ("1e+3", "number", "Change to 1000"),
        ("\"8\"", "integer", "Remove the quotes"),
        ("\"010\"", "integer", "Change to 10"),
    ] {
        let properties = format!("        size: {{type: {kind}, default: {written}}}\n");
        let workspace = environment(&properties, &printing(&["size"]));
        let found = analyze(&workspace).diagnostics;
        let [problem] = found.as_slice() else { panic!("{written}: {found:?}") };
        assert_eq!(problem.code.0, "default-breaks-schema");
        assert_eq!(problem.fix.as_ref().map(|fix| fix.title.as_str()), Some(change), "{written}");
        let help = problem.help.as_deref().unwrap();
        assert!(help.contains("quotes"), "{help}");
        assert_eq!(help.starts_with("Remove the quotes"), change == "Remove the quotes", "{help}");
    }
}

/// PyYAML reads `020222070707` as octal and `033677994240`, which has a 9, as text.
#[test]
fn only_what_is_octal_loses_its_zero() {
    let of = |value: &str| {
        let template = format!(
            "Resources:\n  One:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Type: String\n      Value: {value}\n"
        );
        let all = analyze(&environment("        {}\n", &template)).diagnostics;
        let own = all.into_iter().find(|one| one.code.0 == "yaml-leading-zero");
        own.map(|one| one.severity)
    };
    assert_eq!(of("020222070707"), Some(Severity::Warning));
    assert_eq!(of("033677994240"), Some(Severity::Info));
    let properties = "        octal: {type: string, default: 020222070707}\n        text: {type: string, default: 033677994240}\n";
    let workspace = environment(properties, &printing(&["octal", "text"]));
    assert_eq!(found(&workspace), ["default-breaks-schema 8"]);
}

#[test]
fn a_multiple_is_one_of_the_numbers_as_they_are_written() {
    let properties = "        price: {type: number, multipleOf: 0.01, default: 600.03}\n        percent: {type: number, multipleOf: 0.1, default: 2.4}\n        large: {type: number, multipleOf: 0.01, default: 1070468.14}\n        wrong: {type: number, multipleOf: 0.01, default: 600.035}\n        whole: {type: integer, multipleOf: 2.5, default: 5}\n        tiny: {type: number, multipleOf: 1.0e-10, default: 0.0000000003}\n        huge: {type: integer, multipleOf: 3, default: 9007199254740993}\n";
    let names = ["price", "percent", "large", "wrong", "whole", "tiny", "huge"];
    let workspace = environment(properties, &printing(&names));
    assert_eq!(found(&workspace), ["default-breaks-schema 11"]);
}

#[test]
fn indentation_by_other_blanks_is_named() {
    let schema = format!(
        "{HEAD}\u{a0} \u{a0} \u{a0} properties:\n        name: {{type: string, default: a}}\n"
    );
    let workspace = bundle(&schema, &printing(&["name"]), "proton: EnvironmentSpec\nspec: {}\n");
    let all = analyze(&workspace).diagnostics;
    let own = all.iter().find(|one| one.code.0 == "no-break-space").expect("it is found");
    assert_eq!(own.range.unwrap().0.line, 7);
    assert!(own.message.contains("U+00A0"), "{}", own.message);
    assert!(all.iter().any(|one| one.code.0 == "undeclared-input"), "{:?}", found(&workspace));
}

#[test]
fn braces_within_braces_end_no_tag() {
    let template = "{{ {\"a\": {\"b\": 1}}[\"a\"] | tojson }}|{{ {\"a\": {\"b\": {}}} }}|{% if {\"a\": {}}%}y{% endif %}|{% set m = {\"x\": {\"y\": \"}}\"}} %}{{ m.x.y }}|{{ [{\"k\": {}}][0].k }}";
    assert_eq!(jinja(template), "{\"b\": 1}|{'a': {'b': {}}}|y|}}|{}");
}

#[test]
fn outputs_of_a_loop_of_cloudformation_are_not_missed() {
    let mut workspace = environment(
        "        topics: {type: array, items: {type: string}, default: [Success]}\n",
        "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Topics:\n    - Name\n    - [{{ environment.inputs.topics | join(', ') }}]\n    - Topic${Name}:\n        Type: AWS::SNS::Topic\nOutputs:\n  Fn::ForEach::Arns:\n    - Name\n    - [{{ environment.inputs.topics | join(', ') }}]\n    - Arn${Name}:\n        Value: !Ref\n          Fn::Sub: Topic${Name}\n",
    );
    assert_eq!(found(&workspace), [""; 0]);
    let template = printing(&[]).replace("\"\"", "\"{{ environment.outputs.ArnSuccess }}\"");
    let manifest = MANIFEST.to_owned();
    let files = vec![
        File::new("instance_infrastructure/cloudformation.yaml", template),
        File::new("instance_infrastructure/manifest.yaml", manifest),
        File::new(
            SCHEMA,
            "schema:\n  format: {openapi: \"3.0.0\"}\n  service_input_type: In\n  types:\n    In: {type: object, properties: {a: {type: string, default: b}}}\n",
        ),
        File::new(
            SPEC,
            "proton: ServiceSpec\ninstances:\n  - name: dev\n    environment: env\n    spec: {}\n",
        ),
    ];
    let mut service = Bundle { name: "svc".into(), files, ..Bundle::default() };
    service.sort();
    workspace.bundles.push(service);
    let all = found(&workspace);
    assert!(!all.iter().any(|one| one.starts_with("undeclared-output")), "{all:?}");
}

/// Two references that `Fn::Join` splits into three lines each: both are found, and escaped in place.
#[test]
fn a_dynamic_reference_over_several_lines_is_escaped_at_both_ends() {
    let value = "        Fn::Join:\n          - \"\"\n          - - \"{{resolve:secretsmanager:\"\n            - Ref: One\n            - \":SecretString:name::}}\"\n";
    let template = format!(
        "Resources:\n  One:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUsername:\n{value}      MasterUserPassword:\n{value}"
    );
    let mut workspace = environment("        {}\n", &template);
    let own = |one: &&Diagnostic| one.code.0 == "unescaped-dynamic-reference";
    let all = analyze(&workspace).diagnostics;
    let fixes: Vec<_> = all.iter().filter(own).filter_map(|one| one.fix.as_ref()).collect();
    assert_eq!(fixes.len(), 2, "{all:?}");
    let (escaped, made) = cyclotron_core::apply_fixes(&template, fixes);
    assert_eq!(made, 2);
    assert!(
        escaped.contains("\"{{ '{{' }}resolve:secretsmanager:\"\n            - Ref: One\n"),
        "{escaped}"
    );
    let file = workspace.bundles[0].files.iter_mut().find(|file| file.path == TEMPLATE).unwrap();
    *file = File::new(TEMPLATE, escaped);
    assert!(rendered(&workspace).contains("\":SecretString:name::}}\""));
}
