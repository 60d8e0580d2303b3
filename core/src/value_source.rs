//! Traces a value that a template tag prints back to the place where it is set.
//!
//! CloudFormation often refuses a template because of an input: a default that is no longer valid, such as a
//! runtime that can no longer be created.

use crate::bundle::{Bundle, FileId, Kind, SCHEMA, Target};
use crate::diagnostic::Fix;
use crate::render::Template;
use crate::render::references::{Step, TagKind};
use crate::schema::{Role, Schema};
use crate::sort::CompactSort;
use crate::text::{Edit, Span};
use crate::value::Key;
use crate::yaml::{self, Node};

/// The place where the value of an input is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    /// The spec, or the schema for a default.
    pub(crate) file: FileId,
    /// The span of the value.
    pub(crate) span: Span,
    /// The value as text.
    pub(crate) text: String,
    /// The input's name, with the names of its parents.
    pub(crate) input: String,
    /// The span of the same value among the options in the schema.
    option: Option<Span>,
    /// The options; empty if the schema has none.
    options: Vec<String>,
}

/// Returns the value that the tag at `tag` prints for `target`, if the tag prints a single input unchanged.
pub(crate) fn given(
    bundle: &Bundle,
    schema: &Schema,
    template: &Template,
    target: Target,
    tag: Span,
) -> Option<Given> {
    let references = template.references();
    let tag =
        references.tags.iter().find(|other| other.kind == TagKind::Print && other.span == tag)?;
    let [read] = references.reads.get(tag.reads.clone())? else { return None };
    let (role, owner, mut path) = inputs_of(bundle.kind(), target)?;
    let names: Option<Vec<&str>> = read.below(&owner)?.iter().map(Step::as_name).collect();
    let names =
        names.filter(|names| !names.is_empty() && read.is_exact && read.filters.is_empty())?;

    let definition = property(schema, role, &names);
    let options = definition
        .and_then(|definition| definition.get("enum"))
        .map(Node::items)
        .unwrap_or_default();
    let spec = bundle.text(bundle.spec()).and_then(|text| yaml::parse(text).root);
    path.extend(names.iter().copied().map(Key::from));
    let (file, node) = match spec.as_ref().and_then(|root| root.at(&path)) {
        Some(node) => (bundle.id(bundle.spec()), node),
        None => (bundle.id(SCHEMA), definition?.get("default")?),
    };
    let text = node.text().filter(|_| !node.alias)?.to_owned();
    let is_same = |option: &&Node| option.text() == Some(&text);
    Some(Given {
        file,
        span: node.span,
        input: names.join("."),
        option: options.iter().find(is_same).map(|option| option.span),
        options: options.iter().filter_map(Node::text).map(str::to_owned).collect(),
        text,
    })
}

impl Given {
    /// The fix that changes the value to `text`, if it affects only one file: a default is changed together with
    /// its option.
    pub(crate) fn replace(&self, text: &str) -> Option<Fix> {
        let is_default = self.file.path == SCHEMA;
        let is_allowed =
            self.options.is_empty() || self.options.iter().any(|option| option == text);
        let new = yaml::scalar(&text.into());
        let mut spans = vec![self.span];
        match self.option {
            Some(option) if !is_allowed && is_default => spans.push(option),
            _ if !is_allowed => return None,
            _ => {}
        }
        spans.compact_sort();
        let edits = spans.into_iter().map(|span| Edit { span, text: new.clone() }).collect();
        Some(Fix::suggestion(format!("Change {} to {text}", self.text), edits))
    }
}

/// The role of the inputs that a template reads for `target`, their names in the template, and their path in the
/// spec.
fn inputs_of(kind: Kind, target: Target) -> Option<(Role, [&'static str; 2], Vec<Key>)> {
    Some(match target {
        Target::Environment if kind == Kind::Environment => {
            (Role::Environment, ["environment", "inputs"], vec!["spec".into()])
        }
        Target::Instance(index) => {
            let path = vec!["instances".into(), index.into(), "spec".into()];
            (Role::Service, ["service_instance", "inputs"], path)
        }
        Target::Pipeline => (Role::Pipeline, ["pipeline", "inputs"], vec!["pipeline".into()]),
        _ => return None,
    })
}

/// The definition of an input in the schema.
fn property<'s>(schema: &'s Schema, role: Role, names: &[&str]) -> Option<&'s Node> {
    let inputs = schema.node(&schema.input(role)?.name)?;
    names.iter().try_fold(inputs, |node, name| schema.follow(node.get("properties")?.get(name)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{File, SPEC};

    const TEMPLATE: &str =
        "Runtime: {{ environment.inputs.runtime }}\nB: {{ environment.inputs.runtime | upper }}";

    fn find(property: &str, spec: &str, tag: &str) -> (Bundle, Option<Given>) {
        let schema = format!(
            "schema:\n  environment_input_type: E\n  types:\n    E: {{type: object, properties: {{runtime: {{type: string, {property}}}}}}}\n"
        );
        let bundle = Bundle {
            files: vec![
                File::new("infrastructure/manifest.yaml", ""),
                File::new(SCHEMA, schema),
                File::new(SPEC, spec),
            ],
            ..Bundle::default()
        };
        let template = Template::compile(TEMPLATE).unwrap();
        let at = TEMPLATE.find(tag).unwrap();
        let span = Span::new(at, at + tag.len());
        let (schema, _) = crate::schema::schema(&bundle);
        let given = given(&bundle, &schema, &template, Target::Environment, span);
        (bundle, given)
    }

    fn mended(bundle: &Bundle, given: &Given, text: &str) -> Option<String> {
        let fix = given.replace(text)?;
        let before = bundle.text(&given.file.path)?.to_owned();
        Some(fix.edits.iter().rev().fold(before, |text, edit| edit.apply(&text)))
    }

    #[test]
    fn a_default_counts_where_nothing_is_given() {
        let (bundle, given) =
            find("enum: [java8, java11], default: java8", "spec: {}", "environment.inputs.runtime");
        let given = given.unwrap();
        assert_eq!((given.file.path.as_str(), given.text.as_str()), (SCHEMA, "java8"));
        let text = mended(&bundle, &given, "java21").unwrap();
        assert!(text.contains("enum: [java21, java11], default: java21"), "{text}");
        let text = mended(&bundle, &given, "java11").unwrap();
        assert!(text.contains("enum: [java8, java11], default: java11"), "{text}");
    }

    #[test]
    fn a_given_value_changes_within_its_options() {
        let spec = "proton: EnvironmentSpec\nspec: {runtime: java8} # old\n";
        let (bundle, given) =
            find("enum: [java8, java11], default: java11", spec, "environment.inputs.runtime");
        let given = given.unwrap();
        assert_eq!(given.file.path, SPEC);
        assert!(mended(&bundle, &given, "java11").unwrap().contains("{runtime: java11} # old"));
        assert_eq!(given.replace("java21"), None);
    }

    #[test]
    fn a_computed_value_has_no_place() {
        assert_eq!(find("default: a", "spec: {}", "environment.inputs.runtime | upper").1, None);
    }
}
