//! Generates sample values that a type accepts.

mod text;

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{Discriminator, Format, Role, Schema, Validator, combined, kind};
use crate::value::{Map, Value, number};

/// Maximum nesting depth of sample objects.
const MAX_DEPTH: usize = 8;
/// Maximum number of items in a sample list and of properties in a sample mapping.
const MAX_ITEMS: usize = 20;

/// Maximum total cost of validating candidate values, in values of the definitions.
const MAX_TRIED: usize = 200_000;
/// Fixed cost of each validation, added to the size of the definition.
const A_TRY: usize = 100;
/// Maximum number of sample values: definitions that refer to each other can ask for any number.
const MAX_VALUES: usize = 5000;

/// The extent of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extent {
    /// Only inputs that are required and have no default.
    Required,
    /// All declared inputs.
    Everything,
}

/// Sample inputs of `role` that fit their definitions.
pub fn sample(schema: &Schema, role: Role, extent: Extent) -> Map {
    let left = Cell::new(MAX_VALUES);
    let maker = Maker { schema, extent, left: &left, made_up: &RefCell::default() };
    match schema.definition(role).map(|definition| maker.object(&combined(schema, definition), 0)) {
        Some(Value::Map(map)) => map,
        _ => Map::default(),
    }
}

/// The values that a sample of the inputs makes up from names, types, formats and patterns; not those from a default, an
/// example or an option.
#[derive(Clone, Debug, Default)]
pub(crate) struct MadeUp {
    texts: HashSet<String>,
    /// Numbers and booleans, each with the name of its input.
    others: Vec<(String, Value)>,
}

impl Schema {
    /// The texts that a sample of the inputs makes up.
    pub(crate) fn made_up_texts(&self) -> &HashSet<String> {
        &self.made_up_values().texts
    }

    /// Whether a sample of the inputs makes up this number or boolean for the input called `name`.
    pub(crate) fn makes_up(&self, name: &str, value: &Value) -> bool {
        let others = &self.made_up_values().others;
        others.iter().any(|(own, made_up)| own == name && made_up == value)
    }

    fn made_up_values(&self) -> &MadeUp {
        self.made_up.get_or_init(|| {
            // The values depend only on the schema, so they must be the same whenever they are needed first.
            let spent = self.spent.replace(0);
            let (left, made_up) = (Cell::new(MAX_VALUES), RefCell::default());
            let maker =
                Maker { schema: self, extent: Extent::Everything, left: &left, made_up: &made_up };
            for role in [Role::Environment, Role::Service, Role::Pipeline] {
                if let Some(definition) = self.definition(role) {
                    maker.object(&combined(self, definition), 0);
                }
            }
            self.spent.set(spent);
            made_up.into_inner()
        })
    }
}

/// The initial value of an item that the user is going to fill in: its default, its first option, or else an empty or
/// minimal value of its type.
pub(crate) fn blank(schema: &Schema, definition: &Value) -> Value {
    let definition = combined(schema, definition);
    if let Some(default) = definition.get("default") {
        return default.clone();
    }
    if let Some([first, ..]) = definition.get("enum").and_then(Value::as_list) {
        return first.clone();
    }
    match kind(&definition) {
        Some("integer" | "number") => {
            let least = definition.get("minimum").filter(|least| number(least).is_some());
            least.cloned().unwrap_or(Value::Int(0))
        }
        Some("boolean") => Value::Bool(false),
        Some("array") => Value::List(vec![]),
        Some("object") => Value::Map(Map::default()),
        _ => "".into(),
    }
}

struct Maker<'s> {
    schema: &'s Schema,
    extent: Extent,
    /// The number of values that may still be generated.
    left: &'s Cell<usize>,
    /// The values made up so far.
    made_up: &'s RefCell<MadeUp>,
}

impl Maker<'_> {
    fn object(&self, definition: &Value, depth: usize) -> Value {
        let required = definition.get("required").and_then(Value::as_list).unwrap_or_default();
        let required: Vec<&str> = required.iter().filter_map(Value::as_str).collect();
        let is_required: HashSet<&str> = required.iter().copied().collect();
        let properties = definition.get("properties").and_then(Value::as_map);
        let declared = properties.into_iter().flat_map(Map::iter).map(|(name, _)| name);
        let least = definition.get("minProperties").and_then(number).unwrap_or(0.0);
        let most = definition.get("maxProperties").and_then(number).unwrap_or(f64::INFINITY);
        let mut names = required.clone();
        // A type that contains itself has to end at some depth.
        if self.extent == Extent::Everything && depth < MAX_DEPTH / 2 {
            names.extend(declared.filter(|name| !is_required.contains(name)));
        }
        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
        let fits = |count: usize| (count as f64) < most;
        let mut object = Map::default();
        for name in names {
            let property = properties.and_then(|properties| properties.get(name));
            let has_default = || {
                property.is_some_and(|definition| {
                    combined(self.schema, definition).get("default").is_some()
                })
            };
            let is_filled_in = depth == 0 && self.extent == Extent::Required && has_default();
            if !is_filled_in && (is_required.contains(name) || fits(object.len())) {
                let value = property
                    .map_or("sample".into(), |definition| self.value(name, definition, depth + 1));
                object.insert(name, value);
            }
        }
        let open = definition.get("additionalProperties");
        let anything = Value::Map(Map::default());
        let entry = match open {
            Some(Value::Bool(false)) => None,
            Some(open @ Value::Map(_)) => Some(open),
            _ => Some(&anything),
        };
        let wanted = if self.extent == Extent::Everything && matches!(open, Some(Value::Map(_))) {
            least.max(1.0)
        } else {
            least
        };
        for number in 1..=MAX_ITEMS {
            #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
            let enough = object.len() as f64 >= wanted;
            if enough || !fits(object.len()) || depth >= MAX_DEPTH {
                break;
            }
            let Some(entry) = entry else { break };
            let name = format!("key{number}");
            let value = self.value(&name, entry, depth + 1);
            object.insert(name, value);
        }
        Value::Map(object)
    }

    fn value(&self, name: &str, definition: &Value, depth: usize) -> Value {
        let definition = combined(self.schema, definition);
        let given = ["default", "example"].iter().find_map(|key| definition.get(key));
        if let Some(given) = given.filter(|given| self.accepts(&definition, given)) {
            return given.clone();
        }
        if let Some([first, ..]) = definition.get("enum").and_then(Value::as_list) {
            return first.clone();
        }
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        if depth > MAX_DEPTH || left == 0 {
            return Value::Null;
        }
        for key in ["oneOf", "anyOf"] {
            let kinds = definition.get(key).and_then(Value::as_list).unwrap_or_default();
            let base = definition.as_map().cloned().unwrap_or_default();
            let base: Map = base.into_iter().filter(|(name, _)| name != key).collect();
            let frugal = Maker { extent: Extent::Required, ..*self };
            let makers = [self, &frugal];
            let made = makers.iter().flat_map(|maker| kinds.iter().map(move |kind| (maker, kind)));
            let made = made.filter_map(|(maker, one)| {
                let kind = combined(self.schema, one);
                let merged = Value::Map(super::both(base.clone(), kind.as_map()?));
                let mut value = maker.value(name, &merged, depth + 1);
                let tag = definition.get("discriminator").map(Discriminator);
                if let (Some((tag, kind)), Value::Map(object)) =
                    (tag.as_ref().and_then(|tag| tag.entry(one)), &mut value)
                {
                    object.insert(tag, kind.into());
                }
                Some(value)
            });
            let made: Vec<Value> = made.collect();
            let fitting = made.iter().find(|value| self.accepts(&definition, value));
            if let Some(value) = fitting.or(made.first()) {
                return value.clone();
            }
        }
        let other = |value: Value| {
            self.made_up.borrow_mut().others.push((name.to_owned(), value.clone()));
            value
        };
        match kind(&definition) {
            Some("boolean") => other(Value::Bool(true)),
            Some("integer") => other(whole(&definition)),
            Some("number") => other(decimal(&definition)),
            Some("array") => self.list(name, &definition, depth),
            Some("object") => self.object(&definition, depth),
            _ => {
                let text = text::text(name, &definition, |text| {
                    self.accepts(&definition, &Value::String(text.to_owned()))
                });
                self.made_up.borrow_mut().texts.insert(text.clone());
                Value::String(text)
            }
        }
    }

    fn list(&self, name: &str, definition: &Value, depth: usize) -> Value {
        let least = definition.get("minItems").and_then(number).unwrap_or(0.0);
        let most = definition.get("maxItems").and_then(number).unwrap_or(f64::INFINITY);
        let some = if self.extent == Extent::Everything { 1.0 } else { 0.0 };
        let wanted = least.max(some).min(most);
        let item = definition.get("items").unwrap_or(&Value::Null);
        let count = (0..MAX_ITEMS).take_while(|&index| {
            #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
            let index = index as f64;
            index < wanted
        });
        let mut items: Vec<Value> = count.map(|_| self.value(name, item, depth + 1)).collect();
        if definition.get("uniqueItems") == Some(&Value::Bool(true)) {
            self.tell_apart(item, &mut items);
        }
        Value::List(items)
    }

    /// Makes equal items distinct, as far as their definition allows.
    fn tell_apart(&self, item: &Value, items: &mut [Value]) {
        let item = combined(self.schema, item);
        let options = item.get("enum").and_then(Value::as_list).unwrap_or_default();
        let step = item.get("multipleOf").and_then(number).unwrap_or(1.0);
        for at in 1..items.len() {
            if !items[..at].contains(&items[at]) {
                continue;
            }
            let more = i64::try_from(at).unwrap_or(1);
            #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
            #[expect(clippy::cast_possible_truncation, reason = "a step that a person wrote")]
            let other = match &items[at] {
                Value::String(text) => {
                    vec![
                        Value::String(format!("{text}{more}")),
                        Value::String(format!("{more}{text}")),
                    ]
                }
                Value::Int(number) => {
                    vec![Value::Int(number.saturating_add(more * step.max(1.0) as i64))]
                }
                Value::Float(number) => vec![Value::Float(number + more as f64 * step)],
                Value::Bool(truth) => vec![Value::Bool(!truth)],
                _ => vec![],
            };
            let mut candidates = options.iter().chain(&other);
            let differs = candidates.find(|candidate| {
                !items[..at].contains(candidate) && self.accepts(&item, candidate)
            });
            if let Some(other) = differs.cloned() {
                items[at] = other;
            }
        }
    }

    /// Whether `definition` accepts a value.
    fn accepts(&self, definition: &Value, value: &Value) -> bool {
        accepts(self.schema, definition, value)
    }
}

/// Whether a definition of `schema` accepts a value. Returns false without a validation once the total cost exceeds
/// `MAX_TRIED`, which is reached after about a second.
pub(crate) fn accepts(schema: &Schema, definition: &Value, value: &Value) -> bool {
    let names_types = names_types(definition);
    let cost = A_TRY + size(definition) + if names_types { schema.size() } else { 0 };
    let spent = schema.spent.get() + cost;
    if spent > MAX_TRIED {
        return false;
    }
    schema.spent.set(spent);
    let mut types = if names_types { schema.types.clone() } else { Map::default() };
    // No `$ref` can refer to the empty name.
    types.insert("", definition.clone());
    let schema = Schema {
        types,
        inputs: vec![],
        written: None,
        circular: schema.circular.clone(),
        wrong_patterns: schema.wrong_patterns.clone(),
        ..Schema::default()
    };
    Validator::new(&schema, "").is_ok_and(|validator| validator.problems(value).is_empty())
}

/// The number of values in a definition.
pub(super) fn size(definition: &Value) -> usize {
    1 + match definition {
        Value::Map(map) => map.iter().map(|(_, one)| size(one)).sum(),
        Value::List(items) => items.iter().map(size).sum(),
        _ => 0,
    }
}

/// Whether a definition contains a `$ref`.
fn names_types(definition: &Value) -> bool {
    match definition {
        Value::Map(map) => map.get("$ref").is_some() || map.iter().any(|(_, one)| names_types(one)),
        Value::List(items) => items.iter().any(names_types),
        _ => false,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "`as` keeps within the bounds of i64")]
fn whole(definition: &Value) -> Value {
    let number = match decimal(definition) {
        Value::Float(number) => number.ceil(),
        Value::Int(number) => return Value::Int(number),
        _ => 1.0,
    };
    Value::Int(number as i64)
}

/// A number within the bounds: the minimum, or else 1 or the maximum if it is less, adjusted to `multipleOf`.
fn decimal(definition: &Value) -> Value {
    let least = definition.get("minimum").and_then(number);
    let most = definition.get("maximum").and_then(number);
    let step = definition.get("multipleOf").and_then(number).filter(|step| *step > 0.0);
    let excluded = |key| definition.get(key) == Some(&Value::Bool(true));
    let unit = step.unwrap_or(1.0);
    let mut sample = least.unwrap_or(match most {
        Some(most) if most < 1.0 => most,
        _ => unit,
    });
    if let Some(step) = step {
        sample = (sample / step).ceil() * step;
    }
    if least.is_some_and(|least| excluded("exclusiveMinimum") && sample <= least) {
        let half = most.zip(least).map(|(most, least)| (most - least) / 2.0);
        sample += if step.is_some() { unit } else { half.unwrap_or(unit).min(unit) };
    }
    if let Some(most) = most.filter(|_| least.is_none()) {
        if sample > most {
            sample = step.map_or(most, |step| (most / step).floor() * step);
        }
        if sample >= most && excluded("exclusiveMaximum") {
            sample -= unit;
        }
    }
    if sample.fract() == 0.0 && sample.abs() < 1e15 {
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and small")]
        return Value::Int(sample as i64);
    }
    Value::Float(sample)
}
