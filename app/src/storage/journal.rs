//! A write-ahead journal of edits in local storage.
//!
//! Local storage is written synchronously, while the browser ends a page without waiting for a transaction of
//! `IndexedDB`. The journal holds, for each changed file, one splice from the stored text to the current text;
//! each key replaces it. While a save runs, a file has two splices: one for the text stored before, one for the
//! text being saved. Replaying applies the one whose checksum fits. The journal also holds the form entries that the
//! worker has not turned into edits yet: after the replay they are sent to the worker again.

pub mod writer;

use std::collections::BTreeMap;
use std::sync::Arc;

use cyclotron_core::{Action, BundleId, Content, FileId, Key, Value as Data, Workspace};
use cyclotron_worker::calls::Change;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::database::record::{Id, Record};

/// The maximum size of a journal in bytes; local storage has about 5 MB for all tabs. With a larger one, the
/// page asks before it is closed.
pub const MOST: usize = 512 << 10;

/// Identifies a text: its bundle and its path.
pub type TextId = (BundleId, String);

/// The edits of one tab that may not be saved yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Journal {
    /// The id of the workspace; 0 for the ready workspace before its first save.
    pub workspace: u64,
    /// The edits.
    pub edits: Vec<Edit>,
    /// The form entries that are not in the text yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<FormEntry>,
}

impl Record for Journal {
    type Owned = Self;
    const STEPS: &'static [fn(Value) -> Value] = &[];
}

/// A splice from a stored text to the current one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    bundle: Id,
    /// The bundle's name: in a workspace that was never saved, ids are different after a reload.
    name: String,
    path: String,
    /// The checksum of the stored text.
    base: Checksum,
    /// The checksum of the current text.
    result: Checksum,
    /// The byte offset of the splice.
    at: usize,
    /// The number of bytes that it removes.
    removed: usize,
    /// The text that it inserts.
    inserted: String,
}

/// A form entry that is not in the text of its file yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormEntry {
    bundle: Id,
    /// The bundle's name, as in an [`Edit`].
    name: String,
    path: String,
    /// The checksum of the file's current text, with all edits.
    base: Checksum,
    /// The path of the value in the file.
    keys: Vec<Key>,
    action: Action,
}

/// The length and a hash of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Checksum {
    bytes: usize,
    sum: u64,
}

impl Checksum {
    /// FNV-1a: unlike the standard hasher, it is the same in every build.
    fn of(text: &str) -> Self {
        let add = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self { bytes: text.len(), sum: text.bytes().fold(0xcbf2_9ce4_8422_2325, add) }
    }
}

/// The outcome of replaying a journal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replayed {
    /// The number of texts that have changed.
    pub changed: usize,
    /// Edits and form entries that could not be applied: the path, and the inserted text or the entered value.
    pub rejected: Vec<(String, String)>,
    /// The form entries to send to the worker again.
    pub entries: Vec<Change>,
}

/// The edits from the stored texts, `bases`, to those of the workspace.
pub fn edits(open: &Workspace, bases: &BTreeMap<TextId, Arc<str>>) -> Vec<Edit> {
    let edit = |((bundle, path), base): (&TextId, &Arc<str>)| {
        let bundle = open.bundle_by_id(*bundle)?;
        let text = bundle.file(path)?.text()?;
        (*text != **base).then(|| Edit::new((bundle.id, &bundle.name, path), base, text))
    };
    bases.iter().filter_map(edit).collect()
}

/// The form entries to write to the journal.
pub fn form_entries(open: &Workspace, changes: &[Change]) -> Vec<FormEntry> {
    let entry = |change: &Change| {
        let bundle = open.bundle(&change.file.bundle)?;
        let text = bundle.file(&change.file.path)?.text()?;
        Some(FormEntry {
            bundle: Id(bundle.id),
            name: bundle.name.clone(),
            path: change.file.path.clone(),
            base: Checksum::of(text),
            keys: change.path.clone(),
            action: change.action.clone(),
        })
    };
    changes.iter().filter_map(entry).collect()
}

impl FormEntry {
    /// The entry as a change of the file that it was made for; `None` if that has another text now.
    fn change(&self, workspace: u64, open: &Workspace) -> Option<Change> {
        let bundle = &open.bundles[position(open, workspace, self.bundle, &self.name)?];
        let text = bundle.file(&self.path)?.text()?;
        (Checksum::of(text) == self.base).then(|| Change {
            file: FileId { bundle: bundle.name.clone(), path: self.path.clone() },
            path: self.keys.clone(),
            action: self.action.clone(),
        })
    }

    /// The entered text; `None` for an action that enters none.
    fn entered(&self) -> Option<String> {
        match &self.action {
            Action::Set(Data::String(text)) | Action::Write(text) | Action::Rename(text) => {
                Some(text.clone())
            }
            Action::Set(value) => serde_json::to_string(value).ok(),
            Action::Remove | Action::Move(_) | Action::Copy => None,
        }
    }
}

/// The index of the bundle that an edit or a form entry was made in. The bundles of a workspace that was never saved
/// are found by their names.
fn position(open: &Workspace, workspace: u64, id: Id, name: &str) -> Option<usize> {
    open.bundles.iter().position(|bundle| match workspace {
        0 => bundle.name == name,
        _ => bundle.id == id.0,
    })
}

impl Edit {
    fn new((bundle, name, path): (BundleId, &str, &str), base: &str, text: &str) -> Self {
        let same = |(a, b): &(u8, u8)| a == b;
        let mut at = base.bytes().zip(text.bytes()).take_while(same).count();
        while !(base.is_char_boundary(at) && text.is_char_boundary(at)) {
            at -= 1;
        }
        let (rest, new) = (&base[at..], &text[at..]);
        let mut end = rest.bytes().rev().zip(new.bytes().rev()).take_while(same).count();
        while !(rest.is_char_boundary(rest.len() - end) && new.is_char_boundary(new.len() - end)) {
            end -= 1;
        }
        let removed = rest.len() - end;
        let mut inserted = new[..new.len() - end].to_owned();
        // Of the places that a line can be inserted at, its beginning shows the line whole.
        let line = base[..at].rfind('\n').map_or(0, |end| end + 1);
        if removed == 0 && inserted.ends_with(&base[line..at]) {
            inserted.truncate(inserted.len() - (at - line));
            inserted.insert_str(0, &base[line..at]);
            at = line;
        }
        Self {
            bundle: Id(bundle),
            name: name.to_owned(),
            path: path.to_owned(),
            base: Checksum::of(base),
            result: Checksum::of(text),
            at,
            removed,
            inserted,
        }
    }

    /// Applies the edit; `None` if `text` is not the text that it was made for.
    fn apply(&self, text: &str) -> Option<String> {
        if Checksum::of(text) != self.base {
            return None;
        }
        let rest = text.get(self.at.checked_add(self.removed)?..)?;
        let after = [text.get(..self.at)?, &self.inserted, rest].concat();
        (Checksum::of(&after) == self.result).then_some(after)
    }
}

/// Replays journals on the stored workspace, in the order in which they fit.
///
/// A tab that was reloaded before a save has left one journal that continues the other. An edit is skipped if the text
/// already is its result.
pub fn replay(journals: &[&Journal], open: &mut Workspace) -> Replayed {
    let mut texts: BTreeMap<(usize, &str), Vec<(usize, &Edit)>> = BTreeMap::new();
    for (at, journal) in journals.iter().enumerate() {
        for edit in &journal.edits {
            let place = position(open, journal.workspace, edit.bundle, &edit.name);
            let place = place.unwrap_or(open.bundles.len());
            texts.entry((place, &edit.path)).or_default().push((at, edit));
        }
    }
    let mut replayed = Replayed::default();
    for ((place, path), mut edits) in texts {
        let bundle = open.bundles.get_mut(place);
        let file = bundle.and_then(|bundle| bundle.files.iter_mut().find(|file| file.path == path));
        if let Some(file) = file
            && let Some(text) = file.text().map(str::to_owned)
            && let Some(after) = follow(text, &mut edits)
        {
            file.content = Content::Text(after.into());
            replayed.changed += 1;
        }
        let typed = edits.iter().map(|(_, edit)| &edit.inserted).max_by_key(|text| text.len());
        let typed = typed.filter(|typed| !typed.is_empty()).cloned();
        replayed.rejected.extend(typed.map(|typed| (path.to_owned(), typed)));
    }
    for journal in journals {
        for entry in &journal.entries {
            if let Some(change) = entry.change(journal.workspace, open) {
                replayed.entries.push(change);
            } else {
                let entered = entry.entered().map(|entered| (entry.path.clone(), entered));
                replayed.rejected.extend(entered);
            }
        }
    }
    replayed
}

/// Applies the edits of one text, each with the number of its journal, and returns the text if it has changed. The
/// edits of journals that are done are removed.
fn follow(mut text: String, edits: &mut Vec<(usize, &Edit)>) -> Option<String> {
    let mut has_changed = false;
    loop {
        let sum = Checksum::of(&text);
        let done: Vec<usize> = edits
            .iter()
            .filter(|(_, edit)| edit.result == sum)
            .map(|(journal, _)| *journal)
            .collect();
        edits.retain(|(journal, _)| !done.contains(journal));
        let next = edits.iter().find_map(|(_, edit)| edit.apply(&text));
        let Some(after) = next else { return has_changed.then_some(text) };
        text = after;
        has_changed = true;
    }
}

#[cfg(test)]
mod tests {
    use cyclotron_core::{Bundle, File};
    use proptest::prelude::*;

    use super::*;
    use crate::database::record::{decode, encode};

    const ID: BundleId = BundleId(7);

    fn open(text: &str) -> Workspace {
        let files = vec![File::new("a.yaml", text)];
        Workspace { bundles: vec![Bundle { id: ID, name: "a".into(), files, ..Bundle::default() }] }
    }

    fn text(open: &Workspace) -> &str {
        open.bundles[0].files[0].text().unwrap()
    }

    /// The journal of a tab that has changed the text `stored` to `text`.
    fn written(text: &str, stored: &str, workspace: u64) -> Journal {
        Journal { workspace, edits: edits(&open(text), &bases(stored)), entries: vec![] }
    }

    fn bases(text: &str) -> BTreeMap<TextId, Arc<str>> {
        [((ID, "a.yaml".to_owned()), text.into())].into()
    }

    proptest! {
        #[test]
        fn typed_text_is_replayed(stored in "[aé\n]{0,12}", saving in "[aé\n]{0,12}", typed in "[aé\n]{0,12}") {
            let mut journal = written(&typed, &stored, 1);
            journal.edits.extend(edits(&open(&typed), &bases(&saving)));
            // The save may have succeeded or not.
            for ended in [&stored, &saving] {
                let mut again = open(ended);
                let replayed = replay(&[&journal], &mut again);
                prop_assert_eq!(text(&again), &typed);
                prop_assert!(replayed.rejected.is_empty());
                // Replaying twice changes nothing.
                prop_assert_eq!(replay(&[&journal], &mut again), Replayed::default());
            }
        }
    }

    /// The save that follows a replay may not have ended before the next reload.
    #[test]
    fn a_journal_that_continues_another_is_replayed_after_it() {
        for workspace in [0, 1] {
            let (first, second) = (written("ab", "a", 0), written("abc", "ab", workspace));
            for journals in [[&first, &second], [&second, &first]] {
                for stored in ["a", "ab"] {
                    let mut again = open(stored);
                    assert_eq!(replay(&journals, &mut again).rejected, []);
                    assert_eq!(text(&again), "abc");
                }
            }
        }
    }

    #[test]
    fn another_text_stays_as_it_is_and_what_was_typed_is_shown() {
        let journal = written("# typed\n# a\n", "# a\n", 1);
        for mut other in [open("b: 2\n"), Workspace::default()] {
            let before = other.clone();
            let replayed = replay(&[&journal], &mut other);
            assert_eq!(other, before);
            assert_eq!(replayed.rejected, [("a.yaml".to_owned(), "# typed\n".to_owned())]);
        }
    }

    #[test]
    fn a_bundle_is_found_by_its_id_and_in_the_ready_workspace_by_its_name() {
        let mut other = open("old");
        other.bundles[0].id = BundleId(8);
        let journal = written("new", "old", 1);
        assert_eq!(replay(&[&journal], &mut other).changed, 0);
        let journal = Journal { workspace: 0, ..journal };
        assert_eq!(replay(&[&journal], &mut other).changed, 1);
        assert_eq!(text(&other), "new");
    }

    #[test]
    fn a_form_entry_is_sent_again_if_the_text_is_that_which_it_was_made_for() {
        let file = FileId { bundle: "a".into(), path: "a.yaml".into() };
        let change = |text: &str| Change {
            file: file.clone(),
            path: vec![Key::from("spec"), Key::Index(1)],
            action: Action::Set(Data::String(text.into())),
        };
        let changes = [change("entered"), Change { action: Action::Remove, ..change("") }];
        let mut journal = written("a: 2", "a: 1", 1);
        journal.entries = form_entries(&open("a: 2"), &changes);

        // It is read as it was written, and a journal without entries is read too.
        let record = encode(&journal);
        assert_eq!(decode::<Journal>(&record), Ok(journal.clone()));
        let first = br#"{"format":1,"record":{"workspace":1,"edits":[]}}"#;
        assert_eq!(decode::<Journal>(first).map(|journal| journal.entries), Ok(vec![]));

        let mut again = open("a: 1");
        let replayed = replay(&[&journal], &mut again);
        assert_eq!((text(&again), &*replayed.entries), ("a: 2", &changes[..]));
        assert_eq!(replayed.rejected, []);

        let mut other = open("a: 3");
        let replayed = replay(&[&journal], &mut other);
        assert_eq!(replayed.entries, []);
        assert!(replayed.rejected.contains(&("a.yaml".to_owned(), "entered".to_owned())));
    }
}
