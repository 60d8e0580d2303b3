//! PyYAML 6.0.3's results for these texts: `fixtures/yaml/load.json` has those of `safe_load` and
//! `BaseLoader`, `fixtures/yaml/dump.json` those of `safe_dump`.

use cyclotron_core::{Key, Map, Value, yaml};
use proptest::prelude::*;
use serde_json::Value as Json;

fn fixture(name: &str) -> Vec<Json> {
    let path = format!("{}/tests/fixtures/yaml/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Floats are recorded as `{"float": repr}` and long integers as `{"int": digits}`.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => Value::Int(number.as_i64().unwrap()),
        Json::String(text) => Value::String(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(value).collect()),
        Json::Object(map) => {
            if let Some(Json::String(repr)) = map.get("float") {
                return Value::Float(repr.parse().unwrap());
            }
            if let Some(Json::String(digits)) = map.get("int") {
                return Value::BigInt(digits.clone());
            }
            Value::Map(map.iter().map(|(name, item)| (name.clone(), value(item))).collect::<Map>())
        }
    }
}

/// JSON objects are recorded in no order.
fn canonical(value: &Value) -> String {
    match value {
        Value::Map(map) => {
            let mut entries: Vec<_> =
                map.iter().map(|(name, value)| format!("{name:?}: {}", canonical(value))).collect();
            entries.sort();
            format!("{{{}}}", entries.join(", "))
        }
        Value::List(items) => {
            format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(", "))
        }
        Value::Float(number) => format!("float {number:?}"),
        other => format!("{other:?}"),
    }
}

/// Texts that PyYAML refuses and we read: `<<` and `=` as plain text, tabs between a key, its value and a
/// comment (as libyaml does), tags without a value, and tags that give no JSON.
const READ_ALL_THE_SAME: [&str; 9] = [
    "- =\n",
    "- <<\n",
    "<<: 1\n",
    "a: x\ty\n",
    "a:\tx\n",
    "a: x\t# c\n",
    "a: [!Ref , x]\n",
    "a: !!binary aGk=\n",
    "a: !!set {x, y}\n",
];

#[test]
fn reads_as_pyyaml() {
    let mut wrong = vec![];
    for case in fixture("load.json") {
        let text = case["text"].as_str().unwrap();
        let document = yaml::parse(text);
        let expected = case.get("error").map_or_else(
            || {
                format!(
                    "{} | {}",
                    canonical(&value(&case["value"])),
                    canonical(&value(&case["strings"]))
                )
            },
            |_| "error".to_owned(),
        );
        let read = match (&document.root, &document.error) {
            (_, Some(_)) => "error".to_owned(),
            (Some(root), None) => {
                format!("{} | {}", canonical(&root.value()), canonical(&root.strings()))
            }
            (None, None) => "Null | Null".to_owned(),
        };
        let lenient = READ_ALL_THE_SAME.contains(&text) && read != "error";
        if read != expected && !lenient {
            wrong.push(format!("{text:?}\n  PyYAML: {expected}\n  read:   {read}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{} differ", wrong.join("\n"), wrong.len());
}

#[test]
fn writes_as_pyyaml() {
    let mut wrong = vec![];
    for case in fixture("dump.json") {
        let value = value(&case["value"]);
        for (written, expected) in [
            (yaml::scalar(&value), &case["block"]),
            (yaml::flow(&Value::List(vec![value.clone()])), &case["flow"]),
        ] {
            if written != expected.as_str().unwrap() {
                wrong.push(format!("{value:?}\n  PyYAML: {expected}\n  wrote:  {written}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{} differ", wrong.join("\n"), wrong.len());
}

/// Texts that stay readable, and the one edit that was asked for.
#[test]
fn sets_one_value() {
    let name = |name: &str| Key::Name(name.into());
    let cases: [(&str, Vec<Key>, Option<Value>, &str); 24] = [
        ("a: 1 # one\nb: 2\n", vec![name("a")], Some(Value::Int(5)), "a: 5 # one\nb: 2\n"),
        ("a: \"x\"\n", vec![name("a")], Some("y".into()), "a: \"y\"\n"),
        ("a: 'x'\n", vec![name("a")], Some("it's".into()), "a: 'it''s'\n"),
        ("a: x\n", vec![name("a")], Some("yes".into()), "a: 'yes'\n"),
        ("a: x", vec![name("b")], Some("y".into()), "a: x\nb: y\n"),
        ("", vec![name("a"), name("b")], Some(Value::Int(1)), "a:\n  b: 1\n"),
        ("# note\n", vec![name("a")], Some(Value::Int(1)), "# note\na: 1\n"),
        (
            "a:\n    b: 1\n",
            vec![name("c"), name("d")],
            Some(Value::Int(1)),
            "a:\n    b: 1\nc:\n    d: 1\n",
        ),
        (
            "a: # why\nb: 1\n",
            vec![name("a"), name("c")],
            Some(Value::Int(1)),
            "a: # why\n  c: 1\nb: 1\n",
        ),
        ("a: {b: 1}\n", vec![name("a"), name("c")], Some("x, y".into()), "a: {b: 1, c: 'x, y'}\n"),
        ("a: {}\n", vec![name("a"), name("c")], Some("x".into()), "a:\n  c: x\n"),
        ("a: [1, 2, 3]\n", vec![name("a"), Key::Index(1)], None, "a: [1, 3]\n"),
        ("a: [1, 2]\n", vec![name("a"), Key::Index(2)], Some(Value::Int(3)), "a: [1, 2, 3]\n"),
        (
            "a:\n- 1 # x\n- 2\n",
            vec![name("a"), Key::Index(2)],
            Some(Value::Int(3)),
            "a:\n- 1 # x\n- 2\n- 3\n",
        ),
        ("a:\n- 1 # x\n# y\n- 2\n", vec![name("a"), Key::Index(0)], None, "a:\n# y\n- 2\n"),
        (
            "a:\n  - b: 1\n    c: 2\n",
            vec![name("a"), Key::Index(0), name("b")],
            None,
            "a:\n  - c: 2\n",
        ),
        (
            "a:\n  - b: 1\n",
            vec![name("a"), Key::Index(0), name("c")],
            Some(Value::Int(2)),
            "a:\n  - b: 1\n    c: 2\n",
        ),
        ("a:\n  b: 1\n  # end\nc: 2\n", vec![name("a"), name("b")], None, "a: {}\n  # end\nc: 2\n"),
        ("a: |\n  x\n  y\nb: 1\n", vec![name("a")], Some("z".into()), "a: z\nb: 1\n"),
        ("a: x # c\nb: 1\n", vec![name("a")], Some("p\nq\n".into()), "a: | # c\n  p\n  q\nb: 1\n"),
        (
            "a:\r\n  b: 1\r\n",
            vec![name("a"), name("c")],
            Some(Value::Int(2)),
            "a:\r\n  b: 1\r\n  c: 2\r\n",
        ),
        ("a: 1\nb: 2\nc: 3", vec![name("c")], None, "a: 1\nb: 2"),
        ("a: 1\n", vec![name("x")], None, "a: 1\n"),
        ("k: &x {b: 1}\nl: *x\n", vec![name("l")], Some(Value::Null), "k: &x {b: 1}\nl: null\n"),
    ];
    for (text, path, value, expected) in cases {
        let edit = yaml::set(text, &path, value.as_ref())
            .unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(edit.apply(text), expected, "{text:?} {path:?}");
    }
}

#[test]
fn refuses_what_would_change_another_value() {
    let path = [Key::Name("l".into()), Key::Name("b".into())];
    let error = yaml::set("k: &x {b: 1}\nl: *x\n", &path, Some(&Value::Int(2))).unwrap_err();
    assert!(error.message.contains("is an alias"), "{error}");
    let error = yaml::set("k: &x 1\nl: *x\n", &path[..0], Some(&Value::Int(2)));
    assert!(error.is_ok(), "the whole document may be replaced");
    let error = yaml::set("k: &x 1\nl: *x\n", &[Key::Name("k".into())], Some(&Value::Int(2)));
    assert!(error.unwrap_err().message.contains("others depend on it"));
    assert!(yaml::set("a: [", &path, None).unwrap_err().message.contains("Fix the syntax"));
}

/// The complaint, what it points at, and the way out.
#[test]
fn explains_what_is_not_well_formed() {
    let texts = [
        "a: {{ x }}\n",
        "{% if x %}\na: 1\n",
        "a: 1\n b: 2\n",
        "a: b: c\n",
        "a:\n\tb: 1\n",
        "\ta: 1\n",
        "a: 1\nb: \"x\nc: 2\n",
        "a: 'x\n",
        "a: [1, 2\nb: 1\n",
        "a: {b: 1\n",
        "a: @x\n",
        "a: %x\n",
        "a: *.example.com\n",
        "a: &x\n  b: *x\n",
        "a: 1\n---\nb: 2\n",
        "a:\n  b: 1\n c: 2\n",
        "[a, b]: c\n",
        "a: \"\\q\"\n",
        "a: |\n  x\n y\n",
        "a: |x\n",
        "a: 'b' c\n",
        "a: 1\nb\n",
        "- a\nb: 1\n",
        "a: [!Ref, x]\n",
        "a: \u{7}\n",
        "a: !<x\n",
    ];
    let mut report = vec![];
    for text in texts {
        let error = yaml::parse(text).error.unwrap_or_else(|| panic!("{text:?} is read"));
        report.push(format!(
            "{text:?}\n  at {:?}: {}\n  {}",
            error.span.of(text),
            error.message,
            error.help
        ));
    }
    insta::assert_snapshot!(report.join("\n"));
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (-9999i64..9999).prop_map(Value::Int),
        (-1.0e6..1.0e6f64).prop_map(Value::Float),
        "[a-z: #'\"\\[{,\\n*&!|>%@-]{0,8}".prop_map(Value::String),
        "(yes|010|1e3|2012-10-17|é😀|~|a b)".prop_map(Value::String),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            proptest::collection::vec(("[a-d :#]{1,3}", inner), 0..4)
                .prop_map(|pairs| Value::Map(pairs.into_iter().collect())),
        ]
    })
}

/// Paths into `value`, and one step beyond each collection.
fn paths(value: &Value, path: &[Key], all: &mut Vec<Vec<Key>>) {
    let mut step = |key: Key, child: Option<&Value>| {
        let path = [path, &[key]].concat();
        all.push(path.clone());
        if let Some(child) = child {
            paths(child, &path, all);
        }
    };
    match value {
        Value::Map(map) => {
            map.iter().for_each(|(name, child)| step(Key::Name(name.into()), Some(child)));
            step(Key::Name("new name".into()), None);
        }
        Value::List(items) => {
            items.iter().enumerate().for_each(|(at, child)| step(Key::Index(at), Some(child)));
            step(Key::Index(items.len()), None);
        }
        _ => {}
    }
}

fn at<'v>(value: &'v Value, path: &[Key]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| match key {
        Key::Name(name) => value.get(name),
        Key::Index(index) => value.as_list()?.get(*index),
    })
}

/// `value` with everything at `path` and below left out, to compare the rest.
fn without(value: &Value, path: &[Key]) -> Value {
    let Some((key, rest)) = path.split_first() else { return Value::Null };
    match (value, key) {
        (Value::Map(map), Key::Name(name)) => Value::Map(
            map.iter()
                .filter(|(other, _)| other != name || !rest.is_empty())
                .map(|(other, child)| {
                    (
                        other.to_owned(),
                        if other == name { without(child, rest) } else { child.clone() },
                    )
                })
                .collect(),
        ),
        (Value::List(items), Key::Index(index)) => Value::List(
            items
                .iter()
                .enumerate()
                .filter(|(at, _)| at != index || !rest.is_empty())
                .map(|(at, child)| if at == *index { without(child, rest) } else { child.clone() })
                .collect(),
        ),
        _ => Value::Null,
    }
}

fn read(text: &str) -> Value {
    let document = yaml::parse(text);
    assert_eq!(document.error, None, "{text}");
    document.root.map(|root| root.value()).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// After a value is set, the text has that value, and everything else, including comments, is unchanged.
    #[test]
    fn a_set_value_is_written_and_the_rest_is_unchanged(
        start in any_value(), value in any_value(), pick in any::<prop::sample::Index>(), crlf in any::<bool>(),
    ) {
        let mut text = yaml::set("", &[], Some(&start)).unwrap().apply("");
        // A comment after everything that takes one on its line.
        text = text.lines().map(|line| if line.ends_with([':', '1', '2', '3']) { format!("{line} # c\n") } else { format!("{line}\n") }).collect();
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let before = read(&text);
        let mut all = vec![];
        paths(&before, &[], &mut all);
        prop_assume!(!all.is_empty());
        let path = pick.get(&all);
        let after_text = yaml::set(&text, path, Some(&value)).unwrap().apply(&text);
        let after = read(&after_text);
        prop_assert_eq!(at(&after, path).map(canonical), Some(canonical(&value)), "{}", after_text);
        prop_assert_eq!(canonical(&without(&after, path)), canonical(&without(&before, path)), "{}", after_text);

        let removed_text = yaml::set(&after_text, path, None).unwrap().apply(&after_text);
        let removed = read(&removed_text);
        prop_assert_eq!(canonical(&removed), canonical(&without(&after, path)), "{}", removed_text);
    }

    /// Reading and setting never panic, and `check` never says less than `parse`.
    #[test]
    fn no_text_is_too_strange(text in "([a-c:{}!&*|>'\"%@`,#?\\[\\] \\t\\r\\n-]|é|\u{feff}|!!str |- |: ){0,40}") {
        let document = yaml::parse(&text);
        prop_assert!(document.error.is_some() || yaml::check(&text).is_none());
        let path = [Key::Name("a".into()), Key::Index(0)];
        if let Some(root) = &document.root {
            root.value();
            prop_assert!(text.get(root.place(&path).start..root.place(&path).end).is_some());
        }
        if let Ok(edit) = yaml::set(&text, &path, Some(&Value::Int(1))) {
            prop_assert!(yaml::parse(&edit.apply(&text)).error.is_none());
        }
    }
}

/// Nine lines that would be a billion values, and brackets without end.
#[test]
fn bombs_are_refused() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for n in 1..10 {
        let list = vec![format!("*a{}", n - 1); 10].join(", ");
        bomb = format!("{bomb}a{n}: &a{n} [{list}]\n");
    }
    assert!(yaml::parse(&bomb).error.unwrap().message.contains("too many values"));
    assert!(yaml::parse(&"[".repeat(100_000)).error.is_some());
    assert!(yaml::parse(&"- ".repeat(100_000)).error.unwrap().message.contains("nested"));
}
