//! Rules for the sources of the page that the compiler cannot check: all texts are in `words/`, components bind every
//! handler that may be called after they are removed, and code that is compiled again for each use is shared.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// Events that a browser sends to an element while it removes it, or after that.
const LATE: [&str; 11] = [
    "blur",
    "cancel",
    "change",
    "close",
    "focus",
    "focusin",
    "focusout",
    "pointercancel",
    "pointerup",
    "toggle",
    "touchmove",
];

/// Functions that may call a handler after its component is removed.
const UNBOUND: [&str; 12] = [
    "EventListener::new(",
    "Timeout::new(",
    "Interval::new(",
    "Observer::new(",
    "add_event_listener",
    "queue_microtask(",
    "request_animation_frame(",
    "set_interval(",
    "set_timeout(",
    "spawn_local",
    "then2(",
    "window_event_listener",
];

#[test]
fn every_text_of_the_page_is_among_its_words() {
    let mut said = vec![];
    for (name, text) in sources() {
        // Test modules are at the end of a file.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let says = code.lines().map(str::trim).find(|line| says(line));
        if let Some(line) =
            says.filter(|_| !name.starts_with("words") && !name.ends_with("tests.rs"))
        {
            said.push(format!("{name}: {line}"));
        }
    }
    assert!(said.is_empty(), "texts outside of app/src/words: {said:#?}");
}

/// Whether a line of code holds a text of the page: in an attribute, as a child, or as a string of several words
/// that begins with a capital letter.
fn says(line: &str) -> bool {
    let is_code = !line.starts_with("//") && !line.starts_with("#[");
    let begins = |text: &str| text.starts_with(|c: char| c.is_uppercase());
    let is_word = |word: &str| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase());
    let is_said = |text: &str| begins(text.trim_start()) && text.split(' ').any(is_word);
    let attributes = ["aria-label=\"", "title=\"", "placeholder=\"", ">\""];
    let after = attributes.iter().filter_map(|attribute| line.split_once(attribute));
    let is_child =
        line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).is_some_and(begins);
    is_code
        && (is_child
            || after.map(|(_, rest)| rest.trim_start()).any(begins)
            || line.split('"').skip(1).step_by(2).any(is_said))
}

#[test]
fn lists_and_conditions_share_their_code() {
    let uses = |text: &str, name: &str| {
        text.contains(&format!("<{name} ")) || text.contains(&format!("<{name}\n"))
    };
    let mut others = vec![];
    let mut files = 0;
    for (name, text) in sources() {
        if uses(&text, "For") || uses(&text, "Show") {
            files += 1;
            if !text.contains("ui::flow") {
                others.push(name);
            }
        }
    }
    assert!(files > 50, "only {files} files with For or Show");
    assert!(others.is_empty(), "use crate::ui::flow::{{For, Show}}: {others:#?}");
}

#[test]
fn sorting_shares_its_code() {
    let own = "compact_sort";
    let is_other = |line: &str| {
        let line = line.replace(own, "");
        // `sort` without arguments is also a method of bundles.
        [".sort_by", ".sort_unstable"].iter().any(|method| line.contains(method))
    };
    let engine = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src");
    let all = sources().into_iter().chain(sources_in(&engine));
    let mut others = vec![];
    let mut uses = 0;
    for (name, text) in all {
        let program = text.split("#[cfg(test)]").next().unwrap_or_default();
        uses += program.matches(own).count();
        if name != "sort.rs" && program.lines().any(is_other) {
            others.push(name);
        }
    }
    assert!(uses > 50, "{uses}");
    assert!(others.is_empty(), "use `cyclotron_core::sort` in {others:#?}");
}

/// The sources of the page, in order of their paths in `src`, each with its path.
fn sources() -> Vec<(String, String)> {
    sources_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// The Rust files below a folder, in order of their paths in it, each with its path.
fn sources_in(src: &Path) -> Vec<(String, String)> {
    let mut paths = vec![];
    collect(src, &mut paths).unwrap();
    paths.sort();
    let source = |path: PathBuf| {
        let name = path.strip_prefix(src).unwrap().to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(&path).unwrap())
    };
    paths.into_iter().map(source).collect()
}

/// Collects the Rust files below a folder.
fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

#[test]
fn components_bind_every_handler_that_may_come_late() {
    let mut unbound = vec![];
    let mut components = 0;
    for (name, text) in sources() {
        // A file without a component lives as long as the page.
        if !text.lines().any(|line| line == "#[component]") || name == "app.rs" {
            continue;
        }
        components += 1;
        for (at, line) in text.lines().enumerate() {
            let is_code = !line.trim_start().starts_with("//");
            if is_code && (is_late(line) || UNBOUND.iter().any(|name| line.contains(name))) {
                unbound.push(format!("{name}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    assert!(components > 50, "only {components} files with components");
    assert!(unbound.is_empty(), "use crate::browser::lifetime: {unbound:#?}");
}

/// Whether a line of a view listens to an event that may come late, with an unbound handler.
fn is_late(line: &str) -> bool {
    line.match_indices("on:").any(|(at, on)| {
        let (event, handler) = line[at + on.len()..].split_once('=').unwrap_or_default();
        let name = event.split(':').next().unwrap_or_default();
        LATE.contains(&name) && !handler.starts_with("bound(")
    })
}

#[test]
fn an_unbound_handler_is_found() {
    assert!(is_late("on:blur=move |_| draft.set(None)"));
    assert!(is_late("<div class=\"outline\" on:focusout=left>"));
    assert!(is_late("on:change:target=move |event| rename(event.target().value())"));
    assert!(!is_late("on:blur=bound(move |_| draft.set(None))"));
    assert!(!is_late("on:click=move |_| close.run(())"));
}
