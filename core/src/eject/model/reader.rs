//! From nodes to their meaning.

use std::collections::BTreeMap;

use super::sub::{SubPart, sub_parts};
use super::{
    Model, ParameterValue, ParameterValues, Piece, function_of_tag, is_function, is_no_value,
    literal, output_key, plain_text, push, scalar_text,
};
use crate::yaml::{Node, NodeKind, Style};

/// Reads nodes.
pub(super) struct Reader<'v> {
    pub(super) values: &'v ParameterValues,
    /// Conditions that are decided.
    pub(super) conditions: &'v BTreeMap<String, bool>,
    /// The section in which `Fn::FindInMap` looks values up.
    pub(super) mappings: Option<&'v Node>,
}

impl Reader<'_> {
    pub(super) fn node(&self, node: &Node) -> Model {
        match node.tag.as_deref().and_then(function_of_tag) {
            Some(name) => self.function(&name, self.argument(node)),
            None => self.plain(node),
        }
    }

    /// The argument of a function: no item of it counts as left out.
    fn argument(&self, node: &Node) -> Model {
        match &node.kind {
            NodeKind::Sequence { items, .. } => {
                Model::List(items.iter().map(|item| self.node(item)).collect())
            }
            _ => self.plain(node),
        }
    }

    fn plain(&self, node: &Node) -> Model {
        match &node.kind {
            NodeKind::Scalar { text, style } => {
                let is_tagged = node.tag.as_deref().is_some_and(|tag| tag.starts_with('!'));
                if is_tagged || *style != Style::Plain && node.tag.is_none() {
                    return literal(text.clone());
                }
                scalar_text(node).map_or(Model::Null, literal)
            }
            NodeKind::Sequence { items, .. } => {
                let items = items.iter().map(|item| self.node(item));
                Model::List(items.filter(|item| !is_no_value(item)).collect())
            }
            NodeKind::Mapping { entries, .. } => {
                if let [entry] = entries.as_slice()
                    && is_function(entry.name())
                {
                    let is_function_too =
                        entry.value.tag.as_deref().and_then(function_of_tag).is_some();
                    let argument = if is_function_too {
                        self.node(&entry.value)
                    } else {
                        self.argument(&entry.value)
                    };
                    return self.function(entry.name(), argument);
                }
                let mut map = BTreeMap::new();
                for entry in entries {
                    let value = self.node(&entry.value);
                    match value {
                        value if is_no_value(&value) => {}
                        Model::Map(merged) if entry.is_merge() => {
                            for (key, value) in merged {
                                map.entry(key).or_insert(value);
                            }
                        }
                        value => drop(map.insert(entry.name().to_owned(), value)),
                    }
                }
                Model::Map(map)
            }
        }
    }

    fn function(&self, name: &str, argument: Model) -> Model {
        match (name, &argument) {
            ("Ref", Model::Text(pieces)) => match pieces.as_slice() {
                [Piece::Text(name)] => self.reference(name),
                _ => Model::Function(name.into(), Box::new(argument)),
            },
            ("Fn::GetAtt", Model::List(parts)) => match parts.as_slice() {
                [first, second] => match (plain_text(first), plain_text(second)) {
                    (Some(first), Some(second)) => {
                        Model::Text(vec![Piece::Reference(format!("{first}.{second}"))])
                    }
                    _ => Model::Function(name.into(), Box::new(argument)),
                },
                _ => Model::Function(name.into(), Box::new(argument)),
            },
            ("Fn::GetAtt", Model::Text(pieces)) => match pieces.as_slice() {
                [Piece::Text(name)] => Model::Text(vec![Piece::Reference(name.clone())]),
                _ => Model::Function(name.into(), Box::new(argument)),
            },
            ("Fn::Sub", Model::Text(pieces)) => match pieces.as_slice() {
                [Piece::Text(text)] => self.substituted(text, &BTreeMap::new()),
                [] => literal(String::new()),
                _ => Model::Function(name.into(), Box::new(argument)),
            },
            ("Fn::Sub", Model::List(parts)) => match parts.as_slice() {
                [text, Model::Map(own)] => match plain_text(text) {
                    Some(text) => self.substituted(text, own),
                    None => Model::Function(name.into(), Box::new(argument)),
                },
                _ => Model::Function(name.into(), Box::new(argument)),
            },
            ("Fn::GetStackOutput", Model::Map(parts)) => {
                let output = parts.get("OutputName").and_then(plain_text).map(output_key);
                match output.filter(|key| self.values.contains_key(key)) {
                    Some(key) => self.reference(&key),
                    None => Model::Function(name.into(), Box::new(argument)),
                }
            }
            ("Fn::FindInMap", Model::List(parts)) => {
                let keys: Option<Vec<&str>> = parts.iter().map(plain_text).collect();
                let found = keys.filter(|keys| keys.len() == 3).and_then(|keys| {
                    keys.iter().try_fold(self.mappings?, |node, key| node.get(key))
                });
                match found {
                    Some(value) => self.node(value),
                    None => Model::Function(name.into(), Box::new(argument)),
                }
            }
            ("Fn::If", Model::List(parts)) => match parts.as_slice() {
                [condition, then, otherwise] => {
                    let decided = plain_text(condition).and_then(|name| self.conditions.get(name));
                    match decided {
                        Some(true) => then.clone(),
                        Some(false) => otherwise.clone(),
                        None => Model::Function(name.into(), Box::new(argument)),
                    }
                }
                _ => Model::Function(name.into(), Box::new(argument)),
            },
            _ => Model::Function(name.into(), Box::new(argument)),
        }
    }

    fn reference(&self, name: &str) -> Model {
        match self.values.get(name) {
            Some(ParameterValue::Text(text)) => literal(text.clone()),
            Some(ParameterValue::List(items)) => {
                Model::List(items.iter().map(|item| literal(item.clone())).collect())
            }
            None => Model::Text(vec![Piece::Reference(name.to_owned())]),
        }
    }

    /// The result of `Fn::Sub` for `text` and its own variables.
    fn substituted(&self, text: &str, own: &BTreeMap<String, Model>) -> Model {
        let mut pieces = vec![];
        for part in sub_parts(text) {
            match part {
                SubPart::Text(text) => push(&mut pieces, Piece::Text(text.into())),
                SubPart::Literal(name) => push(&mut pieces, Piece::Text(format!("${{{name}}}"))),
                SubPart::Variable(name) => {
                    let value = own.get(name).cloned().unwrap_or_else(|| self.reference(name));
                    match value {
                        Model::Text(inner) => {
                            for piece in inner {
                                push(&mut pieces, piece);
                            }
                        }
                        other => pieces.push(Piece::Computed(Box::new(other))),
                    }
                }
            }
        }
        Model::Text(pieces)
    }
}
