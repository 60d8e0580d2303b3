//! Reads `schema.yaml` and checks its structure.

use super::circle::circular;
use super::definition::definitions;
use super::values::values;
use super::{InputType, Role, Schema, Validator, combined};
use crate::bundle::{Bundle, Kind, Part, SCHEMA};
use crate::diagnostic::{Diagnostic, Findings, Fix, Severity, codes};
use crate::nearest::nearest;
use crate::text::{Edit, Span};
use crate::value::Value;
use crate::yaml::{self, Node, NodeKind};

/// The content of a schema, for messages.
const CONTENT: &str = "`schema: {format: {openapi: \"3.0.0\"}, …, types: {…}}`";

/// Reads the schema of `bundle`, and returns it with the diagnostics of the file.
pub fn schema(bundle: &Bundle) -> (Schema, Vec<Diagnostic>) {
    let mut reader = Reader { bundle, found: Findings::of(bundle.id(SCHEMA)) };
    let schema = reader.read().unwrap_or_default();
    (schema, reader.found.into_list())
}

struct Reader<'b> {
    bundle: &'b Bundle,
    found: Findings,
}

impl Reader<'_> {
    fn read(&mut self) -> Option<Schema> {
        let kind = self.bundle.kind();
        let Some(text) = self.bundle.text(SCHEMA) else {
            if self.bundle.file(SCHEMA).is_none() && kind != Kind::Component {
                let message = format!(
                    "{SCHEMA} is missing. It declares the inputs, and Proton refused a bundle without it."
                );
                self.found.report(None, codes::MISSING_SCHEMA, message).help =
                    Some(missing_help(self.bundle));
            }
            return None;
        };
        let document = yaml::parse(text);
        if let Some(error) = document.error {
            self.found.malformed(error);
            return None;
        }
        for duplicate in document.duplicates {
            let message = format!("`{}` is repeated; only this value is read.", duplicate.name);
            self.found.report(Some(duplicate.span), codes::DUPLICATE_KEY, message).help =
                Some("Remove or rename one of them.".into());
        }
        let Some(root) = document.root else {
            let message = format!(
                "{SCHEMA} is empty. It declares the inputs, and Proton refused a bundle without them."
            );
            self.found.report(None, codes::MISSING_SCHEMA_KEY, message).help =
                Some(format!("Write {CONTENT}."));
            return None;
        };
        let Some(schema) = root.get("schema") else {
            let span = root.place(&["schema".into()]);
            self.found
                .report(
                    Some(span),
                    codes::MISSING_SCHEMA_KEY,
                    "The file must begin with `schema:`, and everything else must be below it.",
                )
                .help = Some("Write `schema:` in the first line and indent the rest.".into());
            return None;
        };
        self.format(schema, text);
        let Some(types) =
            schema.get("types").filter(|types| matches!(types.kind, NodeKind::Mapping { .. }))
        else {
            let span = root.place(&["schema".into(), "types".into()]);
            self.found
                .report(
                    Some(span),
                    codes::MISSING_TYPES,
                    "`types` is missing; without it, there are no inputs.",
                )
                .help =
                Some("Add `types:` below `schema:`, with the type of the inputs in it.".into());
            return None;
        };
        let value = types.value().as_map().cloned().unwrap_or_default();
        let circular = circular(&value);
        let mut schema_value = Schema { types: value, circular, ..Schema::default() };
        let patterns = definitions(types, &schema_value, text, &mut self.found);
        for role in Role::ALL {
            if let Some(name) = self.input(schema, types, role, text) {
                schema_value.inputs.push(InputType { role, name, validator: None });
            }
        }
        self.no_inputs(&schema_value, types);
        self.validators(&mut schema_value, types, &patterns);
        self.values(&mut schema_value, types, text, &patterns);
        schema_value.written = Some(types.clone());
        Some(schema_value)
    }

    fn format(&mut self, schema: &Node, text: &str) {
        let help = "Write `format: {openapi: \"3.0.0\"}` below `schema:`.";
        let path = ["format".into(), "openapi".into()];
        let Some(version) = schema.at(&path) else {
            let span = schema.place(&path);
            let found = self.found.report(
                Some(span),
                codes::OPENAPI_VERSION,
                "The version of OpenAPI is missing; Proton required it.",
            );
            found.help = Some(help.into());
            let path = ["schema".into(), "format".into(), "openapi".into()];
            if let Ok(edit) = yaml::set(text, &path, Some(&"3.0.0".into())) {
                found.fix = Some(Fix::safe("Add openapi: 3.0.0", vec![edit]));
            }
            return;
        };
        if version.value() != Value::from("3.0.0") {
            let given = version.text().unwrap_or("a collection").to_owned();
            let span = version.span;
            let found = self.found.report(
                Some(span),
                codes::OPENAPI_VERSION,
                format!("The version must be \"3.0.0\", but it is {given}."),
            );
            found.help = Some("Proton read only OpenAPI 3.0, with the version as text.".into());
            found.fix = Some(Fix::safe(
                "Change to \"3.0.0\"",
                vec![Edit { span, text: "\"3.0.0\"".into() }],
            ));
        }
    }

    /// The name of the type of `role`'s inputs, if the bundle takes such inputs.
    fn input(&mut self, schema: &Node, types: &Node, role: Role, text: &str) -> Option<String> {
        let kind = self.bundle.kind();
        let has_pipeline = self.bundle.parts().contains(&Part::Pipeline);
        let wanted = match role {
            Role::Environment => {
                matches!(kind, Kind::Environment | Kind::CustomerManagedEnvironment)
            }
            Role::Service => kind == Kind::Service,
            Role::Pipeline => has_pipeline,
        };
        let names = || types.entries().iter().map(yaml::Entry::name);
        let key = role.key();
        let path = ["schema".into(), key.into()];
        let Some(entry) = schema.entry(key) else {
            if wanted {
                let span = schema.entries().first().map(|first| first.key.span);
                let other = Role::ALL.into_iter().find(|other| {
                    *other != role
                        && *other != Role::Pipeline
                        && schema.entry(other.key()).is_some()
                });
                let why = match (role, other) {
                    (Role::Pipeline, _) => "the bundle has a pipeline folder".to_owned(),
                    (_, Some(other)) => format!(
                        "according to `{}`, this is the schema of another kind of bundle, but the bundle is a {}",
                        other.key(),
                        kind.noun()
                    ),
                    _ => "it names the type of the inputs".to_owned(),
                };
                let found = self.found.report(
                    span,
                    codes::MISSING_INPUT_TYPE,
                    format!("`{key}` is missing; {why}."),
                );
                found.help = Some(format!(
                    "Add `{key}:` with the name of one of the types: {}.",
                    listed(names())
                ));
                // With a single type there is no doubt which one the key has to name.
                let only = names().next().filter(|_| names().count() == 1);
                found.fix = only.and_then(|only| {
                    let edit = yaml::set(text, &path, Some(&only.into())).ok()?;
                    Some(Fix::suggestion(format!("Add {key}: {only}"), vec![edit]))
                });
            }
            return None;
        };
        if !wanted {
            let span = entry.key.span;
            let (severity, message) = match role {
                Role::Pipeline if kind == Kind::Service => (Severity::Error, "The schema has `pipeline_input_type`, but the bundle has no pipeline_infrastructure folder.".to_owned()),
                _ => (Severity::Warning, format!("`{key}` has no meaning for a bundle of this kind ({}).", kind.noun())),
            };
            let edit = yaml::set(text, &path, None).ok();
            let found = self.found.report(span, codes::UNUSED_INPUT_TYPE, message);
            found.severity = severity;
            found.help =
                Some(format!("Remove `{key}`, or add the part of the bundle that it describes."));
            found.fix = edit.map(|edit| Fix::suggestion(format!("Remove {key}"), vec![edit]));
            return None;
        }
        let name = entry.value.text().unwrap_or("").to_owned();
        if types.get(&name).is_some() {
            return Some(name);
        }
        let span = if entry.value.span.start < entry.value.span.end {
            entry.value.span
        } else {
            entry.key.span
        };
        let found = self.found.report(
            Some(span),
            codes::UNKNOWN_INPUT_TYPE,
            format!("There is no type `{name}` under `types`, so the bundle has no inputs."),
        );
        found.help = Some(format!("The types are {}.", listed(names())));
        let near =
            nearest(&name, names()).or_else(|| names().next().filter(|_| names().count() == 1));
        if let Some(near) = near.filter(|_| !name.is_empty()) {
            found.fix = Some(Fix::rename(span, &name, &yaml::scalar(&near.into())));
        }
        None
    }

    /// Reports input types that declare no input. Source: AWS's public roadmap for Proton, issue 48, and the user
    /// guide, "Schema files": at least one declared input must be used.
    fn no_inputs(&mut self, schema: &Schema, types: &Node) {
        for role in [Role::Environment, Role::Service] {
            let Some(input) = schema.input(role) else { continue };
            let inputs = schema.definition(role).map(|definition| combined(schema, definition));
            let declares_some = inputs.is_some_and(|inputs| {
                // A `properties:` with an empty value is not a mapping, which another check reports.
                inputs
                    .get("properties")
                    .is_some_and(|all| all.as_map().is_none_or(|all| !all.is_empty()))
                    || ["oneOf", "anyOf"].iter().any(|key| inputs.get(key).is_some())
            });
            let Some(entry) = types.entry(&input.name).filter(|_| !declares_some) else { continue };
            let span = entry
                .value
                .entry("properties")
                .map_or(entry.key.span, |property| property.key.span);
            let message = format!(
                "`{}` declares no inputs, and Proton refused a schema without inputs.",
                input.name
            );
            self.found.report(Some(span), codes::NO_INPUTS, message).help = Some(
                "Declare an input that a template reads, such as `properties: {size: {type: string, default: small}}`."
                    .into(),
            );
            if entry.value.entry("properties").is_none() {
                self.found.lacks(entry.value.span, "properties");
            }
        }
    }

    fn validators(&mut self, schema: &mut Schema, types: &Node, patterns: &[(String, Span)]) {
        for index in 0..schema.inputs.len() {
            let name = schema.inputs[index].name.clone();
            let mut validator = Validator::new(schema, &name);
            if validator.is_err() && schema.wrong_patterns.is_empty() {
                self.patterns(schema, patterns);
                validator = Validator::new(schema, &name);
            }
            match validator {
                Ok(validator) => schema.inputs[index].validator = Some(validator),
                Err(message) => {
                    let span = types.entry(&name).map(|entry| entry.key.span);
                    self.found
                        .report(
                            span,
                            codes::INVALID_TYPE,
                            format!("The inputs cannot be checked against `{name}`: {message}."),
                        )
                        .help =
                        Some("Fix the definition; OpenAPI 3.0 calls it a Schema Object.".into());
                }
            }
        }
    }

    /// Reports the defaults, examples and options in the schema that their own definitions reject.
    fn values(
        &mut self,
        schema: &mut Schema,
        types: &Node,
        text: &str,
        patterns: &[(String, Span)],
    ) {
        let mut wrong = values(types, schema, self.found.file(), text);
        if wrong.is_none() && schema.wrong_patterns.is_empty() {
            self.patterns(schema, patterns);
            wrong = values(types, schema, self.found.file(), text);
        }
        self.found.extend(wrong.into_iter().flatten());
    }

    /// Reports the patterns that are not valid regular expressions, so that the rest of the schema is usable without
    /// them.
    fn patterns(&mut self, schema: &mut Schema, patterns: &[(String, Span)]) {
        for (pattern, span) in patterns {
            if Validator::takes_pattern(pattern) {
                continue;
            }
            let message =
                format!("`{pattern}` isn't a regular expression of ECMA 262, so it has no effect.");
            self.found.report(Some(*span), codes::INVALID_PATTERN, message).help = Some(
                "Look for unclosed brackets, and for `*`, `+` or `?` with nothing before it; `\\` makes a character literal.".into(),
            );
            schema.wrong_patterns.insert(pattern.clone());
        }
    }
}

fn missing_help(bundle: &Bundle) -> String {
    let other = bundle.files.iter().find(|file| {
        let name = file.path.rsplit('/').next().unwrap_or("");
        name.starts_with("schema.") || file.path.starts_with("schema/")
    });
    match other {
        Some(file) => format!("There is {}; rename it to {SCHEMA}.", file.path),
        None => format!("Add {SCHEMA} with {CONTENT}."),
    }
}

/// The YAML node of a definition, with its `$ref` resolved.
pub(super) fn follow<'n>(types: &'n Node, mut node: Option<&'n Node>) -> Option<&'n Node> {
    for _ in 0..super::MAX_REFS {
        match node?.get("$ref").and_then(Node::text) {
            Some(target) => node = types.get(super::type_name(target)),
            None => break,
        }
    }
    node
}

/// The names as a list for a message: "`A`, `B`".
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let quoted: Vec<_> = names.take(20).map(|name| format!("`{name}`")).collect();
    if quoted.is_empty() { "none yet".into() } else { quoted.join(", ") }
}
