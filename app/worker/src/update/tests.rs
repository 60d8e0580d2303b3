use cyclotron_core::starters;
use proptest::prelude::*;

use super::*;
use crate::{decode, encode};

fn ready() -> Workspace {
    let mut workspace = starters::ready_workspace();
    for (bundle, id) in workspace.bundles.iter_mut().zip(1..) {
        bundle.id = BundleId(id);
    }
    workspace
}

/// The update as it arrives in the worker.
fn sent(update: &Update) -> Update {
    decode(&encode(update)).unwrap()
}

#[test]
fn an_update_of_one_line_holds_no_other_file() {
    let mut open = ready();
    let mut page = Held::default();
    let whole = encode(&page.follow(&open).unwrap()).len();
    let file = open.bundles[0].files.iter_mut().find(|file| file.path.ends_with("schema.yaml"));
    let file = file.unwrap();
    *file = File::new(file.path.as_str(), "schema:\n");
    let update = encode(&page.follow(&open).unwrap()).len();
    assert!(update < 300, "{update} of {whole} bytes");
    assert_eq!(page.follow(&open), None);
}

#[test]
fn an_update_for_another_workspace_is_refused() {
    let open = ready();
    let mut page = Held::default();
    let first = page.follow(&open).unwrap();
    let second = page.follow(&Workspace::default()).unwrap();
    let third = page.follow(&open).unwrap();
    let mut worker = Held::default();
    // A message was lost.
    assert!(worker.apply(first.clone()));
    assert!(!worker.apply(third.clone()));
    assert_eq!(*worker.workspace(), open);
    assert!(worker.apply(second));
    assert!(worker.apply(third));
    // A new page begins from nothing.
    assert!(worker.apply(first));
    assert_eq!(*worker.workspace(), open);
}

#[test]
fn an_update_that_names_a_missing_bundle_or_file_is_refused() {
    let open = ready();
    let mut held = Held::default();
    let update = |bundles| Update { from: 0, to: 1, bundles };
    assert!(!held.apply(update(vec![BundleUpdate::Same(BundleId(1))])));
    let bundle = open.bundles[0].clone();
    assert!(held.apply(update(vec![BundleUpdate::New(bundle.clone())])));
    let files = vec![FileUpdate::Same(bundle.files.len())];
    assert!(!held.apply(Update {
        from: 1,
        to: 2,
        bundles: vec![BundleUpdate::Changed { bundle, files }]
    }));
}

/// A change of a workspace.
#[derive(Clone, Debug)]
enum Step {
    Write(usize, usize, String),
    RenameFile(usize, usize, String),
    RenameBundle(usize, String),
    Remove(usize, usize),
    Close(usize),
    Open(u64),
    Swap(usize, usize),
    Sample(usize, String),
}

fn step() -> impl Strategy<Value = Step> {
    let at = 0usize..4;
    let text = "[a-c]{0,3}";
    prop_oneof![
        (at.clone(), 0usize..12, text).prop_map(|(a, b, c)| Step::Write(a, b, c)),
        (at.clone(), 0usize..12, text).prop_map(|(a, b, c)| Step::RenameFile(a, b, c)),
        (at.clone(), text).prop_map(|(a, b)| Step::RenameBundle(a, b)),
        (at.clone(), 0usize..12).prop_map(|(a, b)| Step::Remove(a, b)),
        at.clone().prop_map(Step::Close),
        (1u64..9).prop_map(Step::Open),
        (at.clone(), at.clone()).prop_map(|(a, b)| Step::Swap(a, b)),
        (at, text).prop_map(|(a, b)| Step::Sample(a, b)),
    ]
}

fn take(step: Step, open: &mut Workspace) {
    let bundles = &mut open.bundles;
    let file = |bundles: &mut Vec<Bundle>, a: usize, b: usize| {
        let bundle = bundles.get_mut(a)?;
        (b < bundle.files.len()).then_some((a, b))
    };
    match step {
        Step::Write(a, b, text) => {
            if let Some((a, b)) = file(bundles, a, b) {
                let path = bundles[a].files[b].path.clone();
                bundles[a].files[b] = File::new(path, text);
            }
        }
        Step::RenameFile(a, b, name) => {
            if let Some((a, b)) = file(bundles, a, b)
                && bundles[a].file(&name).is_none()
            {
                bundles[a].files[b].path = name;
                bundles[a].sort();
            }
        }
        Step::RenameBundle(a, name) => {
            if let Some(bundle) = bundles.get_mut(a) {
                bundle.name = name;
            }
        }
        Step::Remove(a, b) => {
            if let Some((a, b)) = file(bundles, a, b) {
                bundles[a].files.remove(b);
            }
        }
        Step::Close(a) => {
            if a < bundles.len() {
                bundles.remove(a);
            }
        }
        Step::Open(id) => {
            if bundles.iter().all(|bundle| bundle.id != BundleId(id)) {
                let bundle = ready().bundles.swap_remove(0);
                bundles.push(Bundle { id: BundleId(id), ..bundle });
            }
        }
        Step::Swap(a, b) => {
            if a < bundles.len() && b < bundles.len() {
                bundles.swap(a, b);
            }
        }
        Step::Sample(a, sample) => {
            if let Some(bundle) = bundles.get_mut(a) {
                bundle.sample = sample;
            }
        }
    }
}

proptest! {
    #[test]
    fn the_worker_has_the_workspace_of_the_page(steps in prop::collection::vec((step(), any::<bool>()), 0..24)) {
        let mut open = ready();
        let (mut page, mut worker) = (Held::default(), Held::default());
        for (step, is_sent) in steps {
            take(step, &mut open);
            // Several changes can go with one message.
            if is_sent {
                if let Some(update) = page.follow(&open) {
                    prop_assert!(worker.apply(sent(&update)));
                }
                prop_assert_eq!(worker.workspace(), &open);
            }
        }
    }
}
