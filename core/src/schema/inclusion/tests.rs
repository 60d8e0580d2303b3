use super::*;
use crate::yaml;

fn schema(types: &str) -> Schema {
    let types = yaml::parse(types).root.expect("a document").value();
    Schema { types: types.as_map().cloned().expect("types"), ..Schema::default() }
}

/// Whether the type `T` of the schema `narrow` accepts all values of the type `T` of `wide`.
fn includes(wide: &str, narrow: &str) -> bool {
    let (wide, narrow) = (schema(wide), schema(narrow));
    let of = |schema: &'_ Schema| schema.types.get("T").cloned().expect("the type T");
    let (from, to) = (of(&wide), of(&narrow));
    gaps((&wide, &from), (&narrow, &to), None).is_empty()
}

#[test]
fn types_are_known_by_what_they_say() {
    assert!(includes(
        "T: {type: object, properties: {a: {$ref: '#/A'}}}\nA: {type: integer, minimum: 3}",
        "T: {allOf: [{$ref: '#/B'}, {type: object}]}\nB: {properties: {a: {type: number, minimum: 2}}}",
    ));
    assert!(!includes(
        "T: {type: object, properties: {a: {$ref: '#/A'}}}\nA: {type: integer, minimum: 3}",
        "T: {allOf: [{$ref: '#/B'}, {type: object}]}\nB: {properties: {a: {type: number, minimum: 4}}}",
    ));
}

#[test]
fn a_comparison_that_failed_in_one_choice_is_repeated_in_the_next() {
    // Both choices lead to `P`, which rejects the value of `a`.
    let narrow = "T: {anyOf: [{type: object, required: [z], properties: {a: {$ref: '#/P'}}}, \
                  {type: object, properties: {a: {$ref: '#/P'}}}]}\nP: {type: integer}";
    assert!(!includes("T: {type: object, properties: {a: {type: string}}}", narrow));
    assert!(includes("T: {type: object, properties: {a: {type: integer}}}", narrow));
}

#[test]
fn a_comparison_of_options_proves_nothing_for_other_definitions() {
    // The options of `a` all fit; `b` is compared with the same definition, and has no options.
    let wide = "T: {type: object, properties: {a: {enum: [{p: x}], properties: {p: {$ref: '#/P'}}}, b: {type: object, properties: {p: {$ref: '#/P'}}}}}\nP: {type: string}";
    let narrow = "T: {type: object, properties: {a: {$ref: '#/Q'}, b: {$ref: '#/Q'}}}\nQ: {type: object, properties: {p: {type: string, maxLength: 1}}}";
    assert!(!includes(wide, narrow));
}

#[test]
fn a_name_of_another_choice_is_not_a_new_one() {
    let wide = "T: {anyOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]}";
    let narrow = "T: {anyOf: [{type: object, properties: {a: {type: string}, b: {type: integer}}}, {type: object, required: [b], properties: {b: {type: string}}}]}";
    // `{a: x, b: true}` matches the first alternative of `wide` and none of `narrow`.
    assert!(!includes(wide, narrow));
    assert!(includes(wide, wide));
}

#[test]
fn bounds_within_a_recursion_are_found() {
    let tree = |leaf: &str| {
        format!(
            "T: {{type: object, properties: {{leaf: {leaf}, children: {{type: array, items: {{$ref: '#/T'}}}}}}}}"
        )
    };
    assert!(includes(&tree("{type: integer}"), &tree("{type: number}")));
    assert!(!includes(&tree("{type: number}"), &tree("{type: integer}")));
}
