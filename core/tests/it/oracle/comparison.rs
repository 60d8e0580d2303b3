//! The comparison itself. It is given the files, as a browser has no folders.

// Two arms side by side read better than a condition with a long `else`.
#![allow(clippy::match_bool, clippy::single_match_else)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

use cyclotron_core::render::{
    Context, Inputs, RenderErrorKind, Rendered, Template, Undefined, contexts,
};
use cyclotron_core::{Kind, Map, Value, yaml};

/// Probes that differ on purpose, and why.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// The text of each file by its path below the oracle's folder.
pub type Files = BTreeMap<String, String>;

/// The counts over all comparisons.
#[derive(Default)]
pub struct Tally {
    agree: usize,
    excepted: usize,
    /// A description of each difference.
    pub differ: Vec<String>,
}

impl Tally {
    /// Compares every case and every probe.
    pub fn of(files: &Files) -> Self {
        let root = Folder::root(files);
        let mut tally = Self::default();
        for case in root.join("cases").folders() {
            compare_case(&case, &mut tally);
        }
        for probe in root.join("micro").folders() {
            tally.add(probe.name(), compare_probe(&probe));
        }
        tally
    }

    fn add(&mut self, name: &str, result: Result<(), String>) {
        let excepted = EXCEPTIONS.iter().any(|(exception, _)| name.contains(exception));
        match result {
            Ok(()) => self.agree += 1,
            Err(_) if excepted => self.excepted += 1,
            Err(difference) => self.differ.push(format!("{name}: {difference}")),
        }
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { agree, excepted, differ } = self;
        write!(f, "oracle: {agree} agree, {excepted} excepted, {} differ", differ.len())
    }
}

/// A folder: its path ends with a slash where it is not empty.
pub struct Folder<'a> {
    files: &'a Files,
    path: String,
}

impl<'a> Folder<'a> {
    /// The folder that holds all of them.
    pub fn root(files: &'a Files) -> Self {
        Self { files, path: String::new() }
    }

    /// A folder in this one; the same one for an empty name.
    pub fn join(&self, name: &str) -> Self {
        let end = if name.is_empty() { "" } else { "/" };
        Self { files: self.files, path: format!("{}{name}{end}", self.path) }
    }

    /// The last part of its path.
    pub fn name(&self) -> &str {
        self.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
    }

    fn below(&self) -> impl Iterator<Item = &'a str> {
        let files = self.files.range(self.path.clone()..);
        files.map_while(|(path, _)| path.strip_prefix(self.path.as_str()))
    }

    fn is_there(&self) -> bool {
        self.below().next().is_some()
    }

    /// The text of a file.
    pub fn read(&self, file: &str) -> Option<&'a str> {
        self.files.get(&format!("{}{file}", self.path)).map(String::as_str)
    }

    /// The folders in it.
    pub fn folders(&self) -> Vec<Self> {
        let names = self.below().filter_map(|path| path.split_once('/'));
        let names: BTreeSet<&str> = names.map(|(name, _)| name).collect();
        names.into_iter().map(|name| self.join(name)).collect()
    }
}

/// A file of JSON.
pub fn json(folder: &Folder, file: &str) -> Value {
    let text = folder.read(file).unwrap_or_else(|| panic!("{}{file} is missing", folder.path));
    from_json(&serde_json::from_str(text).unwrap())
}

fn from_json(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Bool(*value),
        serde_json::Value::Number(number) => {
            let digits = number.to_string();
            match digits.parse() {
                Ok(number) => Value::Int(number),
                Err(_) if digits.contains(['.', 'e', 'E', 'N', 'I']) => {
                    Value::Float(digits.parse().unwrap())
                }
                Err(_) => Value::BigInt(digits),
            }
        }
        serde_json::Value::String(text) => Value::String(text.clone()),
        serde_json::Value::Array(items) => Value::List(items.iter().map(from_json).collect()),
        serde_json::Value::Object(map) => {
            Value::Map(map.iter().map(|(key, value)| (key.clone(), from_json(value))).collect())
        }
    }
}

fn yaml_file(folder: &Folder, file: &str) -> Option<yaml::Node> {
    yaml::parse(folder.read(file)?).root
}

// Cases ------------------------------------------------------------------------------------------

fn compare_case(case: &Folder, tally: &mut Tally) {
    let bundle = case.join("bundle");
    let strict = json(case, "strict.json");
    let expected_contexts = json(case, "context.json");
    for (output, folder, context) in case_contexts(case) {
        let label = format!("{} {output}", case.name());
        let expected = expected_contexts.get(&output).cloned().unwrap_or_default();
        tally.add(&format!("{label} context"), same_context(&context, expected));
        let Some(source) = template(&bundle.join(folder)) else {
            tally.add(&label, Err("there is no template".into()));
            continue;
        };
        let expected = Expected::read(&case.join("expected"), &output);
        let lenient = run(source, &context, Undefined::Lenient);
        tally.add(&label, expected.compare(&lenient));
        let strictly = run(source, &context, Undefined::Strict);
        let expected = match strict.get(&output) {
            Some(Value::Map(error)) => Expected::Error {
                class: error.get("class").and_then(Value::as_str).unwrap().to_owned(),
                line: line(error.get("line")),
            },
            _ => expected,
        };
        tally.add(&format!("{label} strict"), expected.compare(&strictly));
    }
}

/// The contexts of a case by output name, each with the folder of its template.
pub fn case_contexts(case: &Folder) -> Vec<(String, &'static str, Context)> {
    let bundle = case.join("bundle");
    let spec = yaml_file(case, "spec.yaml").map(|node| node.value()).unwrap_or_default();
    let outputs = yaml_file(case, "outputs.yaml").map(|node| node.strings()).unwrap_or_default();
    let schema = ["schema.yaml", "schema.yml"]
        .iter()
        .find_map(|name| yaml_file(&bundle.join("schema"), name))
        .map(|node| node.value());
    let kind = match &schema {
        None => Kind::Component,
        Some(_) if bundle.join("infrastructure").is_there() => Kind::Environment,
        Some(_) => Kind::Service,
    };
    let schema = schema.as_ref().and_then(|schema| schema.get("schema")).cloned();
    let schema = schema.unwrap_or_default();
    let role = if kind == Kind::Environment { "environment" } else { "service" };
    let inputs = Inputs {
        kind,
        has_pipeline: bundle.join("pipeline_infrastructure").is_there(),
        spec: &spec,
        outputs: &outputs,
        defaults: &defaults(&schema, role),
        pipeline_defaults: &defaults(&schema, "pipeline"),
    };
    contexts(&inputs)
        .into_iter()
        .map(|(target, label, context)| match target {
            cyclotron_core::Target::Environment => (label, "infrastructure", context),
            cyclotron_core::Target::Instance(_) => {
                (format!("instance-{label}"), "instance_infrastructure", context)
            }
            cyclotron_core::Target::Pipeline => (label, "pipeline_infrastructure", context),
            cyclotron_core::Target::Component => (label, "", context),
        })
        .collect()
}

fn defaults(schema: &Value, role: &str) -> Map {
    let name = schema.get(&format!("{role}_input_type")).and_then(Value::as_str).unwrap_or("");
    let properties = schema
        .get("types")
        .and_then(|types| types.get(name)?.get("properties")?.as_map())
        .into_iter()
        .flat_map(Map::iter);
    properties
        .filter_map(|(name, property)| Some((name.to_owned(), property.get("default")?.clone())))
        .collect()
}

/// The template of a part of a bundle.
pub fn template<'a>(folder: &Folder<'a>) -> Option<&'a str> {
    let manifest = yaml_file(folder, "manifest.yaml").map(|node| node.value());
    let file = manifest.as_ref().and_then(|manifest| {
        manifest.get("infrastructure")?.get("templates")?.as_list()?.first()?.get("file")?.as_str()
    });
    folder.read(file.unwrap_or("cloudformation.yaml"))
}

fn same_context(context: &Context, mut expected: Value) -> Result<(), String> {
    absent_components(&mut expected);
    match context.0 == expected {
        true => Ok(()),
        false => Err(format!("context is\n{:?}\nnot\n{expected:?}", context.0)),
    }
}

/// JSON has no object that is empty and has `outputs` nevertheless.
fn absent_components(value: &mut Value) {
    let Value::Map(map) = value else {
        if let Value::List(items) = value {
            items.iter_mut().for_each(absent_components);
        }
        return;
    };
    let entries: Vec<(String, Value)> =
        map.iter().map(|(name, value)| (name.to_owned(), value.clone())).collect();
    for (name, mut value) in entries {
        let absent =
            Value::Map([("outputs".to_owned(), Value::Map(Map::default()))].into_iter().collect());
        if name == "components" && value.get("default") == Some(&absent) {
            value = Value::Map([("default".to_owned(), Value::Null)].into_iter().collect());
        } else {
            absent_components(&mut value);
        }
        map.insert(name, value);
    }
}

// Probes -----------------------------------------------------------------------------------------

fn compare_probe(probe: &Folder) -> Result<(), String> {
    let source = probe.read("template.j2").ok_or("there is no template")?;
    let meta = json(probe, "meta.json");
    let undefined = match meta.get("undefined").and_then(Value::as_str) {
        Some("strict") => Undefined::Strict,
        _ => Undefined::Lenient,
    };
    let rendered = run(source, &Context(json(probe, "context.json")), undefined);
    if meta.get("compare").and_then(Value::as_str) == Some("yaml") {
        let expected = probe.read("expected.txt").ok_or("nothing is expected")?;
        let parsed = |text: &str| yaml::parse(text).root.map(|node| node.value());
        let text = rendered.text.ok_or("rendering failed")?;
        return match parsed(&text) == parsed(expected) {
            true => Ok(()),
            false => Err(format!("gives\n{text}\nnot\n{expected}")),
        };
    }
    let expected = match probe.read("expected.txt") {
        Some(text) => Expected::Text(text),
        None => Expected::error(probe.read("error.txt").ok_or("nothing is expected")?),
    };
    expected.compare(&rendered)
}

// Comparing --------------------------------------------------------------------------------------

/// Python's result for a template.
enum Expected<'a> {
    Text(&'a str),
    Error { class: String, line: Option<usize> },
}

impl<'a> Expected<'a> {
    fn read(folder: &Folder<'a>, output: &str) -> Self {
        match folder.read(&format!("{output}.yaml")) {
            Some(text) => Expected::Text(text),
            None => Self::error(folder.read(&format!("{output}.error.txt")).unwrap_or_default()),
        }
    }

    /// From lines such as `class: TypeError`; a message may have several.
    fn error(record: &str) -> Self {
        let class = record.lines().find_map(|line| line.strip_prefix("class: "));
        let line = record.lines().filter_map(|line| line.strip_prefix("line: ")).next_back();
        Expected::Error {
            class: class.unwrap_or_default().to_owned(),
            line: line.and_then(|line| line.parse().ok()),
        }
    }

    fn compare(&self, rendered: &Rendered) -> Result<(), String> {
        match self {
            Expected::Text(expected) => match (&rendered.text, rendered.errors.first()) {
                (Some(text), None) if text == expected => Ok(()),
                (_, Some(error)) => Err(format!("fails: {error:?}")),
                (text, None) => Err(difference(text.as_deref().unwrap_or(""), expected)),
            },
            Expected::Error { class, line } => {
                let error = rendered.errors.first().ok_or_else(|| {
                    format!("gives {:?}, not {class}", rendered.text.as_deref().unwrap_or(""))
                })?;
                let kind = match class.as_str() {
                    "TemplateSyntaxError" | "TemplateAssertionError" => RenderErrorKind::Syntax,
                    "UndefinedError" => RenderErrorKind::Undefined,
                    _ => RenderErrorKind::Other,
                };
                let same_line = line.is_none_or(|line| line == error.line);
                // Python has no limits but those of its memory and stack.
                let error_kind = match error.kind {
                    RenderErrorKind::OutOfFuel => RenderErrorKind::Other,
                    kind => kind,
                };
                match error_kind == kind && same_line {
                    true => Ok(()),
                    false => Err(format!("fails with {error:?}, not {class} at line {line:?}")),
                }
            }
        }
    }
}

fn line(value: Option<&Value>) -> Option<usize> {
    match value {
        Some(Value::Int(line)) => usize::try_from(*line).ok(),
        _ => None,
    }
}

fn difference(text: &str, expected: &str) -> String {
    let (mut ours, mut theirs) = (text.split('\n'), expected.split('\n'));
    for line in 1.. {
        let pair = (ours.next(), theirs.next());
        match pair {
            (Some(a), Some(b)) if a == b => {}
            (a, b) => return format!("line {line} is {a:?}, not {b:?}"),
        }
    }
    String::new()
}

fn run(source: &str, context: &Context, undefined: Undefined) -> Rendered {
    match Template::compile(source) {
        Ok(template) => template.render(context, undefined),
        Err(error) => Rendered { errors: vec![error], ..Rendered::default() },
    }
}
