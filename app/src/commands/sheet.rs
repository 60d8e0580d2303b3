//! The sheet of shortcuts: those of the commands, and those that are of one place alone.

use super::{ENTRIES, Group, Keys, Scope};
use crate::words::{commands, palette, shortcuts as words};

/// The keys of one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Where.
    pub title: &'static str,
    /// What they do.
    pub rows: Vec<Row>,
}

/// Keys, and what they do.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Keys that do the same.
    pub keys: Vec<Keys>,
    /// What.
    pub does: &'static str,
}

/// Keys as they are written for [`Keys::read`], and what they do.
type Written = (&'static [&'static str], &'static str);

/// Those of the editor that are no command: they move in the text, or are of no use without a key.
const IN_EDITOR: [Written; 16] = [
    (&["F3", "Mod-g"], "Go to the next match"),
    (&["Mod-d"], "Select the next of the same"),
    (&["Mod-Shift-l"], "Select all of the same"),
    (&["Mod-Alt-ArrowUp"], "Add a cursor above"),
    (&["Mod-Alt-ArrowDown"], "Add a cursor below"),
    (&["Alt-ArrowUp"], "Move the line up"),
    (&["Alt-ArrowDown"], "Move the line down"),
    (&["Shift-Alt-ArrowUp"], "Copy the line up"),
    (&["Shift-Alt-ArrowDown"], "Copy the line down"),
    (&["Mod-Shift-k"], "Delete the line"),
    (&["Mod-]", "Tab"], "Indent more"),
    (&["Mod-["], "Indent less"),
    (&["Ctrl-Shift-[", "Cmd-Alt-["], "Fold what is here"),
    (&["Ctrl-Shift-]", "Cmd-Alt-]"], "Unfold what is here"),
    (&["Escape"], "Let the next Tab leave the editor"),
    (&["Ctrl-m", "Shift-Alt-m"], "Let Tab always leave the editor, or indent again"),
];

const IN_FILES: [Written; 4] = [
    (&["ArrowUp", "ArrowDown"], "Go up or down"),
    (&["ArrowLeft", "ArrowRight"], "Close or open a folder"),
    (&["Enter", "Space"], "Open the file"),
    (&["Shift-F10"], "Open the menu"),
];

const IN_FORMS: [Written; 3] = [
    (&["ArrowUp", "ArrowDown"], "A number: one step more or less"),
    (&["Alt-ArrowUp", "Alt-ArrowDown"], "An item of a list: move it up or down"),
    (&["Mod-Enter"], "YAML: take over what is written"),
];

const IN_RENDERED: [Written; 1] = [(&["Enter"], "Go to where the line comes from")];

const IN_COMPARE: [Written; 2] =
    [(&["F7", "n"], "Next change"), (&["Shift-F7", "p"], "Previous change")];

/// All keys, place by place. Of the editor's, those that it `has`: none where it is not there.
pub fn sections(mac: bool, has: &[String]) -> Vec<Section> {
    let has: Vec<Keys> = has.iter().map(|keys| Keys::read(keys, mac)).collect();
    let of = |scope: Scope, more: &[Written]| -> Vec<Row> {
        let mine = ENTRIES.iter().filter(|entry| entry.scope == scope);
        let mine = mine.map(|entry| (entry.keys, commands::name(entry.command).0));
        mine.chain(more.iter().copied())
            .map(|(keys, does)| {
                let keys = keys.iter().map(|keys| Keys::read(keys, mac));
                let keys = keys.filter(|keys| scope != Scope::Editor || has.contains(keys));
                Row { keys: distinct(keys), does: does.trim_end_matches('…') }
            })
            .filter(|row| !row.keys.is_empty())
            .collect()
    };
    let plain = |all: &[Written]| -> Vec<Row> {
        let row = |(keys, does): &Written| Row {
            keys: keys.iter().map(|keys| Keys::read(keys, mac)).collect(),
            does,
        };
        all.iter().map(row).collect()
    };
    let signs = Group::ALL.iter().map(|(group, sign, _)| Row {
        keys: vec![Keys::read(&sign.to_string(), mac)],
        does: palette::group(*group),
    });
    vec![
        Section { title: words::PAGE, rows: of(Scope::Page, &[]) },
        Section { title: words::FILES, rows: of(Scope::Files, &IN_FILES) },
        Section { title: words::FORMS, rows: plain(&IN_FORMS) },
        Section { title: words::RENDERED, rows: plain(&IN_RENDERED) },
        Section { title: words::COMPARE, rows: plain(&IN_COMPARE) },
        Section { title: words::PALETTE, rows: signs.collect() },
        // Last, as it is long: the sheet breaks it over its columns.
        Section { title: words::EDITOR, rows: of(Scope::Editor, &IN_EDITOR) },
    ]
    .into_iter()
    .filter(|section| !section.rows.is_empty())
    .collect()
}

fn distinct(keys: impl Iterator<Item = Keys>) -> Vec<Keys> {
    let mut all: Vec<Keys> = vec![];
    for one in keys {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_a_command_is_on_the_sheet() {
        let keys = ENTRIES.iter().flat_map(|entry| entry.keys);
        let has: Vec<_> = keys.map(|keys| (*keys).to_owned()).collect();
        let all = sections(false, &has);
        let rows: Vec<_> = all.iter().flat_map(|section| &section.rows).collect();
        for entry in ENTRIES.iter().filter(|entry| !entry.keys.is_empty()) {
            let does = commands::name(entry.command).0.trim_end_matches('…');
            assert!(rows.iter().any(|row| row.does == does), "{}", entry.id);
        }
    }

    #[test]
    fn what_the_editor_does_not_have_is_not_said() {
        let has = ["Mod-z".to_owned(), "Mod-Shift-z".to_owned(), "Cmd-Alt-[".to_owned()];
        let all = sections(true, &has);
        let editor = all.iter().find(|section| section.title == words::EDITOR).unwrap();
        let said: Vec<_> =
            editor.rows.iter().map(|row| (row.does, row.keys[0].short(true))).collect();
        let wanted = [("Undo typing", "⌘Z"), ("Redo typing", "⇧⌘Z"), ("Fold what is here", "⌥⌘[")];
        assert!(sections(true, &[]).iter().all(|section| section.title != words::EDITOR));
        assert_eq!(said, wanted.map(|(does, keys)| (does, keys.to_owned())));
    }
}
