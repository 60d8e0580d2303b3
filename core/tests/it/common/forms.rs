//! Forms as text, for snapshots.

use std::fmt::Write;

use cyclotron_core::{Control, EnvironmentOption, Field, Form, Key, Prose, Value, yaml};

/// A form with everything in it.
pub fn write_form(out: &mut String, form: &Form) {
    let help = text(&form.help);
    let help = if help.is_empty() { help } else { format!(" – {help}") };
    writeln!(out, "\n## {}{help} [{:?}, {}]", form.title, form.target, form.file.path).unwrap();
    for field in &form.fields {
        write_field(out, field, 0);
    }
}

fn write_field(out: &mut String, field: &Field, depth: usize) {
    let indent = "  ".repeat(depth);
    let path: Vec<_> = field
        .path
        .iter()
        .map(|key| match key {
            Key::Name(name) => name.clone(),
            Key::Index(index) => index.to_string(),
        })
        .collect();
    let show = |value: &Option<Value>| value.as_ref().map_or("–".into(), yaml::flow);
    let star = if field.required { "*" } else { "" };
    let traits = [
        (field.nullable, "nullable"),
        (field.read_only, "read-only"),
        (field.deprecated, "deprecated"),
        (field.inherited.is_some(), "inherited"),
    ];
    let traits: String =
        traits.iter().filter(|(is, _)| *is).flat_map(|(_, name)| [", ", *name]).collect();
    writeln!(
        out,
        "{indent}{}{star}: {}{traits} = {}, else {} [{}]",
        field.label,
        kind(&field.control),
        show(&field.value),
        show(&field.default),
        path.join(" ")
    )
    .unwrap();
    if let Some(default) = &field.unfilled {
        writeln!(out, "{indent}  - Proton did not fill in {}", yaml::flow(default)).unwrap();
    }
    if !field.help.is_empty() {
        writeln!(out, "{indent}  ? {}", text(&field.help)).unwrap();
    }
    for message in &field.messages {
        writeln!(out, "{indent}  ! {message}").unwrap();
    }
    match &field.control {
        Control::Group { fields, entries } => {
            for field in fields {
                write_field(out, field, depth + 1);
            }
            if let Some(entries) = entries {
                let most =
                    entries.max_entries.map_or(String::new(), |most| format!(", {most} at most"));
                writeln!(out, "{indent}  + more, like {}{most}", yaml::flow(&entries.blank))
                    .unwrap();
                for field in &entries.fields {
                    write_field(out, field, depth + 2);
                }
            }
        }
        Control::List { items, .. } => {
            for field in items {
                write_field(out, field, depth + 1);
            }
        }
        Control::Variants { options, selected } => {
            for (at, option) in options.iter().enumerate() {
                let mark = if at == *selected { "◉" } else { "○" };
                writeln!(out, "{indent}  {mark} begins as {}", yaml::flow(&option.blank)).unwrap();
                write_field(out, &option.field, depth + 2);
            }
        }
        _ => {}
    }
}

fn kind(control: &Control) -> String {
    match control {
        Control::Text { lines, format, max_length, suggestions } => {
            let mut kind = format.map_or_else(
                || if *lines { "Lines" } else { "Line" }.into(),
                |one| format!("{one:?}"),
            );
            if let Some(most) = max_length {
                write!(kind, " of {most}").unwrap();
            }
            if !suggestions.is_empty() {
                write!(kind, " like {}", suggestions.join(", ")).unwrap();
            }
            kind
        }
        Control::Number { integer, minimum, maximum, step } => {
            let bound = |bound: &Option<f64>| bound.map_or("…".into(), |bound| bound.to_string());
            let noun = if *integer { "Whole number" } else { "Number" };
            let step = step.map_or(String::new(), |step| format!(" by {step}"));
            format!("{noun} {} to {}{step}", bound(minimum), bound(maximum))
        }
        Control::Toggle => "Toggle".into(),
        Control::Choice(values) => format!("Choice {}", yaml::flow(&Value::List(values.clone()))),
        Control::Group { .. } => "Group".into(),
        Control::List { blank, min_items, max_items, .. } => {
            let most = max_items.map_or("…".into(), |most| most.to_string());
            format!("List of {}, {min_items} to {most}", yaml::flow(blank))
        }
        Control::Variants { .. } => "One of".into(),
        Control::Environment(options) => {
            let option = |option: &EnvironmentOption| match &option.obstacle {
                Some(obstacle) => format!("{} ({obstacle})", option.name),
                None => option.name.clone(),
            };
            format!("Environment of {}", options.iter().map(option).collect::<Vec<_>>().join(", "))
        }
        Control::Absent { blank } => format!("Nothing yet, begins as {}", yaml::flow(blank)),
        Control::Yaml { text } => format!("YAML {text:?}"),
    }
}

fn text(prose: &[Prose]) -> String {
    let pieces = prose.iter().map(|piece| match piece {
        Prose::Text(text) => text.clone(),
        Prose::Code(code) => format!("`{code}`"),
        Prose::Break => "\n".into(),
        Prose::Part(_, inner) => text(inner),
    });
    pieces.collect()
}
