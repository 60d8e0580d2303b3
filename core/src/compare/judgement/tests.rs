use super::*;
use crate::bundle::File;

const HEAD: &str =
    "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: In\n  types:\n";

/// An environment with these types, each on a line in flow style.
fn environment(types: &[&str]) -> Bundle {
    let types: Vec<_> = types.iter().map(|kind| format!("    {kind}\n")).collect();
    let files = vec![
        File::new("infrastructure/manifest.yaml", ""),
        File::new(SCHEMA, format!("{HEAD}{}", types.concat())),
    ];
    Bundle { name: "env".into(), files, ..Bundle::default() }
}

/// The reasons for the change of the types, the worst first.
fn reasons(before: &[&str], after: &[&str]) -> Vec<String> {
    let judgement = compatibility(&environment(before), &environment(after));
    let most = judgement.reasons.iter().map(|reason| reason.level).max().unwrap_or_default();
    assert_eq!(judgement.level, most);
    let line =
        |reason: &Reason| format!("{} {}: {}", reason.level.name(), reason.path, reason.message);
    judgement.reasons.iter().map(line).collect()
}

/// The reasons for the change of a property `a`.
fn of_property(before: &str, after: &str) -> Vec<String> {
    let of = |a: &str| format!("In: {{type: object, properties: {{a: {a}}}}}");
    reasons(&[&of(before)], &[&of(after)])
}

#[track_caller]
fn is_major(before: &str, after: &str, message: &str) {
    let found = of_property(before, after);
    assert!(
        found.iter().any(|reason| reason.starts_with("major") && reason.contains(message)),
        "{before} to {after}: {found:#?}"
    );
}

#[track_caller]
fn is_minor(before: &str, after: &str, message: &str) {
    let found = of_property(before, after);
    assert!(
        found.iter().all(|reason| reason.starts_with("minor")),
        "{before} to {after}: {found:#?}"
    );
    assert!(found.iter().any(|reason| reason.contains(message)), "{before} to {after}: {found:#?}");
}

/// A definition, a narrower one, and the messages for narrowing and for widening.
const NARROWED: [(&str, &str, &str, &str); 18] = [
    ("{type: number}", "{type: integer}", "Type number → integer", "Type integer → number"),
    (
        "{type: string, nullable: true}",
        "{type: string}",
        "string or null → string",
        "→ string or null",
    ),
    (
        "{type: string}",
        "{type: string, minLength: 2}",
        "`minLength` added: 2",
        "`minLength` removed: 2",
    ),
    (
        "{type: string, maxLength: 9}",
        "{type: string, maxLength: 8}",
        "`maxLength` 9 → 8",
        "`maxLength` 8 → 9",
    ),
    ("{type: string}", "{type: string, pattern: a}", "`pattern` added: a", "`pattern` removed: a"),
    (
        "{type: string}",
        "{type: string, format: uri}",
        "`format` added: uri",
        "`format` removed: uri",
    ),
    (
        "{type: string, enum: [x, y]}",
        "{type: string, enum: [x]}",
        "Option removed: y.",
        "Option added: y.",
    ),
    (
        "{type: string}",
        "{type: string, enum: [x]}",
        "Only these values are valid now: x.",
        "Values other than the options",
    ),
    (
        "{type: integer, minimum: 1}",
        "{type: integer, minimum: 2}",
        "`minimum` 1 → 2",
        "`minimum` 2 → 1",
    ),
    (
        "{type: number, minimum: 1}",
        "{type: number, minimum: 1, exclusiveMinimum: true}",
        "`exclusiveMinimum` added: true",
        "`exclusiveMinimum` removed: true",
    ),
    (
        "{type: integer, multipleOf: 5}",
        "{type: integer, multipleOf: 10}",
        "`multipleOf` 5 → 10",
        "`multipleOf` 10 → 5",
    ),
    (
        "{type: array, items: {type: string}}",
        "{type: array, items: {type: string, maxLength: 3}}",
        "inputs: a[]: `maxLength` added: 3",
        "inputs: a[]: `maxLength` removed: 3",
    ),
    (
        "{type: array, items: {}}",
        "{type: array, items: {}, uniqueItems: true}",
        "`uniqueItems` added: true",
        "`uniqueItems` removed: true",
    ),
    (
        "{type: object}",
        "{type: object, additionalProperties: false}",
        "no longer allowed",
        "are now allowed",
    ),
    (
        "{type: object, properties: {b: {}}}",
        "{type: object, properties: {b: {}}, required: [b]}",
        "inputs: a.b: This is now required",
        "inputs: a.b: No longer required",
    ),
    (
        "{anyOf: [{type: string}, {type: integer}]}",
        "{anyOf: [{type: string}]}",
        "Type integer → string",
        "Type string → integer",
    ),
    (
        "{allOf: [{type: string}]}",
        "{allOf: [{type: string}, {minLength: 1}]}",
        "`minLength` added: 1",
        "`minLength` removed: 1",
    ),
    (
        "{oneOf: [{type: string}, {type: integer}]}",
        "{type: string}",
        "Type integer → string",
        "Type string → integer",
    ),
];

#[test]
fn narrowing_is_major_and_widening_is_minor() {
    for (wide, narrow, lost, won) in NARROWED {
        is_major(wide, narrow, lost);
        is_minor(narrow, wide, won);
        assert_eq!(of_property(wide, wide), [""; 0]);
        assert_eq!(of_property(narrow, narrow), [""; 0]);
    }
}

#[test]
fn unproven_changes_are_major() {
    is_major("{type: string, pattern: a}", "{type: string, pattern: 'a|b'}", "`pattern` a → a|b");
    is_major(
        "{not: {type: string}}",
        "{not: {type: integer}}",
        "`not` has changed, and there is no proof",
    );
    is_major(
        "{oneOf: [{type: string, minLength: 2}]}",
        "{oneOf: [{type: string, minLength: 2}, {type: string, maxLength: 1}]}",
        "`oneOf` has changed",
    );
}

#[test]
fn an_option_that_fits_is_tried_out() {
    assert_eq!(
        of_property(
            "{type: string, enum: [ab, abc]}",
            "{type: string, enum: [ab, abc], pattern: '^a', maxLength: 3}"
        )
        .len(),
        1,
        "one way back"
    );
    is_minor("{type: string, enum: [ab, abc]}", "{type: string, pattern: '^a'}", "Values other");
    is_major("{type: string, enum: [ab, abc]}", "{type: string, pattern: 'c$'}", "`pattern`");
}

#[test]
fn inputs_come_and_go() {
    let before = ["In: {type: object, properties: {a: {type: string}}}"];
    let added =
        |rest: &str| format!("In: {{type: object, properties: {{a: {{type: string}}, b: {rest}");
    assert_eq!(
        reasons(&before, &[&added("{type: integer}}}")]),
        ["minor environment inputs: b: This input is new and optional."]
    );
    assert_eq!(
        reasons(&before, &[&added("{type: integer, default: 3}}, required: [b]}")]),
        [
            "minor environment inputs: b: This input is new, with the default 3: an instance that doesn't set it gets that."
        ]
    );
    assert_eq!(
        reasons(&before, &[&added("{type: integer}}, required: [b]}")]),
        ["major environment inputs: b: This input is new, required, and has no default."]
    );
    assert_eq!(
        reasons(&before, &["In: {type: object}"]),
        [
            "major environment inputs: a: This input was removed: a spec that sets it is no longer valid."
        ]
    );
    assert_eq!(
        reasons(&before, &["In: {type: object, properties: {c: {type: string, title: C}}}"])[0],
        "major environment inputs: a: This input was renamed to `c`: a spec that sets the old name is no longer valid."
    );
}

#[test]
fn a_default_counts_where_it_is_filled_in() {
    is_minor(
        "{type: integer, default: 1}",
        "{type: integer, default: 2}",
        "Default 1 → 2: an instance that doesn't set it gets the new one.",
    );
    is_minor("{type: integer}", "{type: integer, default: 2}", "Default added: 2");
    let of = |a: &str| format!("In: {{type: object, required: [a], properties: {{a: {a}}}}}");
    let found = reasons(&[&of("{type: integer, default: 1}")], &[&of("{type: integer}")]);
    assert_eq!(
        found[0],
        "major environment inputs: a: This input is now required and has no default."
    );
    let of = |a: &str| {
        format!(
            "In: {{type: object, properties: {{o: {{type: object, required: [a], properties: {{a: {a}}}}}}}}}"
        )
    };
    let found = reasons(&[&of("{type: integer, default: 1}")], &[&of("{type: integer}")]);
    assert_eq!(
        found,
        ["minor environment inputs: o.a: Default removed: 1; the form offers nothing."]
    );
}

#[test]
fn types_that_hold_themselves_end() {
    let of = |rest: &str| {
        format!(
            "In: {{type: object, properties: {{name: {{type: string{rest}}}, child: {{$ref: '#/In'}}, all: {{type: array, items: {{$ref: '#/In'}}}}}}}}"
        )
    };
    assert_eq!(reasons(&[&of("")], &[&of("")]), [""; 0]);
    assert_eq!(
        reasons(&[&of("")], &[&of(", maxLength: 3")])[0],
        "major environment inputs: name: `maxLength` added: 3."
    );
    let circle = ["In: {allOf: [{$ref: '#/A'}]}", "A: {allOf: [{$ref: '#/In'}]}"];
    assert_eq!(reasons(&circle, &circle), [""; 0]);
}

#[test]
fn a_kind_may_join_those_that_a_discriminator_tells_apart() {
    let of = |kinds: &str| {
        format!(
            "In: {{type: object, properties: {{a: {{discriminator: {{propertyName: kind}}, oneOf: [{kinds}]}}}}}}"
        )
    };
    let types = [
        "A: {type: object, properties: {kind: {type: string}, x: {type: integer}}}",
        "B: {type: object, properties: {kind: {type: string}, y: {type: integer}}}",
    ];
    let with = |kinds: &str| -> Vec<String> {
        let (one, two) = ("{$ref: '#/A'}", "{$ref: '#/B'}");
        let kinds = kinds.replace('1', one).replace('2', two);
        [of(&kinds)].into_iter().chain(types.map(str::to_owned)).collect()
    };
    let check = |before: &str, after: &str| {
        let (before, after) = (with(before), with(after));
        let of = |all: &[String]| environment(&all.iter().map(String::as_str).collect::<Vec<_>>());
        compatibility(&of(&before), &of(&after)).level
    };
    assert_eq!(check("1", "1, 2"), Level::Minor);
    assert_eq!(check("1, 2", "1"), Level::Major);
    assert_eq!(check("1, 2", "1, 2"), Level::Same);
}

#[test]
fn the_rest_of_the_bundle_counts_too() {
    let plain = environment(&["In: {type: object}"]);
    let with = |path: &str, text: &str| {
        let mut bundle = plain.clone();
        bundle.files.push(File::new(path, text));
        bundle
    };
    let level = |before: &Bundle, after: &Bundle| compatibility(before, after).level;
    assert_eq!(level(&plain, &plain), Level::Same);
    assert_eq!(level(&plain, &with("spec/spec.yaml", "a: 1")), Level::Same);
    assert_eq!(level(&plain, &with("README.md", "a")), Level::Minor);
    assert_eq!(level(&plain, &with("instance_infrastructure/manifest.yaml", "")), Level::Major);
    let outputs = with("infrastructure/cloudformation.yaml", "Outputs:\n  Table:\n    Value: x\n");
    let found =
        compatibility(&outputs, &with("infrastructure/cloudformation.yaml", "Resources: {}\n"));
    assert_eq!(found.level, Level::Minor);
    assert!(
        found
            .reasons
            .iter()
            .any(|reason| reason.message.starts_with("The output Table was removed.")),
        "{found:?}"
    );
    let broken = environment(&["In: {type: ["]);
    assert_eq!(level(&plain, &broken), Level::Major);
    assert_eq!(level(&broken, &plain), Level::Major);
    let mut bare = plain.clone();
    bare.files.retain(|file| file.path != SCHEMA);
    assert_eq!(level(&plain, &bare), Level::Major);
    let renamed = environment(&["In: {type: object, description: Other}"]);
    assert_eq!(level(&plain, &renamed), Level::Minor);
}

#[test]
fn a_pipeline_may_not_come_or_go() {
    let service = |has_pipeline: bool| {
        let mut bundle = environment(&["In: {type: object}"]);
        bundle.files[0].path = "instance_infrastructure/manifest.yaml".into();
        bundle.files[1] = File::new(
            SCHEMA,
            HEAD.replace("environment_input_type", "service_input_type")
                + "    In: {type: object}\n",
        );
        if has_pipeline {
            bundle.files.push(File::new("pipeline_infrastructure/manifest.yaml", ""));
        }
        bundle
    };
    for (before, after, word) in [(true, false, "removed"), (false, true, "added")] {
        let found = compatibility(&service(before), &service(after));
        assert_eq!(found.level, Level::Major);
        assert!(found.reasons[0].message.contains(word), "{found:?}");
    }
}

#[test]
fn definitions_without_end_are_given_up() {
    let deep = format!("In: {}{{}}{}", "{type: array, items: ".repeat(90), "}".repeat(90));
    let other = deep.replace("{}", "{type: string}");
    let found = reasons(&[&deep], &[&other]);
    assert!(found.iter().any(|reason| reason.contains("too deep or too many")), "{found:#?}");
    // Nested choices: enumerating all combinations would give 10^30 cases.
    let choices = |leaf: &str| {
        let mut all: Vec<String> = (0..30)
            .map(|n| {
                format!(
                    "T{n}: {{anyOf: [{}]}}",
                    vec![format!("{{$ref: '#/T{}'}}", n + 1); 10].join(", ")
                )
            })
            .collect();
        all.push(format!("T30: {leaf}"));
        all.push("In: {type: object, properties: {a: {$ref: '#/T0'}}}".into());
        all
    };
    let (before, after) = (choices("{type: string}"), choices("{type: integer}"));
    let of = |all: &[String]| environment(&all.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(compatibility(&of(&before), &of(&after)).level, Level::Major);
}
