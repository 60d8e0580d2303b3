//! The data of the shortcuts dialog: the keys of all commands, and the keys of single panes.

use super::{COMMANDS, Group, Keys, Scope};
use crate::words::commands::{palette, shortcuts as words};

/// The keys that work in one part of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The name of the part.
    pub title: &'static str,
    /// The keys.
    pub rows: Vec<ShortcutRow>,
}

/// The keys of an action.
#[derive(Clone, Debug, PartialEq)]
pub struct ShortcutRow {
    /// Alternative keys for the same action.
    pub keys: Vec<Keys>,
    /// The name of the action.
    pub does: &'static str,
}

/// All keys, by part of the page. Of the editor's keys, only those it `has` are included; `None` if no editor is
/// mounted.
pub fn sections(mac: bool, has: &[String]) -> Vec<Section> {
    let has: Vec<Keys> = has.iter().map(|keys| Keys::read(keys, mac)).collect();
    let of = |scope: Scope, more: &[words::Written]| -> Vec<ShortcutRow> {
        let mine = COMMANDS.iter().filter(|command| command.scope == scope);
        let mine = mine.map(|command| (command.keys, command.name));
        mine.chain(more.iter().copied())
            .map(|(keys, does)| {
                let keys = Keys::all(keys, mac).into_iter();
                let keys = keys.filter(|keys| scope != Scope::Editor || has.contains(keys));
                ShortcutRow { keys: distinct(keys), does: does.trim_end_matches('…') }
            })
            .filter(|row| !row.keys.is_empty())
            .collect()
    };
    let plain = |all: &[words::Written]| -> Vec<ShortcutRow> {
        let row = |(keys, does): &words::Written| ShortcutRow { keys: Keys::all(keys, mac), does };
        all.iter().map(row).collect()
    };
    let signs = Group::ALL.iter().map(|(group, sign, _)| ShortcutRow {
        keys: vec![Keys::read(&sign.to_string(), mac)],
        does: palette::group(*group),
    });
    vec![
        Section { title: words::PAGE, rows: of(Scope::Page, &[]) },
        Section { title: words::OUTSIDE_TEXT, rows: of(Scope::OutsideText, &[]) },
        Section { title: words::FILES, rows: of(Scope::Files, &words::IN_FILES) },
        Section { title: words::PROBLEMS, rows: plain(&words::IN_PROBLEMS) },
        Section { title: words::FORMS, rows: plain(&words::IN_FORMS) },
        Section { title: words::RENDERED, rows: plain(&words::IN_RENDERED) },
        Section { title: words::COMPARE, rows: plain(&words::IN_COMPARE) },
        Section { title: words::PALETTE, rows: signs.collect() },
        // Last because it is long: the dialog breaks it over its columns.
        Section { title: words::EDITOR, rows: of(Scope::Editor, &words::IN_EDITOR) },
    ]
    .into_iter()
    .filter(|section| !section.rows.is_empty())
    .collect()
}

fn distinct(keys: impl Iterator<Item = Keys>) -> Vec<Keys> {
    let mut all: Vec<Keys> = vec![];
    for key in keys {
        if !all.contains(&key) {
            all.push(key);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_a_command_is_on_the_sheet() {
        let keys = COMMANDS.iter().flat_map(|command| command.keys);
        let has: Vec<_> = keys.map(|keys| (*keys).to_owned()).collect();
        let all = sections(false, &has);
        let rows: Vec<_> = all.iter().flat_map(|section| &section.rows).collect();
        for command in COMMANDS.iter().filter(|command| !command.keys.is_empty()) {
            let does = command.name.trim_end_matches('…');
            assert!(rows.iter().any(|row| row.does == does), "{}", command.id);
        }
    }

    #[test]
    fn only_keys_of_the_editor_are_listed() {
        let has = ["Mod-z".to_owned(), "Mod-Shift-z".to_owned(), "Cmd-Alt-[".to_owned()];
        let all = sections(true, &has);
        let editor = all.iter().find(|section| section.title == words::EDITOR).unwrap();
        let said: Vec<_> =
            editor.rows.iter().map(|row| (row.does, row.keys[0].short(true))).collect();
        let wanted = [("Undo typing", "⌘Z"), ("Redo typing", "⇧⌘Z"), ("Fold", "⌥⌘[")];
        assert!(sections(true, &[]).iter().all(|section| section.title != words::EDITOR));
        assert_eq!(said, wanted.map(|(does, keys)| (does, keys.to_owned())));
    }
}
