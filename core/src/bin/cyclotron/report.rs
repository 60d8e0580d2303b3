//! Diagnostics with the places that people know their files by.

use cyclotron_core::{Diagnostic, Kind, Severity, Workspace};

use crate::Outcome;
use crate::disk::Opened;

/// What was found.
#[derive(Debug, Default)]
pub struct Report {
    /// The bundles that were looked at.
    pub bundles: Vec<Subject>,
    /// In the order of the analysis.
    pub findings: Vec<Finding>,
}

/// A bundle that was looked at.
#[derive(Debug)]
pub struct Subject {
    /// What it is called.
    pub name: String,
    /// What kind it is.
    pub kind: Kind,
    /// Where it is.
    pub path: String,
}

/// A diagnostic and its file.
#[derive(Debug)]
pub struct Finding {
    /// Where the file is, or would be.
    pub path: String,
    /// What is in it; nothing where there is no such file.
    pub text: String,
    /// What is wrong.
    pub diagnostic: Diagnostic,
}

impl Report {
    /// Reports what was found in `workspace`, whose bundles lie at `prefixes`, in the same order.
    /// `elsewhere` gives the path of a file that is not below its bundle.
    pub fn new(
        workspace: &Workspace,
        prefixes: &[String],
        diagnostics: Vec<Diagnostic>,
        elsewhere: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let subjects = workspace.bundles.iter().zip(prefixes).map(|(bundle, prefix)| Subject {
            name: bundle.name.clone(),
            kind: bundle.kind(),
            path: if prefix.is_empty() { "./".to_owned() } else { prefix.clone() },
        });
        let findings = diagnostics.into_iter().map(|diagnostic| {
            let file = &diagnostic.file;
            let place = workspace.bundles.iter().position(|bundle| bundle.name == file.bundle);
            let prefix = place.map_or("", |place| prefixes[place].as_str());
            let text = workspace.file(file).and_then(cyclotron_core::File::text).unwrap_or("");
            Finding {
                path: elsewhere(&file.path).unwrap_or_else(|| format!("{prefix}{}", file.path)),
                text: text.to_owned(),
                diagnostic,
            }
        });
        Self { bundles: subjects.collect(), findings: findings.collect() }
    }

    /// How many findings are as bad as this.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|found| found.diagnostic.severity == severity).count()
    }

    /// Bad if there is an error.
    pub fn outcome(&self) -> Outcome {
        if self.count(Severity::Error) == 0 { Outcome::Good } else { Outcome::Bad }
    }
}

/// The bundles as a workspace, and where each lies.
pub fn workspace(opened: Vec<Opened>) -> (Workspace, Vec<String>) {
    let (bundles, prefixes) =
        opened.into_iter().map(|opened| (opened.bundle, opened.prefix)).unzip();
    (Workspace { bundles }, prefixes)
}
