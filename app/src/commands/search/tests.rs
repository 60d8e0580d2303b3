use cyclotron_core::{Bundle, BundleAnalysis, Control, Field, File, Form, Kind};

use super::*;
use crate::words::commands::names;

fn bundle(name: &str, paths: &[&str]) -> Bundle {
    let files = paths.iter().map(|path| File::new(*path, "")).collect();
    Bundle { name: name.into(), files, ..Bundle::default() }
}

fn page(code: &str, title: &str) -> HelpPage {
    let (group, term) = (cyclotron_core::explain::Group::Checks, None);
    HelpPage { code: code.into(), group, title: title.into(), term, text: vec![] }
}

/// The labels of the matches, by group.
fn labels(results: &Results) -> Vec<(Group, Vec<&str>)> {
    let labels =
        |listed: &Listed| listed.found.iter().map(|found| found.label.len()).sum::<usize>();
    assert!(results.iter().all(|listed| labels(listed) > 0 && listed.count >= listed.found.len()));
    results
        .iter()
        .map(|listed| {
            (listed.group, listed.found.iter().map(|found| found.label.as_str()).collect())
        })
        .collect()
}

/// Searches two bundles. The second one is shown, and none of its files can be deleted.
fn find(typed: &str, recent: &[&str]) -> Results {
    let workspace = Workspace {
        bundles: vec![
            bundle("one", &["schema/schema.yaml", "spec/spec.yaml"]),
            bundle("two", &["schema/schema.yaml", "README.md"]),
        ],
    };
    let field = |label: &str, control| Field::new(vec![label.into()], label, control);
    let inner = Field::new(vec!["net".into(), "port".into()], "port", Control::LINE);
    let net = field("net", Control::Group { fields: vec![inner], entries: None });
    let form = Form {
        target: Target::Environment,
        title: "Environment".into(),
        help: vec![],
        file: FileId { bundle: "one".into(), path: "spec/spec.yaml".into() },
        fields: vec![net, field("name", Control::LINE)],
    };
    let analysis = Analysis {
        bundles: vec![BundleAnalysis {
            name: "one".into(),
            kind: Kind::Environment,
            environments: vec![],
            inputs: vec![form],
            outputs: vec![],
            renderings: vec![],
        }],
        ..Analysis::default()
    };
    let recent: Vec<String> = recent.iter().map(|key| (*key).to_owned()).collect();
    let sources = Sources {
        workspace: &workspace,
        analysis: &analysis,
        pages: &[page("schema-missing", "There is no schema"), page("yaml", "Not YAML")],
        recent: &recent,
        file: Some(&FileId { bundle: "two".into(), path: "README.md".into() }),
        hindrance: &|command| (command.id == "delete-file").then_some("No."),
    };
    search(typed, &sources)
}

#[test]
fn a_sign_asks_for_one_group() {
    let groups =
        |typed: &str| find(typed, &[]).iter().map(|listed| listed.group).collect::<Vec<_>>();
    for (group, sign, _) in Group::ALL {
        let wanted = if group == Group::Problems { vec![] } else { vec![group] };
        assert_eq!(groups(&sign.to_string()), wanted);
    }
    assert_eq!(labels(&find("  >share", &[])), [(Group::Actions, vec!["Share two…"])]);
    assert_eq!(labels(&find("? yaml", &[])), [(Group::Help, vec!["Not YAML"])]);
}

#[test]
fn the_group_with_the_best_comes_first_and_the_shown_bundle_before_others() {
    let found = find("schema", &[]);
    let files = &found[0];
    assert_eq!((files.group, files.count), (Group::Files, 2));
    assert_eq!(files.found[0].detail, "two");
    assert_eq!(files.found[1].detail, "one");
    // A command also matches by words other than its name, and then comes last.
    let groups = found.iter().map(|listed| listed.group).collect::<Vec<_>>();
    assert_eq!(groups, [Group::Files, Group::Help, Group::Actions]);
}

#[test]
fn inputs_are_found_by_what_they_are_in() {
    let found = find("@net port", &[]);
    let port = &found[0].found[0];
    assert_eq!((port.label.as_str(), port.detail.as_str()), ("port", "Environment, one"));
    let id = "one/spec/spec.yaml/net/port".to_owned();
    let target = Some(Target::Environment);
    assert_eq!(port.item, Item::Input { bundle: "one".into(), target, id });
}

#[test]
fn unavailable_commands_are_listed_only_if_searched_for() {
    let all = find("", &[]);
    assert!(all[0].found.iter().all(|found| found.label != "Delete file"));
    let found = find(">delete", &[]);
    let delete = found[0].found.iter().find(|found| found.label == "Delete file").unwrap();
    assert_eq!(delete.hindrance, Some("No."));
}

#[test]
fn recent_choices_come_first_while_they_exist() {
    let recent = ["/one\nspec/spec.yaml", "/gone\na.yaml", ">share", ">delete-file", "?yaml", ">x"];
    let found = find("", &recent);
    let wanted = vec!["spec/spec.yaml", "Share two…", "Not YAML"];
    assert_eq!(labels(&found)[0], (Group::Recent, wanted));
    let keys = found[0].found.iter().map(|found| found.item.key().unwrap());
    assert_eq!(keys.collect::<Vec<_>>(), ["/one\nspec/spec.yaml", ">share", "?yaml"]);
}

#[test]
fn of_ten_thousand_the_best_are_listed_and_all_are_counted() {
    let paths: Vec<String> = (0..10_000).map(|at| format!("stacks/{at}/template.yaml")).collect();
    let many = bundle("many", &paths.iter().map(String::as_str).collect::<Vec<_>>());
    let workspace = Workspace { bundles: vec![many] };
    let sources = Sources {
        workspace: &workspace,
        analysis: &Analysis::default(),
        pages: &[],
        recent: &[],
        file: None,
        hindrance: &|_| None,
    };
    let found = search("/template 77", &sources);
    assert_eq!((found[0].found.len(), found[0].count > LIMIT), (LIMIT, true));
    assert_eq!(found[0].found[0].label, "stacks/77/template.yaml");
    let beside = search("template", &sources);
    let files = beside.iter().find(|listed| listed.group == Group::Files).unwrap();
    assert_eq!((files.found.len(), files.count), (14, 10_000));
}

#[test]
fn every_action_names_what_it_acts_on() {
    for command in COMMANDS.iter().filter(|command| command.object().is_some()) {
        let name = names::on(command.id, "queue").unwrap_or_default();
        assert!(name.contains("queue"), "{}", command.id);
    }
    let of = |typed: &str| {
        let found = &find(typed, &[])[0].found[0];
        (found.label.clone(), found.detail.clone())
    };
    // The command's own name is searched as well.
    assert_eq!(of(">close bundle"), ("Close two".into(), String::new()));
    assert_eq!(of(">duplicate file"), ("Duplicate README.md".into(), "README.md, two".into()));
    assert_eq!(of(">open folder"), ("Open folder…".into(), String::new()));
}
