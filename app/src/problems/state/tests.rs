use cyclotron_core::codes::{Rule, rule};
use cyclotron_core::text::{Edit, Position, Span};
use cyclotron_core::{AnalysisUpdate, Bundle, File, Fix, Workspace};
use cyclotron_worker::calls::Analyzed;

use super::walk::step;
use super::*;

fn id(bundle: &str, path: &str) -> FileId {
    FileId { bundle: bundle.into(), path: path.into() }
}

fn any() -> &'static Rule {
    rule("undefined-name").unwrap()
}

/// A problem on a line.
fn problem(severity: Severity, bundle: &str, path: &str, line: usize) -> Diagnostic {
    let mut problem = Diagnostic::new(any(), id(bundle, path), format!("{path}:{line}"));
    problem.severity = severity;
    problem.range = Some((Position { line, column: 2 }, Position { line, column: 4 }));
    problem
}

fn messages(problems: &[Diagnostic]) -> Vec<&str> {
    problems.iter().map(|problem| problem.message.as_str()).collect()
}

fn at(one: &Diagnostic) -> Cursor {
    let (from, to) = place(one);
    Cursor { file: one.file.clone(), from, to }
}

#[test]
fn the_selected_bundle_comes_first_and_the_others_follow_in_a_ring() {
    let all = [
        problem(Severity::Warning, "a", "a1", 1),
        problem(Severity::Error, "a", "a2", 1),
        problem(Severity::Warning, "b", "b1", 1),
        problem(Severity::Warning, "b", "b1", 2),
        problem(Severity::Error, "c", "c1", 1),
    ];
    for (shown, order) in [
        (None, ["a2:1", "a1:1", "b1:1", "b1:2", "c1:1"]),
        (Some("b"), ["b1:1", "b1:2", "c1:1", "a2:1", "a1:1"]),
    ] {
        let mut sorted = all.to_vec();
        sort(&mut sorted, shown);
        assert_eq!(messages(&sorted), order);
    }
}

#[test]
fn one_step_after_the_other_meets_every_problem_once() {
    let mut missing = Diagnostic::new(any(), id("a", "gone"), "gone");
    missing.range = None;
    let twice = Diagnostic { message: "twice".into(), ..problem(Severity::Error, "a", "a1", 1) };
    let all = [
        problem(Severity::Error, "a", "a1", 1),
        twice,
        missing,
        problem(Severity::Error, "b", "b1", 1),
    ];
    for (back, order) in [(false, [0, 1, 2, 3, 0]), (true, [3, 2, 1, 0, 3])] {
        let mut current = None;
        let mut cursor = None;
        for wanted in order {
            let next = step(&all, current.as_ref(), cursor.as_ref(), back).unwrap();
            assert_eq!(next, wanted);
            current = Some(all[next].clone());
            // The missing file cannot be shown, so the editor shows another one.
            cursor = Some(at(if next == 2 { &all[0] } else { &all[next] }));
        }
    }
    assert_eq!(step(&[], None, None, false), None);
}

#[test]
fn a_step_begins_at_the_cursor() {
    let line = |line| problem(Severity::Error, "a", "a1", line);
    let all = [line(3), line(7), problem(Severity::Error, "a", "a2", 1)];
    let cursor = |line| Cursor { file: id("a", "a1"), from: (line, 0), to: (line, 0) };
    let next = |line, back| step(&all, Some(&all[2]), Some(&cursor(line)), back);
    assert_eq!(next(1, false), Some(0));
    assert_eq!(next(5, false), Some(1));
    assert_eq!(next(9, false), Some(2));
    assert_eq!(next(5, true), Some(0));
    assert_eq!(next(1, true), Some(2));
    let elsewhere = Cursor { file: id("a", "other"), from: (1, 0), to: (1, 0) };
    assert_eq!(step(&all, None, Some(&elsewhere), false), Some(0));
}

#[test]
fn a_step_does_not_skip_the_problem_around_the_cursor() {
    let around = Diagnostic {
        range: Some((Position { line: 3, column: 2 }, Position { line: 5, column: 0 })),
        ..problem(Severity::Error, "a", "a1", 3)
    };
    let all =
        [problem(Severity::Error, "a", "a1", 1), around, problem(Severity::Error, "a", "a1", 8)];
    let cursor = |line, column| {
        let place = (line, column);
        Cursor { file: id("a", "a1"), from: place, to: place }
    };
    let next = |line, column, back| step(&all, None, Some(&cursor(line, column)), back);
    assert_eq!(next(4, 0, false), Some(1));
    assert_eq!(next(3, 2, false), Some(1));
    assert_eq!(next(5, 0, false), Some(2));
    assert_eq!(next(4, 0, true), Some(1));
    assert_eq!(next(3, 2, true), Some(0));
}

/// A session with two files, each with a safe fix that changes the first byte to `x`.
fn session() -> Session {
    let session = Session::new(None);
    let files = ["a", "b"].map(|path| File::new(path, "old")).to_vec();
    let bundle = Bundle { name: "bundle".into(), files, ..Bundle::default() };
    session.workspace.set(Workspace { bundles: vec![bundle] });
    let fixed = |path| {
        let edit = Edit { span: Span::new(0, 1), text: "x".into() };
        problem(Severity::Error, "bundle", path, 1).fix(Some(Fix::safe("Mend", vec![edit])))
    };
    let diagnostics = vec![fixed("a"), fixed("b"), problem(Severity::Info, "bundle", "b", 2)];
    look(session, diagnostics);
    session
}

/// Applies an analysis of the current text that found these problems.
fn look(session: Session, problems: Vec<Diagnostic>) {
    let update = AnalysisUpdate { revision: 1, bundles: vec![], changed: vec![], waiting: 0 };
    let reply = Analyzed { shown: None, update, edits: vec![], around: vec![], problems };
    session.analyzed(reply, session.revisions.text.get_untracked());
}

fn texts(session: Session) -> Vec<String> {
    session.workspace.with_untracked(|workspace| {
        let text = |path| workspace.file(&id("bundle", path)).and_then(|file| file.text());
        ["a", "b"].into_iter().filter_map(text).map(str::to_owned).collect()
    })
}

#[test]
fn all_safe_fixes_are_one_step() {
    Owner::new().with(|| {
        let session = session();
        let problems = ProblemsState::new(session);
        problems.fix_all();
        assert_eq!(texts(session), ["xld", "xld"]);
        let notice = session.notices.with_untracked(|notices| notices.last().cloned()).unwrap();
        assert_eq!(notice.message, "Fixed 2 problems in 2 files.");
        session.bring_back(notice.undo.unwrap());
        assert_eq!(texts(session), ["old", "old"]);
    });
}

/// The range of a fix only fits the analyzed text.
#[test]
fn a_fix_for_an_older_text_is_not_made() {
    Owner::new().with(|| {
        let session = session();
        let problems = ProblemsState::new(session);
        let problem = session.analysis.with_untracked(|analysis| analysis.diagnostics[0].clone());
        session.typed(&id("bundle", "b"), "typed".into());
        let before = session.revisions.requested.get_untracked();
        problems.fix(&problem);
        problems.fix_all();
        assert_eq!(texts(session), ["old", "typed"]);
        assert!(session.revisions.requested.get_untracked() > before, "it is analyzed anew");
        // The analysis of the new text allows the fix again if it still finds the problem.
        let diagnostics = session.analysis.with_untracked(|analysis| analysis.diagnostics.clone());
        look(session, diagnostics);
        problems.fix(&problem);
        assert_eq!(texts(session), ["xld", "typed"]);
    });
}

#[test]
fn the_filter_decides_what_is_shown() {
    Owner::new().with(|| {
        let session = session();
        let problems = ProblemsState::new(session);
        session.filter.update(|filter| filter.toggle(Severity::Info));
        assert_eq!(messages(&problems.listed()), ["b:2"]);
        session.filter.update(|filter| filter.this_bundle = true);
        assert_eq!(
            problems.in_scope().len(),
            0,
            "no file is selected: {:?}",
            session.bundle_name()
        );
    });
}

#[test]
fn a_problem_is_fixed_where_the_cursor_touches_it() {
    Owner::new().with(|| {
        let session = session();
        let problem = session.analysis.with_untracked(|analysis| analysis.diagnostics[0].clone());
        let ((line, column), end) = place(&problem);
        let cursor = |path: &str, from, to| Cursor { file: id("bundle", path), from, to };
        assert!(cursor(&problem.file.path, (line, column), (line, column)).is_at(&problem));
        assert!(cursor(&problem.file.path, end, end).is_at(&problem));
        assert!(!cursor(&problem.file.path, (end.0 + 1, 0), (end.0 + 1, 0)).is_at(&problem));
        assert!(!cursor("other", (line, column), end).is_at(&problem));
    });
}
