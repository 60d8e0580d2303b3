//! The storage format of the builds before bundles had ids: postcard, which is not self-describing.
//!
//! The types here copy those of the old builds and never change. [`convert`] migrates them to today's records.

pub mod import;
mod store;

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use cyclotron_core::cloudformation::Rules;
use cyclotron_core::compare::{Number, Version};
use cyclotron_core::{Bundle, BundleId, Content, File, FileId, Severity, Target, Workspace};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::card::Reason;
use super::changed::{Fingerprint, Fingerprints};
use super::record::{
    BundleRecord, BundleRef, Id, StateRecord, VersionsRecord, View, WorkspaceRecord, encode,
};
use super::revisions::mark_kept;
use crate::problems::filter::Filter;
use crate::session::{Ids, Pane};

/// The first byte of a snapshot and of the versions.
const FORM: u8 = 1;

/// The old summary of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct LegacyCard {
    /// Its key: the millisecond that it was made in.
    pub id: u64,
    /// The name that the user gave it.
    pub name: String,
    /// How often it had been saved.
    pub saves: u64,
    /// The newest state.
    pub state: LegacyState,
}

/// The old summary of a state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct LegacyState {
    /// When it was saved, in milliseconds since 1970.
    pub time: u64,
    bundles: Vec<String>,
    files: usize,
    bytes: u64,
    reason: LegacyReason,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
enum LegacyReason {
    #[default]
    Time,
    Less,
    Replaced,
}

#[derive(Deserialize)]
struct LegacyWorkspace {
    bundles: Vec<LegacyBundle>,
}

#[derive(Deserialize)]
struct LegacyBundle {
    name: String,
    top_folder: Option<String>,
    files: Vec<LegacyFile>,
    pack_sample: bool,
    sample: String,
}

#[derive(Deserialize)]
struct LegacyFile {
    path: String,
    content: LegacyContent,
}

#[derive(Deserialize)]
enum LegacyContent {
    Text(String),
    Binary(Vec<u8>),
}

#[derive(Deserialize)]
struct LegacyFileId {
    bundle: String,
    path: String,
}

#[derive(Deserialize)]
enum LegacyTarget {
    Environment,
    Instance(usize),
    Pipeline,
    Component,
}

#[derive(Deserialize)]
enum LegacyPane {
    Files,
    Editor,
    Inputs,
    Rendered,
    Problems,
}

#[derive(Deserialize)]
struct LegacyRules {
    enabled: bool,
    hidden: Vec<String>,
    included: Vec<String>,
}

#[derive(Deserialize)]
struct LegacyFilter {
    hidden: Vec<LegacySeverity>,
    this_bundle: bool,
}

#[derive(Deserialize)]
enum LegacySeverity {
    Error,
    Warning,
    Info,
}

#[derive(Deserialize)]
struct LegacyVersion {
    number: (u32, u32),
    note: String,
    time: u64,
    bundle: LegacyBundle,
}

/// A decoded state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    workspace: Workspace,
    selected: Option<FileId>,
    target: Target,
    pane: Pane,
    rules: Rules,
    filter: Filter,
}

/// The stored bytes of a workspace and of everything that belongs to it.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// Its summary.
    pub card: LegacyCard,
    /// Its newest state.
    pub snapshot: Vec<u8>,
    /// Its versions; empty where there are none.
    pub versions: Vec<u8>,
    /// Its history, the oldest first: each state's summary and bytes.
    pub history: Vec<(LegacyState, Vec<u8>)>,
    /// The times of states whose summary or contents are missing or damaged.
    pub unread: Vec<u64>,
}

/// A workspace converted to today's records.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Converted {
    /// The workspace.
    pub workspace: WorkspaceRecord,
    /// The contents of bundles, by id and revision.
    pub bundles: Vec<((BundleId, u64), Vec<u8>)>,
    /// The versions of bundles.
    pub versions: Vec<(BundleId, Vec<u8>)>,
    /// The history, the oldest first.
    pub states: Vec<StateRecord>,
    /// The times of states that cannot be read; they stay in the legacy database.
    pub unread: Vec<u64>,
}

/// Decodes a value with a record of its own: the summary of a workspace or of a state.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// Pairs the summaries of states with their contents, both by time. Returns the states, the oldest first, and the
/// times of those that lack a readable summary or contents.
pub fn paired(
    summaries: BTreeMap<u64, Vec<u8>>,
    mut contents: BTreeMap<u64, Vec<u8>>,
) -> (Vec<(LegacyState, Vec<u8>)>, Vec<u64>) {
    let (mut states, mut unread) = (vec![], vec![]);
    for (time, summary) in summaries {
        match (read::<LegacyState>(&summary), contents.remove(&time)) {
            (Some(state), Some(contents)) => states.push((state, contents)),
            _ => unread.push(time),
        }
    }
    unread.extend(contents.into_keys());
    (states, unread)
}

/// Decodes a state; `None` if it has another form.
pub fn snapshot(bytes: &[u8]) -> Option<Snapshot> {
    first_snapshot(of_this_form(bytes)?)
}

/// Decodes a state of the builds that had a single workspace. Later builds appended fields at the end, which
/// older states lack.
pub fn first_snapshot(bytes: &[u8]) -> Option<Snapshot> {
    type First = (LegacyWorkspace, Option<LegacyFileId>, LegacyTarget, LegacyPane);
    let ((workspace, selected, target, pane), later) =
        postcard::take_from_bytes::<First>(bytes).ok()?;
    let (rules, later) = next::<LegacyRules>(later);
    let (filter, _) = next::<LegacyFilter>(later);
    Some(Snapshot {
        workspace: Workspace { bundles: workspace.bundles.into_iter().map(bundle).collect() },
        selected: selected.map(|LegacyFileId { bundle, path }| FileId { bundle, path }),
        target: match target {
            LegacyTarget::Environment => Target::Environment,
            LegacyTarget::Instance(at) => Target::Instance(at),
            LegacyTarget::Pipeline => Target::Pipeline,
            LegacyTarget::Component => Target::Component,
        },
        pane: match pane {
            LegacyPane::Files => Pane::Files,
            LegacyPane::Editor => Pane::Editor,
            LegacyPane::Inputs => Pane::Inputs,
            LegacyPane::Rendered => Pane::Rendered,
            LegacyPane::Problems => Pane::Problems,
        },
        rules: rules.map_or_else(Rules::default, |rules| {
            let LegacyRules { enabled, hidden, included } = rules;
            Rules { enabled, hidden, included }
        }),
        filter: filter.map_or_else(Filter::default, |filter| Filter {
            hidden: filter.hidden.into_iter().map(severity).collect(),
            this_bundle: filter.this_bundle,
        }),
    })
}

/// Decodes the versions, by the names of their bundles; `None` if they have another form.
pub fn versions(bytes: &[u8]) -> Option<BTreeMap<String, Vec<Version>>> {
    if bytes.is_empty() {
        return Some(BTreeMap::new());
    }
    let all: BTreeMap<String, Vec<LegacyVersion>> =
        postcard::from_bytes(of_this_form(bytes)?).ok()?;
    let version = |legacy: LegacyVersion| Version {
        number: Number::new(legacy.number.0, legacy.number.1),
        note: legacy.note,
        time: legacy.time,
        bundle: bundle(legacy.bundle),
    };
    Some(
        all.into_iter()
            .map(|(name, versions)| (name, versions.into_iter().map(version).collect()))
            .collect(),
    )
}

/// Converts a workspace to today's records; `None` if the newest state or the versions cannot be read.
///
/// Bundles get ids that are the same in the history and in the versions. A bundle of an older state counts as
/// the bundle of the same name in the next newer state if most of its files are equal; otherwise it is a
/// different bundle, since a folder and an archive can have the same name.
pub fn convert(stored: &Stored, ids: &mut Ids) -> Option<Converted> {
    let newest = snapshot(&stored.snapshot)?;
    let versions = versions(&stored.versions)?;
    let mut all = Converted { unread: stored.unread.clone(), ..Converted::default() };
    let mut converter = Converter { revision: 0, newer: HashMap::new() };
    let card = &stored.card;
    let (mut state, mut prints) = converter.state(newest, &card.state, ids, &mut all);
    for (known, bytes) in stored.history.iter().rev() {
        let Some(snapshot) = snapshot(bytes) else {
            all.unread.push(known.time);
            continue;
        };
        let (older, older_prints) = converter.state(snapshot, known, ids, &mut all);
        all.states.last_mut().unwrap_or(&mut state).changes = prints.since(&older_prints);
        all.states.push(older);
        prints = older_prints;
    }
    all.states.reverse();
    for (name, versions) in versions {
        // The versions of a closed bundle go to the newest bundle of that name.
        let id = converter.newer.get(&name).map_or_else(|| ids.make(), |newer| newer.first);
        let versions: Vec<_> = versions
            .into_iter()
            .map(|version| Version { bundle: Bundle { id, ..version.bundle }, ..version })
            .collect();
        all.versions.push((id, encode(&VersionsRecord::of(&versions))));
    }
    all.workspace = WorkspaceRecord {
        name: card.name.clone(),
        saves: card.saves,
        next_revision: converter.revision + 1,
        state,
    };
    // The next save must not delete revisions that the history refers to.
    mark_kept(&mut all.workspace.state, &all.states);
    Some(all)
}

/// Converts the only workspace of the builds that had a single one.
pub fn only(bytes: &[u8], name: &str, ids: &mut Ids) -> Option<Converted> {
    first_snapshot(bytes)?;
    let card = LegacyCard { name: name.to_owned(), saves: 1, ..LegacyCard::default() };
    let snapshot = [&[FORM], bytes].concat();
    convert(&Stored { card, snapshot, ..Stored::default() }, ids)
}

/// Assigns ids and revisions to bundles, from the newest state to the oldest.
struct Converter {
    revision: u64,
    newer: HashMap<String, Newer>,
}

/// The bundle of one name in the next newer state.
struct Newer {
    /// The id of the newest bundle of this name.
    first: BundleId,
    bundle: Bundle,
    stored: BundleRef,
}

impl Converter {
    /// Converts a state, and adds those of its bundles that are not converted yet.
    fn state(
        &mut self,
        snapshot: Snapshot,
        known: &LegacyState,
        ids: &mut Ids,
        all: &mut Converted,
    ) -> (StateRecord, Fingerprints) {
        let Snapshot { workspace, selected, target, pane, rules, filter } = snapshot;
        let prints: Vec<_> =
            workspace.bundles.iter().map(|bundle| Rc::new(Fingerprint::of(bundle))).collect();
        let bundles: Vec<_> =
            workspace.bundles.into_iter().map(|bundle| self.bundle(bundle, ids, all)).collect();
        let selected = selected.and_then(|file| {
            let bundle = bundles.iter().find(|bundle| bundle.name == file.bundle)?;
            Some((bundle.id, file.path))
        });
        let prints = bundles.iter().map(|bundle| bundle.id.0).zip(prints).collect();
        let state = StateRecord {
            time: known.time,
            reason: match known.reason {
                LegacyReason::Time => Reason::Time,
                LegacyReason::Less => Reason::Less,
                LegacyReason::Replaced => Reason::Replaced,
            },
            bundles,
            view: View { selected, target, pane, rules, filter, held: vec![] },
            ..StateRecord::default()
        };
        (state, prints)
    }

    fn bundle(&mut self, mut bundle: Bundle, ids: &mut Ids, all: &mut Converted) -> BundleRef {
        let newer = self.newer.get(&bundle.name);
        let same = newer.filter(|newer| is_same(&bundle, &newer.bundle));
        bundle.id = same.map_or_else(|| ids.make(), |newer| newer.stored.id.0);
        if let Some(newer) = same.filter(|newer| newer.bundle == bundle) {
            return newer.stored.clone();
        }
        let first = newer.map_or(bundle.id, |newer| newer.first);
        self.revision += 1;
        let record = encode(&BundleRecord::of(&bundle));
        let stored = BundleRef {
            id: Id(bundle.id),
            revision: self.revision,
            name: bundle.name.clone(),
            files: bundle.files.len(),
            bytes: record.len() as u64,
            is_kept: false,
            changed: None,
        };
        all.bundles.push(((bundle.id, self.revision), record));
        let newer = Newer { first, bundle: bundle.clone(), stored: stored.clone() };
        self.newer.insert(bundle.name, newer);
        stored
    }
}

/// Whether more than half of the files of `older` are unchanged in `newer`.
fn is_same(older: &Bundle, newer: &Bundle) -> bool {
    let same = older.files.iter().filter(|file| newer.file(&file.path) == Some(file)).count();
    2 * same > older.files.len()
}

fn bundle(legacy: LegacyBundle) -> Bundle {
    let file = |LegacyFile { path, content }: LegacyFile| File {
        path,
        content: match content {
            LegacyContent::Text(text) => Content::Text(text.into()),
            LegacyContent::Binary(bytes) => Content::Binary(bytes.into()),
        },
    };
    Bundle {
        id: BundleId::default(),
        name: legacy.name,
        top_folder: legacy.top_folder,
        files: legacy.files.into_iter().map(file).collect(),
        pack_sample: legacy.pack_sample,
        sample: legacy.sample,
    }
}

const fn severity(legacy: LegacySeverity) -> Severity {
    match legacy {
        LegacySeverity::Error => Severity::Error,
        LegacySeverity::Warning => Severity::Warning,
        LegacySeverity::Info => Severity::Info,
    }
}

/// Decodes a field that later builds appended; none in an older state.
fn next<T: DeserializeOwned>(bytes: &[u8]) -> (Option<T>, &[u8]) {
    match postcard::take_from_bytes(bytes) {
        Ok((value, later)) => (Some(value), later),
        Err(_) => (None, &[]),
    }
}

fn of_this_form(bytes: &[u8]) -> Option<&[u8]> {
    bytes.split_first().and_then(|(form, rest)| (*form == FORM).then_some(rest))
}

#[cfg(test)]
mod tests;
