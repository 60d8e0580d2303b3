use cyclotron_core::bundle::SPEC;
use cyclotron_core::{Content, Workspace};

use super::*;

const TEMPLATE: &str = "infrastructure/cloudformation.yaml";
const BINARY: [u8; 3] = [0, 0xff, 1];

/// A session with a bundle that has a text with a byte-order mark and CRLF, and a binary file.
fn session() -> Session {
    let mut files = vec![
        File::new(TEMPLATE, "\u{feff}a: 1\r\n"),
        File::new("infrastructure/manifest.yaml", ""),
        File::new("schema/schema.yaml", "schema"),
        File::new(SPEC, "first"),
        File::new("spec/prod.yaml", "second"),
    ];
    files.insert(
        1,
        File { path: "infrastructure/logo".into(), content: Content::Binary(BINARY.into()) },
    );
    let top_folder = Some("old/v1".to_owned());
    let mut bundle = Bundle { name: "old".into(), top_folder, files, ..Bundle::default() };
    bundle.sort();
    let session = Session::new(None);
    session.workspace.set(Workspace { bundles: vec![bundle] });
    session.selected.set(Some(id(TEMPLATE)));
    session
}

fn id(path: &str) -> FileId {
    FileId { bundle: "old".into(), path: path.into() }
}

fn open(session: Session) -> Workspace {
    session.workspace.get_untracked()
}

fn said(session: Session) -> String {
    session
        .notices
        .with_untracked(|all| all.last().map(|notice| notice.message.clone()))
        .unwrap_or_default()
}

fn with_session(test: impl FnOnce(Session)) {
    Owner::new().with(|| test(session()));
}

#[test]
fn a_folder_is_deleted_and_comes_back_exactly() {
    with_session(|session| {
        let before = open(session);
        session.delete(&id("infrastructure"));
        assert_eq!(said(session), "Deleted infrastructure with 3 files.");
        assert_eq!(open(session).bundles[0].files.len(), 3);
        assert_eq!(session.selected.get_untracked(), Some(id("schema/schema.yaml")));
        session.undo_last();
        assert_eq!(open(session), before);
        assert_eq!(session.selected.get_untracked(), Some(id(TEMPLATE)));
        assert!(session.notices.with_untracked(Vec::is_empty));
    });
}

#[test]
fn undo_of_a_deletion_does_not_overwrite_a_new_file() {
    with_session(|session| {
        session.delete(&id(TEMPLATE));
        session.new_file(&id(TEMPLATE));
        session.typed(&id(TEMPLATE), "new".into());
        let before = open(session);
        let deletion = session.notices.with_untracked(|all| all[0].id);
        session.undo(deletion);
        assert_eq!(open(session), before);
        assert!(said(session).contains("already exists"), "{}", said(session));
        // Undo can be retried.
        session.move_to(&id(TEMPLATE), "infrastructure/other.yaml");
        session.undo(deletion);
        let now = open(session);
        assert_eq!(now.bundles[0].text(TEMPLATE), Some("\u{feff}a: 1\r\n"));
        assert_eq!(now.bundles[0].text("infrastructure/other.yaml"), Some("new"));
    });
}

#[test]
fn files_move_with_all_that_hangs_on_them_and_back() {
    with_session(|session| {
        let before = open(session);
        let events = session.events.record();
        session.move_to(&id("infrastructure"), "deep/er");
        let to = id("deep/er/cloudformation.yaml");
        assert_eq!(session.selected.get_untracked(), Some(to.clone()));
        // The moved folder gets the focus and stays collapsed.
        let Event::Moved(change) = events.borrow()[0].clone() else { panic!("{events:?}") };
        assert_eq!(change.of(&id("infrastructure")), Some(id("deep/er")));
        assert_eq!(change.of(&id("schema")), None);
        assert_eq!(events.borrow()[1], Event::Item { item: id("deep/er"), focus: true });
        session.typed(&to, "typed".into());
        session.undo_last();
        let now = open(session);
        assert_eq!(now.bundles[0].text(TEMPLATE), Some("typed"));
        session.typed(&id(TEMPLATE), "\u{feff}a: 1\r\n".into());
        assert_eq!(open(session), before);
        assert_eq!(session.selected.get_untracked(), Some(id(TEMPLATE)));
    });
}

#[test]
fn the_chosen_sample_stays_chosen() {
    with_session(|session| {
        let chosen = || open(session).bundles[0].spec().to_owned();
        session.move_to(&id(SPEC), "spec/dev.yaml");
        assert_eq!(chosen(), "spec/dev.yaml");
        session.undo_last();
        assert_eq!(chosen(), SPEC);
        session.use_sample("old", "spec/prod.yaml");
        session.move_to(&id("spec"), "samples");
        assert_eq!(chosen(), SPEC);
        session.undo_last();
        assert_eq!(chosen(), "spec/prod.yaml");
    });
}

#[test]
fn a_file_that_was_made_goes_and_what_was_typed_into_it_can_come_back() {
    with_session(|session| {
        let before = open(session);
        session.new_file(&id("README.md"));
        session.undo_last();
        assert_eq!(open(session), before);
        assert!(session.notices.with_untracked(Vec::is_empty));
        session.new_file(&id("README.md"));
        session.typed(&id("README.md"), "typed".into());
        session.undo_last();
        assert_eq!(open(session), before);
        session.undo_last();
        assert_eq!(open(session).bundles[0].text("README.md"), Some("typed"));
    });
}

#[test]
fn a_copy_is_beside_its_file() {
    with_session(|session| {
        session.duplicate_file(&id("infrastructure/logo"));
        session.duplicate_file(&id("infrastructure/logo"));
        let now = open(session);
        for path in ["infrastructure/logo-copy", "infrastructure/logo-copy-2"] {
            assert_eq!(now.bundles[0].file(path).map(File::bytes), Some(&BINARY[..]));
        }
        let paths = Paths::default();
        for (path, copy) in [
            ("a.b/c", "a.b/c-copy"),
            ("a/.hidden", "a/.hidden-copy"),
            ("spec/prod.yaml", "spec/prod-copy.yaml"),
        ] {
            assert_eq!(path_of_copy(path, &paths).as_deref(), Some(copy));
        }
    });
}

#[test]
fn all_that_hangs_on_a_bundles_name_follows() {
    with_session(|session| {
        let before = open(session);
        let new = |path: &str| FileId { bundle: "new".into(), path: path.into() };
        let events = session.events.record();
        session.delete(&id(SPEC));
        session.rename_bundle("old", "new");
        assert_eq!(open(session).bundles[0].top_folder.as_deref(), Some("new/v1"));
        assert_eq!(session.selected.get_untracked(), Some(new(TEMPLATE)));
        let change = Move::Bundle { from: "old".into(), to: "new".into() };
        assert_eq!(change.of(&id("schema")), Some(new("schema")));
        assert!(events.borrow().contains(&Event::Moved(change)));
        // The bundle had another name when the file was deleted.
        let deletion = session.notices.with_untracked(|all| all[0].id);
        session.undo(deletion);
        assert_eq!(open(session).bundles[0].text(SPEC), Some("first"));
        session.undo_last();
        assert_eq!(open(session), before);
    });
}

#[test]
fn names_of_bundles_stay_unique() {
    with_session(|session| {
        session.duplicate("old");
        let names =
            || open(session).bundles.iter().map(|bundle| bundle.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(), ["old", "old-copy"]);
        assert_eq!(open(session).bundles[1].top_folder.as_deref(), Some("old-copy/v1"));
        session.close("old");
        session.rename_bundle("old-copy", "old");
        let closing = session.notices.with_untracked(|all| all[0].clone());
        assert_eq!(closing.message, "Closed old.");
        session.undo(closing.id);
        assert_eq!(names(), ["old-2", "old"]);
        // The previous name has been taken in the meantime.
        session.rename_bundle("old-2", "old-copy");
        session.rename_bundle("old", "other");
        session.rename_bundle("old-copy", "old");
        session.undo_last();
        assert_eq!(names(), ["old-copy", "other"]);
    });
}
