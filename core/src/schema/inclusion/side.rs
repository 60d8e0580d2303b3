//! The wide side of a comparison: definitions that a value meets all at once.

use std::collections::HashSet;
use std::rc::Rc;

use super::kinds::{ALL, MAP, STRING, kind_of, kinds_of};
use crate::schema::{Discriminator, Schema, type_name};
use crate::sort::CompactSort;
use crate::value::{Map, Value};

/// Maximum number of members of one `allOf`, nested ones included.
const MAX_MEMBERS: usize = 200;
/// Maximum number of combinations of alternatives of `oneOf` and `anyOf`; a choice that would exceed it is not split.
const MAX_CASES: usize = 48;
/// Maximum number of choices that are split into cases.
const MAX_CHOICES: usize = 12;
/// Maximum depth to which declared names are collected through `oneOf` and the like.
const MAX_DEPTH: usize = 12;

/// Definitions that a value meets all at once.
#[derive(Clone, Default)]
pub(super) struct Side<'s> {
    /// The definitions, with each `$ref` resolved and each `allOf` flattened.
    pub parts: Vec<&'s Map>,
    /// Names of `discriminator` properties with the values that they are known to have.
    tags: Vec<(&'s str, &'s str)>,
    /// The text that the value is known to be.
    text: Option<&'s str>,
    /// The names that any alternative declares for the value.
    pub names: Rc<HashSet<&'s str>>,
}

impl<'s> Side<'s> {
    /// The side of values that meet all of `definitions`.
    pub fn of(schema: &'s Schema, definitions: &[&'s Value]) -> Self {
        let parts =
            definitions.iter().flat_map(|definition| flatten(schema, definition).0).collect();
        let names = definitions.iter().flat_map(|definition| declared(schema, definition));
        let names = Rc::new(names.map(|(name, _)| name).collect());
        Self { parts, names, ..Self::default() }
    }

    /// The identity of the side.
    pub fn key(&self) -> Vec<usize> {
        let address = |text: &str| text.as_ptr() as usize;
        let parts = self.parts.iter().map(|part| std::ptr::from_ref(*part) as usize);
        let tags = self.tags.iter().map(|(_, text)| address(text));
        let text = self.text.iter().map(|text| address(text));
        let mut key: Vec<usize> = parts.chain(tags).chain(text).collect();
        key.compact_sort();
        key.dedup();
        key
    }

    /// The types that the value may have.
    pub fn kinds(&self) -> u8 {
        let text = if self.text.is_some() { STRING } else { ALL };
        self.parts.iter().fold(text, |kinds, part| kinds & kinds_of(part))
    }

    /// The values that the value may have, if it is limited to options.
    pub fn options(&self) -> Option<Vec<Value>> {
        if let Some(text) = self.text {
            return Some(vec![text.into()]);
        }
        let lists = self.parts.iter().filter_map(|part| part.get("enum")?.as_list());
        let options =
            lists.filter(|options| !options.is_empty()).min_by_key(|options| options.len())?;
        let kinds = self.kinds();
        let fits = |option: &&Value| kind_of(option) & kinds != 0;
        Some(options.iter().filter(fits).cloned().collect())
    }

    /// Whether the value is a mapping that requires `name`.
    pub fn requires(&self, name: &str) -> bool {
        let by_part = |part: &&Map| {
            let names = part.get("required").and_then(Value::as_list).unwrap_or_default();
            names.iter().any(|required| required.as_str() == Some(name))
        };
        self.tags.iter().any(|(tag, _)| *tag == name) || self.parts.iter().any(by_part)
    }

    /// Whether a `discriminator` is known to select the alternative with this tag. Also true for values that are not
    /// mappings, which a discriminator does not affect.
    pub fn is_tagged(&self, tag: (&str, &str)) -> bool {
        self.kinds() & MAP == 0 || self.tags.contains(&tag)
    }

    /// The side of the property `name`; `None` if the property cannot exist.
    pub fn property(&self, schema: &'s Schema, name: &str) -> Option<Side<'s>> {
        let mut definitions: Vec<&'s Value> = vec![];
        let mut is_open = self.names.contains(name);
        for part in &self.parts {
            let own = part.get("properties").and_then(Value::as_map).and_then(|all| all.get(name));
            match (own, part.get("additionalProperties")) {
                (Some(own), _) => definitions.push(own),
                (None, Some(Value::Bool(false))) => return None,
                (None, Some(other @ Value::Map(_))) => definitions.push(other),
                (None, Some(Value::Bool(true))) => is_open = true,
                (None, _) => {}
            }
        }
        // A name that no definition declares is new, and is not considered.
        if definitions.is_empty() && !is_open {
            return None;
        }
        let text = self.tags.iter().find(|(tag, _)| *tag == name).map(|(_, text)| *text);
        Some(Side { text, ..Side::of(schema, &definitions) })
    }

    /// The side of properties that are not declared; `None` if there can be no such properties.
    pub fn others(&self, schema: &'s Schema) -> Option<Side<'s>> {
        let mut definitions: Vec<&'s Value> = vec![];
        for part in &self.parts {
            match part.get("additionalProperties") {
                Some(Value::Bool(false)) => return None,
                Some(other @ Value::Map(_)) => definitions.push(other),
                _ => {}
            }
        }
        Some(Side::of(schema, &definitions))
    }

    /// The combinations of alternatives of `oneOf` and `anyOf` that a value may meet.
    pub fn cases(&self, schema: &'s Schema) -> Vec<Side<'s>> {
        let mut cases = vec![self.clone()];
        let mut split: HashSet<*const Value> = HashSet::new();
        while split.len() < MAX_CHOICES
            && let Some((part, list, choices)) = choice(&cases, &split)
        {
            split.insert(list);
            let tag = part.get("discriminator").map(Discriminator);
            let with = |case: &Side<'s>, choice: &'s Value| {
                let mut case = case.clone();
                case.parts.extend(flatten(schema, choice).0);
                case.tags.extend(tag.as_ref().and_then(|tag| tag.entry(choice)));
                case
            };
            let has_part = |case: &Side| case.parts.iter().any(|other| std::ptr::eq(*other, part));
            let next: Vec<Side<'s>> = cases
                .iter()
                .flat_map(|case| {
                    if has_part(case) {
                        choices.iter().map(|choice| with(case, choice)).collect()
                    } else {
                        vec![case.clone()]
                    }
                })
                .collect();
            // A choice that is not split accepts more values, never fewer, so the result stays a proof.
            if next.len() <= MAX_CASES {
                cases = next;
            }
        }
        cases
    }
}

/// The next choice to split: its definition, its list as a value, and the list.
fn choice<'s>(
    cases: &[Side<'s>],
    split: &HashSet<*const Value>,
) -> Option<(&'s Map, *const Value, &'s [Value])> {
    let parts = cases.iter().flat_map(|case| case.parts.iter().copied());
    let mut choices = parts.flat_map(|part| {
        ["oneOf", "anyOf"].into_iter().filter_map(move |keyword| {
            let list = part.get(keyword)?;
            let choices = list.as_list().filter(|choices| !choices.is_empty())?;
            Some((part, std::ptr::from_ref(list), choices))
        })
    });
    choices.find(|(_, list, _)| !split.contains(list))
}

/// The definitions that a value of `definition` has to meet, with each `$ref` resolved and each `allOf` flattened; and
/// whether the list is complete.
pub(super) fn flatten<'s>(schema: &'s Schema, definition: &'s Value) -> (Vec<&'s Map>, bool) {
    let mut parts: Vec<&'s Map> = vec![];
    let mut next = vec![definition];
    let mut is_whole = true;
    while let Some(at) = next.pop() {
        let Some(Value::Map(map)) = follow(schema, at) else { continue };
        if parts.iter().any(|part| std::ptr::eq(*part, map)) {
            continue;
        }
        if parts.len() == MAX_MEMBERS {
            is_whole = false;
            break;
        }
        parts.push(map);
        next.extend(map.get("allOf").and_then(Value::as_list).unwrap_or_default());
    }
    (parts, is_whole)
}

/// A definition with its `$ref` resolved as in validation: one that leads nowhere or in a cycle has no effect.
pub(super) fn follow<'s>(schema: &'s Schema, definition: &'s Value) -> Option<&'s Value> {
    let mut at = definition;
    // A longer chain of references would be a cycle.
    for _ in 0..=schema.types.len() {
        let Some(Value::String(target)) = at.get("$ref") else { return Some(at) };
        let name = type_name(target);
        if schema.circular.iter().any(|circular| circular == name) {
            return None;
        }
        at = schema.types.get(name)?;
    }
    None
}

/// The names that any alternative of `definition` declares, with the first definition of each.
pub(crate) fn declared<'s>(schema: &'s Schema, definition: &'s Value) -> Vec<(&'s str, &'s Value)> {
    let mut found: Vec<(&'s str, &'s Value)> = vec![];
    let mut known: HashSet<&'s str> = HashSet::new();
    let mut seen: HashSet<*const Map> = HashSet::new();
    let mut next = vec![(definition, 0)];
    while let Some((at, depth)) = next.pop() {
        let Some(Value::Map(map)) = follow(schema, at) else { continue };
        if depth > MAX_DEPTH || !seen.insert(std::ptr::from_ref(map)) {
            continue;
        }
        for (name, definition) in
            map.get("properties").and_then(Value::as_map).into_iter().flat_map(Map::iter)
        {
            if known.insert(name) {
                found.push((name, definition));
            }
        }
        // The stack is processed from its end.
        for keyword in ["oneOf", "anyOf", "allOf"] {
            let members = map.get(keyword).and_then(Value::as_list).unwrap_or_default();
            next.extend(members.iter().rev().map(|member| (member, depth + 1)));
        }
    }
    found
}
