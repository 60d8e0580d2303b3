//! The names of parameters, and the groups that they are shown in.

use std::collections::HashSet;

use super::super::subject::Subject;
use crate::render::symbolic::SymbolSource;
use crate::value::Key;

/// The most characters of a name that is made from an expression.
const MAX_NAME: usize = 60;

/// The group that the parameter for a path is shown in.
pub(super) fn group(subject: &Subject<'_>, path: &[Key]) -> String {
    let name = |at: usize| match path.get(at) {
        Some(Key::Name(name)) => name.as_str(),
        _ => "",
    };
    if name(0) == "service_instances" {
        return format!("Service instance {}", instance(subject, path));
    }
    match (name(0), name(1)) {
        (_, "inputs") => "Inputs".into(),
        (_, "outputs") => "Outputs of the environment".into(),
        ("service_instance", "components") => "Outputs of the component".into(),
        _ => "Names".into(),
    }
}

/// The name of the service instance that a path leads to.
fn instance(subject: &Subject<'_>, path: &[Key]) -> String {
    let instance =
        path.get(..2).and_then(|instance| subject.value(instance)?.get("name")?.as_str());
    instance.unwrap_or_default().to_owned()
}

/// The name of the parameter for a symbol, before it is set apart from others.
pub(super) fn name(subject: &Subject<'_>, source: &SymbolSource, from: &str) -> String {
    let SymbolSource::Value(path) = source else {
        let short = ["service_instance.", "inputs.", "environment.", "pipeline.", "outputs."]
            .iter()
            .fold(from.to_owned(), |text, common| text.replace(common, ""));
        return pascal(&short).chars().take(MAX_NAME).collect();
    };
    let mut words = String::new();
    let mut keys = path.iter().peekable();
    while let Some(key) = keys.next() {
        match key {
            Key::Name(name) => match name.as_str() {
                "inputs" => words.clear(),
                "outputs" => {}
                "service_instances" => words.push_str(&pascal(&instance(subject, path))),
                "service_instance" if keys.peek() == Some(&&Key::from("components")) => {}
                "components" => {
                    words.push_str("Component");
                    keys.next_if(|key| **key == Key::from("default"));
                }
                name => words.push_str(&pascal(name)),
            },
            Key::Index(_) => {}
        }
    }
    // The inputs of one instance among several keep its name.
    if path.first() == Some(&Key::from("service_instances"))
        && path.get(2) == Some(&Key::from("inputs"))
    {
        words.insert_str(0, &pascal(&instance(subject, path)));
    }
    words
}

/// `task_size` as `TaskSize`: letters and digits of ASCII, each word with a capital.
pub(in super::super) fn pascal(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    words
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect()
}

/// A name that no parameter, resource or variable has, and that YAML reads as text.
pub(in super::super) fn free_name(wanted: &str, taken: &mut HashSet<String>) -> String {
    const READ_OTHERWISE: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "true", "false"];
    let lower = wanted.to_ascii_lowercase();
    let wanted = match wanted.chars().next() {
        None => "Input".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("Input{wanted}"),
        _ if READ_OTHERWISE.contains(&lower.as_str()) || lower == "null" => {
            format!("{wanted}Input")
        }
        _ => wanted.to_owned(),
    };
    let names = [wanted.clone(), format!("{wanted}Input")].into_iter();
    let mut names = names.chain((2..).map(|number| format!("{wanted}Input{number}")));
    let name = names.find(|name| !taken.contains(&name.to_ascii_lowercase())).unwrap_or_default();
    taken.insert(name.to_ascii_lowercase());
    name
}
