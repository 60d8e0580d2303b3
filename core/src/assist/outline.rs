//! The outline of a file.

use super::rows::{Row, rows, unquoted};
use super::scene::{FileRole, Scene};
use crate::bundle::FileId;
use crate::sort::CompactSort;
use crate::tags::{TagKind, keyword, tags};
use crate::text::Span;
use crate::workspace::Workspace;
use serde::{Deserialize, Serialize};

/// An item of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    /// Its name.
    pub name: String,
    /// A detail, such as the type of a resource.
    pub detail: String,
    /// Its kind.
    pub kind: OutlineKind,
    /// The span of its name.
    pub span: Span,
    /// Its nesting depth, from 0.
    pub depth: usize,
}

/// The kind of an outline item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OutlineKind {
    /// A top-level section, such as `Resources:`.
    Section,
    /// A resource, an output or a parameter.
    Entry,
    /// A Jinja block.
    Block,
    /// A type of the schema.
    Type,
    /// A property of a type.
    Property,
    /// A service instance.
    Instance,
    /// An input that a spec sets.
    Input,
}

/// Returns the outline of a file, from top to bottom; empty for other files.
pub fn outline(workspace: &Workspace, file: &FileId) -> Vec<OutlineItem> {
    let Some(scene) = Scene::new(workspace, file) else { return vec![] };
    match scene.role {
        FileRole::Template(_) => template(scene.text),
        FileRole::Schema => schema(scene.text),
        FileRole::Spec => spec(scene.text),
        FileRole::Manifest(_) => keys(scene.text, 3),
        FileRole::Other if is_yaml(scene.path) => keys(scene.text, 2),
        FileRole::Other => vec![],
    }
}

fn is_yaml(path: &str) -> bool {
    matches!(path.rsplit_once('.'), Some((_, "yaml" | "yml")))
}

/// A row with its name and its depth: the number of keys around it.
struct Placed<'t> {
    row: Row,
    span: Span,
    name: &'t str,
    depth: usize,
}

fn placed(text: &str) -> Vec<Placed<'_>> {
    let mut around: Vec<usize> = vec![];
    let mut found = vec![];
    for row in rows(text) {
        while around.last().is_some_and(|column| *column >= row.column) {
            around.pop();
        }
        if let Some(span) = row.key {
            found.push(Placed { row, span, name: unquoted(span.of(text)), depth: around.len() });
        }
        around.push(row.column);
    }
    found
}

fn item(placed: &Placed<'_>, kind: OutlineKind, detail: &str, depth: usize) -> OutlineItem {
    OutlineItem {
        name: placed.name.to_owned(),
        detail: unquoted(detail).to_owned(),
        kind,
        span: placed.span,
        depth,
    }
}

fn keys(text: &str, depths: usize) -> Vec<OutlineItem> {
    let all = placed(text).into_iter().filter(|placed| placed.depth < depths);
    all.map(|placed| {
        let kind = if placed.depth == 0 { OutlineKind::Section } else { OutlineKind::Entry };
        item(&placed, kind, placed.row.value.of(text), placed.depth)
    })
    .collect()
}

/// The outline of a template: sections, their entries, and Jinja blocks.
fn template(text: &str) -> Vec<OutlineItem> {
    let all = placed(text);
    let mut found = vec![];
    for (at, one) in all.iter().enumerate().filter(|(_, one)| one.depth < 2) {
        let below = all[at + 1..].iter().take_while(|other| other.depth > one.depth);
        let kind = below.into_iter().find(|other| other.depth == 2 && other.name == "Type");
        let (kind, detail) = match one.depth {
            0 => (OutlineKind::Section, one.row.value.of(text)),
            _ => (OutlineKind::Entry, kind.map_or("", |kind| kind.row.value.of(text))),
        };
        found.push(item(one, kind, detail, one.depth));
    }
    let mut depth = 0_usize;
    for tag in tags(text).into_iter().filter(|tag| tag.kind == TagKind::Statement) {
        let inner = tag.inner.of(text).trim_matches(['-', '+']).trim();
        let word = keyword(inner);
        if matches!(word, "endif" | "endfor" | "endmacro") {
            depth = depth.saturating_sub(1);
        } else if matches!(word, "if" | "for" | "macro") {
            // Nested blocks are left out.
            if depth == 0 {
                found.push(OutlineItem {
                    name: inner.split_whitespace().collect::<Vec<_>>().join(" "),
                    detail: String::new(),
                    kind: OutlineKind::Block,
                    span: tag.span,
                    depth: 0,
                });
            }
            depth += 1;
        }
    }
    found.compact_sort_by_key(|item| item.span);
    // A block has the depth of the items around it.
    let mut around = 0;
    for item in &mut found {
        match item.kind {
            OutlineKind::Section => around = 1,
            OutlineKind::Block => item.depth = around,
            _ => {}
        }
    }
    found
}

/// The outline of a schema: types with their properties.
fn schema(text: &str) -> Vec<OutlineItem> {
    let all = placed(text);
    let mut found = vec![];
    let mut is_in_types = false;
    let mut is_in_properties = false;
    for (at, one) in all.iter().enumerate() {
        match one.depth {
            0 | 1 => is_in_types = one.name == "types",
            2 if is_in_types => found.push(item(one, OutlineKind::Type, "", 0)),
            3 => is_in_properties = one.name == "properties",
            4 if is_in_types && is_in_properties => {
                let below = all[at + 1..].iter().take_while(|other| other.depth > 4);
                let kind = below
                    .into_iter()
                    .find(|other| other.depth == 5 && matches!(other.name, "type" | "$ref"));
                let detail = kind.map_or("", |kind| kind.row.value.of(text));
                found.push(item(one, OutlineKind::Property, detail, 1));
            }
            _ => {}
        }
    }
    found
}

/// The outline of a spec: instances, the pipeline, and the inputs of each.
fn spec(text: &str) -> Vec<OutlineItem> {
    let mut found = vec![];
    let mut section = "";
    let mut part = "";
    for placed in &placed(text) {
        let value = placed.row.value.of(text);
        match placed.depth {
            0 => {
                section = placed.name;
                part = "";
                if matches!(section, "pipeline" | "spec") {
                    found.push(item(placed, OutlineKind::Section, "", 0));
                }
            }
            1 if matches!(section, "pipeline" | "spec") => {
                found.push(item(placed, OutlineKind::Input, value, 1));
            }
            2 if section == "instances" => {
                part = placed.name;
                if placed.name == "name" {
                    let name = unquoted(value).to_owned();
                    let instance =
                        OutlineItem { name, ..item(placed, OutlineKind::Instance, "", 0) };
                    found.push(instance);
                }
            }
            3 if section == "instances" && part == "spec" => {
                found.push(item(placed, OutlineKind::Input, value, 1));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::starters;

    fn shown(path: &str) -> String {
        let workspace = starters::ready_workspace();
        let file = FileId { bundle: "item-api-service".into(), path: path.into() };
        let items = outline(&workspace, &file);
        let line = |item: &OutlineItem| {
            let detail =
                if item.detail.is_empty() { String::new() } else { format!(" ({})", item.detail) };
            format!("{}{}{detail}\n", "  ".repeat(item.depth), item.name)
        };
        items.iter().map(line).collect()
    }

    #[test]
    fn a_template_has_sections_resources_and_blocks() {
        let shown = shown("instance_infrastructure/cloudformation.yaml");
        assert!(shown.starts_with("AWSTemplateFormatVersion (2010-09-09)\nDescription"), "{shown}");
        assert!(shown.contains("\nResources\n  Function (AWS::Lambda::Function)\n"), "{shown}");
        assert!(shown.contains("  for place in places\n  {{ place }}{{ method | capitalize }} (AWS::ApiGateway::Method)\n"), "{shown}");
        assert!(shown.ends_with("Outputs\n  FunctionName\n  FunctionArn\n  Url\n"), "{shown}");
    }

    #[test]
    fn a_schema_has_types_and_properties() {
        let shown = shown("schema/schema.yaml");
        assert!(shown.starts_with("ItemApiService\n  api_path (string)\n"), "{shown}");
        assert!(shown.contains("  code (#/CodeLocation)\n"), "{shown}");
        assert!(shown.contains("CodeLocation\n  bucket (string)\n"), "{shown}");
    }

    #[test]
    fn a_spec_has_instances_and_inputs() {
        let shown = shown("spec/spec.yaml");
        assert!(shown.starts_with("pipeline\n  unit_test_command"), "{shown}");
        assert!(shown.contains("dev\n  api_path (/items)\n"), "{shown}");
    }
}
