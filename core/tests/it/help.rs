//! The help keeps what it promises: its examples give what it says, here and in Python, and what is
//! looked for is found.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cyclotron_core::explain::{HelpPage, Term, explain, help, pages, search};
use cyclotron_core::render::{Context, Template, Undefined};

/// A template of a page, and what the page says comes of it.
struct Example {
    page: String,
    source: String,
    is_error: bool,
    result: String,
}

/// All pairs of a block of `jinja` and one of `text`, with *gives* or *fails with* between them.
fn examples() -> Vec<Example> {
    let mut found = vec![];
    for page in pages() {
        for part in page.text.split("```jinja\n").skip(1) {
            let (source, rest) = part.split_once("\n```\n\n").expect("a block has an end");
            let (said, rest) = rest.split_once("\n\n```text\n").expect("a template has a result");
            let (result, _) = rest.split_once("\n```").expect("a block has an end");
            assert!(["gives", "fails with"].contains(&said), "{}: {said}", page.code);
            found.push(Example {
                page: page.code.to_string(),
                source: source.into(),
                is_error: said == "fails with",
                result: result.into(),
            });
        }
    }
    found
}

#[test]
fn an_example_gives_what_its_page_says() {
    let all = examples();
    for Example { page, source, is_error, result } in &all {
        let template =
            Template::compile(source).unwrap_or_else(|error| panic!("{page}: {error:?}"));
        let rendered = template.render(&Context::default(), Undefined::Strict);
        let errors: Vec<_> = rendered.errors.iter().map(|error| error.message.clone()).collect();
        if *is_error {
            assert_eq!(&errors, &[result.as_str()], "{page}");
        } else {
            assert_eq!((errors.len(), rendered.text.as_deref()), (0, Some(&**result)), "{page}");
        }
    }
    crate::common::say(&format!("{} examples of the help", all.len()));
}

/// A filter or test that is not shown is not explained.
#[test]
fn every_filter_and_test_has_an_example() {
    let shown: Vec<_> = examples().into_iter().map(|example| example.page).collect();
    for page in pages() {
        let is_shown = shown.iter().any(|code| *code == page.code);
        // It makes random text, which is not rendered.
        let is_silent = page.code == "function-lipsum" || page.term() == Some(Term::Name);
        assert!(page.term().is_none() || is_shown || is_silent, "{} has no example", page.code);
    }
}

/// Renders each of a list of templates, as JSON in and out.
const PROGRAM: &str = "import json, sys\n\
    sys.path.insert(0, sys.argv[1])\n\
    import render_oracle\n\
    done = [render_oracle.render_text(one, {}, strict=True) for one in json.load(sys.stdin)]\n\
    json.dump([one.error['message'] if one.error else one.text for one in done], sys.stdout)";

/// Renders the examples in Python's Jinja2 with Proton's filters, if `shared/oracle` is available.
#[test]
fn an_example_gives_the_same_in_python() {
    let Some(folder) = oracle() else {
        return crate::common::say(
            "examples of the help in Python: skipped, there is no shared/oracle",
        );
    };
    let all = examples();
    let sources: Vec<_> = all.iter().map(|example| &example.source).collect();
    let mut python = Command::new("python3")
        .args(["-c", PROGRAM])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let sources = serde_json::to_vec(&sources).unwrap();
    python.stdin.take().unwrap().write_all(&sources).unwrap();
    let said = python.wait_with_output().unwrap();
    if !said.status.success() {
        return crate::common::say("examples of the help in Python: skipped, there is no Jinja2");
    }
    let said: Vec<String> = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(said.len(), all.len());
    for (example, said) in all.iter().zip(&said) {
        assert_eq!(&example.result, said, "{}", example.page);
    }
    crate::common::say(&format!("{} examples of the help in Python", all.len()));
}

fn oracle() -> Option<PathBuf> {
    let around = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(2);
    let folder = |around: &Path| around.join("shared/oracle");
    around.map(folder).find(|folder| folder.join("render_oracle.py").is_file())
}

fn found(pages: &[HelpPage], query: &str) -> Vec<String> {
    search(pages, query).into_iter().map(|found| pages[found.at].code.clone()).collect()
}

/// The page about what was asked comes first, be it a code or any name of a term.
#[test]
fn a_name_finds_its_page_first() {
    let all = help();
    for page in &all {
        assert_eq!(found(&all, &page.code)[0], page.code);
        let Some(kind) = page.term else { continue };
        for name in page.title.split(", ") {
            let first = &found(&all, name)[0];
            let others = all.iter().filter(|other| other.title.split(", ").any(|own| own == name));
            let same: Vec<_> = others.map(|other| other.code.as_str()).collect();
            assert!(same.contains(&first.as_str()), "{name}: {first}");
            // Of two that are called the same, both are there at once.
            let first: Vec<_> = found(&all, name).into_iter().take(same.len()).collect();
            assert_eq!(first, same, "{name} is a {}", kind.noun());
        }
    }
    assert_eq!(found(&all, "upper")[..2], ["filter-upper", "test-upper"]);
    assert_eq!(found(&all, "test upper")[0], "test-upper");
    assert_eq!(found(&all, "{{ | upper() }}")[0], "filter-upper");
    assert_eq!(found(&all, "environment.outputs.VpcId")[0], "name-environment.outputs");
    assert_eq!(found(&all, "service_instances.outputs")[0], "name-service_instances.outputs");
}

#[test]
fn common_queries_find_the_right_page_first() {
    let all = help();
    for (query, code) in [
        ("manifest", "manifest"),
        ("limits", "limits"),
        ("deploy", "deploy-by-hand"),
        ("after proton", "after-proton"),
        ("secretsmanager", "unescaped-dynamic-reference"),
        ("keys", "keys"),
        ("minLength", "schema-keywords"),
        ("F8", "keys"),
        ("5 MB", "bundle-too-large"),
    ] {
        let found = found(&all, query);
        let top = &found[..found.len().min(3)];
        assert!(top.iter().any(|own| own == code), "{query}: {top:?}");
    }
    assert_eq!(found(&all, "no-such-thing-anywhere").len(), 0);
    assert_eq!(found(&all, "").len(), all.len());
}

#[test]
fn matches_are_marked() {
    let all = help();
    let first = &search(&all, "UPPER")[0];
    assert_eq!(first.title, [("upper".to_owned(), true)]);
    let hit =
        search(&all, "change sets").into_iter().find(|hit| all[hit.at].code == "after-proton");
    let line = hit.unwrap().line;
    let marked: Vec<_> =
        line.iter().filter(|(_, is_found)| *is_found).map(|(text, _)| text.as_str()).collect();
    assert!(marked.contains(&"change") && marked.contains(&"sets"), "{line:?}");
    // Any text, in any letters, is cut between characters.
    for query in ["…", "é", "ẞ İ", "`", "{{", "\u{0}", &"a ".repeat(500)] {
        for hit in search(&all, query) {
            let title: String = hit.title.iter().map(|(text, _)| text.as_str()).collect();
            assert_eq!(title, all[hit.at].title);
        }
    }
}

/// The figures of the page about limits are those that the checks hold to.
#[test]
fn the_limits_are_the_ones_that_checks_know() {
    use cyclotron_core::spec::MAX_INSTANCES;
    let page = explain("limits").unwrap().text;
    assert!(page.contains(&format!("service instances of a service: {MAX_INSTANCES}\n")), "{page}");
    for code in ["bundle-too-large", "file-too-large", "too-many-files", "too-many-instances"] {
        assert!(page.contains(&format!("](page:{code})")), "{code}");
    }
}
