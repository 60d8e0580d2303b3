//! Types that are defined by nothing but themselves.

use super::type_name;
use crate::value::{Map, Value};

/// The types that lead back to themselves without a step into a property or an item: no value can
/// be checked against them. A type that holds itself is another thing, and fine.
pub(super) fn circular(types: &Map) -> Vec<String> {
    let leads_back = |name: &&str| {
        let mut seen: Vec<&str> = vec![];
        let mut next = names(types, name);
        while let Some(at) = next.pop() {
            if at == *name {
                return true;
            }
            if !seen.contains(&at) {
                seen.push(at);
                next.extend(names(types, at));
            }
        }
        false
    };
    types.iter().map(|(name, _)| name).filter(leads_back).map(str::to_owned).collect()
}

/// The types that a value of the type `name` has to be, or may not be, as well.
fn names<'t>(types: &'t Map, name: &str) -> Vec<&'t str> {
    let mut found = vec![];
    let mut next: Vec<&Value> = types.get(name).into_iter().collect();
    while let Some(at) = next.pop() {
        if let Some(target) = at.get("$ref").and_then(Value::as_str) {
            found.push(type_name(target));
            continue;
        }
        for key in ["allOf", "anyOf", "oneOf"] {
            next.extend(at.get(key).and_then(Value::as_list).unwrap_or_default());
        }
        next.extend(at.get("not"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    #[test]
    fn only_what_never_gets_anywhere_is_a_circle() {
        let types = yaml::parse(
            "A: {$ref: '#/B'}\n\
             B: {allOf: [{$ref: '#/A'}]}\n\
             C: {$ref: '#/A'}\n\
             D: {not: {$ref: '#/D'}}\n\
             Tree: {type: object, properties: {left: {$ref: '#/Tree'}}}\n\
             E: {oneOf: [{$ref: '#/Tree'}, {type: string}]}\n",
        );
        let types = types.root.expect("a document").value();
        assert_eq!(circular(types.as_map().expect("types")), ["A", "B", "D"]);
    }
}
