//! The steps that the page runs on an opened file, in the same order.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use cyclotron_core::archive::{self, OpenError};
use cyclotron_core::assist::{About, AssistRequest, assist};
use cyclotron_core::text::Position;
use cyclotron_core::{
    Analysis, Bundle, Diagnostic, Target, Workspace, analyze, prepare_all, rendered_lines,
    starters, trace,
};
use serde_json::{Value as Json, json};

/// The maximum numbers of renderings and files to request, and of messages to keep.
const ASKED: usize = 3;
const KEPT: usize = 2000;

/// The outcome of a case.
pub struct Report {
    /// Whether it was not opened.
    pub refused: bool,
    /// The refusal; otherwise the first problems.
    pub said: Vec<String>,
    /// Milliseconds: to open, to analyze, and the longest that any question took.
    pub took: [f64; 3],
    /// The most memory that the process had, in megabytes.
    pub memory: u64,
}

impl Report {
    /// As a line.
    pub fn write(&self) -> String {
        let Self { refused, said, took, memory } = self;
        json!([refused, said, took, memory]).to_string()
    }

    /// From a line.
    pub fn read(line: &str) -> Self {
        let report: Json = serde_json::from_str(line).unwrap();
        let texts = report[1].as_array().unwrap();
        let took = |at: usize| report[2][at].as_f64().unwrap();
        Self {
            refused: report[0].as_bool().unwrap(),
            said: texts.iter().map(|text| text.as_str().unwrap().to_owned()).collect(),
            took: [took(0), took(1), took(2)],
            memory: report[3].as_u64().unwrap(),
        }
    }
}

/// Opens the file beside the ready workspace, and does all that the page might want then.
pub fn probe(file: &Path) -> Report {
    let bytes = std::fs::read(file).unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let mut workspace = starters::ready_workspace();
    let (opened, to_open) = timed(|| open(name, &bytes, &workspace));
    drop(bytes);
    let mut report = Report { refused: true, said: vec![], took: [to_open, 0.0, 0.0], memory: 0 };
    match opened {
        Err(error) => report.said.push(error.to_string()),
        Ok(bundles) => {
            let names: Vec<_> = bundles.iter().map(|bundle| bundle.name.clone()).collect();
            workspace.bundles.extend(bundles);
            let (analysis, to_analyze) = timed(|| analyze(&workspace));
            report.refused = false;
            report.took[1] = to_analyze;
            for name in names.iter().take(ASKED) {
                let took = ask(&workspace, name, &analysis);
                report.took[2] = report.took[2].max(took);
                comes_back(workspace.bundle(name).unwrap());
            }
            let is_mine = |found: &&Diagnostic| names.contains(&found.file.bundle);
            let mine = analysis.diagnostics.iter().filter(is_mine);
            let messages = mine.map(|found| found.message.chars().take(KEPT).collect());
            report.said = messages.take(KEPT).collect();
        }
    }
    report.memory = peak();
    report
}

fn open(name: &str, bytes: &[u8], workspace: &Workspace) -> Result<Vec<Bundle>, OpenError> {
    let mut bundles = archive::open(name, bytes)?.bundles;
    prepare_all(&mut bundles, workspace);
    Ok(bundles)
}

/// Asks about places at the beginning, in the middle and at the end; what took longest, in
/// milliseconds.
fn ask(workspace: &Workspace, name: &str, analysis: &Analysis) -> f64 {
    let mut longest: f64 = 0.0;
    let mut note = |took: f64| longest = longest.max(took);
    let mine = analysis.bundles.iter().find(|one| one.name == name).unwrap();
    for rendering in mine.renderings.iter().take(ASKED) {
        let Some(text) = &rendering.text else { continue };
        for line in places(text) {
            note(timed(|| trace(workspace, name, &rendering.file_name, line)).1);
            let template = &rendering.template;
            note(timed(|| rendered_lines(workspace, &rendering.file_name, template, line)).1);
        }
    }
    let bundle = workspace.bundle(name).unwrap();
    let mut files: Vec<_> =
        bundle.files.iter().filter_map(|file| Some((file, file.text()?))).collect();
    files.sort_by_key(|(_, text)| std::cmp::Reverse(text.len()));
    for (file, text) in files.into_iter().take(ASKED) {
        for line in places(text) {
            for about in [
                About::Completions,
                About::Hover(Target::Environment),
                About::Definition,
                About::References,
                About::Renamable,
                About::Rename("other".into()),
                About::Outline,
            ] {
                let at = Position { line, column: 6 };
                let question = AssistRequest { file: bundle.id(file.path.clone()), at, about };
                note(timed(|| assist(workspace, &question)).1);
            }
        }
    }
    longest
}

/// The first line, one in the middle and the last.
fn places(text: &str) -> [usize; 3] {
    let lines = text.split('\n').count();
    [1, lines.div_ceil(2), lines]
}

/// Checks that an opened bundle can be packed, and that the archive opens as the same bundle.
fn comes_back(bundle: &Bundle) {
    let bundle = Bundle { pack_sample: true, ..bundle.clone() };
    let again = archive::unpack("again.tar.gz", &archive::pack(&bundle)).unwrap();
    assert_eq!(again.files, bundle.files, "it was packed and comes back as another one");
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begun = clock();
    let result = work();
    (result, clock() - begun)
}

/// The milliseconds for which this thread has had the processor, so that it does not count what else
/// the machine is at; those of the day where the system does not say.
#[expect(clippy::disallowed_methods, reason = "it measures")]
fn clock() -> f64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = spent.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    let today = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64();
    nanoseconds.map_or_else(|| today() * 1e3, |nanoseconds| nanoseconds / 1e6)
}

/// The most memory that this process had, in megabytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok());
    kilobytes.unwrap_or(0_u64) >> 10
}
