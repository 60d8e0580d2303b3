//! The meaning of a CloudFormation template, independent of notation: short and long functions are equal, scalars are
//! texts, and parameters have values.

mod reader;
mod sub;

use std::collections::BTreeMap;

use crate::value::{Value, float_repr};
use crate::yaml::Node;
use reader::Reader;

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Model {
    Null,
    /// A text and what is inserted into it. No two texts are next to each other.
    Text(Vec<Piece>),
    List(Vec<Model>),
    Map(BTreeMap<String, Model>),
    /// A function by its long name.
    Function(String, Box<Model>),
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// The result of `Ref` or `Fn::GetAtt`: `Name`, or `Name.Attribute`.
    Reference(String),
    /// The result of another function.
    Computed(Box<Model>),
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ParameterValue {
    /// Of a `String` or a `Number`.
    Text(String),
    /// Of a `CommaDelimitedList`.
    List(Vec<String>),
}

/// The values of parameters by name. Other names stay references.
pub(super) type ParameterValues = BTreeMap<String, ParameterValue>;

/// The key of an output of another stack among the values of parameters. No parameter has such a name.
pub(super) fn output_key(output: &str) -> String {
    format!("Fn::GetStackOutput.{output}")
}

/// The meaning of a node with these values of parameters.
pub(super) fn model(node: &Node, values: &ParameterValues) -> Model {
    Reader { values, conditions: &BTreeMap::new(), mappings: None }.node(node)
}

/// The meaning of a template with these values of parameters, where the conditions `own` are decided: what
/// they leave out is not there.
pub(super) fn template_model(root: &Node, values: &ParameterValues, own: &[String]) -> Model {
    let undecided = BTreeMap::new();
    let mappings = root.get("Mappings");
    let reader = Reader { values, conditions: &undecided, mappings };
    let definition = |name: &String| {
        let definition = reader.node(root.get("Conditions")?.get(name)?);
        Some((name.clone(), holds(&definition)?))
    };
    let conditions: BTreeMap<String, bool> = own.iter().filter_map(definition).collect();
    let mut model = Reader { values, conditions: &conditions, mappings }.node(root);
    if let Model::Map(sections) = &mut model {
        for section in ["Resources", "Outputs"] {
            let Some(Model::Map(entries)) = sections.get_mut(section) else { continue };
            entries.retain(|_, entry| {
                let Model::Map(entry) = entry else { return true };
                let condition = entry.get("Condition").and_then(plain_text);
                let decided = condition.and_then(|name| conditions.get(name).copied());
                if decided.is_some() {
                    entry.remove("Condition");
                }
                decided != Some(false)
            });
        }
        if let Some(Model::Map(section)) = sections.get_mut("Conditions") {
            section.retain(|name, _| !conditions.contains_key(name));
            if section.is_empty() {
                sections.remove("Conditions");
            }
        }
    }
    model
}

/// Whether a condition is true; `None` if it depends on a value that is unknown here.
fn holds(condition: &Model) -> Option<bool> {
    let Model::Function(name, argument) = condition else { return None };
    let Model::List(arguments) = &**argument else { return None };
    match (name.as_str(), arguments.as_slice()) {
        ("Fn::Equals", [left, right]) => Some(left == right),
        ("Fn::Not", [condition]) => holds(condition).map(|holds| !holds),
        ("Fn::And", all) => all.iter().map(holds).try_fold(true, |and, holds| Some(and & holds?)),
        ("Fn::Or", all) => all.iter().map(holds).try_fold(false, |or, holds| Some(or | holds?)),
        _ => None,
    }
}

/// The keys and indices of the first part in which two models differ.
pub(super) fn difference(left: &Model, right: &Model) -> Option<Vec<String>> {
    if left == right {
        return None;
    }
    let below = |step: String, left: &Model, right: &Model| {
        let mut path = difference(left, right)?;
        path.insert(0, step);
        Some(path)
    };
    let deeper = match (left, right) {
        (Model::List(left), Model::List(right)) if left.len() == right.len() => {
            let mut pairs = left.iter().zip(right).enumerate();
            pairs.find_map(|(at, (left, right))| below(at.to_string(), left, right))
        }
        (Model::Map(left), Model::Map(right)) if left.keys().eq(right.keys()) => {
            let mut pairs = left.iter().zip(right.values());
            pairs.find_map(|((key, left), right)| below(key.clone(), left, right))
        }
        (Model::Function(name, left), Model::Function(other, right)) if name == other => {
            below(name.clone(), left, right)
        }
        _ => None,
    };
    Some(deeper.unwrap_or_default())
}

/// A scalar as CloudFormation takes it: as text. None for null.
pub(super) fn scalar_text(node: &Node) -> Option<String> {
    let text = node.text().unwrap_or_default();
    Some(match node.value() {
        Value::Null => return None,
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::BigInt(digits) => digits,
        Value::Float(number) => float_repr(number),
        Value::String(value) => value,
        Value::List(_) | Value::Map(_) => text.to_owned(),
    })
}

/// The long name of a function's tag, such as `!Ref`; `None` for other tags.
pub(super) fn function_of_tag(tag: &str) -> Option<String> {
    match tag.strip_prefix('!')? {
        "Ref" => Some("Ref".into()),
        "Condition" => Some("Condition".into()),
        name if !name.is_empty() && name.chars().all(char::is_alphanumeric) => {
            Some(format!("Fn::{name}"))
        }
        _ => None,
    }
}

/// Whether a key is that of a function in its long form.
pub(super) fn is_function(key: &str) -> bool {
    key == "Ref" || key.starts_with("Fn::")
}

fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (_, Piece::Text(text)) if text.is_empty() => {}
        (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
        (_, piece) => pieces.push(piece),
    }
}

/// Whether a property with this value counts as left out.
fn is_no_value(model: &Model) -> bool {
    matches!(model, Model::Text(pieces)
        if pieces.as_slice() == [Piece::Reference("AWS::NoValue".into())])
}

fn literal(text: String) -> Model {
    let mut pieces = vec![];
    push(&mut pieces, Piece::Text(text));
    Model::Text(pieces)
}

/// The text, where it is nothing else; none also for an empty one.
fn plain_text(model: &Model) -> Option<&str> {
    match model {
        Model::Text(pieces) => match pieces.as_slice() {
            [Piece::Text(text)] => Some(text),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Model {
        let values = ParameterValues::from([
            ("Name".into(), ParameterValue::Text("web".into())),
            ("Empty".into(), ParameterValue::Text(String::new())),
            ("Items".into(), ParameterValue::List(vec!["a".into(), "b".into()])),
        ]);
        model(&crate::yaml::parse(text).root.expect("a document"), &values)
    }

    #[test]
    fn spellings_of_one_meaning_are_equal() {
        for (left, right) in [
            ("!Ref Name", "web"),
            ("{Ref: Name}", "'web'"),
            ("!Sub 'a-${Name}-b'", "a-web-b"),
            ("!Sub 'a-${!Name}'", "'a-${Name}'"),
            ("!Sub '${Empty}'", "''"),
            ("!Sub ['${a}-${AWS::Region}', {a: !Ref Name}]", "!Sub 'web-${AWS::Region}'"),
            ("!Sub '${Bucket.Arn}/x'", "!Sub ['${Bucket.Arn}/${x}', {x: x}]"),
            ("!GetAtt a.b.c", "{'Fn::GetAtt': [a, b.c]}"),
            ("!Ref Items", "[a, 'b']"),
            ("!Sub 'a ${ open'", "'a ${ open'"),
            ("80", "'80'"),
            ("yes", "true"),
            ("{'Fn::Base64': !Ref Name}", "!Base64 web"),
            ("!!str 80", "80"),
        ] {
            assert_eq!(read(left), read(right), "{left} and {right}");
        }
    }

    #[test]
    fn other_meanings_are_told_apart() {
        for (left, right, at) in [
            ("{a: [1, 2]}", "{a: [1, 3]}", vec!["a", "1"]),
            ("a: 010", "a: '010'", vec!["a"]),
            ("a: 1.10", "a: '1.10'", vec!["a"]),
            ("a: True", "a: 'True'", vec!["a"]),
            ("a:", "a: ''", vec!["a"]),
            ("!Join ['-', [a, b]]", "!Join ['-', [a, c]]", vec!["Fn::Join", "1", "1"]),
            ("{a: 1}", "{a: 1, b: 1}", vec![]),
        ] {
            assert_eq!(
                difference(&read(left), &read(right)).as_deref(),
                Some(&*at.iter().map(ToString::to_string).collect::<Vec<_>>()),
                "{left}"
            );
        }
        assert_eq!(difference(&read("a: 1"), &read("{'a': '1'}")), None);
    }
}
