//! The choices and names of stacks, which are kept for each workspace in local storage.

use std::collections::BTreeMap;

use cyclotron_core::eject::Deliverable;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::browser::local_storage as kept;
use crate::session::Session;
use crate::storage::Storage;

/// The key in local storage.
const KEY: &str = "eject";
/// The most workspaces whose choices are kept; the least recently used one is forgotten.
const MOST: usize = 50;

/// The choices for a workspace. Parts are kept by name, so that other builds can read them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptChoices {
    parts: Vec<String>,
    /// Whether outputs are read with `Fn::GetStackOutput`.
    pub get_stack_output: bool,
    /// The names of existing stacks by id.
    pub stack_names: BTreeMap<String, String>,
}

impl KeptChoices {
    /// Choices to keep.
    pub fn new(
        parts: &[Deliverable],
        get_stack_output: bool,
        stack_names: BTreeMap<String, String>,
    ) -> Self {
        let parts = parts.iter().map(|part| part.name().to_owned()).collect();
        Self { parts, get_stack_output, stack_names }
    }

    /// The chosen parts.
    pub fn parts(&self) -> Vec<Deliverable> {
        let is_chosen = |part: &Deliverable| self.parts.iter().any(|name| name == part.name());
        Deliverable::ALL.into_iter().filter(is_chosen).collect()
    }
}

/// The choices for the workspace with this id; `None` if there are none.
pub fn read(workspace: u64) -> Option<KeptChoices> {
    let all: Vec<(u64, KeptChoices)> = kept::read(KEY)?;
    all.into_iter().find(|(id, _)| *id == workspace).map(|(_, choices)| choices)
}

/// Keeps the choices for the workspace with this id.
fn write(workspace: u64, choices: KeptChoices) {
    let all = kept::read(KEY).unwrap_or_default();
    kept::write(KEY, &with(all, workspace, choices));
}

/// Keeps the choices for the open workspace. Names of stacks belong to it, so it is saved first if it never was.
pub fn keep(session: Session, storage: Option<Storage>, choices: KeptChoices) {
    let id = storage.as_ref().map_or(0, Storage::id);
    match storage.filter(|_| id == 0 && !choices.stack_names.is_empty()) {
        Some(unsaved) => spawn_local(async move {
            _ = unsaved.flush(session).await;
            write(unsaved.id(), choices);
        }),
        None => write(id, choices),
    }
}

fn with(
    mut all: Vec<(u64, KeptChoices)>,
    workspace: u64,
    choices: KeptChoices,
) -> Vec<(u64, KeptChoices)> {
    all.retain(|(id, _)| *id != workspace);
    all.insert(0, (workspace, choices));
    all.truncate(MOST);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_of_other_builds_can_be_read() {
        let text =
            r#"[[7,{"parts":["scripts","a-later-one"],"stack_names":{"a/b":"c"},"later":1}]]"#;
        let all: Vec<(u64, KeptChoices)> = serde_json::from_str(text).unwrap();
        assert_eq!(all[0].1.parts(), [Deliverable::Scripts]);
        assert_eq!(all[0].1.stack_names["a/b"], "c");
    }

    #[test]
    fn the_least_recently_used_workspace_is_forgotten() {
        let mut all = vec![];
        for id in 0..60 {
            all = with(all, id, KeptChoices::default());
        }
        all = with(all, 20, KeptChoices::new(&[Deliverable::Sceptre], true, BTreeMap::new()));
        assert_eq!((all.len(), all[0].0, all.last().unwrap().0), (50, 20, 10));
        assert_eq!(all.iter().filter(|(id, _)| *id == 20).count(), 1);
    }
}
