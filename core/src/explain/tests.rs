use super::*;
use crate::render::{filter_names, function_names, tag_names, test_names};
use crate::sort::CompactSort;

fn names(kind: Term) -> Vec<&'static str> {
    terms(kind).into_iter().map(|(name, _)| name).collect()
}

fn sorted(names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut names: Vec<_> = names.collect();
    names.compact_sort();
    names
}

#[test]
fn a_code_has_a_page_and_its_like_share_one() {
    let code = |code: &str| explain(code).map(|page| page.code.into_owned());
    assert_eq!(code("undefined-name").as_deref(), Some("undefined-name"));
    assert_eq!(code("cfn-e2531").as_deref(), Some("cfn"));
    assert_eq!(code("count").as_deref(), Some("filter-length"));
    assert_eq!(code("service.name").as_deref(), Some("name-service.name"));
    assert_eq!(code("no-such-code"), None);
}

#[test]
fn a_page_has_a_title_and_a_text() {
    for page in pages() {
        let is_line = !page.title.is_empty() && !page.title.contains(['#', '*']);
        assert!(is_line, "{}: the title {:?}", page.code, page.title);
        assert!(page.title.chars().count() <= 70, "{}: a title of one line", page.code);
        assert!(!page.text.starts_with('#'), "{}: two titles", page.code);
        assert!(!page.prose().is_empty(), "{}: no text", page.code);
        assert!(!page.markdown().contains("(page:"), "{}: a link is left", page.code);
    }
    assert_eq!(pages().len() - crate::explain::names::pages().len(), PAGES.len());
}

/// Each filter, test and name of the engine has a page, and each such page is about one of them.
#[test]
fn every_term_of_the_engine_has_a_page() {
    assert_eq!(names(Term::Filter), sorted(filter_names()));
    assert_eq!(names(Term::Test), sorted(test_names()));
    assert_eq!(names(Term::Function), sorted(function_names()));
    // Those that need a second template, which a bundle has not.
    let needless = ["print", "include", "import", "from", "extends"];
    let tags = names(Term::Tag);
    let lack = tag_names().filter(|name| !needless.contains(name) && !tags.contains(name));
    assert_eq!(lack.collect::<Vec<_>>(), [""; 0]);
    for documented in [
        "proton_cfn_ecs_task_definition_formatted_env_vars",
        "proton_cfn_lambda_function_formatted_env_vars",
        "proton_cfn_iam_policy_arns",
        "proton_cfn_sanitize",
    ] {
        assert!(names(Term::Filter).contains(&documented), "{documented}");
    }
}

/// A term is explained in a line and then at length.
#[test]
fn the_summary_of_a_term_is_a_complete_sentence() {
    for kind in Term::ALL {
        for (name, lead) in terms(kind) {
            assert!(lead.len() <= 120 && lead.ends_with('.'), "{name}: {lead:?}");
            assert!(!lead.contains("(page:"), "{name}: a link in its line");
        }
    }
}

#[test]
fn a_link_leads_to_a_page_and_every_term_is_reached_by_one() {
    fn links(pieces: &[Prose], all: &mut Vec<String>) {
        for piece in pieces {
            if let Prose::Part(part, inner) = piece {
                match part {
                    crate::ProsePart::Page(code) => all.push(code.clone()),
                    crate::ProsePart::Link(address) => panic!("{address}: leaves the help"),
                    _ => {}
                }
                links(inner, all);
            }
        }
    }
    let pages = help();
    let mut led = vec![];
    for page in &pages {
        let mut own = vec![];
        links(&page.text, &mut own);
        for code in own {
            assert!(pages.iter().any(|page| page.code == code), "{} leads to {code}", page.code);
            led.push(code);
        }
    }
    for page in pages.iter().filter(|page| page.term.is_some()) {
        assert!(led.contains(&page.code), "nothing leads to {}", page.code);
    }
}

/// The lists of names say what the check says: whatever is listed can be seen, and nothing else can.
#[test]
fn the_pages_list_what_each_template_can_read() {
    use crate::bundle::Part;
    let listed = |code: &str| {
        let page = explain(code).unwrap();
        let lines = page.text.lines().filter_map(|line| line.strip_prefix("- [`"));
        lines.filter_map(|line| Some(line.split_once('`')?.0.to_owned())).collect::<Vec<_>>()
    };
    for (part, code) in [
        (Part::Environment, "names-environment"),
        (Part::Instance, "names-instance"),
        (Part::Pipeline, "names-pipeline"),
        (Part::Component, "names-component"),
    ] {
        let known = crate::names::paths(part);
        let known: Vec<_> = known.iter().map(|(path, _)| crate::names::written(path)).collect();
        assert_eq!(listed(code), known);
    }
    assert!(listed("names-instance").contains(&"environment.outputs".to_owned()));
    assert!(!listed("names-instance").contains(&"environment.inputs".to_owned()));
}

#[test]
fn a_link_becomes_the_code_to_ask_for() {
    let text = "See [`a[…].b`](page:x), [y](page:y) and [z](https://example.com).".into();
    let page = Page { code: "c".into(), group: Group::Files, title: "t".into(), text };
    assert_eq!(page.markdown(), "See `a[…].b` (`x`), y and [z](https://example.com).");
}
