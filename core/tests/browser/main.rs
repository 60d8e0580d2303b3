//! Results that could differ in a browser, because they depend on the width of `usize`, on floating
//! point or on the platform.
//!
//! Every test runs natively and, by `make wasm`, in Chromium, and what is expected is one text.

// A test may allocate.
#![allow(clippy::format_push_string)]

#[cfg(target_arch = "wasm32")]
mod oracle;

use cyclotron_core::archive::{pack, unpack};
use cyclotron_core::{Bundle, File, Key, Value, Workspace, analyze, starters, yaml};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test;

// Where the page runs the engine too.
#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// Compares with a file of `snapshots/`, which only the native run can replace.
macro_rules! assert_recorded {
    ($name:literal, $found:expr) => {{
        #[cfg(not(target_arch = "wasm32"))]
        insta::assert_snapshot!($name, $found);
        #[cfg(target_arch = "wasm32")]
        {
            let file = include_str!(concat!("snapshots/browser__", $name, ".snap"));
            let recorded = file.splitn(3, "---\n").nth(2).unwrap();
            assert_same_lines(&$found, recorded);
        }
    }};
}

/// Fails with the first line that differs: the whole would be long.
#[cfg(target_arch = "wasm32")]
fn assert_same_lines(found: &str, recorded: &str) {
    let (found, recorded) = (found.trim_end(), recorded.trim_end());
    for (number, (found, recorded)) in found.lines().zip(recorded.lines()).enumerate() {
        assert_eq!(found, recorded, "line {}", number + 1);
    }
    assert_eq!(found.lines().count(), recorded.lines().count(), "lines");
}

/// A checksum, so that the record stays short.
fn sum(bytes: &[u8]) -> String {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    format!("{} bytes, CRC-32 {:08x}", bytes.len(), sum.sum())
}

/// The rendering of a template without inputs, or its first problem if it has no rendering.
fn render(source: &str) -> String {
    let schema = r#"{schema: {format: {openapi: "3.0.0"}, environment_input_type: I, types: {I: {type: object}}}}"#;
    let manifest = "infrastructure: {templates: [{file: t.yaml, rendering_engine: jinja, template_language: cloudformation}]}";
    let bundle = Bundle {
        name: "bundle".into(),
        files: vec![
            File::new("infrastructure/manifest.yaml", manifest),
            File::new("infrastructure/t.yaml", source),
            File::new("schema/schema.yaml", schema),
            File::new("spec/spec.yaml", "proton: EnvironmentSpec\nspec: {}\n"),
        ],
        ..Bundle::default()
    };
    let analysis = analyze(&Workspace { bundles: vec![bundle] });
    match analysis.bundles[0].renderings.first().and_then(|rendering| rendering.text.clone()) {
        Some(text) => text,
        None => format!("error: {}", analysis.diagnostics[0].message),
    }
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn numbers_print_as_python_prints_them() {
    for (expression, printed) in [
        ("0.1 + 0.2", "0.30000000000000004"),
        ("1 / 3", "0.3333333333333333"),
        ("1e16", "1e+16"),
        ("1e15", "1000000000000000.0"),
        ("5e-324", "5e-324"),
        ("1.7976931348623157e308", "1.7976931348623157e+308"),
        ("2.5 | round", "2.0"),
        ("-7 // 2", "-4"),
        ("-7 % 3", "2"),
        ("2 ** 0.5", "1.4142135623730951"),
        ("2147483647 + 1", "2147483648"),
        ("4294967295 + 1", "4294967296"),
        ("9007199254740993", "9007199254740993"),
        ("9223372036854775807", "9223372036854775807"),
    ] {
        assert_eq!(render(&format!("{{{{ {expression} }}}}")), printed, "{expression}");
    }
}

/// 2^32 is 0 and 2^32 + 1 is 1 where a number is cut to the width of a browser's `usize`.
#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn sizes_beyond_32_bits_are_not_cut() {
    for (expression, printed) in [
        ("'abc'[:4294967297]", "abc"),
        ("'abc'[4294967297:]", ""),
        ("'abc'[4294967296] is defined", "False"),
        ("[1, 2][4294967296] is defined", "False"),
        ("'abc' | truncate(4294967296)", "abc"),
        ("'a b' | wordwrap(4294967297)", "a b"),
        ("[1, 2, 3] | batch(4294967297) | list | length", "1"),
        ("'a.b'.split('.', 4294967296)", "['a', 'b']"),
        ("'aa'.replace('a', 'b', 4294967297)", "bb"),
    ] {
        assert_eq!(render(&format!("{{{{ {expression} }}}}")), printed, "{expression}");
    }
    for too_big in ["'x' * 4294967297", "'x' | center(4294967297)", "range(4294967297) | list"] {
        let answer = render(&format!("{{{{ {too_big} }}}}"));
        assert!(answer.starts_with("error: "), "{too_big}: {answer}");
    }
}

/// A size that no `usize` here holds is a large one, and not what is left of it.
#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn endless_memory_is_refused() {
    for source in include_str!("../fixtures/hostile/endless-memory.txt").lines() {
        let answer = render(source);
        assert!(answer.starts_with("error: "), "{source}: {answer:.80}");
    }
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn yaml_numbers_have_their_whole_width() {
    let text = "[4294967296, -9223372036854775808, 9223372036854775808, 0.1, 1.0e+308, 0x1_0000_0000, 190:20:30]";
    let value = yaml::parse(text).root.unwrap().value();
    assert_eq!(
        value.as_list().unwrap(),
        [
            Value::Int(4_294_967_296),
            Value::Int(i64::MIN),
            Value::BigInt("9223372036854775808".into()),
            Value::Float(0.1),
            Value::Float(1e308),
            Value::Int(1 << 32),
            Value::Int(685_230),
        ]
    );
    let edit = yaml::set("a: [1]\n", &[Key::Name("a".into())], Some(&Value::Float(1e22))).unwrap();
    assert_eq!(edit.apply("a: [1]\n"), "a: 1.0e+22\n");
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn archives_are_packed_byte_for_byte() {
    let mut found = String::new();
    for mut bundle in starters::ready_workspace().bundles {
        bundle.pack_sample = true;
        let bytes = pack(&bundle);
        found += &format!("{}: {}\n", bundle.name, sum(&bytes));
        assert_eq!(unpack("any.tar.gz", &bytes).as_ref(), Ok(&bundle));
    }
    assert_recorded!("archives", found);
}

/// A header that claims 4 GiB and a byte: a cut number would take it for one byte.
#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn a_file_that_claims_more_than_4_gib_is_refused() {
    let mut header = tar::Header::new_gnu();
    header.set_path("schema/schema.yaml").unwrap();
    header.set_size((1 << 32) + 1);
    header.set_cksum();
    let mut bytes = header.as_bytes().to_vec();
    bytes.extend([b'x'; 512]);
    bytes.extend([0; 1024]);
    let refused: Result<Bundle, _> = unpack("big.tar", &bytes);
    assert!(refused.is_err(), "{refused:?}");
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn the_ready_workspace_is_analyzed_alike() {
    let analysis = analyze(&starters::ready_workspace());
    let mut found = String::new();
    for bundle in &analysis.bundles {
        let form = |one| sum(format!("{one:?}").as_bytes());
        found += &format!("{}\n", bundle.name);
        found += &format!("  inputs: {}\n", form(&bundle.inputs));
        found += &format!("  outputs: {}\n", form(&bundle.outputs));
        for rendering in &bundle.renderings {
            let text = rendering.text.as_deref().unwrap_or_default();
            found += &format!("  {}: {}\n", rendering.file_name, sum(text.as_bytes()));
        }
    }
    found += &format!("{:#?}\n", analysis.diagnostics);
    assert_recorded!("analysis", found);
}
