//! `customer-managed-type`: a customer-managed environment declares a property that is not a string.
//!
//! Its properties describe outputs of infrastructure that is provisioned elsewhere, and outputs are strings (user
//! guide, on customer-managed environments).

use super::Subject;
use crate::bundle::{Kind, SCHEMA};
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::text::Edit;
use crate::value::Value;
use crate::yaml::Node;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if subject.bundle.kind() != Kind::CustomerManagedEnvironment {
        return;
    }
    let types = subject.schema.inputs.iter().filter_map(|input| subject.schema.node(&input.name));
    let properties = types.filter_map(|node| node.get("properties")).flat_map(Node::entries);
    for property in properties {
        let value = property.value.value();
        let definition = subject.schema.resolve(&value);
        let kind = definition.get("type").and_then(Value::as_str);
        let Some(kind) = kind.filter(|kind| *kind != "string") else { continue };
        let message = format!(
            "`{}` has the type {kind}, but all properties of a customer-managed environment are outputs, which are text.",
            property.name()
        );
        // The type may be in a definition that others use as well.
        let written = property.value.get("type").filter(|node| !node.alias && !node.anchored);
        let fix = written.map(|node| {
            let edits = vec![Edit { span: node.span, text: "string".into() }];
            Fix::suggestion("Change to string", edits)
        });
        let span = written.map_or(property.key.span, |node| node.span);
        let file = subject.bundle.id(SCHEMA);
        found.push(
            Diagnostic::new(codes::CUSTOMER_MANAGED_TYPE, file, message)
                .at(span)
                .help("Write `type: string`, with several values in one text, separated by commas. If the bundle provisions resources, add `infrastructure/`.")
                .fix(fix),
        );
    }
}
