//! The texts of the dialog that ejects bundles.

use cyclotron_core::eject::{Deliverable, Fate, Tool};
use cyclotron_core::text::list;

use crate::browser::numbers::grouped;
use crate::eject::run::Stage;
use crate::words::common::{bytes, files, megabytes};

/// The title.
pub const TITLE: &str = "Eject from Proton";
/// The explanation below it.
pub const ABOUT: &str = "Makes CloudFormation templates whose inputs are parameters, and scripts that deploy them. Afterwards, the stacks need neither Proton nor Cyclotron.";
/// The link to the help page.
pub const EXPLAIN: &str = "How it works";
/// The title of the archive of several bundles.
pub const SEVERAL: &str = "bundles";

/// The accessible name of the choice of bundles.
pub const BUNDLES: &str = "Bundles to eject together";
/// The line if none is chosen.
pub const NO_BUNDLE: &str = "Choose at least one bundle.";
/// The heading of the parts of the result.
pub const PARTS: &str = "Contents";

/// The choice of a part.
pub const fn part(part: Deliverable) -> &'static str {
    match part {
        Deliverable::GitSync => "Deployment files for Git sync",
        Deliverable::Scripts => "Scripts that adopt and deploy stacks",
        Deliverable::Pipelines => "Pipelines without Proton",
        Deliverable::GithubActions => "Workflow for GitHub Actions",
        Deliverable::Backstage => "Forms for Backstage",
        Deliverable::Sceptre => "Project for Sceptre",
        Deliverable::ExecutionRole => "Execution role for CloudFormation",
    }
}

/// The addition to a part that another one needs.
pub fn needed_by(other: Deliverable) -> String {
    format!(" (needed by “{}”)", part(other))
}

/// The choice of the wiring.
pub const GET_STACK_OUTPUT: &str = "Read outputs of environments with `Fn::GetStackOutput`";
/// The explanation of that choice.
pub const GET_STACK_OUTPUT_HINT: &str = "For CloudFormation’s Git sync. Otherwise, outputs are parameters, and `bin/deploy` reads their values from the stacks.";
/// The explanation of the names of stacks.
pub const STACK_NAMES_HINT: &str = "Enter the name of a stack that exists. Without a name, `bin/deploy` creates a new stack. You can also enter the names in `stacks.env` later; `bin/find-stacks` suggests them.";
/// The placeholder of the name of a stack.
pub const NEW_STACK: &str = "New stack";

/// The heading of the choice of bundles.
pub fn chosen(count: usize, all: usize) -> String {
    format!("{BUNDLES} ({} of {})", grouped(count as u64), grouped(all as u64))
}

/// The heading of the names of stacks.
pub fn stack_names(count: usize) -> String {
    format!("Names of existing stacks ({})", grouped(count as u64))
}

/// The accessible name of the report.
pub const REPORT: &str = "Report";
/// The line of a bundle without a template.
pub const NO_TEMPLATE: &str = "There is nothing to eject: the bundle has no template.";
/// The line of a stack all of whose inputs are plain parameters.
pub const NOTHING_FROZEN: &str = "Every input that the template reads stays a parameter.";
/// The heading of what is left to do.
pub const TASKS: &str = "Left to do";

/// A bundle or stack that cannot be ejected; `reason` is a sentence.
pub fn refused(reason: &str) -> String {
    format!("Not ejected. {reason}")
}

/// The number of inputs that are plain parameters.
pub fn parameters(count: usize) -> String {
    match count {
        1 => "1 value becomes a parameter".to_owned(),
        _ => format!("{} values become parameters", grouped(count as u64)),
    }
}

/// The number of inputs that a template does not read.
pub fn unread(count: usize) -> String {
    match count {
        1 => "1 value that the template does not read".to_owned(),
        _ => format!("{} values that the template does not read", grouped(count as u64)),
    }
}

/// The fate of an input; `value` is that of a frozen or split one. A parameter may decide about conditions.
pub fn fate(fate: &Fate, value: Option<&str>, is_decisive: bool) -> String {
    let code = |name: &String| format!("`{name}`");
    match (fate, value) {
        (Fate::Parameter { name, .. }, _) if is_decisive => {
            format!("stays a parameter, `{name}`, with conditions")
        }
        (Fate::Parameter { name, .. }, _) => format!("parameter `{name}`"),
        (Fate::Derived { computed }, _) => {
            format!("derived parameter {}", list(computed.iter().map(code)))
        }
        (Fate::Frozen, Some(value)) => format!("frozen: `{value}`"),
        (Fate::Frozen, None) => "frozen".to_owned(),
        (Fate::Split, Some(value)) => format!("split into variants, here: `{value}`"),
        (Fate::Split, None) => "split into variants, left out here".to_owned(),
        (Fate::Unread, _) => "not read".to_owned(),
    }
}

/// The button that goes to a line.
pub fn line(line: usize) -> String {
    format!("Line {}", grouped(line as u64))
}

/// Its tooltip.
pub fn go_to(path: &str, line: usize) -> String {
    format!("Go to line {line} of {path}")
}

/// A parameter without a value.
pub fn missing(path: &str, name: &str) -> String {
    format!("Add a value for `{name}` to `{path}`. The sample doesn’t set it.")
}

/// A parameter that the scripts ask for.
pub fn secret(id: &str, name: &str) -> String {
    format!("`bin/deploy` asks for the secret `{name}` of {id}. No file contains it.")
}

/// A stack that others read and that is not in the result.
pub fn unnamed(id: &str) -> String {
    format!("Name the stack of {id}: its outputs are values of parameters.")
}

/// A line that still uses Proton; its text follows.
pub fn leftover(path: &str, line: usize) -> String {
    format!("`{path}`, line {line}, still uses Proton:")
}

/// A template that was not validated.
pub fn not_validated(path: &str) -> String {
    format!(
        "Check `{path}` with a validator of your choice. CloudFormation’s rules were not run for it, because Proton’s rendering contains a secret."
    )
}

/// The line of a module.
pub const fn module(tool: Tool) -> &'static str {
    match tool {
        Tool::Terraform => {
            "The Terraform files, with their variables and inputs but without Proton’s names."
        }
        Tool::CodeBuild => "The commands as scripts, with the file of their inputs.",
    }
}

/// The values that the inputs of a module lack.
pub fn module_missing(names: &[String]) -> String {
    format!("Add values for {}. The sample doesn’t set them.", codes(names))
}

/// The secrets of a module.
pub fn module_secrets(names: &[String]) -> String {
    format!("Replace `(secret)` by the values of {}.", codes(names))
}

/// The files of a module that are left out.
pub fn module_omitted(names: &[String]) -> String {
    format!("Left out, because they contain a secret: {}.", codes(names))
}

fn codes(names: &[String]) -> String {
    list(names.iter().map(|name| format!("`{name}`")))
}

/// The heading of the files.
pub const FILES: &str = "Files";
/// The accessible name of the list of files.
pub const FILE_LIST: &str = "Files of the result";
/// The accessible name of a file's text.
pub const PREVIEW: &str = "Text of the file";
/// The choice to compare a template with Proton's.
pub const COMPARE: &str = "Show the differences from Proton’s template";

/// The name of Proton's template in a comparison.
pub fn from_proton(path: &str) -> String {
    format!("Proton: {path}")
}

/// The text in place of a file that is not text.
pub fn binary(size: usize) -> String {
    format!("This file is not text ({}).", bytes(size as u64))
}

/// The beginning of a long text.
pub fn excerpt(text: &str) -> String {
    format!("{text}\n\nThe rest is only in the archive.\n")
}

/// The heading of the errors that ejecting has caused.
pub const NEW_ERRORS: &str = "CloudFormation’s validator finds errors in the ejected templates that Proton’s renderings don’t have. So the result can’t be downloaded. Please report this.";

/// The place of an error.
pub fn place(path: &str, line: Option<usize>) -> String {
    line.map_or_else(|| path.to_owned(), |line| format!("{path}:{line}"))
}

/// The reason: the rules have not started.
pub const NOT_STARTED: &str = "they didn’t start";

/// The button that cancels.
pub const CANCEL: &str = "Cancel";
/// The button that starts again.
pub const TRY_AGAIN: &str = "Try again";

/// The notice after a template was changed so that an input becomes a parameter.
pub fn fixed(input: &str, path: &str) -> String {
    format!("Changed {path}: {input} stays a parameter.")
}

/// The button that saves the files to a folder.
pub const SAVE: &str = "Save to folder…";
/// The way out if the folder has files.
pub const CHOOSE_ANOTHER: &str = "Choose another folder, or remove the files.";
/// The addition to the notice after saving scripts: browsers cannot make files executable.
pub const RUN_WITH_SH: &str = "Run the scripts with `sh`, for example `sh bin/deploy`: a browser can’t make files executable.";

/// The folder of the result exists in the chosen folder, and has files.
pub fn not_empty(folder: &str) -> String {
    format!("Not saved: {folder} already has files.")
}

/// The number of files that are saved.
pub fn saving(done: usize, all: usize) -> String {
    format!("Saving {} of {}", grouped(done as u64), files(all))
}

/// The files are saved.
pub fn saved_to(count: usize, folder: &str) -> String {
    format!("Saved {} to {folder}.", files(count))
}

/// A file could not be saved, for this reason.
pub fn not_saved(path: &str, reason: &str) -> String {
    format!("Couldn’t save {path}: {reason}")
}

/// The button that downloads the archive.
pub fn download(file: &str) -> String {
    format!("Download {file}")
}

/// The announcement after the download.
pub fn saved(file: &str) -> String {
    format!("Downloaded {file}.")
}

/// The state after the last proof.
const DONE: &str = "Ejected and proven: with these parameters, each template means the same as Proton’s, and CloudFormation’s rules find no new error.";

/// The outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Whether there is neither a stack nor a module.
    pub is_empty: bool,
    /// Whether nothing was refused.
    pub is_complete: bool,
    /// The number of errors that ejecting has caused.
    pub errors: usize,
    /// The number of names of stacks that are wrong.
    pub wrong_names: usize,
}

/// How far ejecting has come.
pub fn stage(stage: &Stage, outcome: Outcome) -> String {
    match stage {
        Stage::Loading { loaded, total } if *total > 0.0 => {
            format!(
                "Loading CloudFormation’s rules: {} of {}",
                megabytes(*loaded),
                megabytes(*total)
            )
        }
        Stage::Loading { .. } => "Loading CloudFormation’s rules…".to_owned(),
        Stage::Ejecting => {
            "Converting the templates and proving that they mean the same…".to_owned()
        }
        Stage::Starting => "Starting CloudFormation’s rules…".to_owned(),
        Stage::Validating { done, all } => {
            format!("Checking with CloudFormation’s rules: {} of {}", done + 1, all)
        }
        Stage::Cancelled => "Cancelled.".to_owned(),
        Stage::Failed(reason) => format!("CloudFormation’s rules aren’t running: {reason}."),
        Stage::Done => match outcome {
            Outcome { is_empty: true, .. } => "Nothing could be ejected; see the reasons above.",
            Outcome { wrong_names: 1.., .. } => "Correct the name of the stack above.",
            Outcome { errors: 1.., .. } => "A proof failed; see the errors above.",
            Outcome { is_complete: false, .. } => {
                "Ejected and proven, except what the report names as not ejected."
            }
            _ => DONE,
        }
        .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outcome_names_the_first_obstacle() {
        let good = Outcome { is_empty: false, is_complete: true, errors: 0, wrong_names: 0 };
        let done = |outcome| stage(&Stage::Done, outcome);
        assert_eq!(done(good), DONE);
        assert!(done(Outcome { is_complete: false, ..good }).contains("except"));
        assert!(done(Outcome { errors: 2, ..good }).contains("proof failed"));
        assert!(done(Outcome { wrong_names: 1, errors: 2, ..good }).contains("name of the stack"));
        let nothing = Outcome { is_empty: true, is_complete: false, ..good };
        assert!(done(nothing).contains("Nothing"));
    }

    #[test]
    fn the_fate_of_an_input_is_named_with_its_parameter_or_value() {
        let parameter = Fate::Parameter { name: "Port".into(), computed: vec![] };
        assert_eq!(fate(&parameter, None, false), "parameter `Port`");
        assert_eq!(fate(&parameter, None, true), "stays a parameter, `Port`, with conditions");
        let derived = Fate::Derived { computed: vec!["A".into(), "B".into()] };
        assert_eq!(fate(&derived, None, false), "derived parameter `A` and `B`");
        assert_eq!(fate(&Fate::Frozen, Some("3"), true), "frozen: `3`");
        assert_eq!(fate(&Fate::Frozen, None, true), "frozen");
        assert_eq!(fate(&Fate::Split, Some("3"), true), "split into variants, here: `3`");
    }
}
