//! The marks of an item in the tree: its number of problems, and whether its folder lacks its newest text.

use std::collections::{HashMap, HashSet};

use cyclotron_core::{Diagnostic, FileId, Severity};
use leptos::prelude::*;

use crate::ui::flow::Show;
use crate::words::files::tree as words;

/// The number of errors and of warnings of an item.
pub type Counts = [usize; 2];

/// The marks of the items. Cheap to copy.
#[derive(Clone, Copy)]
pub struct TreeMarks {
    /// The number of problems of the files with problems, and of the folders and bundles around them.
    pub problems: Memo<HashMap<FileId, Counts>>,
    /// The files that are not saved to the folder of their bundle, and the folders and bundles around them.
    pub unsaved: Memo<HashSet<FileId>>,
}

/// The marks of an item, with names for screen readers.
#[component]
pub fn Marks(
    /// The item.
    item: StoredValue<FileId>,
    /// The marks of all items.
    marks: TreeMarks,
) -> impl IntoView {
    let counts = Memo::new(move |_| {
        marks.problems.with(|all| item.with_value(|item| all.get(item).copied()))
    });
    let is_unsaved =
        Memo::new(move |_| marks.unsaved.with(|all| item.with_value(|item| all.contains(item))));
    let problems = move || {
        let [errors, warnings] = counts.get()?;
        let class = if errors > 0 {
            "tree__mark tree__mark--error"
        } else {
            "tree__mark tree__mark--warning"
        };
        Some(view! {
            <span class=class title=words::problems(errors, warnings)>
                <span aria-hidden="true">{words::count(errors + warnings)}</span>
                <span class="visually-hidden">" " {words::problems(errors, warnings)}</span>
            </span>
        })
    };
    view! {
        <span class="tree__marks">
            <Show when=move || is_unsaved.get()>
                <span class="tree__unsaved" title=words::UNSAVED>
                    <span aria-hidden="true">"●"</span>
                    <span class="visually-hidden">" " {words::UNSAVED}</span>
                </span>
            </Show>
            {problems}
        </span>
    }
}

/// The number of errors and warnings of each file with some, and of the folders and the bundle around it.
pub fn counts(problems: &[Diagnostic]) -> HashMap<FileId, Counts> {
    let mut counts = HashMap::<FileId, Counts>::new();
    for problem in problems {
        let at = match problem.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Info => continue,
        };
        for item in with_folders(&problem.file) {
            counts.entry(item).or_default()[at] += 1;
        }
    }
    counts
}

/// A file, the folders around it, and its bundle.
pub fn with_folders(file: &FileId) -> impl Iterator<Item = FileId> {
    let ends = file.path.match_indices('/').map(|(at, _)| at);
    let paths = std::iter::once(0).chain(ends).chain([file.path.len()]);
    let mut paths: Vec<_> = paths.map(|end| file.path[..end].to_owned()).collect();
    paths.dedup();
    let bundle = file.bundle.clone();
    paths.into_iter().map(move |path| FileId { bundle: bundle.clone(), path })
}

#[cfg(test)]
mod tests {
    use cyclotron_core::codes::rule;

    use super::*;

    fn id(path: &str) -> FileId {
        FileId { bundle: "queue".into(), path: path.into() }
    }

    #[test]
    fn a_problem_counts_for_its_file_and_everything_around_it() {
        let problem = |path: &str, severity| {
            Diagnostic::new(rule("undefined-name").unwrap(), id(path), "").severity(severity)
        };
        let counts = counts(&[
            problem("a/b/c.yaml", Severity::Error),
            problem("a/d.yaml", Severity::Warning),
            problem("a/d.yaml", Severity::Info),
            problem("", Severity::Error),
        ]);
        let of = |path: &str| counts.get(&id(path)).copied();
        assert_eq!(of("a/b/c.yaml"), Some([1, 0]));
        assert_eq!(of("a/b"), Some([1, 0]));
        assert_eq!(of("a"), Some([1, 1]));
        assert_eq!(of(""), Some([2, 1]));
        assert_eq!(of("a/d.yaml"), Some([0, 1]));
        assert_eq!(of("other"), None);
    }
}
