//! What the keywords of one definition say together.

use std::collections::HashSet;

use super::{TYPES, Walk};
use crate::diagnostic::{Fix, Severity, codes};
use crate::nearest::nearest;
use crate::schema::number::meant;
use crate::schema::{Mend, is_of_kind, kind_of_keyword};
use crate::text::Span;
use crate::value::{Map, Value, number};
use crate::yaml::{Entry, Node, NodeKind};

/// Bounds that belong together, and what makes each of them exclusive.
const BOUNDS: [(&str, &str); 4] = [
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

impl Walk<'_> {
    /// `place` is what to point at for the definition as a whole.
    pub(super) fn rules(&mut self, node: &Node, place: Span) {
        self.bounds(node);
        self.required(node);
        self.options(node);
        self.other_types(node);
        self.items(node, place);
        self.dates(node);
    }

    /// A date without quotes where text is wanted: PyYAML reads a date, which is no text.
    fn dates(&mut self, node: &Node) {
        if node.get("type").and_then(Node::text) != Some("string") {
            return;
        }
        let single = ["default", "example"].into_iter().filter_map(|key| node.get(key));
        let options = node.get("enum").map(Node::items).unwrap_or_default();
        for value in single.chain(options).filter(|value| !value.alias && value.is_plain_time()) {
            let text = value.text().unwrap_or_default();
            let message = format!(
                "`{text}` without quotes is a date in YAML 1.1 and not a text, as `type: string` wants it."
            );
            let found = self.found.report(value.span, codes::YAML_DATE, message);
            found.severity = Severity::Warning;
            found.help = Some(format!("Write it in quotes: `\"{text}\"`."));
            found.fix = Mend::Quote.fix(value);
        }
    }

    /// A least that is more than the most, and what else no value fits.
    fn bounds(&mut self, node: &Node) {
        let value = |name| node.get(name).and_then(|node| number(&node.value()));
        let is_set = |name| node.get(name).is_some_and(|node| node.value() == Value::Bool(true));
        let excludes = is_set("exclusiveMinimum") || is_set("exclusiveMaximum");
        for (least, most) in BOUNDS {
            let (Some(low), Some(high), Some(entry)) =
                (value(least), value(most), node.entry(least))
            else {
                continue;
            };
            let message = if low > high {
                format!("`{least}` is more than `{most}`: no value fits.")
            } else if low >= high && least == "minimum" && excludes {
                format!("`{least}` and `{most}` are the same and excluded: no value fits.")
            } else {
                continue;
            };
            self.found.report(entry.value.span, codes::IMPOSSIBLE_RANGE, message).help =
                Some("Swap the two, or correct one.".into());
        }
        for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")]
        {
            let Some(entry) = node.entry(exclusive) else { continue };
            if !matches!(entry.value.value(), Value::Bool(_)) || node.get(bound).is_some() {
                continue;
            }
            let message = format!(
                "`{exclusive}` has no effect without `{bound}`: in OpenAPI 3.0 it says whether that bound itself is allowed."
            );
            self.found.report(entry.key.span, codes::LONE_EXCLUSIVE_BOUND, message).help =
                Some(format!("Add `{bound}:` with a number, or remove `{exclusive}`."));
        }
        if let Some(entry) = node.entry("multipleOf")
            && value("multipleOf").is_some_and(|step| step <= 0.0)
        {
            let message = "`multipleOf` has to be more than 0: no number is a multiple of that.";
            self.found.report(entry.value.span, codes::INVALID_KEYWORD, message).help =
                Some("Correct or remove it.".into());
        }
    }

    /// Options that are not of the type.
    fn options(&mut self, node: &Node) {
        let Some(options) = node.entry("enum") else { return };
        let is_list = matches!(options.value.kind, NodeKind::Sequence { .. });
        if is_list && options.value.items().is_empty() {
            let message = "`enum` lists no option, so there is nothing to choose.";
            self.found.report(options.key.span, codes::EMPTY_ENUM, message).help =
                Some("List the options, or remove `enum` to allow any value.".into());
        }
        let Some(kind) = node.get("type").and_then(Node::text) else { return };
        let definition = node.value();
        if !TYPES.iter().any(|(known, _)| *known == kind) {
            return;
        }
        for option in options.value.items() {
            let value = option.value();
            if is_of_kind(&definition, &value) {
                continue;
            }
            if self.found.is_full() {
                break;
            }
            let text = option.text().unwrap_or("This value");
            let found = self.found.report(
                option.span,
                codes::ENUM_BREAKS_TYPE,
                format!("`{text}` can never be chosen: it is not of the type {kind}."),
            );
            found.help = Some(match (kind, option.text()) {
                ("array", Some(_)) => {
                    "Write `enum` under `items` if these are options for each item.".into()
                }
                ("string", Some(_)) => {
                    "Put it in quotes: without them YAML reads a number, a boolean or null.".into()
                }
                _ => format!("Remove it, or change `type: {kind}`."),
            });
            let text = option.text().unwrap_or("");
            let mend = match kind {
                "string" if !text.is_empty() => Some(Mend::Quote),
                "integer" | "number" if value.as_str().is_some() => {
                    meant(text, kind == "integer").map(|(mend, _)| mend)
                }
                "boolean" if matches!(text, "true" | "false") => Some(Mend::Unquote),
                _ => None,
            };
            found.fix = mend.and_then(|mend| mend.fix(option));
        }
    }

    /// Required names that are not declared.
    fn required(&mut self, node: &Node) {
        let (Some(required), Some(properties)) = (node.get("required"), node.get("properties"))
        else {
            return;
        };
        let value = properties.value();
        let merged = value.as_map().into_iter().flat_map(Map::iter).map(|(name, _)| name);
        let own = properties.entries().iter().map(Entry::name);
        let declared: HashSet<&str> = own.chain(merged).collect();
        for item in required.items() {
            let Some(name) = item.text() else { continue };
            if declared.contains(name) {
                continue;
            }
            if self.found.is_full() {
                break;
            }
            let near = nearest(name, properties.entries().iter().map(Entry::name));
            let found = self.found.report(item.span, codes::REQUIRED_UNDECLARED, format!("`{name}` is required but not declared under `properties`, so its value is never checked."));
            found.help = Some(match near {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "Declare it, or take it off this list.".into(),
            });
            found.fix = near.map(|near| Fix::rename(item.span, name, near));
        }
    }

    /// Keywords about values of another type than the definition's: they say nothing.
    fn other_types(&mut self, node: &Node) {
        let Some(kind) = node.get("type").and_then(Node::text) else { return };
        if !TYPES.iter().any(|(known, _)| *known == kind) {
            return;
        }
        for entry in node.entries() {
            let Some(about) = kind_of_keyword(entry.name()) else { continue };
            // Those who write `required: true` mean something else, and are told so.
            let is_misread = entry.name() == "required" && entry.value.items().is_empty();
            if about == kind || (about, kind) == ("number", "integer") || is_misread {
                continue;
            }
            let message = format!(
                "`{}` is about values of the type {about}, and this is `type: {kind}`: it has no effect.",
                entry.name()
            );
            let help = if kind == "array" {
                format!(
                    "Write it under `items` if it is about each item; there with `type: {about}`."
                )
            } else {
                format!("Remove it, or write `type: {about}`.")
            };
            self.found.report(entry.key.span, codes::KEYWORD_OF_OTHER_TYPE, message).help =
                Some(help);
        }
    }

    /// OpenAPI 3.0.3, section 4.7.24: "`items` MUST be present if the `type` is `array`".
    fn items(&mut self, node: &Node, place: Span) {
        let Some(kind) = node.get("type").filter(|kind| kind.text() == Some("array")) else {
            return;
        };
        if node.get("items").is_none() {
            let message =
                "A list needs `items`, which says what is in it: OpenAPI 3.0 requires it.";
            let span = if kind.alias { place } else { kind.span };
            self.found.report(span, codes::MISSING_ITEMS, message).help =
                Some("Add `items: {type: string}`, or whatever the items are.".into());
        }
    }

    /// What stands beside a `$ref`. OpenAPI 3.0.3, section 4.7.23: "any properties added SHALL be
    /// ignored". A description does no harm there.
    pub(super) fn beside_reference(&mut self, node: &Node) {
        for entry in node.entries() {
            let name = entry.name();
            let is_harmless = matches!(name, "$ref" | "title" | "description");
            if is_harmless || entry.is_merge() || name.starts_with("x-") {
                continue;
            }
            let message = format!(
                "`{name}` stands beside `$ref`, where OpenAPI 3.0 ignores it: it has no effect."
            );
            self.found.report( entry.key.span, codes::IGNORED_BESIDE_REF, message).help = Some(
                "Move it into the type that `$ref` points to, or write `allOf: [{$ref: …}]` for `$ref: …`."
                    .into(),
            );
        }
    }
}
