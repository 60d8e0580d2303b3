//! Any template: it ends, the same way each time, and strict and lenient reading agree where
//! nothing is undefined.
#![no_main]

use cyclotron_core::render::{Context, Template, Undefined};
use cyclotron_core::{Map, Value};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let Ok(template) = Template::compile(source) else { return };
    let context = context();
    let strict = template.render(&context, Undefined::Strict);
    assert_eq!(strict.text, template.render(&context, Undefined::Strict).text);
    // A test such as `is sequence` may look at an undefined name in silence, as in Jinja2.
    if strict.errors.is_empty() && !source.contains("is") {
        assert_eq!(strict.text, template.render(&context, Undefined::Lenient).text);
    }
    for error in &strict.errors {
        assert!(source.get(error.span.start..error.span.end).is_some(), "{error:?}");
    }
});

/// A value of each kind, where templates would look for it.
fn context() -> Context {
    let map = |pairs: Vec<(&str, Value)>| {
        let mut map = Map::default();
        for (name, value) in pairs {
            map.insert(name, value);
        }
        Value::Map(map)
    };
    let inputs = map(vec![
        ("s", Value::from("Text, \"quoted\" and <b>ö</b>\n")),
        ("i", Value::Int(42)),
        ("f", Value::Float(-0.5)),
        ("b", Value::Bool(true)),
        ("n", Value::Null),
        ("l", Value::List(vec![Value::Int(3), Value::from("x"), Value::Int(1)])),
        ("big", Value::BigInt("123456789012345678901234567890".into())),
    ]);
    Context(map(vec![
        ("service", map(vec![("name", Value::from("web"))])),
        ("service_instance", map(vec![("inputs", inputs.clone())])),
        ("environment", map(vec![("outputs", inputs)])),
    ]))
}
