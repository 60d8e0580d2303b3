//! `cyclotron jinja`.

use std::fs;

use super::{folder, said};

#[test]
fn prints_exact_bytes() {
    let folder = folder("jinja");
    fs::write(folder.join("t.j2"), "{{ n }} {{ missing }}{{ b }}\n\n").unwrap();
    fs::write(folder.join("c.json"), r#"{"n": 123456789012345678901234567890, "b": true}"#)
        .unwrap();
    let (status, out, error) = said(&folder, &["jinja", "t.j2", "--context", "c.json"]);
    assert_eq!((status, out.as_str()), (1, ""));
    insta::assert_snapshot!(error);
    let lenient = ["jinja", "t.j2", "--context", "c.json", "--undefined", "lenient"];
    let (status, out, _) = said(&folder, &lenient);
    assert_eq!((status, out.as_str()), (0, "123456789012345678901234567890 True\n"));
}
