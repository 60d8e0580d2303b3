//! The records in storage, as versioned JSON: `{"format":1,"record":{…}}`.
//!
//! Each kind of record has its own format number. An older record is migrated step by step; a newer or damaged
//! one is reported and never changed.

use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use cyclotron_core::cloudformation::Rules;
use cyclotron_core::compare::{Number, Version};
use cyclotron_core::{Bundle, BundleId, Content, File, Target};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::card::Reason;
use super::changed::Changed;
use crate::problems::filter::Filter;
use crate::session::{Beside, Pane};

/// Why a record cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unreadable {
    /// A newer build of the page has written it.
    Newer,
    /// It is damaged, or of another kind.
    Damaged,
}

/// A kind of record.
pub trait Record: Serialize {
    /// The type that decoding returns.
    type Owned: DeserializeOwned;
    /// The migrations: `STEPS[n - 1]` migrates the contents from format `n` to `n + 1`.
    const STEPS: &'static [fn(Value) -> Value] = &[];
}

/// A record with its format number.
#[derive(Serialize, Deserialize)]
struct Sealed<T> {
    format: usize,
    record: T,
}

/// Reads only the format number.
#[derive(Deserialize)]
struct Head {
    format: usize,
}

/// Encodes a record in the newest format.
pub fn encode<T: Record>(record: &T) -> Vec<u8> {
    let sealed = Sealed { format: T::STEPS.len() + 1, record };
    serde_json::to_vec(&sealed).expect("texts, numbers and lists can be serialized")
}

/// Decodes a record of this or an older format.
pub fn decode<T: Record>(bytes: &[u8]) -> Result<T::Owned, Unreadable> {
    let damaged = |_: serde_json::Error| Unreadable::Damaged;
    let Head { format } = serde_json::from_slice(bytes).map_err(damaged)?;
    let newest = T::STEPS.len() + 1;
    if format > newest {
        return Err(Unreadable::Newer);
    }
    let steps = format.checked_sub(1).and_then(|done| T::STEPS.get(done..));
    let steps = steps.ok_or(Unreadable::Damaged)?;
    if steps.is_empty() {
        let sealed: Sealed<T::Owned> = serde_json::from_slice(bytes).map_err(damaged)?;
        return Ok(sealed.record);
    }
    let sealed: Sealed<Value> = serde_json::from_slice(bytes).map_err(damaged)?;
    let newest = steps.iter().fold(sealed.record, |record, step| step(record));
    serde_json::from_value(newest).map_err(damaged)
}

/// Formats stored bytes as one JSON text for a download; bytes that are not JSON in base64.
pub fn describe(records: &[(String, Vec<u8>)]) -> String {
    let describe = |(place, bytes): &(String, Vec<u8>)| {
        let json = serde_json::from_slice::<Value>(bytes);
        let record = json.unwrap_or_else(|_| serde_json::json!({ "base64": BASE64.encode(bytes) }));
        serde_json::json!({ "place": place, "record": record })
    };
    let all = Value::Array(records.iter().map(describe).collect());
    let mut text = serde_json::to_string_pretty(&all).expect("a value can be serialized");
    text.push('\n');
    text
}

/// A workspace: its newest state, without the contents of its bundles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkspaceRecord {
    /// The name that the user gave it.
    pub name: String,
    /// How often it has been saved, by any tab.
    pub saves: u64,
    /// The revision number for the next stored bundle; greater than all before.
    pub next_revision: u64,
    /// The newest state.
    pub state: StateRecord,
}

/// A state of a workspace, the newest or one of the history, without the contents of its bundles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StateRecord {
    /// When it was saved, in milliseconds since 1970.
    pub time: u64,
    /// Why it is in the history.
    pub reason: Reason,
    /// Its bundles, in their order.
    pub bundles: Vec<BundleRef>,
    /// The selection and the filters.
    pub view: View,
    /// The changes since the state before it in the history.
    pub changes: Vec<Changed>,
    /// The ids of the [`BesideRecord`]s of its bundles.
    pub beside: Vec<Id>,
}

impl StateRecord {
    /// How many bytes its bundles take.
    pub fn bytes(&self) -> u64 {
        self.bundles.iter().map(|bundle| bundle.bytes).sum()
    }
}

/// Refers to a stored revision of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleRef {
    /// The bundle.
    pub id: Id,
    /// The revision number; contents are stored by id and revision.
    pub revision: u64,
    /// The bundle's name in that state.
    pub name: String,
    /// How many files it has.
    pub files: usize,
    /// The size of its record in bytes.
    pub bytes: u64,
    /// Whether a state of the history refers to the same revision.
    pub is_kept: bool,
    /// When the bundle was last changed, in milliseconds since 1970, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<u64>,
}

/// The selection and the filters of a state.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The file in the editor: its bundle and its path.
    pub selected: Option<(Id, String)>,
    /// The target of the form and the rendering.
    pub target: Target,
    /// The visible pane of a narrow window.
    pub pane: Pane,
    /// The settings of CloudFormation's rules.
    pub rules: Rules,
    /// The filter of the problems.
    #[serde(default)]
    pub filter: Filter,
    /// The bundles whose silencing rules are not applied yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Id>,
}

/// The contents of a bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BundleRecord<'a> {
    id: Id,
    name: Cow<'a, str>,
    top_folder: Option<Cow<'a, str>>,
    pack_sample: bool,
    sample: Cow<'a, str>,
    files: Vec<FileRecord<'a>>,
}

/// A file: its text, or its bytes in base64 if it is not UTF-8.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct FileRecord<'a> {
    path: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base64: Option<String>,
}

/// The versions of a bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VersionsRecord<'a> {
    versions: Vec<VersionRecord<'a>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct VersionRecord<'a> {
    major: u32,
    minor: u32,
    note: Cow<'a, str>,
    time: u64,
    bundle: BundleRecord<'a>,
}

/// The files that were opened with bundles and belong to none of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BesideRecord<'a> {
    name: Cow<'a, str>,
    bundles: Vec<Id>,
    files: Vec<FileRecord<'a>>,
}

/// The import of a workspace from the legacy database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRecord {
    /// The number of saves that the workspace had there.
    pub saves: u64,
    /// The id of the workspace that it became.
    pub into: u64,
    /// The number of saves that this workspace had right after the import.
    pub after: u64,
    /// The times of the states in the legacy database that cannot be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<u64>,
}

impl Record for WorkspaceRecord {
    type Owned = Self;
}
impl Record for StateRecord {
    type Owned = Self;
}
impl Record for BundleRecord<'_> {
    type Owned = BundleRecord<'static>;
}
impl Record for VersionsRecord<'_> {
    type Owned = VersionsRecord<'static>;
}
impl Record for BesideRecord<'_> {
    type Owned = BesideRecord<'static>;
}
impl Record for ImportRecord {
    type Owned = Self;
}

impl<'a> BundleRecord<'a> {
    /// The record of a bundle.
    pub fn of(bundle: &'a Bundle) -> Self {
        Self {
            id: Id(bundle.id),
            name: Cow::Borrowed(&bundle.name),
            top_folder: bundle.top_folder.as_deref().map(Cow::Borrowed),
            pack_sample: bundle.pack_sample,
            sample: Cow::Borrowed(&bundle.sample),
            files: bundle.files.iter().map(FileRecord::of).collect(),
        }
    }

    /// The bundle; fails where a file is damaged.
    pub fn bundle(self) -> Result<Bundle, Unreadable> {
        let files: Result<Vec<_>, _> = self.files.into_iter().map(FileRecord::file).collect();
        Ok(Bundle {
            id: self.id.0,
            name: self.name.into_owned(),
            top_folder: self.top_folder.map(Cow::into_owned),
            pack_sample: self.pack_sample,
            sample: self.sample.into_owned(),
            files: files?,
        })
    }
}

impl<'a> FileRecord<'a> {
    fn of(file: &'a File) -> Self {
        let path = Cow::Borrowed(file.path.as_str());
        match &file.content {
            Content::Text(text) => Self { path, text: Some(Cow::Borrowed(text)), base64: None },
            Content::Binary(bytes) => Self { path, text: None, base64: Some(BASE64.encode(bytes)) },
        }
    }

    fn file(self) -> Result<File, Unreadable> {
        let content = match (self.text, self.base64) {
            (Some(text), None) => Content::Text(text.into_owned().into()),
            (None, Some(base64)) => {
                Content::Binary(BASE64.decode(base64).map_err(|_| Unreadable::Damaged)?.into())
            }
            _ => return Err(Unreadable::Damaged),
        };
        Ok(File { path: self.path.into_owned(), content })
    }
}

impl<'a> BesideRecord<'a> {
    /// The record of files beside bundles.
    pub fn of(beside: &'a Beside) -> Self {
        Self {
            name: Cow::Borrowed(&beside.name),
            bundles: beside.bundles.iter().copied().map(Id).collect(),
            files: beside.files.iter().map(FileRecord::of).collect(),
        }
    }

    /// The files; fails where one is damaged.
    pub fn beside(self) -> Result<Beside, Unreadable> {
        let files: Result<Vec<_>, _> = self.files.into_iter().map(FileRecord::file).collect();
        let bundles = self.bundles.into_iter().map(|id| id.0).collect();
        Ok(Beside { name: self.name.into_owned(), bundles, files: files? })
    }
}

impl<'a> VersionsRecord<'a> {
    /// The record of the versions of a bundle.
    pub fn of(versions: &'a [Version]) -> Self {
        let record = |version: &'a Version| VersionRecord {
            major: version.number.major,
            minor: version.number.minor,
            note: Cow::Borrowed(&version.note),
            time: version.time,
            bundle: BundleRecord::of(&version.bundle),
        };
        Self { versions: versions.iter().map(record).collect() }
    }

    /// The versions; fails where one is damaged.
    pub fn versions(self) -> Result<Vec<Version>, Unreadable> {
        let version = |record: VersionRecord| {
            Ok(Version {
                number: Number::new(record.major, record.minor),
                note: record.note.into_owned(),
                time: record.time,
                bundle: record.bundle.bundle()?,
            })
        };
        self.versions.into_iter().map(version).collect()
    }
}

/// The id of a bundle, written as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub BundleId);

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = String::deserialize(deserializer)?;
        digits.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
