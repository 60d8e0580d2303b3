//! Merges a definition with all that applies to it through `allOf`.

use std::borrow::Cow;
use std::collections::HashSet;

use super::Schema;
use crate::value::{Map, Value, number};

/// Maximum number of members of one `allOf`, nested ones included.
const MAX_MEMBERS: usize = 200;

/// The definition with its `$ref` resolved and its `allOf` merged into it.
///
/// If two members have the same keyword, both apply: the narrower bounds, the union of the required names, the
/// intersection of the options. A keyword that can have only one value, such as a title, is taken from the definition
/// itself, or else from the first member that has it.
pub fn combined<'s>(schema: &'s Schema, definition: &'s Value) -> Cow<'s, Value> {
    let definition = schema.resolve(definition);
    if definition.get("allOf").is_none() {
        return Cow::Borrowed(definition);
    }
    let mut members = vec![];
    collect(schema, definition, &mut members);
    let all = members.into_iter().fold(Map::default(), both);
    Cow::Owned(Value::Map(all))
}

/// Collects `definition` and the members of its `allOf`, recursively.
fn collect<'s>(schema: &'s Schema, definition: &'s Value, members: &mut Vec<&'s Map>) {
    let Value::Map(map) = schema.resolve(definition) else { return };
    // A definition that is already collected is part of a cycle.
    if members.len() >= MAX_MEMBERS || members.iter().any(|member| std::ptr::eq(*member, map)) {
        return;
    }
    members.push(map);
    for member in map.get("allOf").and_then(Value::as_list).unwrap_or_default() {
        collect(schema, member, members);
    }
}

/// The definition of the values that satisfy both `map` and `other`.
pub fn both(mut map: Map, other: &Map) -> Map {
    // A definition without a type does not exclude null.
    let takes_null =
        |map: &Map| map.get("type").is_none() || map.get("nullable") == Some(&Value::Bool(true));
    let is_nullable = takes_null(&map) && takes_null(other);
    for (name, theirs) in other.iter() {
        if name == "allOf" {
            continue;
        }
        let together = match (name, map.get(name)) {
            ("nullable", _) => continue,
            (_, None) => theirs.clone(),
            ("type", Some(ours)) if ours.as_str() == Some("number") => theirs.clone(),
            ("properties", Some(Value::Map(ours))) => properties(ours.clone(), theirs),
            ("required", Some(Value::List(ours))) => union(ours.clone(), theirs),
            ("enum", Some(Value::List(ours))) => common(ours, theirs),
            ("items", Some(ours)) => all_of(ours, theirs),
            ("minimum" | "minLength" | "minItems" | "minProperties", Some(ours)) => {
                if number(theirs) > number(ours) { theirs.clone() } else { ours.clone() }
            }
            ("maximum" | "maxLength" | "maxItems" | "maxProperties", Some(ours)) => {
                if number(theirs) < number(ours) { theirs.clone() } else { ours.clone() }
            }
            ("additionalProperties", Some(_)) if *theirs == Value::Bool(false) => theirs.clone(),
            (
                "uniqueItems" | "readOnly" | "deprecated" | "exclusiveMinimum" | "exclusiveMaximum",
                Some(ours),
            ) => Value::Bool(*ours == Value::Bool(true) || *theirs == Value::Bool(true)),
            _ => continue,
        };
        map.insert(name, together);
    }
    map.remove("nullable");
    if is_nullable && map.get("type").is_some() {
        map.insert("nullable", Value::Bool(true));
    }
    map
}

fn properties(mut ours: Map, theirs: &Value) -> Value {
    for (name, their) in theirs.as_map().into_iter().flat_map(Map::iter) {
        let together = match ours.get(name) {
            Some(our) if our != their => all_of(our, their),
            _ => their.clone(),
        };
        ours.insert(name, together);
    }
    Value::Map(ours)
}

fn all_of(ours: &Value, theirs: &Value) -> Value {
    let members = Value::List(vec![ours.clone(), theirs.clone()]);
    Value::Map(Map::from_iter([("allOf".to_owned(), members)]))
}

fn union(mut ours: Vec<Value>, theirs: &Value) -> Value {
    let mut joined = keys(&ours);
    for name in theirs.as_list().unwrap_or_default() {
        if joined.insert(key(name)) {
            ours.push(name.clone());
        }
    }
    Value::List(ours)
}

fn common(ours: &[Value], theirs: &Value) -> Value {
    let theirs = keys(theirs.as_list().unwrap_or_default());
    let both = ours.iter().filter(|option| theirs.contains(&key(option)));
    Value::List(both.cloned().collect())
}

/// Keys that only equal values share, to find one of many values quickly.
fn keys(values: &[Value]) -> HashSet<String> {
    values.iter().map(key).collect()
}

fn key(value: &Value) -> String {
    format!("{value:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    fn check(types: &str, wanted: &str) {
        let value = |text| yaml::parse(text).root.expect("a document").value();
        let types = value(types).as_map().cloned().expect("types");
        let schema = Schema { types, ..Schema::default() };
        let definition = schema.types.get("T").expect("the type T");
        assert_eq!(combined(&schema, definition).into_owned(), value(wanted));
    }

    #[test]
    fn properties_of_all_of_members_are_merged() {
        check(
            "T: {title: Ours, allOf: [{$ref: '#/A'}, {type: object, required: [b], properties: {b: {type: integer}}}]}\n\
             A: {title: Theirs, type: object, required: [a], properties: {a: {type: string}}}",
            "{title: Ours, type: object, required: [a, b], properties: {a: {type: string}, b: {type: integer}}}",
        );
    }

    #[test]
    fn the_narrower_bound_counts() {
        check(
            "T: {allOf: [{type: number, minimum: 1, maximum: 9, enum: [1, 2]}, {type: integer, minimum: 2, maximum: 10, enum: [2, 3]}]}",
            "{type: integer, minimum: 2, maximum: 9, enum: [2]}",
        );
    }

    #[test]
    fn null_is_allowed_where_every_member_allows_it() {
        check(
            "T: {allOf: [{type: string, nullable: true}, {minLength: 1}]}",
            "{type: string, minLength: 1, nullable: true}",
        );
        check(
            "T: {nullable: true, allOf: [{type: string}, {type: string, nullable: true}]}",
            "{type: string}",
        );
    }

    #[test]
    fn a_circle_ends() {
        check(
            "T: {type: object, allOf: [{$ref: '#/A'}]}\nA: {title: A, allOf: [{$ref: '#/T'}]}",
            "{type: object, title: A}",
        );
    }
}
