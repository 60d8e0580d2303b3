//! Which bundles the next analysis covers, after analyses that stopped the worker.
//!
//! An analysis covers several bundles. If it stops the worker, the bundles are analyzed one at a time, to find the one
//! that is to blame. That bundle is left out until it changes, so that it doesn't block the others.

use std::collections::HashSet;

use cyclotron_core::{Bundle, BundleId, Workspace};

/// The maximum number of bundles that one request analyzes, so that each ends soon and the newest text is never kept
/// waiting by other bundles.
const AT_MOST: usize = 8;
/// After this many workers in a row that stopped during an analysis, nothing is analyzed until the user changes
/// something: the bundles are not to blame.
const STOPS: usize = 6;

/// The bundles that an analysis covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The name of the bundle to analyze first.
    pub first: Option<String>,
    /// The maximum number of bundles to analyze.
    pub at_most: usize,
    /// The names of the bundles that are left out.
    pub left_out: Vec<String>,
}

/// The next step after an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continuation {
    /// Request a further analysis.
    Continue,
    /// Everything is analyzed.
    Done,
    /// Nothing further is analyzed until the user changes something, although not everything is analyzed.
    Stop,
}

/// The bundles that were found to stop the worker, and the search for them.
#[derive(Debug, Default)]
pub struct Isolation {
    /// The bundles that are left out, as they were when they stopped the worker.
    left_out: Vec<Bundle>,
    /// While bundles are analyzed one at a time, those that didn't stop the worker; `None` otherwise.
    passed: Option<HashSet<BundleId>>,
    /// The bundle that is analyzed alone.
    current: Option<Bundle>,
    /// The number of workers in a row that stopped during an analysis.
    stops: usize,
}

impl Isolation {
    /// The bundles that the next request covers, of those in `open`. `visible` is the name of the shown bundle.
    pub fn next(&mut self, open: &Workspace, visible: Option<&str>) -> Coverage {
        self.left_out.retain(|bundle| open.bundles.contains(bundle));
        let left_out = self.left_out.iter().map(|bundle| bundle.name.clone()).collect();
        self.current = self.candidate(open, visible).cloned();
        if let Some(bundle) = &self.current {
            return Coverage { first: Some(bundle.name.clone()), at_most: 1, left_out };
        }
        self.passed = None;
        Coverage { first: visible.map(str::to_owned), at_most: AT_MOST, left_out }
    }

    /// Handles a reply after which this many bundles are waiting.
    pub fn replied(&mut self, waiting: usize) -> Continuation {
        self.stops = 0;
        if let (Some(bundle), Some(passed)) = (self.current.take(), &mut self.passed) {
            passed.insert(bundle.id);
        }
        if waiting == 0 {
            self.passed = None;
        }
        match waiting {
            0 if self.left_out.is_empty() => Continuation::Done,
            0 => Continuation::Stop,
            _ => Continuation::Continue,
        }
    }

    /// Handles the end of the worker during an analysis: the next worker analyzes one bundle at a time. A bundle that
    /// was analyzed alone is left out, if it is to blame.
    pub fn stopped(&mut self, is_to_blame: bool) -> Continuation {
        self.stops += 1;
        self.passed.get_or_insert_default();
        self.left_out.extend(self.current.take().filter(|_| is_to_blame));
        if self.stops < STOPS { Continuation::Continue } else { Continuation::Stop }
    }

    /// Begins again after a change by the user.
    pub fn changed(&mut self) {
        self.stops = 0;
    }

    /// Whether analyses are given up until the user changes something.
    pub fn is_given_up(&self) -> bool {
        self.stops >= STOPS
    }

    /// The name of the bundle that is analyzed alone.
    pub fn alone(&self) -> Option<&str> {
        self.current.as_ref().map(|bundle| bundle.name.as_str())
    }

    /// The next bundle to analyze alone: environments first, as the analysis of others reads them, then the visible
    /// bundle. `None` if bundles are not analyzed alone, or all of them were.
    fn candidate<'w>(&self, open: &'w Workspace, visible: Option<&str>) -> Option<&'w Bundle> {
        let passed = self.passed.as_ref()?;
        let left = open.bundles.iter();
        let left =
            left.filter(|bundle| !passed.contains(&bundle.id) && !self.left_out.contains(bundle));
        left.min_by_key(|bundle| {
            (!bundle.kind().is_environment(), visible != Some(bundle.name.as_str()))
        })
    }
}

#[cfg(test)]
mod tests {
    use cyclotron_core::File;

    use super::*;
    use cyclotron_core::sort::CompactSort;

    fn open(names: &[&str]) -> Workspace {
        let bundle = |(id, name): (u64, &&str)| {
            let folder =
                if name.starts_with("env") { "infrastructure" } else { "instance_infrastructure" };
            let files = vec![File::new(format!("{folder}/manifest.yaml"), "")];
            Bundle { id: BundleId(id), name: (*name).into(), files, ..Bundle::default() }
        };
        Workspace { bundles: (1..).zip(names).map(bundle).collect() }
    }

    /// A worker that stops if it analyzes one of the `hostile` bundles, until the analysis ends. Returns the names of
    /// the bundles that each request analyzes.
    fn run(
        isolation: &mut Isolation,
        open: &Workspace,
        hostile: &[&str],
    ) -> (Vec<Vec<String>>, Continuation) {
        let mut requests = vec![];
        let mut analyzed: Vec<String> = vec![];
        loop {
            let Coverage { first, at_most, left_out } = isolation.next(open, Some("shown"));
            let names = open.bundles.iter().map(|bundle| bundle.name.clone());
            let mut due: Vec<_> =
                names.filter(|name| !left_out.contains(name) && !analyzed.contains(name)).collect();
            due.compact_sort_by_key(|name| Some(name) != first.as_ref());
            let slice: Vec<_> = due.iter().take(at_most).cloned().collect();
            requests.push(slice.clone());
            assert!(requests.len() < 50, "it ends");
            let step = if slice.iter().any(|name| hostile.contains(&name.as_str())) {
                analyzed.clear();
                isolation.stopped(true)
            } else {
                analyzed.extend(slice);
                isolation.replied(due.len() - at_most.min(due.len()))
            };
            if step != Continuation::Continue {
                return (requests, step);
            }
        }
    }

    #[test]
    fn a_bundle_that_stops_the_worker_is_left_out_and_the_others_are_analyzed() {
        let open = open(&["a", "bad", "shown", "env"]);
        let mut isolation = Isolation::default();
        let (requests, step) = run(&mut isolation, &open, &["bad"]);
        let expected: [&[&str]; 6] = [
            &["shown", "a", "bad", "env"],
            &["env"],
            &["shown"],
            &["a"],
            &["bad"],
            // A new worker knows nothing.
            &["shown", "a", "env"],
        ];
        assert_eq!(requests, expected);
        assert_eq!(step, Continuation::Stop, "not everything is analyzed");
        // A later analysis is one request, and stops no worker.
        isolation.changed();
        assert_eq!(run(&mut isolation, &open, &["bad"]).0, [["shown", "a", "env"]]);
    }

    #[test]
    fn a_bundle_that_was_left_out_is_analyzed_again_once_it_changes() {
        let mut open = open(&["bad", "shown"]);
        let mut isolation = Isolation::default();
        run(&mut isolation, &open, &["bad"]);
        open.bundles[0].files.push(File::new("README.md", ""));
        isolation.changed();
        assert_eq!(
            run(&mut isolation, &open, &[]),
            (vec![vec!["shown".into(), "bad".into()]], Continuation::Done)
        );
    }

    #[test]
    fn a_worker_that_stops_once_leaves_nothing_out() {
        let open = open(&["a", "shown"]);
        let mut isolation = Isolation::default();
        isolation.next(&open, None);
        assert_eq!(isolation.stopped(true), Continuation::Continue);
        let (requests, step) = run(&mut isolation, &open, &[]);
        assert_eq!(requests, [["shown"], ["a"]]);
        assert_eq!(step, Continuation::Done);
        assert_eq!(run(&mut isolation, &open, &[]).0, [["shown", "a"]]);
    }

    #[test]
    fn a_worker_that_always_stops_is_given_up() {
        let names: Vec<String> = (0..20).map(|at| format!("b{at}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut isolation = Isolation::default();
        let (requests, step) = run(&mut isolation, &open(&names), &names);
        assert_eq!((requests.len(), step), (STOPS, Continuation::Stop));
        assert!(isolation.is_given_up());
    }

    #[test]
    fn a_bundle_that_is_not_to_blame_is_analyzed_alone_again() {
        let open = open(&["shown"]);
        let mut isolation = Isolation::default();
        isolation.next(&open, None);
        isolation.stopped(true);
        isolation.next(&open, None);
        assert_eq!(isolation.alone(), Some("shown"));
        isolation.stopped(false);
        assert_eq!(
            run(&mut isolation, &open, &[]),
            (vec![vec!["shown".into()]], Continuation::Done)
        );
    }

    #[test]
    fn the_only_bundle_is_left_out_after_two_tries() {
        let open = open(&["shown"]);
        let (requests, step) = run(&mut Isolation::default(), &open, &["shown"]);
        assert_eq!(requests, [vec!["shown".to_owned()], vec!["shown".to_owned()], vec![]]);
        assert_eq!(step, Continuation::Stop);
    }
}
