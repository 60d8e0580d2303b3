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
    /// Print only problems: no summary, and no paths of written files
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to use colors
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub color: Color,
}

const STATUS: &str = "Exit status: 0 no errors, 1 an error in a bundle or a template, 2 a usage \
error.";

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Renders a bundle's templates into files
    ///
    /// Writes environment.yaml, instance-<name>.yaml, pipeline.yaml or component.yaml, byte for byte
    /// the templates that Proton would have passed to CloudFormation, and prints their paths. For Terraform
    /// and CodeBuild, each is a folder with the files that Proton wrote. If a template fails, the error is
    /// reported, and its file of an earlier run is removed.
    Render(Render),
    /// Reports the problems of all bundles below the paths
    ///
    /// A bundle without spec/spec.yaml is checked with the specs that proton-ops.yaml names, or with
    /// made-up inputs. The bundles are checked together: a service reads the outputs of the other
    /// environments. Findings are silenced by `cyclotron-ignore: CODE` in comments and by .cyclotron.yaml;
    /// `cyclotron explain silencing` has the details.
    #[command(after_long_help = JSON)]
    Check(Check),
    /// Explains a code, such as undefined-name, or a filter, test or name, such as upper
    ///
    /// Prints the help page: the purpose of the check, an example of the mistake, and the fix; or the
    /// purpose of the filter, test or name. Without a code, lists all help pages.
    Explain(Explain),
    /// Packs a bundle into a tar.gz that is ready to share
    ///
    /// Reports the problems for which Proton would have refused the bundle, silenced or not. The archive is
    /// written anyway.
    Pack(Pack),
    /// Converts bundles to CloudFormation stacks that do not need Proton
    ///
    /// Writes templates with the inputs as parameters, the values of the parameters, and scripts that deploy them,
    /// and prints a report: each input is a parameter, a computed parameter, or frozen, which means that its value
    /// is in the template. Services get their values from the environments among the bundles. Each template is
    /// proven to have the same meaning as Proton's; otherwise, it is not written, and the reason is reported.
    #[command(after_long_help = EJECT)]
    Eject(Eject),
    /// Renders one template to standard output, as Python's Jinja2 does
    Jinja(Jinja),
    /// Prints a completion script for a shell
    #[command(after_long_help = SHELLS)]
    Completions(Completions),
}

const SHELLS: &str = "\
  bash: cyclotron completions bash > ~/.local/share/bash-completion/completions/cyclotron
  zsh:  cyclotron completions zsh > a folder of $fpath, as _cyclotron
  fish: cyclotron completions fish > ~/.config/fish/completions/cyclotron.fish";

const EJECT: &str = r#"The files in DIR:

  README.md        the next steps, and a table of the inputs and parameters
  templates/       the CloudFormation templates
  parameters/      the values of the parameters, for the AWS CLI
  deployments/     the same for CloudFormation's Git sync
  wiring/          the parameters whose values are outputs of other stacks
  stacks.env       the names of the stacks
  stacks.json      the stacks in the order of deployment
  bin/             find-stacks, adopt and deploy: they only read unless --execute is added
  rendered/        the templates as Proton rendered them
  terraform/       the files for Terraform, if a bundle has some
  codebuild/       the commands for CodeBuild as scripts, if a bundle has some
  proton/          the bundles and specs

Values of inputs with `format: password` are in none of the files.

The shape of `--format json`:

  {
    "version": 1,
    "bundles": [{"bundle": "…", "refusals": ["…"], "templates": [{"stacks": ["…"], "bytes": 0}],
                 "stacks": [{"name": "…", "kind": "environment | instance | pipeline | component", "source": "…",
                             "template": "index, or null", "refusal": "… or null", "parameters": [{…}],
                             "inputs": [{"name": "…", "fate": "parameter | derived | frozen | split | unread",
                                         "parameter": "… or null", "computed": ["…"], "value": "… or null",
                                         "line": 1, "expression": "… or null", "reason": "… or null",
                                         "advice": "… or null"}],
                             "owned": ["…"], "changes": ["…"]}],
                 "modules": [{"name": "…", "tool": "terraform | codebuild", "files": ["…"], "missing": ["…"], …}]}],
    "stacks": [{"id": "…", "bundle": "…", "template": "…", "missing": ["…"], "secrets": ["…"], "outputs": [{…}], …}],
    "others": [{"id": "…", "of": "…"}],
    "uses_of_proton": [{"path": "…", "line": 1, "text": "…"}]
  }

`owned` are the parameters that a pipeline sets, `changes` the resources of a pipeline whose commands of Proton are replaced.
`missing` are the parameters whose values no sample sets. `others` are stacks that supply values and have no template here.
A change of this shape changes `version`; new members do not."#;

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
A silenced finding also has all members of a diagnostic. `range` is null for a finding about a whole file,
and `fix` is null without a fix. `bundle` is empty for a path that does not exist or cannot be read, and
for files outside the bundles. `unopened_archives` lists the archives found in folders. The edits of a fix
are in order, do not overlap, and refer to the unchanged file. A change of this shape changes
`version`; new members do not."#;

/// `cyclotron render`
#[derive(Args, Debug)]
pub struct Render {
    /// The bundle: its folder, a file in it, or an archive with it (.tar.gz, .tgz, .tar, .zip)
    pub bundle: PathBuf,
    /// The inputs: an `EnvironmentSpec` or a `ServiceSpec`. The default is the bundle's spec/spec.yaml,
    /// then the specs that proton-ops.yaml names for it (several are rendered into a folder for each
    /// service), then made-up inputs
    #[arg(long)]
    pub spec: Option<PathBuf>,
    /// The outputs of other stacks; missing outputs are not made up. The default is the bundle's
    /// spec/sample-outputs.yaml, completed with made-up outputs
    #[arg(long)]
    pub outputs: Option<PathBuf>,
    /// Whether a template may read an undefined name
    #[arg(long, value_enum, default_value_t)]
    pub undefined: Undefined,
    /// The folder to write to; created if it is missing
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// `cyclotron check`
#[derive(Args, Debug)]
pub struct Check {
    /// Folders that contain bundles at any depth, archives (.tar.gz, .tgz, .tar, .zip), or single files, each
    /// of which selects its bundle. Hidden folders, `node_modules` and archives in folders are skipped
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The format of the report. With `github` and `sarif`, paths are relative to the repository
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Skip CloudFormation's rules: faster, but resources are not checked
    #[arg(long)]
    pub no_cloudformation: bool,
    /// Checks to silence, by their codes: unused-input, E3012; or CloudFormation's rules by the beginning
    /// of their ids, as in cfn-lint: W
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub ignore_checks: Vec<String>,
    /// Informational rules of CloudFormation to add, by their ids or the beginning of these; I adds all
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub include_checks: Vec<String>,
    /// Silence the findings in this file
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write all findings into FILE, or into the file of --baseline; later checks only report new findings
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    #[allow(clippy::option_option, reason = "the file may be that of --baseline")]
    pub write_baseline: Option<Option<PathBuf>>,
}

/// `cyclotron explain`
#[derive(Args, Debug)]
pub struct Explain {
    /// The code in brackets of a report, or a filter, a test, or a name that templates read
    pub code: Option<String>,
}

/// `cyclotron pack`
#[derive(Args, Debug)]
pub struct Pack {
    /// The bundle: its folder, a file in it, or an archive with it (.tar.gz, .tgz, .tar, .zip)
    pub bundle: PathBuf,
    /// The archive to write, a .tar.gz; its folder is created if it is missing
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

/// `cyclotron eject`
#[derive(Args, Debug)]
pub struct Eject {
    /// The bundles: their folders, folders that contain them at any depth, or archives
    #[arg(required = true, value_name = "BUNDLE")]
    pub bundles: Vec<PathBuf>,
    /// The inputs of the only bundle. The default is the bundle's spec/spec.yaml, then the specs that
    /// proton-ops.yaml names for it
    #[arg(long)]
    pub spec: Option<PathBuf>,
    /// The outputs of other stacks for the only bundle. The default is the bundle's spec/sample-outputs.yaml
    #[arg(long)]
    pub outputs: Option<PathBuf>,
    /// The name of an existing stack, such as `items/instance-dev=AWSProton-items--cloudformation--ABC`
    #[arg(long = "stack", value_name = "ID=NAME")]
    pub stacks: Vec<String>,
    /// Read outputs of environments with `Fn::GetStackOutput` where a property is one, instead of a parameter
    #[arg(long)]
    pub get_stack_output: bool,
    /// More parts of the result, separated by commas
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PARTS")]
    pub with: Vec<EjectPart>,
    /// Parts to leave out, separated by commas
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PARTS")]
    pub without: Vec<EjectPart>,
    /// The folder to write to; it must be empty or missing
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The format of the report
    #[arg(long, value_enum, default_value_t)]
    pub format: EjectFormat,
}

/// A part of the result of `cyclotron eject`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EjectPart {
    /// Deployment files for CloudFormation's Git sync (in the result by default)
    GitSync,
    /// Scripts that find, adopt and deploy stacks (in the result by default)
    Scripts,
    /// The pipelines of services, without calls of Proton (in the result by default)
    Pipelines,
    /// A workflow for GitHub Actions; needs scripts
    GithubActions,
    /// Forms for Backstage that write deployment files; needs git-sync
    Backstage,
    /// A project for Sceptre, with Proton's templates
    Sceptre,
    /// The template of a role with which CloudFormation deploys the stacks
    ExecutionRole,
}

/// `cyclotron jinja`
#[derive(Args, Debug)]
pub struct Jinja {
    /// The template
    pub template: PathBuf,
    /// The names that the template can read: a JSON object
    #[arg(long)]
    pub context: PathBuf,
    /// Whether the template may read an undefined name
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

/// The format of the report of `cyclotron eject`.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum EjectFormat {
    /// For people
    #[default]
    Human,
    /// For programs; the shape is below
    Json,
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
