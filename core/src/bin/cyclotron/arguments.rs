//! The arguments of the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use cyclotron_core::render;

/// Renders and checks AWS Proton template bundles.
#[derive(Debug, Parser)]
#[command(name = "cyclotron", version, after_help = STATUS)]
pub struct Arguments {
    /// The subcommand.
    #[command(subcommand)]
    pub verb: Verb,
    /// Print problems only: no summary, and no paths of what was written
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to use colors
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub color: Color,
}

const STATUS: &str = "\
Exit status: 0 all is well, 1 something is wrong with a bundle or a template, 2 wrong use.";

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Renders a bundle's templates into files
    ///
    /// Writes environment.yaml, instance-<name>.yaml, pipeline.yaml or component.yaml, byte for byte
    /// what Proton would have handed to CloudFormation, and prints their paths. For Terraform and
    /// CodeBuild each is a folder with the files that Proton wrote. What fails is reported and not
    /// written, and the file of an earlier run is removed.
    Render(Render),
    /// Reports what is wrong with every bundle below the paths
    ///
    /// A bundle without spec/spec.yaml is checked with the specs that proton-ops.yaml names, or else with
    /// made-up inputs. The bundles are checked together: a service reads the outputs of the environments
    /// beside it. Findings are silenced by `cyclotron-ignore: CODE` in comments and by .cyclotron.yaml;
    /// `cyclotron explain silencing` has the details.
    #[command(after_long_help = JSON)]
    Check(Check),
    /// Tells more about a code, such as undefined-name, or a word of templates, such as upper
    ///
    /// Prints what the check is for, the mistake and the way out, or what the word does. Without a code
    /// it lists all pages of the help.
    Explain(Explain),
    /// Packs a bundle into a tar.gz that is ready to share
    ///
    /// Reports what Proton would have refused, silenced or not; the archive is written all the same.
    Pack(Pack),
    /// Renders one template to standard output, as Python's Jinja2 does
    Jinja(Jinja),
    /// Prints a script that makes a shell complete arguments
    #[command(after_long_help = SHELLS)]
    Completions(Completions),
}

const SHELLS: &str = "\
  bash: cyclotron completions bash > ~/.local/share/bash-completion/completions/cyclotron
  zsh:  cyclotron completions zsh > a folder of $fpath, as _cyclotron
  fish: cyclotron completions fish > ~/.config/fish/completions/cyclotron.fish";

const JSON: &str = r#"The shape of `--format json`:

  {
    "version": 1,
    "bundles": [{"name": "…", "kind": "environment | customer-managed environment | service | component",
                 "path": "…", "engine": "CloudFormation | Terraform | CodeBuild, or null",
                 "has_pipeline": false, "pipeline_engine": null, "has_made_up_inputs": false}],
    "diagnostics": [{
      "bundle": "…", "path": "…", "code": "undefined-name", "severity": "error | warning | info",
      "message": "…", "help": "… or null",
      "range": {"start": {"line": 1, "column": 1, "byte": 0}, "end": {…}},
      "fix": {"title": "…", "edits": [{"range": {…}, "text": "…"}]}
    }],
    "silenced": [{
      "by": "line | file | configuration | option | baseline", "place": "FILE:LINE, or an option", …
    }],
    "unopened_archives": ["…"]
  }

Lines and columns count from 1, columns in UTF-16 code units, bytes from 0; an end is exclusive.
A silenced finding has all members of a diagnostic as well. `range` is null where a file as a whole is
meant, `fix` where there is none. `bundle` is empty where a path is wrong or cannot be read, and for files
outside the bundles. `unopened_archives` are those found in folders. The edits of a fix are
in order, do not overlap, and are all against the file as it is. A change of this shape changes
`version`; new members do not."#;

/// `cyclotron render`
#[derive(Args, Debug)]
pub struct Render {
    /// The bundle: its folder, a file in it, or an archive with it (.tar.gz, .tgz, .tar, .zip)
    pub bundle: PathBuf,
    /// The inputs: an `EnvironmentSpec` or a `ServiceSpec`. Without it, the bundle's spec/spec.yaml,
    /// else those that proton-ops.yaml names for it, each rendered into a folder with its service's name
    /// where there are several, else made-up ones
    #[arg(long)]
    pub spec: Option<PathBuf>,
    /// The outputs of other stacks: then nothing is made up that they lack. Without it, the bundle's
    /// spec/sample-outputs.yaml, and made-up ones
    #[arg(long)]
    pub outputs: Option<PathBuf>,
    /// Whether a template may read a name that is not there
    #[arg(long, value_enum, default_value_t)]
    pub undefined: Undefined,
    /// The folder to write to; made where it is missing
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// `cyclotron check`
#[derive(Args, Debug)]
pub struct Check {
    /// Folders with bundles somewhere below them, archives (.tar.gz, .tgz, .tar, .zip), or single files, each of
    /// which selects the bundle that it is in. Hidden folders, `node_modules` and archives in folders are left
    /// out
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to report. With `github` and `sarif`, paths are relative to the repository
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Leave CloudFormation's rules out: faster, and nothing about resources
    #[arg(long)]
    pub no_cloudformation: bool,
    /// Checks to silence, by their codes: unused-input, E3012; or CloudFormation's rules by how their
    /// ids begin, as in cfn-lint: W
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub ignore_checks: Vec<String>,
    /// Advice of CloudFormation's rules to add, by their ids or how these begin; I is all of it
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub include_checks: Vec<String>,
    /// Silence the findings that are in this file
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write all findings into FILE, or into that of --baseline; later checks report new ones only
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    #[allow(clippy::option_option, reason = "the file may be that of --baseline")]
    pub write_baseline: Option<Option<PathBuf>>,
}

/// `cyclotron explain`
#[derive(Args, Debug)]
pub struct Explain {
    /// The code that a report names in brackets; or a filter, a test, a name that templates read
    pub code: Option<String>,
}

/// `cyclotron pack`
#[derive(Args, Debug)]
pub struct Pack {
    /// The bundle: its folder, a file in it, or an archive with it (.tar.gz, .tgz, .tar, .zip)
    pub bundle: PathBuf,
    /// The archive to write, a .tar.gz; its folder is made where it is missing
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

/// `cyclotron jinja`
#[derive(Args, Debug)]
pub struct Jinja {
    /// The template
    pub template: PathBuf,
    /// The names that it can read: a JSON object
    #[arg(long)]
    pub context: PathBuf,
    /// Whether the template may read a name that is not there
    #[arg(long, value_enum, default_value_t)]
    pub undefined: Undefined,
}

/// `cyclotron completions`
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// When reports have colors.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `$NO_COLOR` is set
    #[default]
    Auto,
    /// Also in a file or a pipe
    Always,
    /// Nowhere
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

/// The value of an undefined name.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Undefined {
    /// An error, as in Proton
    #[default]
    Strict,
    /// Nothing, as in plain Jinja2
    Lenient,
}

impl From<Undefined> for render::Undefined {
    fn from(undefined: Undefined) -> Self {
        match undefined {
            Undefined::Strict => Self::Strict,
            Undefined::Lenient => Self::Lenient,
        }
    }
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Format {
    /// For people, with the source
    #[default]
    Human,
    /// For programs; the shape is below
    Json,
    /// SARIF 2.1.0, for GitHub's code scanning and others
    Sarif,
    /// Workflow commands: annotations in a pull request
    Github,
}
