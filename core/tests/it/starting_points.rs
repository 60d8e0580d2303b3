//! Each starting point is whole, and nothing is wrong with it, whatever is filled in.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::sample;
use crate::common::variations::{pairs, variations};
use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SPEC};
use cyclotron_core::starters::{Preview, Starter, StartingPoint, bundles, preview};
use cyclotron_core::{Bundle, Diagnostic, Kind, Workspace, analyze, archive, starters};

fn new(point: StartingPoint) -> Bundle {
    Starter::Point(point).bundle(point.name(), &Workspace::default())
}

#[test]
fn each_is_what_its_folder_holds() {
    for point in StartingPoint::ALL {
        let is_ready = point.name().starts_with("item-api");
        let rooms = if is_ready { "samples" } else { "src/starters/gallery" };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(rooms).join(point.name());
        let bundle = new(point);
        let mut files = crate::common::bundle(&folder, "").files;
        // Outputs of other stacks are in no folder; they are made up when a bundle is opened.
        let made_up = bundle.files.iter().filter(|file| file.path == SAMPLE_OUTPUTS);
        if point == StartingPoint::SharedNetwork {
            files.extend(made_up.cloned());
            files.sort_by(|a, b| a.path.cmp(&b.path));
        }
        assert_eq!(bundle.files, files, "{point:?}");
        assert_eq!(bundle.top_folder.as_deref(), Some(point.name()));
    }
}

#[test]
fn each_is_of_its_kind() {
    for point in StartingPoint::ALL {
        let kind = new(point).kind();
        assert_eq!(kind.is_environment(), point.is_environment(), "{point:?}");
        let is_customers = point == StartingPoint::SharedNetwork;
        assert_eq!(kind == Kind::CustomerManagedEnvironment, is_customers, "{point:?}");
    }
}

#[test]
fn starting_points_have_no_problems_alone_or_in_the_first_workspace() {
    for point in StartingPoint::ALL {
        for mut workspace in [Workspace::default(), starters::ready_workspace()] {
            let name = free_name(point, &workspace);
            let bundle = Starter::Point(point).bundle(&name, &workspace);
            workspace.bundles.push(bundle);
            whole(&workspace, &format!("{point:?}"));
        }
    }
}

/// A name that is free.
fn free_name(point: StartingPoint, workspace: &Workspace) -> String {
    let name = point.name();
    if workspace.bundle(name).is_some() { format!("{name}-2") } else { name.to_owned() }
}

/// Nothing is found, and all is rendered.
fn whole(workspace: &Workspace, what: &str) {
    let analysis = analyze(workspace);
    assert_eq!(analysis.diagnostics, Vec::<Diagnostic>::new(), "{what}");
    let bundle = analysis.bundles.last().unwrap();
    assert!(bundle.renderings.iter().all(|one| one.is_complete), "{what}");
    let has_template = bundle.kind != Kind::CustomerManagedEnvironment;
    assert_eq!(!bundle.renderings.is_empty(), has_template, "{what}");
}

#[test]
fn suggested_bundles_work_together_under_any_name() {
    for (service, environment) in pairs() {
        assert!(environment.goes_with().contains(&service));
        let called = [(environment, "net-of-ours"), (service, "shop")];
        let wanted = called.map(|(point, name)| (Starter::Point(point), name.to_owned()));
        let workspace = Workspace { bundles: bundles(&wanted, &Workspace::default()) };
        whole(&workspace, &format!("{service:?} in {environment:?}"));
        // The outputs are those that this environment declares, and no others.
        let analysis = analyze(&workspace);
        let outputs = &analysis.bundles[1].outputs[0];
        assert!(!outputs.fields.is_empty());
        for field in &outputs.fields {
            let help = format!("{:?}", field.help);
            assert!(help.contains("Declared by net-of-ours."), "{service:?}: {}", field.label);
        }
    }
}

#[test]
fn the_environment_is_named_where_one_is_open_that_fits() {
    let network = (Starter::Point(StartingPoint::VpcEnvironment), "ours".to_owned());
    let mut workspace = starters::ready_workspace();
    workspace.bundles.extend(bundles(&[network], &workspace));
    let service = Starter::Point(StartingPoint::QueueWorker).bundle("worker", &workspace);
    assert!(service.text(SPEC).unwrap().contains("environment: \"ours\""));
    let registration = service.text(".template-registration.yaml").unwrap();
    assert!(registration.contains("- ours:1\n") && registration.contains("- shared-network:1"));
}

#[test]
fn each_opens_again_as_it_was_packed() {
    for point in StartingPoint::ALL {
        let mut bundle = new(point);
        bundle.pack_sample = true;
        let mut opened = archive::unpack("x.tar.gz", &archive::pack(&bundle)).unwrap();
        opened.pack_sample = true;
        opened.name.clone_from(&bundle.name);
        assert_eq!(opened, bundle, "{point:?}");
    }
}

#[test]
fn nothing_is_wrong_with_what_else_can_be_filled_in() {
    for point in StartingPoint::ALL {
        let all = variations(point);
        crate::common::say(&format!(
            "starting points: {} in {} variations",
            point.name(),
            all.len()
        ));
        assert!(all.len() > 2, "{point:?}");
        for (what, workspace) in all {
            whole(&workspace, &format!("{point:?}: {what}"));
        }
    }
}

#[test]
fn cfn_lint_finds_nothing() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("starting_points");
    fs::create_dir_all(&folder).unwrap();
    let mut texts = BTreeSet::new();
    for (_, workspace) in StartingPoint::ALL.into_iter().flat_map(variations) {
        let analysis = analyze(&workspace);
        let renderings = analysis.bundles.into_iter().flat_map(|bundle| bundle.renderings);
        texts.extend(renderings.map(|one| one.text.unwrap()));
    }
    let write = |(at, text)| {
        let file = folder.join(format!("{at}.yaml"));
        fs::write(&file, text).unwrap();
        file
    };
    let texts = sample("cfn-lint over starting points", texts.into_iter().collect(), 24);
    let files: Vec<PathBuf> = texts.into_iter().enumerate().map(write).collect();
    crate::common::cfn_lint(&files);
}

#[test]
fn a_preview_tells_what_is_created_and_asked() {
    let shown: String = StartingPoint::ALL
        .map(|point| {
            let Preview { kind, sections, files } = preview(Starter::Point(point));
            assert_eq!(files, new(point).files);
            let mut shown = format!("# {}: {}\n", point.name(), kind.noun());
            for section in sections {
                let resources: Vec<_> = section
                    .resources
                    .iter()
                    .map(|(kind, count)| format!("{count} {kind}"))
                    .collect();
                let inputs: Vec<_> = section
                    .inputs
                    .iter()
                    .map(|one| format!("{}{}", one.label, if one.required { " *" } else { "" }))
                    .collect();
                let (target, resources) = (section.target, resources.join(", "));
                let inputs = inputs.join(", ");
                let _ = writeln!(shown, "{target:?}\n  creates {resources}\n  asks {inputs}");
            }
            shown
        })
        .join("\n");
    insta::assert_snapshot!(shown);
}

#[test]
fn a_kind_has_a_preview_as_well() {
    for beginning in Starter::KINDS {
        let preview = preview(beginning);
        assert!(!preview.files.is_empty() && !preview.sections.is_empty(), "{beginning:?}");
    }
}
