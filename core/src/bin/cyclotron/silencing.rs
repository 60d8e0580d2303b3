//! Silencing of findings on the command line, and its part in the report.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use cyclotron_core::cloudformation::has_rules;
use cyclotron_core::silence::{
    Baseline, CONFIGURATION, Configuration, Selector, Silencer, Silencing, UnknownCode,
};
use cyclotron_core::sort::CompactSort;
use cyclotron_core::{Diagnostic, File, FileId, Workspace, archive};

use crate::arguments::Check;
use crate::disk::{self, OpsFile};
use crate::failure::Failure;
use crate::report::{Places, SilencedFinding};

/// Adds the configurations in the parent folders of the bundles of `workspace`, whose paths are in `places`, and those
/// of the files `ops` with their comments. Returns the problems in all of these files.
pub fn add_outside(
    silencing: &mut Silencing,
    workspace: &Workspace,
    places: &Places,
    ops: Vec<OpsFile>,
) -> Vec<Diagnostic> {
    let mut reader = Reader { known: HashMap::new(), found: vec![] };
    for configuration in silencing.own_configurations() {
        let text = workspace.file(&configuration.file).and_then(File::text).unwrap_or_default();
        reader.found.append(&mut configuration.unknown_rules(text, has_rules));
    }
    let bundles = workspace.bundles.iter().zip(&places.prefixes).zip(&places.beside);
    for ((bundle, prefix), beside) in bundles {
        // Configurations in the bundle's archive take precedence over those around the archive.
        let mut inside: Vec<_> = (beside.iter())
            .filter(|file| {
                let folder = archive::folder_of(&file.path, CONFIGURATION);
                folder.is_some_and(|folder| prefix.starts_with(&format!("{folder}/")))
            })
            .map(|file| (file.path.clone(), Some(&*file.text)))
            .collect();
        inside.compact_sort_by_key(|(path, _)| Reverse(path.len()));
        let outside = disk::around(prefix, CONFIGURATION).into_iter().map(|path| (path, None));
        for (path, text) in inside.into_iter().chain(outside) {
            silencing.around(&bundle.name, reader.read(path, text));
        }
    }
    for OpsFile { path, text, mut found } in ops {
        for path in disk::around(&path, CONFIGURATION) {
            silencing.around("", reader.read(path, None));
        }
        let file = FileId { bundle: String::new(), path };
        reader.found.append(&mut silencing.read_text(file, &text));
        reader.found.append(&mut found);
    }
    reader.found
}

/// Reads each configuration once.
struct Reader {
    known: HashMap<String, Configuration>,
    found: Vec<Diagnostic>,
}

impl Reader {
    fn read(&mut self, path: String, text: Option<&str>) -> Configuration {
        let Self { known, found } = self;
        let configuration = known.entry(path.clone()).or_insert_with(|| {
            let text = match text {
                Some(text) => text.to_owned(),
                None => fs::read_to_string(&path).unwrap_or_default(),
            };
            let file = FileId { bundle: String::new(), path };
            let (configuration, mut problems) = Configuration::read(file, &text);
            found.append(&mut problems);
            found.append(&mut configuration.unknown_rules(&text, has_rules));
            configuration
        });
        configuration.clone()
    }
}

/// Adds the codes that the options of `cyclotron check` silence.
pub fn with_options(silencing: &mut Silencing, arguments: &Check) -> Result<(), Failure> {
    for typed in &arguments.ignore_checks {
        known(typed)
            .and_then(|_| silencing.ignore(typed))
            .map_err(|unknown| unknown_code("--ignore-checks", &unknown))?;
    }
    Ok(())
}

/// The rules of CloudFormation that `--include-checks` names, by the beginnings of their ids.
pub fn included(arguments: &Check) -> Result<Vec<String>, Failure> {
    let rules = |typed: &String| match known(typed) {
        Ok(selector) => selector.rules().ok_or_else(|| {
            let message = format!("--include-checks: `{typed}` isn't a rule of CloudFormation");
            Failure::usage_error(
                message,
                "All other checks run anyway. `I` is all of CloudFormation's advice.",
            )
        }),
        Err(unknown) => Err(unknown_code("--include-checks", &unknown)),
    };
    arguments.include_checks.iter().map(rules).collect()
}

/// The selector that was typed, if there are checks that it selects.
fn known(typed: &str) -> Result<Selector, UnknownCode> {
    let selector = Selector::parse(typed)?;
    match selector.rules() {
        Some(id) if !has_rules(&id) => Err(UnknownCode { code: typed.to_owned(), near: None }),
        _ => Ok(selector),
    }
}

fn unknown_code(option: &str, unknown: &UnknownCode) -> Failure {
    let all = "`cyclotron explain` lists all codes.";
    let help = match unknown.near {
        Some(near) => format!("Did you mean `{near}`? {all}"),
        None => all.to_owned(),
    };
    Failure::usage_error(format!("{option}: there is no check `{}`", unknown.code), help)
}

/// Reads the baseline at `path`.
pub fn read_baseline(path: &Path) -> Result<Baseline, Failure> {
    if !path.exists() {
        let message = format!("there is no baseline {}", path.display());
        let help = "Write today's findings into it: add `--write-baseline` to this command once.";
        return Err(Failure::usage_error(message, help));
    }
    Baseline::read(&disk::text(path)?).map_err(|error| {
        let help = "Write it again with `--write-baseline`.";
        Failure::usage_error(format!("cannot read {}: {error}", path.display()), help)
    })
}

/// Writes a baseline of the findings that are `shown`. `path_of` returns the path of a file in the baseline.
pub fn write_baseline(
    path: &Path,
    workspace: &Workspace,
    shown: &[Diagnostic],
    path_of: impl Fn(&FileId) -> String,
) -> Result<(), Failure> {
    let mut baseline = Baseline::default();
    for diagnostic in shown {
        let text = workspace.file(&diagnostic.file).and_then(File::text);
        baseline.add(&path_of(&diagnostic.file), diagnostic, text);
    }
    fs::write(path, baseline.json()).map_err(|error| Failure::file("write", path, &error))
}

/// The number of silenced findings by source, in a sentence; `None` if there are none.
pub fn summary(silenced: &[SilencedFinding]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in silenced {
        *counts.entry(&one.name).or_default() += 1;
    }
    let parts: Vec<_> = counts.iter().map(|(by, count)| format!("{count} by {by}")).collect();
    match silenced.len() {
        0 => None,
        1 => Some(format!("1 finding is silenced: {}.", parts.join(", "))),
        count => Some(format!("{count} findings are silenced: {}.", parts.join(", "))),
    }
}

/// The source that silences a finding: a file and its line, an option or the baseline. `path_of` returns the path
/// of a file.
pub fn name(by: &Silencer, path_of: impl Fn(&FileId) -> String, baseline: Option<&Path>) -> String {
    if let Some((file, line)) = by.place() {
        return format!("{}:{line}", path_of(file));
    }
    match (by, baseline) {
        (Silencer::Option(typed), _) => format!("--ignore-checks {typed}"),
        (_, Some(path)) => format!("the baseline {}", disk::shown(path)),
        (_, None) => "the baseline".to_owned(),
    }
}
