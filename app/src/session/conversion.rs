//! Converts bundles from the layout of Proton's preview.

use std::collections::HashMap;

use cyclotron_core::{Bundle, Conversion};
use cyclotron_worker::calls::Convert;
use leptos::prelude::*;

use super::{Move, Session, Undo};
use crate::app::SharedEngine;
use crate::words::session as words;

impl Session {
    /// Converts the bundle called `name`, which changes paths and texts of files, and shows a notice with Undo.
    pub fn convert(&self, engine: SharedEngine, name: &str) {
        let bundle = self.workspace.with_untracked(|open| open.bundle(name).cloned());
        let Some(bundle) = bundle else { return };
        let (session, before) = (*self, bundle.clone());
        let done = move |conversion: Option<Option<Conversion>>| match conversion.flatten() {
            Some(conversion) => session.converted(before, conversion),
            None => session.say(words::LOOK_AGAIN),
        };
        engine.with_value(|engine| engine.call_then(Convert(bundle), done));
    }

    fn converted(&self, before: Bundle, conversion: Conversion) {
        let Conversion { bundle: after, moved } = conversion;
        let is_unchanged = |now: &Bundle| *now == before;
        if !self
            .workspace
            .with_untracked(|open| open.bundle_by_id(before.id).is_some_and(is_unchanged))
        {
            return self.say(words::LOOK_AGAIN);
        }
        self.put_bundle(after.clone(), moved.iter().cloned().collect());
        let back = moved.into_iter().map(|(from, to)| (to, from)).collect();
        let message = words::converted(&before.name);
        let undo = Undo::BundleState { before: Box::new(before), after: Box::new(after), back };
        self.tell_with(message, None, Some(undo));
    }

    /// Gives an open bundle an earlier state again, or opens it again. `time` is shown as the time of that state.
    pub fn restore_bundle(&self, mut earlier: Bundle, time: &str) {
        let now = self.workspace.with_untracked(|open| open.bundle_by_id(earlier.id).cloned());
        let Some(now) = now else {
            let message = words::restored_bundle(&earlier.name, time);
            self.insert_again(usize::MAX, earlier);
            return self.tell(message, None);
        };
        // The name and the options of the download stay, as only the contents are restored.
        earlier.name.clone_from(&now.name);
        earlier.top_folder.clone_from(&now.top_folder);
        earlier.pack_sample = now.pack_sample;
        if earlier == now {
            return self.tell(words::same_as(&now.name, time), None);
        }
        self.put_bundle(earlier.clone(), HashMap::new());
        let message = words::restored_bundle(&now.name, time);
        let (before, after) = (Box::new(now), Box::new(earlier));
        self.tell_with(
            message,
            None,
            Some(Undo::BundleState { before, after, back: HashMap::new() }),
        );
    }

    /// Undoes a conversion or a restoration. If the bundle has changed since, shows why not and returns false.
    pub(super) fn convert_back(
        &self,
        mut before: Bundle,
        mut after: Bundle,
        back: HashMap<String, String>,
    ) -> bool {
        let now = self.workspace.with_untracked(|open| open.bundle_by_id(after.id).cloned());
        let Some(now) = now else {
            self.not_undone(words::CLOSED);
            return false;
        };
        // The bundle's name and the selected sample may have changed since without preventing Undo.
        for bundle in [&mut before, &mut after] {
            bundle.name.clone_from(&now.name);
            bundle.top_folder.clone_from(&now.top_folder);
            bundle.pack_sample = now.pack_sample;
        }
        after.sample.clone_from(&now.sample);
        if now != after {
            self.tell(
                words::not_undone(&words::changed(&now.name)),
                Some(words::CHANGED_HELP.into()),
            );
            return false;
        }
        self.put_bundle(before, back);
        true
    }

    /// Replaces an open bundle by another state of it. `paths` maps the old paths of its files to the new ones.
    fn put_bundle(&self, bundle: Bundle, paths: HashMap<String, String>) {
        let name = bundle.name.clone();
        self.follow(&Move::Files { bundle: name.clone(), paths: paths.clone() });
        let before = self.workspace.with_untracked(|open| open.bundle(&name).cloned());
        let before = before.unwrap_or_default();
        let replaced: Vec<_> = (before.files.iter())
            .filter_map(|file| {
                let path = paths.get(&file.path).unwrap_or(&file.path);
                let text = file.text()?;
                (bundle.text(path)? != text).then(|| (bundle.id(path), text.to_owned()))
            })
            .collect();
        let first = super::first_file(&bundle);
        self.update_bundle(&name, |open| *open = bundle);
        self.send_replaced(replaced, None);
        let is_gone = self.selected.with_untracked(|selected| {
            let is_file = |id| self.workspace.with_untracked(|open| open.file(id).is_some());
            selected.as_ref().is_some_and(|id| id.bundle == name && !is_file(id))
        });
        if is_gone {
            self.selected.set(first);
        }
    }
}
