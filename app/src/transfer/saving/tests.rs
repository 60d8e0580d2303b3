//! Random sequences of user actions. They check that a file in a folder only changes without a question if the
//! bundle that was read from that folder is saved, and only over what that bundle last read or wrote there.

use std::collections::{BTreeMap, HashMap};

use cyclotron_core::sort::CompactSort;
use cyclotron_core::{Bundle, BundleId, File};
use leptos::prelude::*;
use proptest::prelude::*;

use super::plan;
use super::plan::{Seen, hash};
use crate::session::{Session, Snapshot};

/// The files of a folder.
type Folder = BTreeMap<String, Vec<u8>>;

/// A file whose text identifies the origin of a bundle, independent of the bundle's id.
const ORIGIN: &str = "origin.txt";

#[derive(Clone, Copy, Debug)]
enum Step {
    OpenFolder(usize),
    OpenArchive(usize),
    Close(usize),
    Undo,
    Rename(usize, usize),
    Duplicate(usize),
    Edit(usize),
    DeleteFile(usize),
    /// Adds the present state to the history.
    Keep,
    /// Restores a state of the history.
    Restore(usize),
    /// Switches to the other workspace.
    Switch,
    /// Another tab closes a bundle of the same workspace and opens an archive, and this tab loads the result.
    TakeOver(usize),
    /// Another program writes a file.
    Outside(usize),
    Save(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let small = 0..4_usize;
    prop_oneof![
        1 => small.clone().prop_map(Step::OpenFolder),
        1 => small.clone().prop_map(Step::OpenArchive),
        1 => small.clone().prop_map(Step::Close),
        1 => Just(Step::Undo),
        1 => (small.clone(), small.clone()).prop_map(|(at, name)| Step::Rename(at, name)),
        1 => small.clone().prop_map(Step::Duplicate),
        1 => small.clone().prop_map(Step::Edit),
        1 => small.clone().prop_map(Step::DeleteFile),
        1 => Just(Step::Keep),
        1 => small.clone().prop_map(Step::Restore),
        1 => Just(Step::Switch),
        1 => small.clone().prop_map(Step::TakeOver),
        1 => small.clone().prop_map(Step::Outside),
        4 => small.prop_map(Step::Save),
    ]
}

struct World {
    session: Session,
    links: HashMap<BundleId, (usize, Seen)>,
    disk: Vec<Folder>,
    /// The last read or written contents, for each origin and folder.
    known: HashMap<(String, usize), Folder>,
    history: Vec<Snapshot>,
    other_workspace: (Snapshot, Vec<Snapshot>),
    count: usize,
}

impl World {
    fn new() -> Self {
        let session = Session::new(Some(Snapshot::default()));
        let disk = (0..4).map(|at| {
            let origin = format!("folder {at}").into_bytes();
            let files = [(ORIGIN.to_owned(), origin), ("a.yaml".to_owned(), b"a: 1\n".to_vec())];
            Folder::from(files)
        });
        Self {
            session,
            links: HashMap::new(),
            disk: disk.collect(),
            known: HashMap::new(),
            history: vec![],
            other_workspace: Default::default(),
            count: 0,
        }
    }

    fn number(&mut self) -> usize {
        self.count += 1;
        self.count
    }

    /// The name of an open bundle.
    fn name(&self, at: usize) -> Option<String> {
        self.session.workspace.with_untracked(|open| {
            let all = &open.bundles;
            (!all.is_empty()).then(|| all[at % all.len()].name.clone())
        })
    }

    fn write(&self, name: &str, path: &str, text: String) {
        let id = cyclotron_core::FileId { bundle: name.to_owned(), path: path.to_owned() };
        self.session.typed(&id, text);
    }

    fn run(&mut self, step: Step) {
        let session = self.session;
        match step {
            Step::OpenFolder(at) => {
                // The bundles of folders and archives share names.
                let name = format!("bundle-{}", at % 2);
                let folder = self.disk[at].clone();
                // Each opening creates a distinct bundle.
                let origin = format!("folder {at}, opening {}", self.number());
                let mut seen = Seen::new();
                let mut files = vec![];
                for (path, bytes) in &folder {
                    seen.insert(path.clone(), hash(bytes));
                    files.push(File::new(path, String::from_utf8_lossy(bytes)));
                }
                let bundle = Bundle { name, files, ..Bundle::default() };
                let added = session.add_all(vec![bundle]).remove(0);
                self.write(&added.name, ORIGIN, origin.clone());
                self.links.insert(added.id, (at, seen));
                self.known.insert((origin, at), folder);
            }
            Step::OpenArchive(at) => {
                let origin = format!("archive, opening {}", self.number());
                session.add(archive(at, origin));
            }
            Step::Close(at) => {
                if let Some(name) = self.name(at) {
                    session.close(&name);
                }
            }
            Step::Undo => session.undo_last(),
            Step::Rename(at, to) => {
                let to = format!("bundle-{to}");
                if let Some(name) = self.name(at).filter(|_| session.id_of(&to).is_none()) {
                    session.rename_bundle(&name, &to);
                }
            }
            Step::Duplicate(at) => {
                if let Some(name) = self.name(at) {
                    session.duplicate(&name);
                    let copy = session.bundle_name().unwrap();
                    let origin = format!("copy, number {}", self.number());
                    self.write(&copy, ORIGIN, origin);
                }
            }
            Step::Edit(at) => {
                let text = format!("a: {}\n", self.number());
                if let Some(name) = self.name(at) {
                    self.write(&name, "a.yaml", text);
                }
            }
            Step::DeleteFile(at) => {
                if let Some(name) = self.name(at) {
                    session.delete_file(&name, "a.yaml");
                }
            }
            Step::Keep => self.history.push(session.snapshot()),
            Step::Restore(at) => {
                if let Some(state) = self.history.iter().rev().nth(at).cloned() {
                    self.history.push(session.snapshot());
                    session.resume(state);
                }
            }
            Step::Switch => {
                let (state, history) = std::mem::take(&mut self.other_workspace);
                let here = (session.snapshot(), std::mem::replace(&mut self.history, history));
                self.other_workspace = here;
                session.clear();
                session.resume(state);
            }
            Step::TakeOver(at) => {
                let tab = Session::new(Some(session.snapshot()));
                if let Some(name) = self.name(at) {
                    tab.close(&name);
                }
                let origin = format!("archive, opening {}", self.number());
                tab.add(archive(at, origin));
                session.resume(tab.snapshot());
            }
            Step::Outside(at) => {
                let text = format!("outside: {}\n", self.number());
                self.disk[at].insert("a.yaml".to_owned(), text.into_bytes());
            }
            Step::Save(at) => self.save(at),
        }
    }

    /// Saves if no question is needed; answers a question with Cancel.
    fn save(&mut self, at: usize) {
        let Some(name) = self.name(at) else { return };
        let bundle =
            self.session.workspace.with_untracked(|open| open.bundle(&name).cloned()).unwrap();
        // Without a link, the user would choose a folder and be asked first.
        let Some((folder, seen)) = self.links.get_mut(&bundle.id) else { return };
        let disk = &mut self.disk[*folder];
        let mut writes = vec![];
        for file in plan::changed(&bundle, seen) {
            writes.extend(plan::write(file, disk.get(&file.path).cloned(), seen));
        }
        if plan::asks(&writes, seen, false) {
            return;
        }
        let origin = bundle.text(ORIGIN).unwrap_or_default().to_owned();
        for write in writes {
            let known = self.known.get_mut(&(origin.clone(), *folder));
            let known = known.unwrap_or_else(|| panic!("{origin} is written into folder {folder}"));
            assert_eq!(
                disk.get(&write.path),
                known.get(&write.path),
                "{origin} overwrites {} of folder {folder}, which it did not write",
                write.path
            );
            known.insert(write.path.clone(), write.bytes.clone());
            seen.insert(write.path.clone(), hash(&write.bytes));
            disk.insert(write.path, write.bytes);
        }
    }
}

fn archive(at: usize, origin: String) -> Bundle {
    let files = vec![File::new("a.yaml", "a: 0\n"), File::new(ORIGIN, origin)];
    Bundle { name: format!("bundle-{}", at % 2), files, ..Bundle::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_folder_changes_unless_its_own_bundle_is_saved(steps in prop::collection::vec(step(), 1..40)) {
        Owner::new().with(|| {
            let mut world = World::new();
            for step in steps {
                let before = world.disk.clone();
                world.run(step);
                if !matches!(step, Step::Save(_) | Step::Outside(_)) {
                    assert_eq!(world.disk, before, "{step:?}");
                }
                let ids = world.session.workspace.with_untracked(|open| {
                    let mut ids: Vec<_> = open.bundles.iter().map(|bundle| bundle.id).collect();
                    ids.compact_sort();
                    let all = ids.len();
                    ids.dedup();
                    (ids.len(), all, ids.first().copied())
                });
                assert_eq!(ids.0, ids.1, "two bundles have one id");
                assert_ne!(ids.2, Some(BundleId::default()), "a bundle has no id");
            }
        });
    }
}
