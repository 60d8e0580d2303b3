//! A new bundle of each kind is whole, and nothing is wrong with it.

use cyclotron_core::bundle::MANIFEST;
use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SPEC};
use cyclotron_core::starters::Starter;
use cyclotron_core::{Bundle, Diagnostic, Kind, Part, Workspace, analyze, archive, starters};

/// Beside nothing, and beside all that is open at a first visit.
fn workspaces(beginning: Starter) -> [Workspace; 2] {
    [Workspace::default(), starters::ready_workspace()].map(|mut workspace| {
        let bundle = beginning.bundle("my-template", &workspace);
        workspace.bundles.push(bundle);
        workspace
    })
}

fn new(beginning: Starter) -> Bundle {
    beginning.bundle("my-template", &Workspace::default())
}

#[test]
fn each_is_of_its_kind() {
    let kinds = Starter::KINDS.map(|beginning| {
        let bundle = new(beginning);
        (bundle.kind(), bundle.parts())
    });
    assert_eq!(
        kinds,
        [
            (Kind::Environment, vec![Part::Environment]),
            (Kind::Service, vec![Part::Instance]),
            (Kind::Service, vec![Part::Instance, Part::Pipeline]),
            (Kind::Component, vec![Part::Component]),
            (Kind::CustomerManagedEnvironment, vec![]),
        ]
    );
}

#[test]
fn nothing_is_wrong_and_all_renders() {
    for beginning in Starter::KINDS {
        for workspace in workspaces(beginning) {
            let analysis = analyze(&workspace);
            assert_eq!(analysis.diagnostics, Vec::<Diagnostic>::new(), "{beginning:?}");
            let bundle = analysis.bundles.last().unwrap();
            assert_eq!(bundle.renderings.len(), new(beginning).parts().len(), "{beginning:?}");
            assert!(bundle.renderings.iter().all(|one| one.is_complete), "{beginning:?}");
        }
    }
}

#[test]
fn each_has_samples_which_stay_out_of_the_archive_and_opens_again() {
    for beginning in Starter::KINDS {
        let mut bundle = new(beginning);
        let opened = archive::unpack("my-template.tar.gz", &archive::pack(&bundle)).unwrap();
        assert!([SPEC, SAMPLE_OUTPUTS].iter().all(|path| bundle.text(path).is_some()));
        bundle.files.retain(|file| ![SPEC, SAMPLE_OUTPUTS].contains(&file.path.as_str()));
        assert_eq!(opened, bundle, "{beginning:?}");
    }
}

#[test]
fn all_manifests_are_one() {
    for bundle in Starter::KINDS.map(new) {
        for part in bundle.parts() {
            assert_eq!(bundle.text(&part.manifest()), Some(MANIFEST));
        }
    }
}
