//! One template out of several that differ in what the values of some inputs decide.
//!
//! Parts that are equal stay as they are. A value that differs becomes `!If`, a key that only some have
//! `!If [..., !Ref AWS::NoValue]`, a resource or output that only some have gets a `Condition`.

mod text;

use super::conditions::{Conditions, Set};
use super::model::{Model, ParameterValues, function_of_tag, is_function, model};
use crate::text::{Edit, Span};
use crate::yaml::{self, Entry, Node};
use text::{applied, item, with_comment};
pub(super) use text::{column, end_of};

/// The same part in one of the templates.
#[derive(Clone, Copy)]
struct Variant<'v> {
    text: &'v str,
    node: &'v Node,
    /// The combinations that it is for.
    set: Set,
}

/// The same entry of a mapping in one of the templates.
#[derive(Clone, Copy)]
struct Member<'v> {
    text: &'v str,
    entry: &'v Entry,
    set: Set,
}

/// The meaning of a mapping's entries.
#[derive(Clone, Copy, PartialEq)]
enum Level {
    Section,
    Resource,
    ResourceAttribute,
    Output,
    OutputKey,
    Property,
}

type Edits = Result<Vec<Edit>, String>;

/// Merges the template of each combination. The first decides about comments and order. Fails with the
/// reason, as a clause, where CloudFormation has no condition for a difference.
pub(super) fn merged(texts: &[String], conditions: &mut Conditions) -> Result<String, String> {
    let mut distinct: Vec<(String, Set)> = vec![];
    for (at, text) in texts.iter().enumerate() {
        let end = if text.ends_with('\n') { "" } else { "\n" };
        let text = format!("{text}{end}");
        match distinct.iter_mut().find(|(known, _)| *known == text) {
            Some((_, set)) => *set |= 1 << at,
            None => distinct.push((text, 1 << at)),
        }
    }
    let [(first, _), _, ..] = distinct.as_slice() else {
        return Ok(texts.first().cloned().unwrap_or_default());
    };
    let roots: Option<Vec<Node>> =
        distinct.iter().map(|(text, _)| yaml::parse(text).root).collect();
    let roots = roots.ok_or("one of the renderings is not YAML")?;
    let variants: Vec<Variant<'_>> = distinct
        .iter()
        .zip(&roots)
        .map(|((text, set), node)| Variant { text, node, set: *set })
        .collect();
    if roots.iter().any(|root| root.is_flow() || root.entries().is_empty()) {
        return Err("the template is not in blocks".into());
    }
    let edits = Merge { conditions }.mapping(&variants, Level::Section)?;
    Ok(applied(first, Span::new(0, first.len()), edits))
}

struct Merge<'c> {
    conditions: &'c mut Conditions,
}

impl Merge<'_> {
    /// Merges mappings in blocks: edits of the first one's text.
    fn mapping(&mut self, variants: &[Variant<'_>], level: Level) -> Edits {
        let all = variants.iter().fold(0, |all, variant| all | variant.set);
        self.mapping_among(variants, level, all)
    }

    /// Merges mappings that not all of the combinations `all` need to have.
    fn mapping_among(&mut self, variants: &[Variant<'_>], level: Level, all: Set) -> Edits {
        let Some(first) = variants.first() else { return Ok(vec![]) };
        let own = first.node.entries();
        let at = own.first().map_or(0, |entry| column(first.text, entry.key.span.start));
        let mut edits = vec![];
        for name in ordered(variants) {
            let members: Vec<Member<'_>> = variants
                .iter()
                .filter_map(|variant| {
                    let entry = variant.node.entry(name)?;
                    Some(Member { text: variant.text, entry, set: variant.set })
                })
                .collect();
            let is_own = first.node.entry(name).is_some();
            let of_entry = self.entry(&members, all, level)?;
            if is_own {
                edits.extend(of_entry);
                continue;
            }
            let Member { text, entry, .. } = members[0];
            if column(text, entry.key.span.start) != at {
                return Err(format!("`{name}` is indented differently"));
            }
            let start = with_comment(text, entry.key.span.start);
            let span = Span::new(start, end_of(text, entry));
            let chunk = applied(text, span, of_entry);
            let before = variants
                .iter()
                .find(|variant| std::ptr::eq(variant.text, text))
                .and_then(|variant| own_before(variant.node, name, first.node));
            let indent = " ".repeat(at);
            edits.push(if let Some(entry) = before {
                let at = end_of(first.text, entry);
                Edit { span: Span::new(at, at), text: format!("{indent}{chunk}") }
            } else {
                let at = own.first().map_or(0, |entry| entry.key.span.start);
                Edit { span: Span::new(at, at), text: format!("{chunk}{indent}") }
            });
        }
        Ok(edits)
    }

    /// Merges an entry that `members` have, of mappings for the combinations `all`.
    fn entry(&mut self, members: &[Member<'_>], all: Set, level: Level) -> Edits {
        let name = members[0].entry.name();
        let present = members.iter().fold(0, |set, member| set | member.set);
        let is_partial = present != all;
        let variants: Vec<Variant<'_>> = members
            .iter()
            .map(|member| Variant { text: member.text, node: &member.entry.value, set: member.set })
            .collect();
        let is_equal = groups(&variants).len() == 1;
        let level_within = match (level, name) {
            (Level::Section, "Resources") => Level::Resource,
            (Level::Section, "Outputs") => Level::Output,
            (Level::Resource, _) => Level::ResourceAttribute,
            (Level::Output, _) => Level::OutputKey,
            _ => Level::Property,
        };
        match (level, name) {
            (Level::Section | Level::OutputKey, "Description") if !is_partial => Ok(vec![]),
            // Each output gets the condition.
            (Level::Section, "Outputs") if is_partial => {
                if variants.iter().all(|variant| is_block_mapping(variant.node)) {
                    self.mapping_among(&variants, Level::Output, all)
                } else {
                    Err("a part that differs is not in blocks".into())
                }
            }
            (Level::Section, _) if is_partial => {
                Err(format!("only some have the section `{name}`"))
            }
            (Level::Resource | Level::Output, _) => {
                let mut edits = self.mapping_or_fail(&variants, level_within)?;
                if is_partial {
                    edits.push(self.condition(&variants[0], present)?);
                }
                Ok(edits)
            }
            _ if is_equal && !is_partial => Ok(vec![]),
            (Level::Section, "Resources" | "Outputs") => {
                self.mapping_or_fail(&variants, level_within)
            }
            (Level::ResourceAttribute, "Properties" | "Metadata" | "UpdatePolicy")
                if !is_partial =>
            {
                self.mapping_or_fail(&variants, Level::Property)
            }
            (Level::OutputKey, "Value") if !is_partial => self.value(members, present),
            (Level::Property, _) if is_partial => self.choice(members, present, all),
            (Level::Property, _) => self.value(members, present),
            (Level::Section, "Globals") => self.mapping_or_fail(&variants, Level::Property),
            _ => Err(format!("CloudFormation allows no condition in `{name}`")),
        }
    }

    fn mapping_or_fail(&mut self, variants: &[Variant<'_>], level: Level) -> Edits {
        if groups(variants).len() == 1 {
            return Ok(vec![]);
        }
        if variants.iter().all(|variant| is_block_mapping(variant.node)) {
            self.mapping(variants, level)
        } else {
            Err("a part that differs is not in blocks".into())
        }
    }

    /// Merges the values of an entry that all have.
    fn value(&mut self, members: &[Member<'_>], all: Set) -> Edits {
        let variants: Vec<Variant<'_>> = members
            .iter()
            .map(|member| Variant { text: member.text, node: &member.entry.value, set: member.set })
            .collect();
        match self.within(&variants) {
            Some(edits) => edits,
            None => self.choice(members, all, all),
        }
    }

    /// Merges collections of the same shape part by part; `None` if their shapes differ.
    fn within(&mut self, variants: &[Variant<'_>]) -> Option<Edits> {
        let first = variants.first()?;
        if groups(variants).len() == 1 {
            return Some(Ok(vec![]));
        }
        if variants.iter().all(|variant| is_block_mapping(variant.node)) {
            return Some(self.mapping(variants, Level::Property));
        }
        let length = first.node.items().len();
        let is_alike = |variant: &Variant<'_>| {
            variant.node.items().len() == length
                && !variant.node.is_flow()
                && variant.node.tag.is_none()
                && !variant.node.alias
        };
        if length == 0 || !variants.iter().all(is_alike) {
            return None;
        }
        let mut edits = vec![];
        for at in 0..length {
            let items: Vec<Variant<'_>> = variants
                .iter()
                .map(|variant| Variant { node: &variant.node.items()[at], ..*variant })
                .collect();
            match self.within(&items)? {
                Ok(more) => edits.extend(more),
                error => return Some(error),
            }
        }
        Some(Ok(edits))
    }

    /// `!If` with the different values of an entry, for the combinations `all`; those that do not have it get
    /// no value.
    fn choice(&mut self, members: &[Member<'_>], present: Set, all: Set) -> Edits {
        let Member { text, entry, .. } = members[0];
        let variants: Vec<Variant<'_>> = members
            .iter()
            .map(|member| Variant { text: member.text, node: &member.entry.value, set: member.set })
            .collect();
        let dash = column(text, entry.key.span.start) + 2;
        let groups = groups(&variants).into_iter();
        let mut options: Vec<_> = groups.map(|group| (group.set, Some(group))).collect();
        if present != all {
            options.push((all & !present, None));
        }
        let choice = self.chain(&options, dash)?;
        let start = entry.key.span.end;
        let colon = text[start..].find(':').map_or(start, |colon| start + colon + 1);
        let end = entry.value.span.end.max(colon);
        let end = if text[..end].ends_with('\n') { end - 1 } else { end };
        Ok(vec![Edit { span: Span::new(colon, end), text: format!(" {choice}") }])
    }

    /// `!If` over options, with the dashes in column `dash`. The last option needs no condition.
    fn chain(
        &mut self,
        options: &[(Set, Option<Variant<'_>>)],
        dash: usize,
    ) -> Result<String, String> {
        let text = |option: &Option<Variant<'_>>| match option {
            Some(variant) => item(variant.text, variant.node, dash),
            None => Ok("!Ref AWS::NoValue".to_owned()),
        };
        let [(set, option), rest @ ..] = options else { return Ok(String::new()) };
        let otherwise = match rest {
            [] => return text(option),
            [(_, last)] => text(last)?,
            // A further `!If` is an item of this one: its own items are further in.
            _ => self.chain(rest, dash + 2)?,
        };
        let (condition, option) = (self.conditions.name(*set)?, text(option)?);
        let indent = " ".repeat(dash);
        Ok(format!("!If\n{indent}- {condition}\n{indent}- {option}\n{indent}- {otherwise}"))
    }

    /// The line `Condition` at the beginning of a resource or output.
    fn condition(&mut self, variant: &Variant<'_>, set: Set) -> Result<Edit, String> {
        let Some(first) = variant.node.entries().first().filter(|_| is_block_mapping(variant.node))
        else {
            return Err("a part that only some have is not in blocks".into());
        };
        if variant.node.entry("Condition").is_some() {
            return Err("a part that only some have has a condition of its own".into());
        }
        let at = first.key.span.start;
        let indent = " ".repeat(column(variant.text, at));
        let name = self.conditions.name(set)?;
        Ok(Edit { span: Span::new(at, at), text: format!("Condition: {name}\n{indent}") })
    }
}

/// The variants with different values: the first of each, for all combinations with that value.
fn groups<'v>(variants: &[Variant<'v>]) -> Vec<Variant<'v>> {
    let mut groups: Vec<(Model, Variant<'v>)> = vec![];
    for variant in variants {
        let model = model(variant.node, &ParameterValues::default());
        match groups.iter_mut().find(|(known, _)| *known == model) {
            Some((_, group)) => group.set |= variant.set,
            None => groups.push((model, *variant)),
        }
    }
    groups.into_iter().map(|(_, variant)| variant).collect()
}

/// The keys of all mappings: each behind the one that it follows where it was found first.
fn ordered<'v>(variants: &[Variant<'v>]) -> Vec<&'v str> {
    let mut order: Vec<&str> = vec![];
    for variant in variants {
        let mut at = 0;
        for entry in variant.node.entries() {
            if let Some(known) = order.iter().position(|known| *known == entry.name()) {
                at = known + 1;
            } else {
                order.insert(at, entry.name());
                at += 1;
            }
        }
    }
    order
}

/// The last entry before `name` in a mapping that is also in `other`: the one of `other`.
fn own_before<'o>(mapping: &Node, name: &str, other: &'o Node) -> Option<&'o Entry> {
    let before = mapping.entries().iter().take_while(|entry| entry.name() != name);
    before.filter_map(|entry| other.entry(entry.name())).last()
}

fn is_block_mapping(node: &Node) -> bool {
    let is_function_call = matches!(node.entries(), [entry] if is_function(entry.name()));
    let has_function = node.tag.as_deref().and_then(function_of_tag).is_some();
    !node.entries().is_empty()
        && !node.is_flow()
        && !node.alias
        && !node.anchored
        && !has_function
        && !is_function_call
        && !node.entries().iter().any(Entry::is_merge)
}
