//! The incremental analysis equals the analysis from scratch, whatever happens to the workspace.

use std::rc::Rc;

use cyclotron_core::assist::{About, AssistRequest, assist};
use cyclotron_core::bundle::{REGISTRATION, SAMPLE_OUTPUTS, SCHEMA, SPEC};
use cyclotron_core::cloudformation::{Finding, Rules, findings};
use cyclotron_core::diagram::{self, Extent};
use cyclotron_core::starters::ready_workspace;
use cyclotron_core::text::{Lines, Span};
use cyclotron_core::{
    Action, Analysis, Analyzer, Bundle, BundleId, Content, Diagnostic, File, FileId, Key, Severity,
    Workspace, analyze, prepare_all, rendered_lines, trace,
};
use proptest::prelude::*;
use proptest::sample::Index;

const ENVIRONMENT_TEMPLATE: &str = "infrastructure/cloudformation.yaml";
const INSTANCE_TEMPLATE: &str = "instance_infrastructure/cloudformation.yaml";

/// Two more instances of the ready service, the second of which equals the first but for its name.
const INSTANCES: &str = "instances:\n  - {name: \"one\", environment: \"e\", spec: {api_path: \"/a\"}}\n  - {name: \"two\", environment: \"e\", spec: {api_path: \"/a\"}}\n";

/// Bundles that read each other: environments of several kinds, services and a component.
fn bundles() -> Vec<Bundle> {
    let mut bundles = ready_workspace().bundles;
    let names =
        ["environment", "service", "component", "customer-managed", "terraform-environment"];
    bundles.extend(names.map(crate::common::fixture));
    let mut second = bundles[0].clone();
    second.rename("item-api-environment-2");
    second.top_folder = Some("item-api-environment/v2".into());
    bundles.push(second);
    prepare_all(&mut bundles, &Workspace::default());
    for (id, bundle) in (1..).zip(&mut bundles) {
        bundle.id = BundleId(id);
    }
    bundles
}

/// Something that happens to the workspace.
#[derive(Clone, Debug)]
enum Step {
    /// Replaces some bytes of a file.
    Edit {
        bundle: Index,
        file: Index,
        at: Index,
        length: usize,
        text: &'static str,
    },
    /// Replaces the first occurrence of a text in a file that other bundles may read.
    Replace {
        bundle: Index,
        path: &'static str,
        old: &'static str,
        new: &'static str,
    },
    /// Sets or removes a value in the spec by its form.
    Change {
        bundle: Index,
        name: &'static str,
        remove: bool,
    },
    /// Returns to an earlier workspace.
    Undo(Index),
    Rename(Index, &'static str),
    Open(Index),
    Close(Index),
    /// Moves the first bundle behind another.
    Reorder(Index),
    /// Removes a file, or adds it again without content.
    Toggle {
        bundle: Index,
        path: &'static str,
    },
    /// Selects another sample.
    Sample {
        bundle: Index,
        sample: &'static str,
    },
    /// Changes the folder that carries the version.
    Version {
        bundle: Index,
        version: &'static str,
    },
}

fn steps(count: usize) -> impl Strategy<Value = Vec<Step>> {
    let index = any::<Index>;
    let texts = prop::sample::select(vec![
        "",
        " ",
        "\n",
        "x",
        "{{ ",
        "}}",
        "{% if",
        "#",
        ": ",
        "é",
        "{{ environment.name }}",
        "{{ environment.outputs.TableName }}",
        "{{ service_instance.inputs.size }}",
        "# cyclotron-ignore: unused-input\n",
    ]);
    let paths = prop::sample::select(vec![
        SCHEMA,
        SPEC,
        SAMPLE_OUTPUTS,
        REGISTRATION,
        ENVIRONMENT_TEMPLATE,
        INSTANCE_TEMPLATE,
        "infrastructure/manifest.yaml",
        "spec/other.yaml",
        "README.md",
        ".cyclotron.yaml",
        "schema/old.yaml",
    ]);
    let replaced = prop::sample::select(vec![
        (ENVIRONMENT_TEMPLATE, "Outputs:\n", "Outputs:\n  More: {Value: written-out}\n"),
        (ENVIRONMENT_TEMPLATE, "Outputs:\n", "Outputs:\n  TableName2: {Value: !Ref Table}\n"),
        (ENVIRONMENT_TEMPLATE, "Name:", "Label:"),
        (ENVIRONMENT_TEMPLATE, "Outputs:", "# Outputs:"),
        (INSTANCE_TEMPLATE, "environment.outputs.", "environment.outputs.No"),
        (SPEC, "environment: ", "environment: item-api-environment-2 #"),
        (SPEC, "environment: ", "environment: item-api-environment #"),
        (SPEC, "instances:", "instances: &a"),
        (SPEC, "instances:\n", INSTANCES),
        (SPEC, "timeout: 5", "timeout: 6"),
        (SPEC, "name: \"dev\"", "name: \"prod\""),
        (SCHEMA, "type: string", "type: integer"),
        (SCHEMA, "default:", "example:"),
        ("infrastructure/manifest.yaml", "cloudformation", "terraform"),
    ]);
    let names =
        || prop::sample::select(vec!["item-api-environment", "environment", "renamed", "another"]);
    let step = prop_oneof![
        6 => (index(), index(), index(), 0usize..30, texts)
            .prop_map(|(bundle, file, at, length, text)| Step::Edit { bundle, file, at, length, text }),
        6 => (index(), replaced)
            .prop_map(|(bundle, (path, old, new))| Step::Replace { bundle, path, old, new }),
        2 => (index(), names(), any::<bool>())
            .prop_map(|(bundle, name, remove)| Step::Change { bundle, name, remove }),
        2 => index().prop_map(Step::Undo),
        2 => (index(), names()).prop_map(|(bundle, name)| Step::Rename(bundle, name)),
        2 => index().prop_map(Step::Open),
        1 => index().prop_map(Step::Close),
        1 => index().prop_map(Step::Reorder),
        2 => (index(), paths).prop_map(|(bundle, path)| Step::Toggle { bundle, path }),
        1 => (index(), prop::sample::select(vec![SPEC, "spec/other.yaml"]))
            .prop_map(|(bundle, sample)| Step::Sample { bundle, sample }),
        1 => (index(), prop::sample::select(vec!["v1", "v2"]))
            .prop_map(|(bundle, version)| Step::Version { bundle, version }),
    ];
    proptest::collection::vec(step, 1..count)
}

/// The name of one of the open bundles; `None` if none is open.
fn name(analyzer: &Analyzer, bundle: Index) -> Option<String> {
    let bundles = &analyzer.workspace().bundles;
    (!bundles.is_empty()).then(|| bundle.get(bundles).name.clone())
}

/// A name that no open bundle has.
fn free(analyzer: &Analyzer, name: &str) -> String {
    let mut free = name.to_owned();
    while analyzer.workspace().bundle(&free).is_some() {
        free.push('2');
    }
    free
}

/// Lets a step happen; one that is impossible changes nothing.
fn take(analyzer: &mut Analyzer, step: &Step, all: &[Bundle], before: &[Workspace]) -> Option<()> {
    match step {
        Step::Edit { bundle, file, at, length, text } => {
            let bundle = name(analyzer, *bundle)?;
            let files = &mut analyzer.bundle_mut(&bundle)?.files;
            let file = (!files.is_empty()).then(|| file.get_mut(files))?;
            let Content::Text(old) = &mut file.content else { return None };
            let start = old.floor_char_boundary(at.index(old.len() + 1));
            let end = old.ceil_char_boundary((start + length).min(old.len()));
            *old = [&old[..start], text, &old[end..]].concat().into();
        }
        Step::Replace { bundle, path, old, new } => {
            let bundle = name(analyzer, *bundle)?;
            let files = &mut analyzer.bundle_mut(&bundle)?.files;
            let file = files.iter_mut().find(|file| file.path == *path)?;
            let Content::Text(text) = &mut file.content else { return None };
            *text = text.replacen(old, new, 1).into();
        }
        Step::Change { bundle, name: value, remove } => {
            let file = FileId { bundle: name(analyzer, *bundle)?, path: SPEC.into() };
            let path = [Key::from("instances"), Key::from(0), Key::from("environment")];
            let action = if *remove { Action::Remove } else { Action::Set((*value).into()) };
            analyzer.apply_change(&file, &path, &action).ok()?;
        }
        Step::Undo(to) => analyzer.set_workspace(to.get(before)),
        Step::Rename(bundle, new) => {
            let new = free(analyzer, new);
            let bundle = name(analyzer, *bundle)?;
            analyzer.bundle_mut(&bundle)?.rename(&new);
        }
        Step::Open(bundle) => {
            let mut bundle = bundle.get(all).clone();
            bundle.name = free(analyzer, &bundle.name);
            analyzer.open(bundle);
        }
        Step::Close(bundle) => {
            let bundle = name(analyzer, *bundle)?;
            analyzer.close(&bundle)?;
        }
        Step::Reorder(to) => {
            let mut workspace = analyzer.workspace().clone();
            let to = to.index(workspace.bundles.len().max(1));
            workspace.bundles.get_mut(..=to)?.rotate_left(1);
            analyzer.set_workspace(&workspace);
        }
        Step::Toggle { bundle, path } => {
            let bundle = name(analyzer, *bundle)?;
            let bundle = analyzer.bundle_mut(&bundle)?;
            let count = bundle.files.len();
            bundle.files.retain(|file| file.path != *path);
            if bundle.files.len() == count {
                bundle.files.push(File::new(*path, ""));
                bundle.sort();
            }
        }
        Step::Sample { bundle, sample } => {
            let bundle = name(analyzer, *bundle)?;
            (*sample).clone_into(&mut analyzer.bundle_mut(&bundle)?.sample);
        }
        Step::Version { bundle, version } => {
            let bundle = name(analyzer, *bundle)?;
            let bundle = analyzer.bundle_mut(&bundle)?;
            bundle.top_folder = Some(format!("{}/{version}", bundle.name));
        }
    }
    Some(())
}

/// A fake of CloudFormation's rules, with a finding at the name of the first resource.
fn validate(text: &str) -> Rc<[Finding]> {
    let at = text.find("Type:").unwrap_or(0);
    Rc::new([Finding {
        property: None,
        instead: None,
        rule: "E3002".into(),
        severity: Severity::Error,
        message: format!("A text of {} bytes.", text.len()),
        help: None,
        span: Some(Span::new(at, (at + 5).min(text.len()))),
        resource: None,
    }])
}

/// The diagrams, and the answers of the editor in the middle of a file, are those from scratch.
fn assert_editor(analyzer: &Analyzer, followed: &Analysis, scratch: &Analysis, at: usize) {
    let fresh = Workspace { bundles: analyzer.workspace().bundles.clone() };
    assert_eq!(
        diagram::workspace(analyzer.workspace(), &followed.diagnostics, &Extent::EVERYTHING),
        diagram::workspace(&fresh, &scratch.diagnostics, &Extent::EVERYTHING)
    );
    let files = fresh.bundles.iter().flat_map(|bundle| {
        bundle.files.iter().filter_map(move |file| Some((bundle.id(&file.path), file.text()?)))
    });
    let files: Vec<_> = files.collect();
    let Some((file, text)) = files.get(at % files.len().max(1)) else { return };
    let middle = text.floor_char_boundary(text.len() / 2);
    for about in [About::Completions, About::Definition, About::Outline] {
        let question =
            AssistRequest { file: file.clone(), at: Lines::new(text).position(middle), about };
        assert_eq!(assist(analyzer.workspace(), &question), assist(&fresh, &question));
    }
}

/// The answers about the line in the middle of a rendering are those from scratch.
fn assert_answers(analyzer: &mut Analyzer, analysis: &Analysis, at: usize) {
    let bundles = analysis.bundles.iter();
    let renderings: Vec<_> = bundles
        .flat_map(|bundle| bundle.renderings.iter().map(move |rendering| (bundle, rendering)))
        .collect();
    let Some((bundle, rendering)) = renderings.get(at % renderings.len().max(1)) else { return };
    let line = rendering.text.as_deref().unwrap_or("").lines().count() / 2 + 1;
    let workspace = analyzer.workspace().clone();
    let (name, file_name, template) = (&bundle.name, &rendering.file_name, &rendering.template);
    assert_eq!(
        analyzer.trace(name, file_name, line),
        trace(&workspace, name, file_name, line),
        "line {line} of {file_name} in {name}"
    );
    assert_eq!(
        analyzer.rendered_lines(file_name, template, line),
        rendered_lines(&workspace, file_name, template, line),
        "line {line} of {} in {name}",
        template.path
    );
}

/// A rendering that is computed before the others is the one from scratch, and is computed first only once.
fn assert_rendered_first(
    analyzer: &mut Analyzer,
    followed: &Analysis,
    scratch: &Analysis,
    at: usize,
) {
    let bundles = followed.bundles.iter();
    let known: Vec<_> = bundles
        .flat_map(|bundle| bundle.renderings.iter().map(move |one| (&bundle.name, &one.file_name)))
        .collect();
    let Some((name, file_name)) = known.get(at % known.len().max(1)) else { return };
    let Some(rendering) = analyzer.render_first(name, file_name) else { return };
    let bundle = scratch.bundles.iter().find(|bundle| bundle.name == **name).unwrap();
    assert!(bundle.renderings.contains(&rendering), "{file_name} of {name}: {rendering:?}");
    assert_eq!(analyzer.render_first(name, file_name), None);
}

/// The findings about a rendering that come first are among those from scratch, but for the names of the renderings in
/// their messages.
fn assert_findings_first(
    analyzer: &mut Analyzer,
    scratch: &Analysis,
    from_scratch: &[Diagnostic],
    at: usize,
) {
    let bundles = scratch.bundles.iter();
    let all: Vec<_> = bundles
        .flat_map(|bundle| bundle.renderings.iter().map(move |one| (&bundle.name, &one.file_name)))
        .collect();
    let Some((name, file_name)) = all.get(at % all.len().max(1)) else { return };
    let first = analyzer.findings_first(name, file_name, &Rules::default(), validate);
    for finding in first.unwrap_or_default() {
        let is_same = |one: &Diagnostic| {
            (&one.file, one.span, &one.code) == (&finding.file, finding.span, &finding.code)
        };
        assert!(from_scratch.iter().any(is_same), "{file_name} of {name}: {finding:?}");
    }
}

/// The number of random sequences: all in `make soak`, which sets `SOAK`. Says what is left out.
fn cases() -> u32 {
    let all: Vec<u32> = (0..400).collect();
    u32::try_from(crate::common::sample("random edits of the analyzer", all, 4).len()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    /// After each step, the analyzer's analysis, the one that follows its updates, and its traces equal those from
    /// scratch, and it keeps nothing of closed bundles.
    #[test]
    fn incremental_equals_from_scratch(steps in steps(16), first in any::<Index>()) {
        let all = bundles();
        let mut analyzer = Analyzer::default();
        analyzer.set_workspace(&Workspace { bundles: all.clone() });
        let mut before = vec![analyzer.workspace().clone()];
        let mut followed = Analysis::default();
        let mut revision = 0;
        for (at, step) in steps.iter().enumerate() {
            take(&mut analyzer, step, &all, &before);
            before.push(analyzer.workspace().clone());
            // Not every step is followed by an update, as several keys may come before the worker's next turn.
            if at % 3 == 1 {
                continue;
            }
            let visible = name(&analyzer, first);
            let scratch = analyze(analyzer.workspace());
            assert_rendered_first(&mut analyzer, &followed, &scratch, at);
            let mut waiting = usize::MAX;
            while waiting > 0 {
                let update = analyzer.update(revision, visible.as_deref(), 2);
                prop_assert!(update.waiting < waiting, "each update brings the others nearer");
                (revision, waiting) = (update.revision, update.waiting);
                followed.apply(update);
                // The visible bundle is up to date after the first update.
                let shown = |all: &Analysis| {
                    all.bundles.iter().find(|one| Some(&one.name) == visible.as_ref()).cloned()
                };
                prop_assert_eq!(shown(&followed), shown(&scratch), "{:?}", step);
            }
            prop_assert_eq!(&followed, &scratch, "{:?}", step);
            prop_assert_eq!(&analyzer.analysis(), &scratch, "{:?}", step);
            prop_assert_eq!(analyzer.kept(), analyzer.workspace().bundles.len());
            assert_answers(&mut analyzer, &scratch, at);
            assert_editor(&analyzer, &followed, &scratch, at);
            let rules = Rules::default();
            let from_scratch = findings(analyzer.workspace(), &rules, validate);
            assert_findings_first(&mut analyzer, &scratch, &from_scratch, at);
            prop_assert_eq!(analyzer.findings(&rules, validate), from_scratch, "{:?}", step);
            // A trace leaves nothing behind that the next analysis would not use.
            let renderings = scratch.bundles.iter().flat_map(|bundle| &bundle.renderings).count();
            prop_assert!(analyzer.kept_renderings() <= renderings);
        }
    }
}

/// An analyzer of all bundles, after its first analysis.
fn analyzed() -> Analyzer {
    let mut analyzer = Analyzer::default();
    analyzer.set_workspace(&Workspace { bundles: bundles() });
    analyzer.analysis();
    analyzer
}

/// Edits a file, and returns the names of the bundles that were analyzed and of those whose result changed.
fn after(
    analyzer: &mut Analyzer,
    bundle: &str,
    path: &str,
    edit: impl Fn(&str) -> String,
) -> (usize, Vec<String>) {
    let (count, revision) = (analyzer.analyzed(), analyzer.revision());
    let files = &mut analyzer.bundle_mut(bundle).unwrap().files;
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    let Content::Text(text) = &mut file.content else { panic!("{path} is text") };
    let new = edit(text);
    assert_ne!(**text, *new, "the edit of {path} changes it");
    *text = new.into();
    let changed = analyzer.update(revision, None, usize::MAX).changed;
    let names = changed.into_iter().map(|result| result.analysis.name).collect();
    (analyzer.analyzed() - count, names)
}

#[test]
fn an_edit_affects_its_bundle_and_the_readers_of_what_changed() {
    let mut analyzer = analyzed();
    let edit = |text: &str| format!("# a comment\n{text}");
    let found = after(&mut analyzer, "item-api-service", INSTANCE_TEMPLATE, edit);
    assert_eq!(found, (1, vec!["item-api-service".to_owned()]));
    // The outputs of the environment move, but none is added.
    let found = after(&mut analyzer, "item-api-environment", ENVIRONMENT_TEMPLATE, edit);
    assert_eq!(found, (1, vec!["item-api-environment".to_owned()]));
    // The forms of the bundles that run in the environment offer the new output. The other five are not analyzed.
    let add = |text: &str| text.replacen("Outputs:\n", "Outputs:\n  New: {Value: a}\n", 1);
    let (count, changed) = after(&mut analyzer, "item-api-environment", ENVIRONMENT_TEMPLATE, add);
    assert_eq!(changed, ["item-api-environment", "item-api-service", "component"]);
    assert_eq!(count, 3, "bundles that were analyzed");
    // A result that comes out the same is not a change.
    let found = after(&mut analyzer, "item-api-service", "README.md", |text| format!("{text}\n\n"));
    assert_eq!(found, (1, vec![]));
}

/// Replaces a text of a file, and returns the number of templates that were rendered for it.
fn rendered_after(analyzer: &mut Analyzer, path: &str, old: &str, new: &str) -> usize {
    let before = analyzer.rendered();
    let edit = |text: &str| text.replacen(old, new, 1);
    after(analyzer, "item-api-service", path, edit);
    analyzer.rendered() - before
}

#[test]
fn a_rendering_comes_before_the_others_while_it_is_new() {
    let mut analyzer = analyzed();
    let (bundle, file) = ("item-api-service", "instance-dev.yaml");
    let edit = |analyzer: &mut Analyzer, path: &str, old: &str, new: &str| {
        let files = &mut analyzer.bundle_mut(bundle).unwrap().files;
        let file = files.iter_mut().find(|file| file.path == path).unwrap();
        let Content::Text(text) = &mut file.content else { panic!("{path} is text") };
        *text = text.replacen(old, new, 1).into();
    };
    assert_eq!(analyzer.render_first(bundle, file), None, "nothing has changed");
    edit(&mut analyzer, INSTANCE_TEMPLATE, "Resources:", "Resources: # all");
    assert_eq!(analyzer.render_first(bundle, "instance-gone.yaml"), None);
    analyzer.analysis();
    edit(&mut analyzer, INSTANCE_TEMPLATE, "# all", "# of them");
    let before = analyzer.rendered();
    let rendering = analyzer.render_first(bundle, file).unwrap();
    assert!(rendering.text.unwrap().contains("Resources: # of them"));
    assert_eq!(analyzer.rendered() - before, 1);
    // Another edit before the analysis does not put it off again.
    edit(&mut analyzer, INSTANCE_TEMPLATE, "# of them", "# now");
    assert_eq!(analyzer.render_first(bundle, file), None);
    assert_eq!(analyzer.analysis(), analyze(analyzer.workspace()));
    // A rendering that stays the same is no news.
    edit(&mut analyzer, SPEC, "timeout: 5", "timeout: 5 # seconds");
    assert_eq!(analyzer.render_first(bundle, file), None);
}

#[test]
fn an_edit_renders_what_it_affects() {
    let mut analyzer = analyzed();
    // The instances `dev` and `prod`, and the pipeline.
    let edit = |analyzer: &mut Analyzer, path, old, new| rendered_after(analyzer, path, old, new);
    assert_eq!(edit(&mut analyzer, INSTANCE_TEMPLATE, "Resources:", "Resources: # all"), 2);
    // The pipeline reads the inputs of all instances.
    assert_eq!(edit(&mut analyzer, SPEC, "timeout: 5", "timeout: 6"), 2);
    assert_eq!(edit(&mut analyzer, SPEC, "timeout: 6", "timeout: 6 # seconds"), 0);
    assert_eq!(edit(&mut analyzer, SPEC, "instances:\n", INSTANCES), 3);
    assert_eq!(edit(&mut analyzer, SCHEMA, "schema:", "schema: # all"), 0);
    assert_eq!(edit(&mut analyzer, "README.md", "a", "b"), 0);
    assert_eq!(analyzer.analysis(), analyze(analyzer.workspace()));
}

/// The number of texts that are validated for a check of CloudFormation's rules.
fn validated(analyzer: &mut Analyzer, rules: &Rules) -> usize {
    let mut count = 0;
    let found = analyzer.findings(rules, |text| {
        count += 1;
        validate(text)
    });
    assert_eq!(found, findings(analyzer.workspace(), rules, validate));
    count
}

#[test]
fn only_texts_that_have_changed_are_validated() {
    let mut analyzer = analyzed();
    let rules = Rules::default();
    assert!(validated(&mut analyzer, &rules) > 5);
    assert_eq!(validated(&mut analyzer, &rules), 0);
    let service = "item-api-service";
    // One instance reads it.
    after(&mut analyzer, service, SPEC, |text| text.replacen("timeout: 5", "timeout: 6", 1));
    assert_eq!(validated(&mut analyzer, &rules), 1);
    after(&mut analyzer, service, INSTANCE_TEMPLATE, |text| format!("# all\n{text}"));
    assert_eq!(validated(&mut analyzer, &rules), 2);
    // Other rules apply to the same findings.
    let more = Rules { hidden: vec!["E3002".into()], ..Rules::default() };
    assert_eq!(validated(&mut analyzer, &more), 0);
}

#[test]
fn one_rendering_can_be_validated_before_the_others() {
    let mut analyzer = analyzed();
    let rules = Rules::default();
    let service = "item-api-service";
    let shown =
        analyzer.analysis().bundles.iter().find(|one| one.name == service).unwrap().renderings[1]
            .clone();
    let first = |analyzer: &mut Analyzer| {
        let mut texts = vec![];
        let found = analyzer.findings_first(service, &shown.file_name, &rules, |text| {
            texts.push(text.to_owned());
            validate(text)
        });
        (found, texts)
    };
    let (found, texts) = first(&mut analyzer);
    assert_eq!(texts, [shown.text.clone().unwrap()]);
    assert!(
        found
            .unwrap()
            .iter()
            .all(|one| one.rendered.as_ref().unwrap().file_name == shown.file_name)
    );
    // It is not validated again, neither alone nor with the others.
    assert_eq!(first(&mut analyzer), (None, vec![]));
    let all = validated(&mut analyzer, &rules);
    assert_eq!(first(&mut analyzer), (None, vec![]));
    let mut other = analyzed();
    assert_eq!(validated(&mut other, &rules), all + 1);
    // The findings about the other renderings are still known.
    after(&mut analyzer, service, INSTANCE_TEMPLATE, |text| format!("# all\n{text}"));
    assert_eq!(first(&mut analyzer).1.len(), 1);
    assert_eq!(validated(&mut analyzer, &rules), 1);
    // An only rendering, an unknown file and a closed bundle have nothing to check first.
    assert_eq!(
        analyzer.findings_first(
            "item-api-environment",
            "item-api-environment.yaml",
            &rules,
            validate
        ),
        None
    );
    assert_eq!(analyzer.findings_first(service, "gone.yaml", &rules, validate), None);
    assert_eq!(analyzer.findings_first("closed", &shown.file_name, &rules, validate), None);
}

/// The help for an empty schema names no other file, as it does for a missing one.
#[test]
fn an_empty_schema_has_problems_of_its_own() {
    let mut analyzer = analyzed();
    let bundle = analyzer.bundle_mut("item-api-service").unwrap();
    bundle.files.retain(|file| file.path != SCHEMA);
    bundle.files.push(File::new(SCHEMA, ""));
    bundle.sort();
    let help = |analyzer: &mut Analyzer| {
        let analysis = analyzer.analysis();
        assert_eq!(analysis, analyze(analyzer.workspace()));
        let mut found = analysis.diagnostics.into_iter();
        found.find(|found| found.file.path == SCHEMA).unwrap().help.unwrap()
    };
    let empty = help(&mut analyzer);
    assert!(empty.starts_with("Write `schema:"), "{empty}");
    let bundle = analyzer.bundle_mut("item-api-service").unwrap();
    bundle.files.push(File::new("schema/old.yaml", ""));
    bundle.sort();
    assert_eq!(help(&mut analyzer), empty);
}

#[test]
fn memory_is_freed_when_bundles_close() {
    let mut analyzer = analyzed();
    assert!(analyzer.kept_renderings() > 0);
    let names: Vec<_> =
        analyzer.workspace().bundles.iter().map(|bundle| bundle.name.clone()).collect();
    assert_eq!(analyzer.kept(), names.len());
    analyzer.close(&names[0]);
    analyzer.set_workspace(&Workspace { bundles: analyzer.workspace().bundles[1..].to_vec() });
    assert_eq!(analyzer.kept(), names.len() - 2);
    analyzer.set_workspace(&Workspace::default());
    assert_eq!((analyzer.kept(), analyzer.kept_renderings()), (0, 0));
}

/// Bundles that are left out change nothing for the others that closing them would not.
#[test]
fn bundles_that_are_left_out_are_as_if_they_were_closed() {
    let mut analyzer = analyzed();
    let names = ["item-api-environment", "component"].map(str::to_owned);
    analyzer.leave_out(&names);
    let mut others = analyzer.workspace().clone();
    others.bundles.retain(|bundle| !names.contains(&bundle.name));
    let update = analyzer.update(0, None, usize::MAX);
    assert_eq!((update.bundles.len(), update.waiting), (analyzer.workspace().bundles.len(), 0));
    let mut analysis: Analysis = update.changed.into_iter().collect();
    let is_other = |name: &String| !names.contains(name);
    analysis.bundles.retain(|bundle| is_other(&bundle.name));
    analysis.diagnostics.retain(|found| is_other(&found.file.bundle));
    let scratch = analyze(&others);
    assert_eq!((analysis.bundles, analysis.diagnostics), (scratch.bundles, scratch.diagnostics));
    // An edit of one that is left out is not analyzed.
    let edit = |text: &str| format!("# a comment\n{text}");
    let found = after(&mut analyzer, "item-api-environment", ENVIRONMENT_TEMPLATE, edit);
    assert_eq!(found, (0, vec![]));
    analyzer.leave_out(&[]);
    assert_eq!(analyzer.analysis(), analyze(analyzer.workspace()));
    // One that is left out before its first analysis is not in the update, as it never gets a result.
    let mut analyzer = Analyzer::default();
    analyzer.set_workspace(&Workspace { bundles: bundles() });
    analyzer.leave_out(&names);
    let update = analyzer.update(0, None, usize::MAX);
    let changed: Vec<_> = update.changed.iter().map(|result| &result.analysis.name).collect();
    assert_eq!(changed, update.bundles.iter().collect::<Vec<_>>());
}

#[test]
fn an_update_analyzes_the_first_bundle_and_leaves_others_to_the_next() {
    let mut analyzer = Analyzer::default();
    analyzer.set_workspace(&Workspace { bundles: bundles() });
    let count = analyzer.workspace().bundles.len();
    let update = analyzer.update(0, Some("component"), 1);
    assert_eq!(update.changed.len(), 1);
    assert_eq!(update.changed[0].analysis.name, "component");
    assert_eq!((update.bundles.len(), update.waiting), (count, count - 1));
    let mut analysis = Analysis::default();
    analysis.apply(update);
    assert_eq!(analysis.bundles.len(), 1);
    // A caller that lost all earlier updates begins from 0.
    analysis.apply(analyzer.update(0, None, usize::MAX));
    assert_eq!(analysis, analyze(analyzer.workspace()));
}
