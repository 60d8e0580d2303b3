//! The rows of the list: files, their problems, and below a problem the ones that it causes. Equal problems of a file
//! are one row.

use std::collections::{HashMap, HashSet};

use cyclotron_core::silence::{Silenced, Silencer};
use cyclotron_core::sort::CompactSort;
use cyclotron_core::{Diagnostic, FileId, Severity, causes};

/// The identity of a row, which stays the same while its problems move to other lines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RowKey {
    /// The file with the problems below.
    File(FileId),
    /// Equal problems of a file.
    Problem(Box<Identity>),
}

/// The part of a problem that equal problems share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    file: FileId,
    code: String,
    severity: Severity,
    message: String,
    help: Option<String>,
    /// The file that it is listed under; another one for an effect.
    under: FileId,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A file with its number of problems by severity, worst first. An effect counts for the file that it is in.
    File {
        /// The file.
        file: FileId,
        /// The number of errors, of warnings and of notes.
        counts: [usize; 3],
    },
    /// Equal problems of a file.
    Problem(ProblemRow),
}

/// Equal problems of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct ProblemRow {
    /// The problems, at least one, from top to bottom.
    pub problems: Vec<Diagnostic>,
    /// The rule of its bundle that silences it, or would.
    pub by: Option<Silencer>,
    /// Whether it is silenced.
    pub is_silenced: bool,
    /// Whether it is listed below the problem that causes it.
    pub is_effect: bool,
    /// Whether it is listed below another file than its own.
    pub is_elsewhere: bool,
}

impl ProblemRow {
    /// The first of the equal problems.
    pub fn first(&self) -> &Diagnostic {
        &self.problems[0]
    }
}

/// The rows of a list, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The keys, each once.
    pub keys: Vec<RowKey>,
    /// The rows.
    pub rows: HashMap<RowKey, Row>,
}

/// Equal problems, while the rows are built.
struct Folded {
    key: Identity,
    problems: Vec<Diagnostic>,
    /// The rows that it causes, by index.
    effects: Vec<usize>,
    is_effect: bool,
}

impl Rows {
    /// The rows of problems, which are in order of their files. `pending` are the rules that would silence some.
    pub fn of(problems: &[Diagnostic], pending: &[Silenced]) -> Self {
        let rules: HashMap<_, _> =
            pending.iter().map(|pending| (&pending.diagnostic, &pending.by)).collect();
        Self::build(problems, false, |problem| rules.get(problem).map(|by| (*by).clone()))
    }

    /// The rows of silenced problems.
    pub fn silenced(silenced: &[Silenced]) -> Self {
        let problems: Vec<_> = silenced.iter().map(|one| one.diagnostic.clone()).collect();
        let rules: HashMap<_, _> = silenced.iter().map(|one| (&one.diagnostic, &one.by)).collect();
        Self::build(&problems, true, |problem| rules.get(problem).map(|by| (*by).clone()))
    }

    fn build(
        problems: &[Diagnostic],
        is_silenced: bool,
        by: impl Fn(&Diagnostic) -> Option<Silencer>,
    ) -> Self {
        let folded = fold(problems);
        let mut files: Vec<&FileId> = vec![];
        let mut below: HashMap<&FileId, Vec<usize>> = HashMap::new();
        for (at, row) in folded.iter().enumerate().filter(|(_, row)| !row.is_effect) {
            below.entry(&row.key.file).or_insert_with(|| {
                files.push(&row.key.file);
                vec![]
            });
            below.entry(&row.key.file).or_default().push(at);
        }
        let mut rows = Self::default();
        for file in files {
            let mut own = below.remove(file).unwrap_or_default();
            own.compact_sort_by_key(|at| (worst(&folded, *at), folded[*at].effects.is_empty()));
            let counts = counts(problems.iter().filter(|problem| problem.file == *file));
            rows.push(RowKey::File(file.clone()), Row::File { file: file.clone(), counts });
            for at in own {
                let effects = folded[at].effects.iter().map(|effect| &folded[*effect]);
                for row in std::iter::once(&folded[at]).chain(effects) {
                    let is_elsewhere = row.key.file != *file;
                    let key = Identity { under: file.clone(), ..row.key.clone() };
                    let problem = ProblemRow {
                        by: by(&row.problems[0]),
                        problems: row.problems.clone(),
                        is_silenced,
                        is_effect: row.is_effect,
                        is_elsewhere,
                    };
                    rows.push(RowKey::Problem(Box::new(key)), Row::Problem(problem));
                }
            }
        }
        rows
    }

    fn push(&mut self, key: RowKey, row: Row) {
        self.keys.push(key.clone());
        self.rows.insert(key, row);
    }

    /// The keys of the rows that are visible while some files are collapsed.
    pub fn visible(&self, closed: &HashSet<FileId>) -> Vec<RowKey> {
        let is_visible = |key: &&RowKey| match key {
            RowKey::File(_) => true,
            RowKey::Problem(identity) => !closed.contains(&identity.under),
        };
        self.keys.iter().filter(is_visible).cloned().collect()
    }
}

/// Joins equal problems, and relates those that one causes.
fn fold(problems: &[Diagnostic]) -> Vec<Folded> {
    let mut folded: Vec<Folded> = vec![];
    let mut known: HashMap<Identity, usize> = HashMap::new();
    let mut row_of = vec![];
    for problem in problems {
        let key = Identity {
            file: problem.file.clone(),
            code: problem.code.0.to_string(),
            severity: problem.severity,
            message: problem.message.clone(),
            help: problem.help.clone(),
            under: problem.file.clone(),
        };
        let at = *known.entry(key).or_insert_with_key(|key| {
            let (key, problems) = (key.clone(), vec![]);
            folded.push(Folded { key, problems, effects: vec![], is_effect: false });
            folded.len() - 1
        });
        folded[at].problems.push(problem.clone());
        row_of.push(at);
    }
    for (at, cause) in causes(problems).into_iter().enumerate() {
        let Some(cause) = cause.map(|cause| row_of[cause]) else { continue };
        let effect = row_of[at];
        // Of equal problems, the first that has a cause decides.
        let is_free = !folded[effect].is_effect && folded[effect].effects.is_empty();
        if cause != effect && is_free && !folded[cause].is_effect {
            folded[effect].is_effect = true;
            folded[cause].effects.push(effect);
        }
    }
    folded
}

/// The worst severity of a row and of what it causes.
fn worst(folded: &[Folded], at: usize) -> Severity {
    let effects = folded[at].effects.iter().map(|effect| folded[*effect].key.severity);
    effects.fold(folded[at].key.severity, Severity::min)
}

/// The number of problems of each severity, worst first.
pub fn counts<'p>(problems: impl IntoIterator<Item = &'p Diagnostic>) -> [usize; 3] {
    let mut counts = [0; 3];
    for problem in problems {
        counts[problem.severity as usize] += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use cyclotron_core::codes::rule;
    use cyclotron_core::text::Position;

    use super::*;

    fn problem(severity: Severity, path: &str, line: usize, message: &str) -> Diagnostic {
        let file = FileId { bundle: "b".into(), path: path.into() };
        let mut problem = Diagnostic::new(rule("undefined-name").unwrap(), file, message);
        problem.severity = severity;
        problem.range = Some((Position { line, column: 2 }, Position { line, column: 4 }));
        problem
    }

    /// The rows as texts: the path of a file, or the lines of a problem after its message.
    fn shown(rows: &Rows) -> Vec<String> {
        let text = |key: &RowKey| match &rows.rows[key] {
            Row::File { file, counts } => format!("{} {counts:?}", file.path),
            Row::Problem(row) => {
                let lines = row.problems.iter().map(|one| one.range.unwrap().0.line.to_string());
                let lines: Vec<_> = lines.collect();
                let level = if row.is_effect { "> " } else { "" };
                format!("{level}{} {}", row.first().message, lines.join(","))
            }
        };
        rows.keys.iter().map(text).collect()
    }

    #[test]
    fn problems_are_grouped_by_file_with_errors_first_and_equal_ones_folded() {
        let all = [
            problem(Severity::Warning, "a", 1, "late"),
            problem(Severity::Error, "a", 2, "twice"),
            problem(Severity::Info, "a", 3, "note"),
            problem(Severity::Error, "a", 4, "once"),
            problem(Severity::Error, "a", 9, "twice"),
            problem(Severity::Error, "b", 1, "twice"),
        ];
        assert_eq!(
            shown(&Rows::of(&all, &[])),
            ["a [3, 1, 1]", "twice 2,9", "once 4", "late 1", "note 3", "b [1, 0, 0]", "twice 1"]
        );
    }

    #[test]
    fn a_problem_that_causes_others_is_first_with_the_others_below() {
        let with = |code: &str, problem: Diagnostic| Diagnostic {
            code: rule(code).unwrap().into(),
            ..problem
        };
        let name = |name: &str| format!("environment.inputs.{name}");
        let all = [
            problem(Severity::Error, "t", 1, "first"),
            with("undeclared-input", problem(Severity::Error, "t", 3, "siez"))
                .about(name("siez"))
                .instead(Some(name("size"))),
            with("unused-input", problem(Severity::Warning, "schema", 5, "size"))
                .about(name("size")),
        ];
        let rows = Rows::of(&all, &[]);
        assert_eq!(shown(&rows), ["t [2, 0, 0]", "siez 3", "> size 5", "first 1"]);
        let closed = HashSet::from([all[0].file.clone()]);
        assert_eq!(rows.visible(&closed).len(), 1);
    }

    /// The keyboard stays at a row while the text above it changes.
    #[test]
    fn a_row_is_the_same_at_another_line() {
        let at = |line| Rows::of(&[problem(Severity::Error, "a", line, "x")], &[]).keys;
        assert_eq!(at(1), at(2));
    }
}
