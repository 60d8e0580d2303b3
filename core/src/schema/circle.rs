//! Finds types that are defined only by themselves.

use std::collections::{HashMap, HashSet};

use super::type_name;
use crate::value::{Map, Value};

/// The types that refer back to themselves without a step into a property or an item: no value can be validated against
/// them. A type that contains itself in a property or an item is valid.
pub(super) fn circular(types: &Map) -> HashSet<String> {
    let numbers: HashMap<&str, usize> =
        types.iter().enumerate().map(|(number, (name, _))| (name, number)).collect();
    let leads_to = |name| {
        let targets = names(types, name).into_iter();
        targets.filter_map(|target| numbers.get(target).copied()).collect()
    };
    let leads_to: Vec<Vec<usize>> = types.iter().map(|(name, _)| leads_to(name)).collect();
    let groups = groups(&leads_to);
    let mut sizes = vec![0; groups.len()];
    for &group in &groups {
        sizes[group] += 1;
    }
    let leads_back =
        |number: usize| sizes[groups[number]] > 1 || leads_to[number].contains(&number);
    let all = types.iter().map(|(name, _)| name).enumerate();
    all.filter(|&(number, _)| leads_back(number)).map(|(_, name)| name.to_owned()).collect()
}

/// The number of the strongly connected component of each type. Tarjan's algorithm, which runs in linear time.
fn groups(leads_to: &[Vec<usize>]) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let count = leads_to.len();
    let (mut order, mut lowest, mut group) = (vec![NONE; count], vec![0; count], vec![NONE; count]);
    let (mut next, mut groups) = (0, 0);
    // The types without a component yet, and the path to the current type with the number of edges followed from each.
    let (mut open, mut way): (Vec<usize>, Vec<(usize, usize)>) = (vec![], vec![]);
    for start in 0..count {
        if order[start] == NONE {
            way.push((start, 0));
        }
        while let Some((at, followed)) = way.pop() {
            if followed == 0 {
                (order[at], lowest[at]) = (next, next);
                next += 1;
                open.push(at);
            } else {
                let target = leads_to[at][followed - 1];
                lowest[at] = lowest[at].min(lowest[target]);
            }
            let mut targets = leads_to[at].iter().enumerate().skip(followed);
            let unseen = targets.find(|&(_, &target)| {
                if order[target] != NONE && group[target] == NONE {
                    lowest[at] = lowest[at].min(order[target]);
                }
                order[target] == NONE
            });
            if let Some((index, &target)) = unseen {
                way.push((at, index + 1));
                way.push((target, 0));
                continue;
            }
            if lowest[at] == order[at] {
                while let Some(member) = open.pop() {
                    group[member] = groups;
                    if member == at {
                        break;
                    }
                }
                groups += 1;
            }
        }
    }
    group
}

/// The types that a definition applies to the same value: through `$ref`, `allOf`, `anyOf`, `oneOf` and `not`.
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
        let found = circular(types.as_map().expect("types"));
        assert_eq!(found, ["A", "B", "D"].map(str::to_owned).into());
    }

    #[test]
    fn only_the_members_of_a_circle_are_circular() {
        let to = |number: usize| {
            let target = Value::String(format!("#/T{number}"));
            Value::Map([("$ref".to_owned(), target)].into_iter().collect())
        };
        // A chain of 5000 types that ends in a cycle of 5000 types.
        let next = |number: usize| if number == 9_999 { 5_000 } else { number + 1 };
        let types: Map = (0..10_000).map(|n| (format!("T{n}"), to(next(n)))).collect();
        let found = circular(&types);
        assert_eq!((found.len(), found.contains("T4999")), (5_000, false));
    }
}
