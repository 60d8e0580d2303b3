//! From a rendered line to its cause, and back.

// A test may allocate.
#![allow(clippy::format_push_string)]

use cyclotron_core::trace::{Effect, Trace};
use cyclotron_core::{
    FileId, Key, Workspace, analyze, apply_change, rendered_lines, starters, trace,
};

const SERVICE: &str = "item-api-service";
const TEMPLATE: &str = "instance_infrastructure/cloudformation.yaml";
const PROD: &str = "instance-prod.yaml";

fn text(workspace: &Workspace, file_name: &str) -> String {
    let analysis = analyze(workspace);
    let bundle = analysis.bundles.iter().find(|bundle| bundle.name == SERVICE).unwrap();
    let rendering = bundle.renderings.iter().find(|one| one.file_name == file_name).unwrap();
    rendering.text.clone().unwrap()
}

/// The lines, from 1, of what is rendered that hold `part`.
fn lines(text: &str, part: &str) -> Vec<usize> {
    let lines = text.lines().enumerate().filter(|(_, line)| line.contains(part));
    lines.map(|(index, _)| index + 1).collect()
}

fn traced(workspace: &Workspace, file_name: &str, part: &str) -> Trace {
    let line = lines(&text(workspace, file_name), part)[0];
    trace(workspace, SERVICE, file_name, line).unwrap()
}

/// The line of the template that the range begins in.
fn written(workspace: &Workspace, trace: &Trace) -> String {
    let template = workspace.file(&trace.file).unwrap().text().unwrap();
    template.lines().nth(trace.range.0.line - 1).unwrap().trim().to_owned()
}

/// The causes as `path`, with `?` behind those that only decide.
fn causes(trace: &Trace) -> Vec<String> {
    let cause = |cause: &cyclotron_core::trace::Cause| {
        let mut path = match cause.file.path.as_str() {
            "spec/spec.yaml" => String::from("spec"),
            _ => String::from("outputs"),
        };
        for key in &cause.path {
            path += &match key {
                Key::Name(name) => format!(".{name}"),
                Key::Index(index) => format!("[{index}]"),
            };
        }
        if cause.effect == Effect::Decided { path + "?" } else { path }
    };
    trace.causes.iter().map(cause).collect()
}

#[test]
fn a_printed_input_leads_to_its_field() {
    let workspace = starters::ready_workspace();
    let trace = traced(&workspace, PROD, "MemorySize: 512");
    assert_eq!(written(&workspace, &trace), "MemorySize: {{ service_instance.inputs.memory }}");
    assert_eq!(causes(&trace), ["spec.instances[1].spec.memory"]);
    let template = workspace.file(&trace.file).unwrap().text().unwrap();
    let (from, to) = trace.range;
    let line = template.lines().nth(from.line - 1).unwrap();
    assert_eq!((from.line, from.column, to.column), (to.line, 0, line.len()));
}

#[test]
fn an_item_leads_to_the_item_that_the_loop_was_at() {
    let workspace = starters::ready_workspace();
    let trace = traced(&workspace, PROD, "layer:item-model:7");
    assert_eq!(written(&workspace, &trace), "- \"{{ layer }}\"");
    assert_eq!(
        causes(&trace),
        ["spec.instances[1].spec.layers[0]", "spec.instances[1].spec.layers?"]
    );
    let turns: Vec<_> =
        trace.turns.iter().map(|turn| (turn.text.as_str(), turn.index, turn.of)).collect();
    assert_eq!(turns, [("for layer in service_instance.inputs.layers", 0, 1)]);
}

#[test]
fn outputs_are_those_of_one_environment_or_of_all() {
    let workspace = starters::ready_workspace();
    let table = traced(&workspace, PROD, "TABLE_NAME");
    assert_eq!(causes(&table), ["outputs.environments.item-api-prod.outputs.TableName"]);
    let table = traced(&workspace, "instance-dev.yaml", "TABLE_NAME");
    assert_eq!(causes(&table), ["outputs.environment.TableName"]);
    let alias = traced(&workspace, PROD, "Name: \"current\"");
    assert_eq!(causes(&alias), ["outputs.environment.LambdaAlias"]);
}

#[test]
fn plain_text_hangs_on_the_conditions_around() {
    let workspace = starters::ready_workspace();
    let trace = traced(&workspace, "instance-dev.yaml", "xray:PutTraceSegments");
    assert_eq!(causes(&trace), ["spec.instances[0].spec.tracing?"]);
    assert_eq!(trace.turns, []);
    let plain = traced(&workspace, PROD, "Type: AWS::Lambda::Function");
    assert_eq!(causes(&plain), [""; 0]);
}

#[test]
fn the_inputs_of_a_variable_are_causes() {
    let workspace = starters::ready_workspace();
    let trace = traced(&workspace, PROD, "HttpMethod: ");
    assert_eq!(written(&workspace, &trace), "HttpMethod: {{ method }}");
    assert!(causes(&trace).contains(&"spec.instances[1].spec.http_method".to_owned()));
    assert_eq!(trace.turns.len(), 2);
}

#[test]
fn a_line_of_the_template_leads_to_all_that_it_became() {
    let workspace = starters::ready_workspace();
    let file = FileId { bundle: SERVICE.into(), path: TEMPLATE.into() };
    let template = workspace.file(&file).unwrap().text().unwrap().to_owned();
    let rendered = text(&workspace, PROD);
    let there = |part: &str| {
        let line = lines(&template, part)[0];
        rendered_lines(&workspace, PROD, &file, line)
    };
    let each = |part: &str| -> Vec<_> {
        lines(&rendered, part).into_iter().map(|line| (line, line)).collect()
    };
    assert_eq!(there("MemorySize"), each("MemorySize"));
    assert_eq!(there("HttpMethod: {{ method"), each("  HttpMethod: "));
    assert!(there("HttpMethod: {{ method").len() > 1);
    // `prod` has no tracing.
    assert_eq!(there("xray:PutTraceSegments"), []);
    // The range of a loop contains all its iterations; the text before it ends in the line before.
    let (first, last) = there("for id, metric in")[0];
    let ids = lines(&rendered, "- Id: ");
    assert!(first <= ids[1] && ids[2] <= last, "{first} to {last} hold {ids:?}");
    assert_eq!(
        rendered_lines(&workspace, PROD, &FileId { path: "README.md".into(), ..file }, 1),
        []
    );
}

#[test]
fn a_missing_line_has_no_trace() {
    let workspace = starters::ready_workspace();
    assert_eq!(trace(&workspace, SERVICE, PROD, 0), None);
    assert_eq!(trace(&workspace, SERVICE, PROD, 100_000), None);
    assert_eq!(trace(&workspace, SERVICE, "no.yaml", 1), None);
    assert_eq!(trace(&workspace, "no", PROD, 1), None);
}

/// Each line of the ready workspace's renderings is traced to its template, and from there back to itself.
#[test]
fn there_and_back_again() {
    let workspace = starters::ready_workspace();
    for bundle in &analyze(&workspace).bundles {
        for rendering in &bundle.renderings {
            let text = rendering.text.as_ref().unwrap();
            // Each call renders the template again, so this only takes some lines.
            for line in (1..=text.lines().count()).step_by(7) {
                let trace = trace(&workspace, &bundle.name, &rendering.file_name, line).unwrap();
                assert_eq!(trace.file, rendering.template);
                let back = rendered_lines(
                    &workspace,
                    &rendering.file_name,
                    &trace.file,
                    trace.range.0.line,
                );
                let is_there = back.iter().any(|(first, last)| (*first..=*last).contains(&line));
                assert!(is_there, "{} line {line}: {trace:?} gives {back:?}", rendering.file_name);
            }
        }
    }
}

/// A field that feeds a line is one of the form, and to change it changes the line.
#[test]
fn to_change_the_field_changes_the_line() {
    let mut workspace = starters::ready_workspace();
    let trace = traced(&workspace, PROD, "MemorySize: 512");
    let cause = &trace.causes[0];
    let action = cyclotron_core::Action::Set(cyclotron_core::Value::Int(1024));
    apply_change(&mut workspace, &cause.file, &cause.path, &action).unwrap();
    assert_eq!(lines(&text(&workspace, PROD), "MemorySize: 1024"), [trace.line]);
}
