//! Where CloudFormation allows a function: for each place of a template, what may be there instead of a text.
//!
//! Source: the CloudFormation user guide, "Intrinsic function reference" and its pages of functions. The
//! language extensions (`AWS::LanguageExtensions`) are not used, as they rule out `--use-previous-template`.

use super::model::{function_of_tag, is_function};
use crate::yaml::{Node, NodeKind};

/// The functions that CloudFormation allows at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Any function, as a value in the properties of a resource.
    Property,
    /// Any function.
    Value,
    /// `Ref`, and no text that is put together.
    Reference,
    /// The text of `Fn::Sub`, which takes `${Name}`.
    SubText,
    /// Words for people: the value is written out, and nothing depends on it.
    Prose,
    /// No function: the name of such a place, as it follows "in".
    Fixed(&'static str),
}

/// Visits each key and scalar of a template with its place, in the order of the text.
pub(super) fn visit<'n>(root: &'n Node, visitor: &mut impl FnMut(&'n Node, Place)) {
    let mut walk = Walk { visitor };
    for entry in root.entries() {
        walk.key(&entry.key, "the name of a section");
        let section = &entry.value;
        match entry.name() {
            "Resources" => walk.named(section, "a logical ID", Walk::resource),
            "Outputs" => walk.named(section, "the name of an output", Walk::output),
            "Conditions" => walk.named(section, "the name of a condition", |walk, condition| {
                walk.node(condition, Place::Reference);
            }),
            "Globals" => walk.node(section, Place::Value),
            "Mappings" => walk.node(section, Place::Fixed("a mapping")),
            "Parameters" => walk.node(section, Place::Fixed("a parameter of the template itself")),
            "Metadata" => walk.node(section, Place::Fixed("the metadata of a template")),
            "Description" => walk.node(section, Place::Prose),
            _ => walk.node(section, Place::Fixed("this section")),
        }
    }
    if root.entries().is_empty() {
        walk.node(root, Place::Fixed("this place"));
    }
}

struct Walk<'v, V> {
    visitor: &'v mut V,
}

impl<'n, V: FnMut(&'n Node, Place)> Walk<'_, V> {
    fn key(&mut self, key: &'n Node, what: &'static str) {
        (self.visitor)(key, Place::Fixed(what));
    }

    /// A section whose entries have names of their own.
    fn named(
        &mut self,
        section: &'n Node,
        what: &'static str,
        of_each: impl Fn(&mut Self, &'n Node),
    ) {
        for entry in section.entries() {
            self.key(&entry.key, what);
            of_each(self, &entry.value);
        }
        if section.entries().is_empty() {
            self.node(section, Place::Fixed("this section"));
        }
    }

    fn resource(&mut self, resource: &'n Node) {
        for entry in resource.entries() {
            self.key(&entry.key, "an attribute's name");
            let place = match entry.name() {
                "Properties" => Place::Property,
                "Metadata" | "UpdatePolicy" | "CreationPolicy" => Place::Value,
                "Type" => Place::Fixed("the type of a resource"),
                "DependsOn" => Place::Fixed("`DependsOn`"),
                "Condition" => Place::Fixed("`Condition`"),
                "DeletionPolicy" => Place::Fixed("`DeletionPolicy`"),
                "UpdateReplacePolicy" => Place::Fixed("`UpdateReplacePolicy`"),
                _ => Place::Fixed("this attribute"),
            };
            self.node(&entry.value, place);
        }
        if resource.entries().is_empty() {
            self.node(resource, Place::Fixed("this place"));
        }
    }

    fn output(&mut self, output: &'n Node) {
        for entry in output.entries() {
            self.key(&entry.key, "an output's key");
            match entry.name() {
                "Value" => self.node(&entry.value, Place::Value),
                "Export" => {
                    for entry in entry.value.entries() {
                        self.key(&entry.key, "an export's key");
                        self.node(&entry.value, Place::Value);
                    }
                }
                "Description" => self.node(&entry.value, Place::Prose),
                _ => self.node(&entry.value, Place::Fixed("this place")),
            }
        }
        if output.entries().is_empty() {
            self.node(output, Place::Fixed("this place"));
        }
    }

    fn node(&mut self, node: &'n Node, place: Place) {
        let function = node.tag.as_deref().and_then(function_of_tag);
        match (function, place) {
            (_, Place::Fixed(_) | Place::Prose) | (None, _) => self.plain(node, place),
            (Some(name), _) => self.argument(&name, node, place),
        }
    }

    fn plain(&mut self, node: &'n Node, place: Place) {
        match &node.kind {
            NodeKind::Scalar { .. } => (self.visitor)(node, place),
            NodeKind::Sequence { items, .. } => {
                for item in items {
                    self.node(item, place);
                }
            }
            NodeKind::Mapping { entries, .. } => {
                if let [entry] = entries.as_slice()
                    && is_function(entry.name())
                    && !matches!(place, Place::Fixed(_) | Place::Prose)
                {
                    self.argument(entry.name(), &entry.value, place);
                    return;
                }
                for entry in entries {
                    self.key(&entry.key, "a key");
                    self.node(&entry.value, place);
                }
            }
        }
    }

    /// The argument of a function that is itself at `place`.
    fn argument(&mut self, name: &str, argument: &'n Node, place: Place) {
        let place = if place == Place::Property { Place::Value } else { place };
        let items = argument.items();
        // In the short form, the argument's tag is that of the function.
        let is_short = argument.tag.as_deref().and_then(function_of_tag).as_deref() == Some(name);
        let inner = |walk: &mut Self, place| {
            if is_short { walk.plain(argument, place) } else { walk.node(argument, place) }
        };
        match name {
            "Ref" => inner(self, Place::Fixed("`Ref`")),
            "Condition" => inner(self, Place::Fixed("`Condition`")),
            "Fn::GetAtt" => inner(self, Place::Fixed("`Fn::GetAtt`")),
            "Fn::Sub" if items.is_empty() => inner(self, Place::SubText),
            "Fn::Sub" => {
                for (at, item) in items.iter().enumerate() {
                    self.plain(item, if at == 0 { Place::SubText } else { Place::Value });
                }
            }
            "Fn::FindInMap" | "Fn::Equals" | "Fn::And" | "Fn::Or" | "Fn::Not" => {
                for item in items {
                    self.node(item, Place::Reference);
                }
            }
            "Fn::Join" | "Fn::Split" | "Fn::If" => {
                let first =
                    if name == "Fn::If" { "the condition of `Fn::If`" } else { "a delimiter" };
                for (at, item) in items.iter().enumerate() {
                    self.node(item, if at == 0 { Place::Fixed(first) } else { place });
                }
            }
            "Fn::Select" => {
                for (at, item) in items.iter().enumerate() {
                    self.node(item, if at == 0 { Place::Reference } else { place });
                }
            }
            "Fn::GetAZs" => inner(self, Place::Reference),
            "Fn::Base64" | "Fn::ImportValue" | "Fn::Cidr" => inner(self, place),
            _ => inner(self, Place::Fixed("this function")),
        }
    }
}
