use cyclotron_core::silence::Silencer;
use cyclotron_core::{File, starters};

use super::*;
use crate::session::answer::reply_about;

const SCHEMA: &str = "schema/schema.yaml";
const MANIFEST: &str = "infrastructure/manifest.yaml";

/// The environment of the ready workspace. Its schema has an unused input with a comment that silences the
/// finding.
fn bundle() -> Bundle {
    let mut bundle = starters::ready_workspace().bundles.remove(0);
    let file = bundle.files.iter_mut().find(|file| file.path == SCHEMA).unwrap();
    let text = file.text().unwrap().replacen(
        "      properties:\n",
        "      properties:\n        unread: {type: string, default: a} # cyclotron-ignore: unused-input\n",
        1,
    );
    *file = File::new(SCHEMA, text);
    bundle
}

fn look(session: Session) {
    let reply = session.workspace.with_untracked(reply_about);
    session.analyzed(reply, session.revisions.text.get_untracked());
}

/// The numbers of problems that are listed, that are silenced, and that held rules would silence.
fn counts(session: Session) -> (usize, usize, usize) {
    (
        session.analysis.with_untracked(|analysis| analysis.diagnostics.len()),
        session.silence.silenced.with_untracked(Vec::len),
        session.silence.pending.with_untracked(|pending| pending.silenced.len()),
    )
}

fn opened() -> (Session, Bundle) {
    let session = Session::new(None);
    session.workspace.set(Workspace::default());
    let bundle = session.add_all(vec![bundle()]).remove(0);
    look(session);
    (session, bundle)
}

#[test]
fn the_rules_of_an_opened_bundle_apply_once_they_are_seen() {
    Owner::new().with(|| {
        let (session, bundle) = opened();
        assert_eq!(counts(session), (1, 0, 1));
        session.silence.pending.with_untracked(|pending| {
            assert_eq!(pending.bundles, std::slice::from_ref(&bundle.name));
            assert!(matches!(pending.silenced[0].by, Silencer::Line { .. }));
        });
        session.duplicate(&bundle.name);
        look(session);
        assert_eq!(counts(session), (2, 0, 2));
        session.apply_held_rules();
        assert_eq!(counts(session), (0, 2, 0));
        look(session);
        assert_eq!(counts(session), (0, 2, 0));
    });
}

/// Another tab, a reload and the history hold what the state held.
#[test]
fn a_restored_state_holds_its_bundles() {
    Owner::new().with(|| {
        let (session, bundle) = opened();
        let before = session.snapshot();
        assert_eq!(
            session.workspace.with_untracked(|open| session.silence.held_in(open)),
            [bundle.id]
        );
        session.apply_held_rules();
        assert!(session.workspace.with_untracked(|open| session.silence.held_in(open)).is_empty());
        session.resume(before.clone());
        look(session);
        assert_eq!(counts(session), (1, 0, 1));
        let other = Session::new(Some(before));
        look(other);
        assert_eq!(counts(other), (1, 0, 1));
    });
}

/// Comments that the user writes apply at once.
#[test]
fn a_bundle_without_rules_is_not_held() {
    Owner::new().with(|| {
        let session = Session::new(None);
        session.workspace.set(Workspace::default());
        let plain = starters::ready_workspace().bundles.remove(0);
        let plain = session.add_all(vec![plain]).remove(0);
        look(session);
        session.typed(&plain.id(SCHEMA), bundle().text(SCHEMA).unwrap().to_owned());
        look(session);
        assert_eq!(counts(session), (0, 1, 0));
    });
}

#[test]
fn refusals_are_listed_though_they_are_silenced() {
    Owner::new().with(|| {
        let (session, bundle) = opened();
        let id = bundle.id(MANIFEST);
        let broken = bundle.text(MANIFEST).unwrap().replace("      rendering_engine: jinja\n", "");
        let comment = "# cyclotron-ignore-file: missing-rendering-engine\n";
        session.typed(&id, format!("{comment}{broken}"));
        look(session);
        let all = session.refusals(&bundle.name);
        let is_listed = |session: Session| {
            session.analysis.with_untracked(|analysis| {
                analysis.diagnostics.iter().any(|problem| problem.file == id)
            })
        };
        assert!(is_listed(session) && all.iter().any(|problem| problem.file == id), "{all:?}");
        session.apply_held_rules();
        look(session);
        assert!(!is_listed(session));
        assert_eq!(session.refusals(&bundle.name), all);
    });
}

#[test]
fn an_ignored_problem_is_silenced_in_one_step() {
    Owner::new().with(|| {
        let (session, bundle) = opened();
        let first = |session: Session| {
            session.analysis.with_untracked(|analysis| analysis.diagnostics[0].clone())
        };
        let problem = first(session);
        let id = bundle.id(SCHEMA);
        session.typed(
            &id,
            bundle.text(SCHEMA).unwrap().replace(" # cyclotron-ignore: unused-input", ""),
        );
        look(session);
        assert_eq!(counts(session), (1, 0, 0));
        let edit =
            session.workspace.with_untracked(|open| cyclotron_core::ignore(open, &first(session)));
        session.ignored(&problem, edit);
        look(session);
        assert_eq!(counts(session), (0, 1, 0));
        let text =
            session.workspace.with_untracked(|open| open.file(&id)?.text().map(str::to_owned));
        assert_eq!(text.as_deref(), bundle.text(SCHEMA));
        session.undo_last();
        look(session);
        assert_eq!(counts(session), (1, 0, 0));
        session.ignored(&problem, None);
        let said = session.notices.with_untracked(|notices| notices.last().cloned()).unwrap();
        assert!(said.message.starts_with("No comment can silence unused-input"), "{said:?}");
    });
}

#[test]
fn configurations_are_found_around_bundles() {
    let bundle = |id, name: &str, top: &str| Bundle {
        id: BundleId(id),
        name: name.into(),
        top_folder: Some(top.into()),
        ..Bundle::default()
    };
    let bundles =
        vec![bundle(1, "a", "repo/a"), bundle(2, "b", "repo/b/v1"), bundle(3, "c", "repo/c")];
    let files = ["repo/.cyclotron.yaml", "repo/b/.cyclotron.yaml", "repo/x.cyclotron.yaml"];
    let beside = Beside {
        name: "repo".into(),
        bundles: vec![BundleId(1), BundleId(2)],
        files: files.map(|path| File::new(path, "")).into(),
    };
    let workspace = Workspace { bundles };
    let found = configurations(&workspace, [((), &beside)]);
    let places: Vec<_> =
        found.iter().map(|configuration| (&*configuration.bundle, &*configuration.path)).collect();
    assert_eq!(places, [("b", files[1]), ("a", files[0]), ("b", files[0])]);
}
