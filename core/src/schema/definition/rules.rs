//! Rules for combinations of keywords in one definition.

use std::collections::HashSet;

use super::{TYPES, Walk};
use crate::diagnostic::{Fix, Severity, codes};
use crate::nearest::nearest;
use crate::schema::number::meant;
use crate::schema::{Correction, is_of_kind, kind_of_keyword};
use crate::sort::CompactSort;
use crate::text::{Edit, Span};
use crate::value::{Map, Value, number};
use crate::yaml::{Entry, Node, NodeKind};

/// The pairs of keywords that bound a value from below and above.
const BOUNDS: [(&str, &str); 4] = [
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

impl Walk<'_> {
    /// Checks the definition `node`; `place` is the span for problems of the definition as a whole.
    pub(super) fn rules(&mut self, node: &Node, place: Span) {
        self.bounds(node);
        self.required(node);
        self.options(node);
        self.other_types(node);
        self.items(node, place);
        self.dates(node);
    }

    /// Reports unquoted dates where text is required: PyYAML reads them as dates, not as text.
    fn dates(&mut self, node: &Node) {
        if node.get("type").and_then(Node::text) != Some("string") {
            return;
        }
        let single = ["default", "example"].into_iter().filter_map(|key| node.get(key));
        let options = node.get("enum").map(Node::items).unwrap_or_default();
        for value in single.chain(options).filter(|value| !value.alias && value.is_plain_time()) {
            let text = value.text().unwrap_or_default();
            let message = format!(
                "`{text}` without quotes is a date in YAML 1.1, but `type: string` requires text."
            );
            let found = self.found.report(value.span, codes::YAML_DATE, message);
            found.severity = Severity::Warning;
            found.help = Some(format!("Write it in quotes: `\"{text}\"`."));
            found.fix = Correction::Quote.fix(value);
        }
    }

    /// Reports bounds that no value satisfies, such as a minimum above the maximum.
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
                format!("`{least}` is greater than `{most}`: no value is valid.")
            } else if low >= high && least == "minimum" && excludes {
                format!("`{least}` and `{most}` are equal, and excluded: no value is valid.")
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
            let message = "`multipleOf` must be greater than 0.";
            self.found.report(entry.value.span, codes::INVALID_KEYWORD, message).help =
                Some("Correct or remove it.".into());
        }
    }

    /// Reports options that are not of the definition's type.
    fn options(&mut self, node: &Node) {
        let Some(options) = node.entry("enum") else { return };
        let is_list = matches!(options.value.kind, NodeKind::Sequence { .. });
        if is_list && options.value.items().is_empty() {
            let message = "`enum` lists no options, so no value is valid.";
            self.found.report(options.key.span, codes::EMPTY_ENUM, message).help =
                Some("List the options, or remove `enum` to allow any value.".into());
        }
        let Some(kind) = node.get("type").and_then(Node::text) else { return };
        let definition = node.value();
        if !TYPES.iter().any(|(known, _)| *known == kind) {
            return;
        }
        let items = options.value.items();
        let is_about_items = kind == "array"
            && !items.is_empty()
            && items.iter().all(|option| !is_of_kind(&definition, &option.value()));
        if is_about_items {
            let about = node.get("items").and_then(|items| items.get("type")?.text());
            let fix = about.and_then(|about| under_items(node, options, about, self.text));
            let message = "None of these options can be chosen: `enum` lists whole lists here, and they are single values.";
            let found = self.found.report(options.key.span, codes::ENUM_BREAKS_TYPE, message);
            found.help =
                Some("Write `enum` under `items` if these are options for each item.".into());
            found.fix = fix;
            return;
        }
        for option in items {
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
                format!("`{text}` can never be chosen: it doesn't have the type {kind}."),
            );
            found.help = Some(match (kind, option.text()) {
                ("string", Some(_)) => {
                    "Put it in quotes: without them YAML reads a number, a boolean or null.".into()
                }
                _ => format!("Remove it, or change `type: {kind}`."),
            });
            let text = option.text().unwrap_or("");
            let correction = match kind {
                "string" if !text.is_empty() => Some(Correction::Quote),
                "integer" | "number" if value.as_str().is_some() => {
                    meant(text, kind == "integer").map(|(correction, _)| correction)
                }
                "boolean" if matches!(text, "true" | "false") => Some(Correction::Unquote),
                _ => None,
            };
            found.fix = correction.and_then(|correction| correction.fix(option));
        }
    }

    /// Reports names in `required` that `properties` does not declare.
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
                None => "Declare it, or remove it from this list.".into(),
            });
            found.fix = near.map(|near| Fix::rename(item.span, name, near));
        }
    }

    /// Reports keywords that apply to another type than the definition's, and so have no effect.
    fn other_types(&mut self, node: &Node) {
        let Some(kind) = node.get("type").and_then(Node::text) else { return };
        if !TYPES.iter().any(|(known, _)| *known == kind) {
            return;
        }
        for entry in node.entries() {
            let Some(about) = kind_of_keyword(entry.name()) else { continue };
            // An author who writes `required: true` intends something else, which another check reports.
            let is_misread = entry.name() == "required" && entry.value.items().is_empty();
            if about == kind || (about, kind) == ("number", "integer") || is_misread {
                continue;
            }
            let message = format!(
                "`{}` applies to values of the type {about}, but this is `type: {kind}`, so it has no effect.",
                entry.name()
            );
            let help = if kind == "array" {
                format!("If it applies to each item, write it under `items`, with `type: {about}`.")
            } else {
                format!("Remove it, or write `type: {about}`.")
            };
            let fix = under_items(node, entry, about, self.text);
            let found = self.found.report(entry.key.span, codes::KEYWORD_OF_OTHER_TYPE, message);
            found.help = Some(help);
            found.fix = fix;
        }
    }

    /// Requires `items` for lists. OpenAPI 3.0.3, section 4.7.24: "`items` MUST be present if the `type` is `array`".
    fn items(&mut self, node: &Node, place: Span) {
        let Some(kind) = node.get("type").filter(|kind| kind.text() == Some("array")) else {
            return;
        };
        if node.get("items").is_none() {
            let message =
                "`items` is missing. OpenAPI 3.0 requires it for a list: it defines the items.";
            let span = if kind.alias { place } else { kind.span };
            self.found.report(span, codes::MISSING_ITEMS, message).help =
                Some("Add `items: {type: string}`, or another definition of the items.".into());
        }
    }

    /// Reports keywords beside a `$ref`. OpenAPI 3.0.3, section 4.7.23: "any properties added SHALL be ignored". A
    /// title or a description does no harm there.
    pub(super) fn beside_reference(&mut self, node: &Node) {
        for entry in node.entries() {
            let name = entry.name();
            let is_harmless = matches!(name, "$ref" | "title" | "description");
            if is_harmless || entry.is_merge() || name.starts_with("x-") {
                continue;
            }
            let message = format!(
                "`{name}` is beside `$ref`, where OpenAPI 3.0 ignores it, so it has no effect."
            );
            self.found.report( entry.key.span, codes::IGNORED_BESIDE_REF, message).help = Some(
                "Move it into the type that `$ref` points to, or write `allOf: [{$ref: …}]` for `$ref: …`."
                    .into(),
            );
        }
    }
}

/// The fix that moves `entry` of `node` under the `items` of the list. None unless the items have the type `about` that
/// the keyword applies to, and lack the keyword. The fix makes values subject to a check that had no effect before, so
/// it is a suggestion.
fn under_items(node: &Node, entry: &Entry, about: &str, text: &str) -> Option<Fix> {
    let is_list = node.get("type").and_then(Node::text) == Some("array");
    let items = node.get("items").filter(|items| is_list && !items.alias)?;
    let kind = items.get("type").and_then(Node::text)?;
    let is_theirs = kind == about || (kind, about) == ("integer", "number");
    if !is_theirs || items.entry(entry.name()).is_some() || items.entry("$ref").is_some() {
        return None;
    }
    let written = Span::new(entry.key.span.start, entry.value.span.end);
    let keyword = written.of(text);
    let first = items.entries().first()?.key.span.start;
    if keyword.contains('\n') || entry.value.alias || entry.value.anchored {
        return None;
    }
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
    let is_flow = |node: &Node| node.span.of(text).starts_with('{');
    let separator = if is_flow(items) {
        ", ".to_owned()
    } else {
        let indent = &text[line_start(first)..first];
        format!("\n{}", indent.trim().is_empty().then_some(indent)?)
    };
    let removed = if is_flow(node) {
        let after = &text[written.end..];
        let blank = after.len() - after.trim_start().len();
        match text[..written.start].trim_end().strip_suffix(',') {
            Some(before) => Span::new(before.len(), written.end),
            None if after[blank..].starts_with(',') => {
                let rest = &after[blank + 1..];
                Span::new(written.start, text.len() - rest.trim_start().len())
            }
            None => return None,
        }
    } else {
        let start = line_start(written.start);
        let end = text[written.end..].find('\n').map_or(text.len(), |at| written.end + at + 1);
        let is_alone = text[start..written.start].trim().is_empty()
            && text[written.end..end].trim().is_empty();
        is_alone.then_some(Span::new(start, end))?
    };
    let mut edits = vec![
        Edit { span: removed, text: String::new() },
        Edit { span: Span::new(first, first), text: format!("{keyword}{separator}") },
    ];
    edits.compact_sort_by_key(|edit| edit.span);
    Some(Fix::suggestion(format!("Move {} under items", entry.name()), edits))
}

#[cfg(test)]
mod tests {
    use crate::analyze;
    use crate::apply_fixes;
    use crate::bundle::{Bundle, File, SCHEMA};
    use crate::workspace::Workspace;

    /// The definition of a property after the fix for `keyword-of-other-type`; `None` if no fix is offered.
    fn moved(definition: &str) -> Option<String> {
        let begin = "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: Input\n  types:\n    Input:\n      type: object\n      properties:\n        names:";
        let text = format!("{begin}{definition}");
        let files = vec![File::new(SCHEMA, text.clone())];
        let bundle = Bundle { name: "net".into(), files, ..Bundle::default() };
        let found = analyze(&Workspace { bundles: vec![bundle] }).diagnostics;
        let mut found =
            found.into_iter().filter(|finding| finding.code.0 == "keyword-of-other-type");
        let fix = found.next().expect("the keyword has no effect").fix?;
        assert!(!fix.is_safe && fix.title.ends_with("under items"));
        let (text, _) = apply_fixes(&text, [&fix]);
        Some(text[begin.len()..].to_owned())
    }

    #[test]
    fn a_keyword_about_the_items_is_moved_under_them() {
        let block = "\n          type: array\n          items:\n            type: string\n          pattern: ^a$\n          minItems: 1\n";
        let expected = "\n          type: array\n          items:\n            pattern: ^a$\n            type: string\n          minItems: 1\n";
        assert_eq!(moved(block).as_deref(), Some(expected));
        for (flow, expected) in [
            (
                " {type: array, maxLength: 3, items: {type: string}}\n",
                " {type: array, items: {maxLength: 3, type: string}}\n",
            ),
            (
                " {maximum: 3, type: array, items: {type: integer}}\n",
                " {type: array, items: {maximum: 3, type: integer}}\n",
            ),
        ] {
            assert_eq!(moved(flow).as_deref(), Some(expected));
        }
    }

    #[test]
    fn nothing_is_moved_to_items_of_another_type_or_with_that_keyword() {
        for definition in [
            " {type: array, maxLength: 3, items: {type: integer}}\n",
            " {type: array, maxLength: 3, items: {type: string, maxLength: 2}}\n",
            " {type: string, maximum: 3}\n",
            "\n          type: array\n          items: {type: string}\n          maxLength: 3 # of each\n",
        ] {
            assert_eq!(moved(definition), None, "{definition}");
        }
    }
}
