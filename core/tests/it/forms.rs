//! Forms made from the schemas in `fixtures/forms`, each with a snapshot, and forms that are too large.

use std::fmt::Write;

use crate::common::forms::write_form;
use cyclotron_core::schema::Extent;
use cyclotron_core::{
    Action, Analysis, Bundle, Control, Field, File, Key, Value, Workspace, analyze, apply_change,
    sample_spec,
};

/// A customer-managed environment: a schema, and what is filled in.
fn workspace(schema: &str, spec: &str) -> Workspace {
    let files = vec![File::new("schema/schema.yaml", schema), File::new("spec/spec.yaml", spec)];
    Workspace { bundles: vec![Bundle { name: "env".into(), files, ..Bundle::default() }] }
}

fn report(analysis: &Analysis) -> String {
    let mut report = String::new();
    for form in &analysis.bundles[0].inputs {
        write_form(&mut report, form);
    }
    writeln!(report, "\n# Problems").unwrap();
    for found in &analysis.diagnostics {
        let line = found.range.map_or(0, |(start, _)| start.line);
        let help = found.help.as_deref().unwrap_or_default();
        let (file, code) = (&found.file.path, &found.code.0);
        writeln!(report, "{file}:{line} {code}: {} {help}", found.message).unwrap();
    }
    report
}

#[test]
fn every_fixture_is_as_it_was() {
    insta::glob!("../fixtures/forms", "*.yaml", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (schema, spec) = text.split_once("---\n").unwrap();
        insta::assert_snapshot!(report(&analyze(&workspace(schema, spec))));
    });
}

/// A schema with these properties of the inputs, and these types beside.
fn schema(properties: &str, types: &str) -> String {
    format!(
        "schema: {{format: {{openapi: \"3.0.0\"}}, environment_input_type: I, types: {{I: {{type: object, properties: {{{properties}}}}}{types}}}}}"
    )
}

const EMPTY: &str = "proton: EnvironmentSpec\nspec: {}\n";

fn count(fields: &[Field]) -> usize {
    let inner = |field: &Field| field.inner().into_iter().cloned().collect::<Vec<_>>();
    fields.iter().map(|field| 1 + count(&inner(field))).sum()
}

#[test]
fn five_hundred_properties_are_five_hundred_fields() {
    let properties: Vec<_> = (0..500).map(|at| format!("p{at}: {{type: string}}")).collect();
    let analysis = analyze(&workspace(&schema(&properties.join(", "), ""), EMPTY));
    assert_eq!(count(&analysis.bundles[0].inputs[0].fields), 500);
    assert_eq!(analysis.diagnostics, []);
}

#[test]
fn ten_levels_are_ten_groups() {
    let deep = (0..10).fold("{type: string}".to_owned(), |inner, _| {
        format!("{{type: object, properties: {{p: {inner}}}}}")
    });
    let analysis = analyze(&workspace(&schema(&format!("p: {deep}"), ""), EMPTY));
    assert_eq!(count(&analysis.bundles[0].inputs[0].fields), 11);
}

#[test]
fn types_that_multiply_end() {
    let mut types = String::new();
    for at in 0..30 {
        let next = format!("{{$ref: '#/T{}'}}", at + 1);
        let object = format!("{{type: object, properties: {{a: {next}, b: {next}}}}}");
        write!(types, ", T{at}: {{oneOf: [{next}, {object}]}}").unwrap();
    }
    let schema = schema("p: {$ref: '#/T0'}", &format!("{types}, T30: {{type: string}}"));
    let workspace = workspace(&schema, EMPTY);
    let analysis = analyze(&workspace);
    assert!(count(&analysis.bundles[0].inputs[0].fields) <= 2100);
    sample_spec(&workspace.bundles[0], &workspace, Extent::Everything);
}

#[test]
fn equal_problems_of_a_long_list_are_reported_once() {
    let schema = schema("p: {type: array, items: {type: string}}", "");
    let messages = |item: &dyn Fn(usize) -> usize| {
        let items: Vec<_> = (0..3_000).map(|at| item(at).to_string()).collect();
        let spec = format!("proton: EnvironmentSpec\nspec: {{p: [{}]}}\n", items.join(", "));
        analyze(&workspace(&schema, &spec)).bundles[0].inputs[0].fields[0].messages.clone()
    };
    let same = messages(&|_| 1);
    assert_eq!(same.len(), 1, "{same:?}");
    let other = messages(&|at| at);
    assert_eq!(other.len(), 6, "{other:?}");
    assert!(other[5].ends_with("more: see Problems."), "{other:?}");
}

#[test]
fn a_long_description_is_complete() {
    let text = "word ".repeat(10_000);
    let schema = schema(&format!("p: {{type: string, description: \"{text}\"}}"), "");
    let analysis = analyze(&workspace(&schema, EMPTY));
    assert_eq!(analysis.bundles[0].inputs[0].fields[0].help.len(), 1);
}

/// Goes through a form as a person would who begins at the top.
#[test]
fn a_default_is_written_to_the_file_before_a_part_of_it_changes() {
    let schema = schema(
        "g: {type: object, default: {a: 1, b: 2}, properties: {a: {type: integer}, b: {type: integer}}}",
        "",
    );
    let mut workspace = workspace(&schema, EMPTY);
    let form = analyze(&workspace).bundles[0].inputs[0].clone();
    let Control::Group { fields, .. } = &form.fields[0].control else { panic!("{form:?}") };
    let field = &fields[0];
    let inherited = field.inherited.as_ref().expect("it is the group's default");
    assert_eq!(field.default, Some(Value::Int(1)));
    let whole = Action::Set(inherited.value.clone());
    apply_change(&mut workspace, &form.file, &inherited.path, &whole).unwrap();
    apply_change(&mut workspace, &form.file, &field.path, &Action::Set(Value::Int(7))).unwrap();
    assert_eq!(
        workspace.bundles[0].text("spec/spec.yaml"),
        Some("proton: EnvironmentSpec\nspec:\n  g:\n    a: 7\n    b: 2\n")
    );
}

#[test]
fn instances_move_and_are_copied_with_their_comments() {
    let spec = "proton: ServiceSpec\ninstances:\n  # first\n  - name: dev\n  - name: prod # last\n";
    let mut workspace = workspace("", spec);
    let file = workspace.bundles[0].id("spec/spec.yaml");
    let item = |index| [Key::from("instances"), Key::Index(index)];
    apply_change(&mut workspace, &file, &item(0), &Action::Copy).unwrap();
    let name = [Key::from("instances"), Key::Index(1), Key::from("name")];
    apply_change(&mut workspace, &file, &name, &Action::Set("test".into())).unwrap();
    apply_change(&mut workspace, &file, &item(2), &Action::Move(0)).unwrap();
    assert_eq!(
        workspace.bundles[0].text("spec/spec.yaml"),
        Some(
            "proton: ServiceSpec\ninstances:\n  - name: prod # last\n  # first\n  - name: dev\n  # first\n  - name: test\n"
        )
    );
    let written = Action::Write("{name: x, spec: [1".into());
    assert!(apply_change(&mut workspace, &file, &item(0), &written).unwrap_err().contains("YAML"));
}

/// A made-up sample of everything satisfies its own schema.
#[test]
fn plausible_values_satisfy_the_schema() {
    for name in ["keywords", "variants"] {
        let path = format!("{}/tests/fixtures/forms/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let (schema, _) = text.split_once("---\n").unwrap();
        let mut workspace = workspace(schema, "");
        let spec = sample_spec(&workspace.bundles[0], &workspace, Extent::Everything);
        workspace.bundles[0].files[1] = File::new("spec/spec.yaml", spec.clone());
        let analysis = analyze(&workspace);
        let wrong: Vec<_> =
            analysis.diagnostics.iter().filter(|one| one.file.path == "spec/spec.yaml").collect();
        assert!(wrong.is_empty(), "{spec}\n{wrong:#?}");
        insta::assert_snapshot!(format!("sample of {name}"), spec);
    }
}
