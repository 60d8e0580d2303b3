//! Assigns file paths to diagnostics, for reports.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use cyclotron_core::codes::rule;
use cyclotron_core::manifest::manifest;
use cyclotron_core::silence::{Silenced, Silencer, Silencing};
use cyclotron_core::{Bundle, Diagnostic, FileId, Kind, Part, Severity, Workspace};

use crate::Outcome;
use crate::disk::{ArchivedText, Fault, Opened};
use crate::silencing::name;

/// The result of a check.
#[derive(Debug, Default)]
pub struct Report {
    /// The bundles that were checked.
    pub bundles: Vec<Subject>,
    /// The findings: first files that could not be read, then the analysis in its order.
    pub findings: Vec<Finding>,
    /// The findings that are silenced.
    pub silenced: Vec<SilencedFinding>,
    /// The archives in folders, which were not opened.
    pub archives: Vec<String>,
    /// Whether a path of the command line is wrong.
    is_usage_error: bool,
    /// Whether a finding is severe enough to fail the check.
    fails: bool,
}

/// A bundle that was checked.
#[derive(Debug)]
pub struct Subject {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Its path.
    pub path: String,
    /// The tool that provisions the environment, the service instances or the component; `None` if there is no
    /// template, or if the manifest does not say.
    pub engine: Option<&'static str>,
    /// The tool that provisions the pipeline of a service.
    pub pipeline: Option<&'static str>,
    /// Whether the bundle has a pipeline.
    pub has_pipeline: bool,
    /// Whether there is no spec, so that the inputs are made up.
    pub has_made_up_inputs: bool,
}

/// A diagnostic with its file.
#[derive(Debug)]
pub struct Finding {
    /// The path of the file, or the path that it should have.
    pub path: String,
    /// The text of the file; empty if it does not exist.
    pub text: String,
    /// The diagnostic.
    pub diagnostic: Diagnostic,
}

/// A silenced finding.
#[derive(Debug)]
pub struct SilencedFinding {
    /// The finding.
    pub finding: Finding,
    /// The reason for silencing it.
    pub by: Silencer,
    /// The reason as text: a file and its line, an option, or the baseline.
    pub name: String,
}

/// The paths of the files of a workspace.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The path of each bundle, in the order of the workspace.
    pub prefixes: Vec<String>,
    /// The texts beside the bundles of archives, in the same order.
    pub beside: Vec<Rc<[ArchivedText]>>,
    /// Files that are outside of their bundle's folder, with their paths.
    pub elsewhere: Vec<(FileId, String)>,
}

impl Places {
    /// The path of a file, even if it does not exist.
    pub fn path(&self, workspace: &Workspace, file: &FileId) -> String {
        if let Some((_, path)) = self.elsewhere.iter().find(|(known, _)| known == file) {
            return path.clone();
        }
        let place = workspace.bundles.iter().position(|one| one.name == file.bundle);
        format!("{}{}", place.map_or("", |place| self.prefixes[place].as_str()), file.path)
    }

    fn finding(&self, workspace: &Workspace, diagnostic: Diagnostic) -> Finding {
        let file = &diagnostic.file;
        let path = self.path(workspace, file);
        let text = match workspace.file(file) {
            Some(file) => file.text().unwrap_or_default().to_owned(),
            // A file outside the bundles: in an archive, or on disk.
            None if file.bundle.is_empty() => {
                let mut archived = self.beside.iter().flat_map(|beside| beside.iter());
                match archived.find(|file| file.path == path) {
                    Some(file) => file.text.clone(),
                    None => fs::read_to_string(&path).unwrap_or_default(),
                }
            }
            None => String::new(),
        };
        Finding { path, text, diagnostic }
    }
}

impl Subject {
    fn new(bundle: &Bundle, prefix: &str) -> Self {
        let parts = bundle.parts();
        let engine = |part: Part| {
            let template = parts.contains(&part).then(|| manifest(bundle, part).0.template);
            template.flatten().map(|template| template.engine())
        };
        let main = parts.iter().copied().find(|part| *part != Part::Pipeline);
        Self {
            name: bundle.name.clone(),
            kind: bundle.kind(),
            path: if prefix.is_empty() { "./".to_owned() } else { prefix.to_owned() },
            engine: main.and_then(engine),
            pipeline: engine(Part::Pipeline),
            has_pipeline: parts.contains(&Part::Pipeline),
            has_made_up_inputs: !parts.is_empty() && bundle.file(bundle.spec()).is_none(),
        }
    }

    /// The kind with everything that decides how the bundle is checked: `service, CloudFormation; made-up inputs`.
    pub fn description(&self) -> String {
        let engine = self.engine.map_or(String::new(), |engine| format!(", {engine}"));
        let pipeline = match self.pipeline {
            Some(engine) => format!(", with a pipeline ({engine})"),
            None if self.has_pipeline => ", with a pipeline".to_owned(),
            None => String::new(),
        };
        let inputs = if self.has_made_up_inputs { "; no spec, so made-up inputs" } else { "" };
        format!("{}{engine}{pipeline}{inputs}", self.kind.noun())
    }
}

impl Report {
    /// Makes a report from the `faults` of reading and from the shown and the silenced findings.
    pub fn new(
        workspace: &Workspace,
        places: &Places,
        faults: Vec<Fault>,
        (shown, silenced): (Vec<Diagnostic>, Vec<Silenced>),
        silencing: &Silencing,
        baseline: Option<&Path>,
    ) -> Self {
        let bundles = workspace.bundles.iter().zip(&places.prefixes);
        let subjects = bundles.map(|(bundle, prefix)| Subject::new(bundle, prefix));
        let is_usage_error = faults.iter().any(|fault| fault.is_usage_error);
        let unread: HashSet<String> = faults.iter().map(|fault| fault.path.clone()).collect();
        let fails = !faults.is_empty()
            || shown.iter().any(|one| {
                silencing.fails(one) && !unread.contains(&places.path(workspace, &one.file))
            });
        // An unreadable file counts as empty, so all problems in it are consequences.
        let findings = shown.into_iter().map(|diagnostic| places.finding(workspace, diagnostic));
        let findings = findings.filter(|finding| !unread.contains(&finding.path));
        let findings = faults.into_iter().map(Finding::from).chain(findings).collect();
        let silenced = silenced.into_iter().map(|Silenced { diagnostic, by }| {
            let name = name(&by, |file| places.path(workspace, file), baseline);
            SilencedFinding { finding: places.finding(workspace, diagnostic), by, name }
        });
        Self {
            bundles: subjects.collect(),
            findings,
            silenced: silenced.collect(),
            archives: vec![],
            is_usage_error,
            fails,
        }
    }

    /// Whether the check fails although there is no error: because of `fail_on` in a configuration.
    pub fn fails_without_error(&self) -> bool {
        self.fails && self.count(Severity::Error) == 0
    }

    /// The number of findings of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|found| found.diagnostic.severity == severity).count()
    }

    /// The outcome: bad if there is an error, or a finding that the configuration treats as one.
    pub fn outcome(&self) -> Outcome {
        match (self.is_usage_error, self.fails) {
            (true, _) => Outcome::WrongUse,
            (false, true) => Outcome::Bad,
            (false, false) => Outcome::Good,
        }
    }
}

impl From<Fault> for Finding {
    fn from(fault: Fault) -> Self {
        let Fault { path, code, message, help, .. } = fault;
        let file = FileId { bundle: String::new(), path: path.clone() };
        let message = sentence(&message);
        let rule = rule(code).expect("the codes of faults are in the table");
        let diagnostic = Diagnostic::new(rule, file, message).help(help);
        Self { path, text: String::new(), diagnostic }
    }
}

/// Makes a sentence: adds a full stop, and a capital letter unless the message begins with a file name.
fn sentence(message: &str) -> String {
    let end = if message.ends_with('.') { "" } else { "." };
    let begin = match message.split_once(' ') {
        Some(("cannot", rest)) => format!("Cannot {rest}"),
        Some(("there", rest)) => format!("There {rest}"),
        _ => message.to_owned(),
    };
    begin + end
}

/// Makes a workspace of the bundles, and records the paths of their files.
pub fn workspace(opened: Vec<Opened>) -> (Workspace, Places) {
    let (mut workspace, mut places) = (Workspace::default(), Places::default());
    for Opened { bundle, prefix, specs, beside } in opened {
        places.elsewhere.extend(specs.into_iter().map(|spec| (bundle.id(spec.path), spec.place)));
        places.prefixes.push(prefix);
        places.beside.push(beside);
        workspace.bundles.push(bundle);
    }
    (workspace, places)
}
