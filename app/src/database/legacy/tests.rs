//! Tests the import of the storage that the last build without bundle ids has recorded:
//! `tests/fixtures/before-ids`.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::Value;

use super::*;
use crate::database::record::decode;

/// The records of a store, with their keys.
fn records(kept: &Value, store: &str) -> Vec<(Value, Vec<u8>)> {
    let records = kept["databases"]["cyclotron"]["stores"][store].as_array().expect("a store");
    let record = |record: &Value| {
        let bytes = BASE64.decode(record["value"].as_str().expect("base64")).expect("base64");
        (record["key"].clone(), bytes)
    };
    records.iter().map(record).collect()
}

fn fixture(file: &str) -> Value {
    let path = format!("{}/../tests/fixtures/before-ids/{file}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).expect("the fixture")).expect("JSON")
}

/// The workspaces that were recorded, by name.
fn stored() -> HashMap<String, Stored> {
    let kept = fixture("storage.json");
    let find = |store: &str, key: &Value| {
        let record = records(&kept, store).into_iter().find(|(other, _)| other == key);
        record.map(|(_, bytes)| bytes).unwrap_or_default()
    };
    let workspace = |(key, card): (Value, Vec<u8>)| {
        let card: LegacyCard = read(&card).expect("a card");
        let by_time = |store: &str| {
            let own = records(&kept, store).into_iter().filter(|(at, _)| at[0] == key);
            own.map(|(at, state)| (at[1].as_u64().expect("a time"), state)).collect()
        };
        let (history, unread) = paired(by_time("states"), by_time("history"));
        let stored = Stored {
            snapshot: find("snapshots", &key),
            versions: find("versions", &key),
            history,
            unread,
            card,
        };
        (stored.card.name.clone(), stored)
    };
    records(&kept, "workspaces").into_iter().map(workspace).collect()
}

/// The bundles of a state, as they are stored now.
fn bundles(converted: &Converted, state: &StateRecord) -> Vec<Bundle> {
    let contents: HashMap<_, _> = converted.bundles.iter().cloned().collect();
    let bundle = |reference: &BundleRef| {
        let record = &contents[&(reference.id.0, reference.revision)];
        decode::<BundleRecord>(record).and_then(BundleRecord::bundle).expect("a bundle")
    };
    state.bundles.iter().map(bundle).collect()
}

#[test]
fn every_workspace_is_taken_over_with_every_byte() {
    let stored = stored();
    let converted = convert(&stored["My workspace"], &mut Ids::new(1)).unwrap();
    let bundles = bundles(&converted, &converted.workspace.state);
    let shown = fixture("shown.json");
    let names: Vec<_> = bundles.iter().map(|bundle| bundle.name.as_str()).collect();
    assert_eq!(Value::from(names), shown["bundles"]);
    assert!(bundles.iter().all(|bundle| bundle.id != BundleId::default()));

    let queue = bundles.iter().find(|bundle| bundle.name == "queue").unwrap();
    for (path, latin) in shown["queue"].as_object().unwrap() {
        let bytes: Vec<u8> =
            latin.as_str().unwrap().chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        assert_eq!(queue.file(path).unwrap().bytes(), bytes, "{path}");
    }
    let worker = bundles.iter().find(|bundle| bundle.name == "worker").unwrap();
    assert_eq!(worker.top_folder.as_deref(), Some("worker/v2"));
    let template = worker.text("instance_infrastructure/cloudformation.yaml").unwrap();
    assert!(template.starts_with("# typed into worker\n"), "{template}");
    let service = bundles.iter().find(|bundle| bundle.name == "item-api-service").unwrap();
    assert_eq!(service.sample, "spec/minimal.yaml");

    let view = &converted.workspace.state.view;
    assert_eq!(view.selected.as_ref().unwrap().0.0, worker.id);
    assert!(view.filter.this_bundle);
    assert!(!view.rules.enabled);

    let other = convert(&stored["Queues"], &mut Ids::new(2)).unwrap();
    assert_eq!(other.workspace.state.bundles.len(), 1);
}

#[test]
fn bundles_keep_their_ids_in_versions_and_history() {
    let converted = convert(&stored()["My workspace"], &mut Ids::new(1)).unwrap();
    assert!(converted.unread.is_empty());
    let newest = bundles(&converted, &converted.workspace.state);
    let worker = newest.iter().find(|bundle| bundle.name == "worker").unwrap();
    let versions: HashMap<_, _> = converted.versions.iter().cloned().collect();
    let of = |id: &BundleId| {
        decode::<VersionsRecord>(&versions[id]).and_then(VersionsRecord::versions).unwrap()
    };
    let marked = of(&worker.id);
    assert_eq!(marked[0].number.to_string(), "2.0");
    assert_eq!(marked[0].note, "As it was recorded: worker é");
    assert_ne!(marked[0].bundle.files, worker.files);

    // One was closed: the state before has it, and its versions are still those of that bundle.
    let before = converted.states.iter().map(|state| bundles(&converted, state));
    let topic = before.flatten().find(|bundle| bundle.name == "topic").unwrap();
    assert!(of(&topic.id)[0].note.contains("topic"));
    let with_worker = converted.states.iter().map(|state| bundles(&converted, state));
    let older = with_worker.flatten().find(|bundle| bundle.name == "worker").unwrap();
    assert_eq!(older.id, worker.id);
}

#[test]
fn a_state_that_cannot_be_read_costs_that_state_alone() {
    let mut stored = stored().remove("My workspace").unwrap();
    stored.history[0].1.truncate(20);
    stored.unread.push(7);
    let all = convert(&stored, &mut Ids::new(1)).unwrap();
    assert_eq!(all.unread, [7, stored.history[0].0.time]);
    assert_eq!(all.states.len() + 1, stored.history.len());
    stored.snapshot[0] += 1;
    assert_eq!(convert(&stored, &mut Ids::new(1)), None);
}

#[test]
fn a_state_without_its_summary_or_its_contents_does_not_shift_the_others() {
    let summary = records(&fixture("storage.json"), "states").remove(0).1;
    let mut summaries = BTreeMap::from([1, 3, 5].map(|time| (time, summary.clone())));
    summaries.insert(2, vec![255]);
    let contents = [1_u8, 2, 4, 5].map(|time| (u64::from(time), vec![time])).into();
    let (states, unread) = paired(summaries, contents);
    let contents: Vec<_> = states.into_iter().map(|(_, contents)| contents).collect();
    assert_eq!(contents, [[1], [5]]);
    assert_eq!(unread, [2, 3, 4]);
}

#[test]
fn another_bundle_of_the_same_name_has_another_id() {
    let file = |path: &str, text: &str| File::new(path, text);
    let bundle =
        Bundle { files: vec![file("a", "1"), file("b", "1"), file("c", "1")], ..Bundle::default() };
    let edited =
        Bundle { files: vec![file("a", "2"), file("b", "1"), file("c", "1")], ..Bundle::default() };
    let other = Bundle { files: vec![file("a", "1"), file("x", "1")], ..Bundle::default() };
    assert!(is_same(&bundle, &edited));
    assert!(!is_same(&other, &bundle));
}
