//! openapi-schema-validator, on schemas and values made here.

use std::fmt::Write;
use std::process::Command;

use serde_json::{Value as Json, json};

use super::made::{Numbers, schema, value_for};
use super::{home, wrong};

const SCHEMAS: usize = 1500;
const VALUES: usize = 4;

#[test]
fn verdict_and_paths_agree_with_openapi_schema_validator() {
    let Some(python) = home("bin/python") else { return };
    let mut numbers = Numbers(0x2026_1124);
    let pairs = (0..SCHEMAS).map(|_| {
        let schema = schema(&mut numbers, 3);
        let values: Vec<Json> = (0..VALUES).map(|_| value_for(&mut numbers, &schema, 4)).collect();
        (schema, values)
    });
    let pairs: Vec<(Json, Vec<Json>)> = pairs.collect();
    let mut asked = String::new();
    for (schema, values) in &pairs {
        writeln!(asked, "{}", json!({ "schema": schema, "values": values })).unwrap();
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/validation/peer.py");
    // A pipe would be full before it is read.
    let input = std::env::temp_dir().join(format!("cyclotron-pairs-{}", std::process::id()));
    std::fs::write(&input, asked).unwrap();
    let answer = Command::new(python)
        .arg(script)
        .stdin(std::fs::File::open(&input).unwrap())
        .output()
        .expect("Python runs");
    std::fs::remove_file(input).unwrap();
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    let answers = String::from_utf8(answer.stdout).unwrap();

    let (mut agree, mut refused) = (0, 0);
    let mut differ = vec![];
    for ((schema, values), line) in pairs.iter().zip(answers.lines()) {
        let theirs: Vec<Vec<String>> = serde_json::from_str(line).unwrap();
        let ours = wrong(schema, values).unwrap_or_default();
        for (at, value) in values.iter().enumerate() {
            let ours = ours.get(at);
            if ours == Some(&theirs[at]) {
                agree += 1;
                refused += usize::from(!theirs[at].is_empty());
            } else {
                differ.push(format!("{schema} {value}: ours {ours:?}, theirs {:?}", theirs[at]));
            }
        }
    }
    crate::common::say(&format!(
        "openapi-schema-validator: {agree} verdicts and paths agree, {refused} of them refusals; {} differ",
        differ.len()
    ));
    assert_eq!(agree + differ.len(), SCHEMAS * VALUES);
    assert!(differ.is_empty(), "{}", differ[..differ.len().min(20)].join("\n"));
}
