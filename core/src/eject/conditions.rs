//! The conditions of a template without Proton: which of the combinations of some inputs' values a part is for.

use std::collections::HashSet;

use super::parameter::pascal;
use crate::value::{Map, Value};

/// Combinations by their index, a bit for each.
pub(super) type Set = u32;

/// An input that decides what is rendered.
#[derive(Clone, Debug)]
pub(super) struct Dimension {
    /// Its parameter.
    pub(super) parameter: String,
    /// Its values as those of the parameter.
    pub(super) values: Vec<String>,
    /// Whether the first of two values is any but the second one.
    pub(super) is_presence: bool,
}

/// The conditions that are needed so far.
#[derive(Debug)]
pub(super) struct Conditions {
    dimensions: Vec<Dimension>,
    /// The index of each dimension's value, for each combination.
    combinations: Vec<Vec<usize>>,
    needed: Vec<(Set, String, Value)>,
    taken: HashSet<String>,
}

impl Conditions {
    /// None yet. No condition gets a name in `taken`, which are in lower case.
    pub(super) fn new(
        dimensions: Vec<Dimension>,
        combinations: Vec<Vec<usize>>,
        taken: HashSet<String>,
    ) -> Self {
        Self { dimensions, combinations, needed: vec![], taken }
    }

    /// The section `Conditions`.
    pub(super) fn section(&self) -> Map {
        let entries = self.needed.iter();
        entries.map(|(_, name, definition)| (name.clone(), definition.clone())).collect()
    }

    /// The names of the conditions.
    pub(super) fn names(&self) -> Vec<String> {
        self.needed.iter().map(|(_, name, _)| name.clone()).collect()
    }

    /// Whether a condition refers to a parameter.
    pub(super) fn uses(&self, parameter: &str) -> bool {
        self.needed.iter().any(|(.., definition)| refers_to(definition, parameter))
    }

    /// The name of the condition that holds for the combinations of `set`. Fails where only a list of
    /// combinations could express it.
    pub(super) fn name(&mut self, set: Set) -> Result<String, String> {
        if let Some((_, name, _)) = self.needed.iter().find(|(known, ..)| *known == set) {
            return Ok(name.clone());
        }
        let all: Set = (0..self.combinations.len()).fold(0, |all, at| all | 1 << at);
        let (name, definition) = if let Some(found) = self.product(set) {
            found
        } else {
            let others = self.product(all & !set);
            let (name, definition) = others.ok_or("it depends on more than one input at a time")?;
            (format!("Not{name}"), list("Fn::Not", vec![definition]))
        };
        let mut names = (1..).map(|number| match number {
            1 => name.clone(),
            number => format!("{name}{number}"),
        });
        let is_free = |name: &String| !self.taken.contains(&name.to_ascii_lowercase());
        let name = names.find(is_free).unwrap_or_default();
        self.taken.insert(name.to_ascii_lowercase());
        self.needed.push((set, name.clone(), definition));
        Ok(name)
    }

    /// Name and definition, where each dimension alone decides.
    fn product(&self, set: Set) -> Option<(String, Value)> {
        let is_in = |at: usize| set & (1 << at) != 0;
        let allowed: Vec<HashSet<usize>> = (0..self.dimensions.len())
            .map(|dimension| {
                let combinations = self.combinations.iter().enumerate();
                let own = combinations.filter(|(at, _)| is_in(*at));
                own.map(|(_, values)| values[dimension]).collect()
            })
            .collect();
        let is_product = self.combinations.iter().enumerate().all(|(at, values)| {
            let is_allowed =
                values.iter().zip(&allowed).all(|(value, allowed)| allowed.contains(value));
            is_allowed == is_in(at)
        });
        if !is_product {
            return None;
        }
        let parts = self.dimensions.iter().zip(&allowed);
        let parts: Vec<(String, Value)> = parts
            .filter(|(dimension, allowed)| allowed.len() < dimension.values.len())
            .map(|(dimension, allowed)| part(dimension, allowed))
            .collect();
        match parts.as_slice() {
            [] => None,
            [part] => Some(part.clone()),
            _ => {
                let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
                let definitions = parts.iter().map(|(_, definition)| definition.clone());
                Some((names.join("And"), list("Fn::And", definitions.collect())))
            }
        }
    }
}

/// That a dimension has one of these values.
fn part(dimension: &Dimension, allowed: &HashSet<usize>) -> (String, Value) {
    let equals = |value: &String| {
        let reference = Map::from_iter([("Ref".to_owned(), dimension.parameter.as_str().into())]);
        list("Fn::Equals", vec![Value::Map(reference), Value::String(value.clone())])
    };
    let word = |value: &String| {
        let word = pascal(value);
        if word.is_empty() { "Empty".to_owned() } else { word }
    };
    if let ([_, none], true) = (dimension.values.as_slice(), dimension.is_presence) {
        let parameter = &dimension.parameter;
        return if allowed.contains(&0) {
            (format!("Has{parameter}"), list("Fn::Not", vec![equals(none)]))
        } else {
            (format!("{parameter}IsEmpty"), equals(none))
        };
    }
    let values = dimension.values.iter().enumerate();
    let (within, without): (Vec<_>, Vec<_>) = values.partition(|(at, _)| allowed.contains(at));
    let parameter = &dimension.parameter;
    match (within.as_slice(), without.as_slice()) {
        ([(_, value)], _) => (format!("{parameter}Is{}", word(value)), equals(value)),
        (_, [(_, value)]) => {
            (format!("{parameter}IsNot{}", word(value)), list("Fn::Not", vec![equals(value)]))
        }
        _ => {
            let words: Vec<String> = within.iter().map(|(_, value)| word(value)).collect();
            let each = within.iter().map(|(_, value)| equals(value)).collect();
            (format!("{parameter}Is{}", words.join("Or")), list("Fn::Or", each))
        }
    }
}

fn refers_to(definition: &Value, parameter: &str) -> bool {
    match definition {
        Value::Map(map) => map.iter().any(|(name, value)| {
            (name == "Ref" && *value == parameter.into()) || refers_to(value, parameter)
        }),
        Value::List(items) => items.iter().any(|item| refers_to(item, parameter)),
        _ => false,
    }
}

fn list(function: &str, arguments: Vec<Value>) -> Value {
    Value::Map(Map::from_iter([(function.to_owned(), Value::List(arguments))]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    #[test]
    fn sets_of_combinations_have_names_and_definitions() {
        let dimension = |parameter: &str, values: &[&str]| Dimension {
            parameter: parameter.into(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            is_presence: false,
        };
        let dimensions = vec![dimension("A", &["x", "y", "z"]), dimension("B", &["true", "false"])];
        let combinations = (0..6).map(|at| vec![at / 2, at % 2]).collect();
        let mut conditions =
            Conditions::new(dimensions, combinations, HashSet::from(["bistrue".to_owned()]));
        for (set, name) in [
            (0b00_0011, "AIsX"),
            (0b11_1100, "AIsNotX"),
            (0b01_0101, "BIsTrue2"),
            (0b00_0001, "AIsXAndBIsTrue"),
            (0b11_1110, "NotAIsXAndBIsTrue"),
        ] {
            assert_eq!(conditions.name(set).as_deref(), Ok(name));
        }
        assert!(conditions.name(0b00_1001).is_err());
        let section = conditions.section();
        let definition = section.get("AIsXAndBIsTrue").expect("a definition");
        let expected = "{Fn::And: [{Fn::Equals: [{Ref: A}, x]}, {Fn::Equals: [{Ref: B}, 'true']}]}";
        assert_eq!(yaml::parse(expected).root.map(|root| root.value()).as_ref(), Some(definition));
    }
}
