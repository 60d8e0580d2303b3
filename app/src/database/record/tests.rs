use serde_json::json;

use super::*;

/// A record whose format has changed twice: `a`, then `b`, then a list of it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Changed {
    c: Vec<u32>,
}

impl Record for Changed {
    type Owned = Self;
    const STEPS: &'static [fn(Value) -> Value] =
        &[|old| json!({ "b": old["a"] }), |old| json!({ "c": [old["b"]] })];
}

fn read(record: Value) -> Result<Changed, Unreadable> {
    decode::<Changed>(record.to_string().as_bytes())
}

#[test]
fn a_record_of_any_older_format_is_brought_up_to_date() {
    let expected = Ok(Changed { c: vec![7] });
    assert_eq!(read(json!({ "format": 1, "record": { "a": 7 } })), expected);
    assert_eq!(read(json!({ "format": 2, "record": { "b": 7 } })), expected);
    assert_eq!(read(json!({ "format": 3, "record": { "c": [7] } })), expected);
    let written = encode(&Changed { c: vec![7] });
    assert_eq!(String::from_utf8(written).unwrap(), r#"{"format":3,"record":{"c":[7]}}"#);
}

#[test]
fn newer_and_damaged_records_are_distinguished() {
    assert_eq!(read(json!({ "format": 4, "record": {} })), Err(Unreadable::Newer));
    assert_eq!(read(json!({ "format": 0, "record": {} })), Err(Unreadable::Damaged));
    assert_eq!(read(json!({ "format": 3, "record": { "d": 1 } })), Err(Unreadable::Damaged));
    assert_eq!(read(json!({ "format": 1, "record": { "x": 1 } })), Err(Unreadable::Damaged));
    assert_eq!(decode::<Changed>(b"\x01postcard"), Err(Unreadable::Damaged));
    assert_eq!(decode::<Changed>(b""), Err(Unreadable::Damaged));
}

/// Records as the first build with ids wrote them: they are read for ever.
#[test]
fn the_first_format_is_read() {
    let record = br#"{"format":1,"record":{"id":"00000000000000ff","name":"queue","top_folder":"queue/v2",
        "pack_sample":true,"sample":"spec/prod.yaml","files":[{"path":"a.yaml","text":"\ufeffa: 1\r\n"},
        {"path":"logo.png","base64":"iVD/AP4="}]}}"#;
    let bundle = decode::<BundleRecord>(record).and_then(BundleRecord::bundle).unwrap();
    let files = vec![
        File::new("a.yaml", "\u{feff}a: 1\r\n"),
        File {
            path: "logo.png".into(),
            content: Content::Binary(vec![0x89, 0x50, 0xff, 0, 0xfe].into()),
        },
    ];
    let expected = Bundle {
        id: BundleId(0xff),
        name: "queue".into(),
        top_folder: Some("queue/v2".into()),
        pack_sample: true,
        sample: "spec/prod.yaml".into(),
        files,
    };
    assert_eq!(bundle, expected);
    assert_eq!(
        decode::<BundleRecord>(&encode(&BundleRecord::of(&bundle))).unwrap().bundle(),
        Ok(bundle)
    );

    let record = br#"{"format":1,"record":{"name":"Mine","saves":3,"next_revision":9,"state":{"time":5,
        "reason":"Less","bundles":[{"id":"00000000000000ff","revision":8,"name":"queue","files":2,"bytes":70,
        "is_kept":true}],"view":{"selected":["00000000000000ff","a.yaml"],"target":{"Instance":1},
        "pane":"Inputs","rules":{"enabled":false,"hidden":["W2001"],"included":["I"]},
        "filter":{"hidden":["Warning"],"this_bundle":true}},"changes":[{"bundle":"queue",
        "what":{"Files":["a.yaml"]}},{"bundle":"b","what":"Opened"},{"bundle":"c","what":{"Renamed":"d"}}],
        "beside":["0000000000000001"]}}}"#;
    let workspace = decode::<WorkspaceRecord>(record).unwrap();
    let id = Id(BundleId(0xff));
    assert_eq!(workspace.state.view.selected, Some((id, "a.yaml".to_owned())));
    assert_eq!(workspace.state.view.target, Target::Instance(1));
    assert_eq!(workspace.state.view.pane, Pane::Inputs);
    assert_eq!(workspace.state.view.rules.hidden, ["W2001"]);
    assert!(workspace.state.view.filter.this_bundle);
    assert_eq!((workspace.state.reason, workspace.state.bytes()), (Reason::Less, 70));
    assert_eq!(workspace.state.changes.len(), 3);
    let again = String::from_utf8(encode(&workspace)).unwrap();
    let compact: String = String::from_utf8(record.to_vec()).unwrap();
    assert_eq!(again, compact.split('\n').map(str::trim).collect::<String>());
}

#[test]
fn a_file_that_is_neither_text_nor_bytes_is_damage() {
    let bundle = |file: &str| {
        let record = format!(
            r#"{{"format":1,"record":{{"id":"1","name":"","top_folder":null,"pack_sample":false,"sample":"","files":[{file}]}}}}"#
        );
        decode::<BundleRecord>(record.as_bytes()).and_then(BundleRecord::bundle)
    };
    assert!(bundle(r#"{"path":"a","text":""}"#).is_ok());
    for file in
        [r#"{"path":"a"}"#, r#"{"path":"a","base64":"%"}"#, r#"{"path":"a","text":"","base64":""}"#]
    {
        assert_eq!(bundle(file), Err(Unreadable::Damaged), "{file}");
    }
}

#[test]
fn all_unreadable_records_are_described() {
    let records =
        [("bundles 1 2".to_owned(), b"{\"format\":9}".to_vec()), ("b".into(), vec![1, 255])];
    let text = describe(&records);
    assert!(text.contains("\"format\": 9") && text.contains("\"base64\": \"Af8=\""), "{text}");
}

/// A later build may add a setting to the filter, and one that has no filter is read as well.
#[test]
fn a_view_with_another_filter_is_read() {
    let view = serde_json::to_value(View::default()).unwrap();
    for filter in [json!({}), json!({ "hidden": [], "later": 1 }), json!({ "this_bundle": false })]
    {
        let mut view = view.clone();
        view["filter"] = filter;
        assert_eq!(serde_json::from_value::<View>(view).unwrap(), View::default());
    }
    let mut without = view;
    without.as_object_mut().unwrap().remove("filter");
    assert_eq!(serde_json::from_value::<View>(without).unwrap(), View::default());
}
