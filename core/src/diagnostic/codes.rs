//! The table of diagnostic codes: every kind of problem that Cyclotron reports, in one list.
//!
//! A check refers to its code by a constant of this table, so the compiler holds code and table
//! together. Default severities, refusals, deduplication, the diagram, the help and the outputs of
//! the command line read the table.

use super::Severity;

/// The beginning of the code of each finding of CloudFormation's rules: `cfn-e3012`.
pub const CLOUDFORMATION: &str = "cfn-";

/// A row of the table: one kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable name in kebab-case, also the name of the help page: `explain/<code>.md`.
    pub code: &'static str,
    /// The severity of a problem of this kind, unless the message says why it differs.
    pub severity: Severity,
    /// Other severities that a problem of this kind can have.
    pub also: &'static [Severity],
    /// The stage that reports it.
    pub reporter: Reporter,
    /// Whether an error of this kind prevented the registration of a bundle. Source: the AWS Proton user guide on
    /// template bundles, schema files and quotas.
    ///
    /// False for an error that Proton accepted, such as a default that violates its own schema, for an undocumented
    /// one, and for one that only occurs when a template is rendered.
    pub blocks_registration: bool,
    /// The rendering error that this problem causes. If both are found at the same place, only this one is reported.
    pub explains: Option<&'static Rule>,
    /// Whether it warns about a possible value. If the sample has such a value, only the problem in the rendered text
    /// is reported.
    pub foretells: bool,
    /// CloudFormation rules that find the same mistake; their findings are not reported as well.
    pub supersedes: &'static [(&'static str, Within)],
    /// The codes of this kind of problem in earlier versions; ignores, the configuration and `explain` still accept
    /// them.
    pub former: &'static [&'static str],
}

/// The place where a problem [supersedes](Rule::supersedes) a CloudFormation finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// In the line of the problem.
    Line,
    /// Anywhere in its file: the two are reported at different places.
    File,
}

/// The stage that reports a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reporter {
    /// The command line, which reads files and folders.
    CommandLine,
    /// The reader of any file of a bundle.
    Files,
    /// The reader of a manifest.
    Manifest,
    /// The reader of the schema.
    Schema,
    /// The reader of a spec.
    Spec,
    /// A check, after the readers.
    Check,
    /// The parser and renderer of templates.
    Template,
    /// A check of rendered text.
    Rendered,
    /// CloudFormation's validator.
    CloudFormation,
    /// The analysis as a whole.
    Analysis,
}

impl Rule {
    const fn new(code: &'static str, severity: Severity, reporter: Reporter) -> Self {
        Self {
            code,
            severity,
            also: &[],
            reporter,
            blocks_registration: false,
            explains: None,
            foretells: false,
            supersedes: &[],
            former: &[],
        }
    }

    const fn or(self, also: &'static [Severity]) -> Self {
        Self { also, ..self }
    }

    const fn refused(self) -> Self {
        Self { blocks_registration: true, ..self }
    }

    const fn explains(self, failure: &'static Self) -> Self {
        Self { explains: Some(failure), ..self }
    }

    const fn foretells(self) -> Self {
        Self { foretells: true, ..self }
    }

    const fn supersedes(self, findings: &'static [(&'static str, Within)]) -> Self {
        Self { supersedes: findings, ..self }
    }

    /// Whether the problem is that a template reads an undefined name.
    pub fn is_about_undefined_name(&self) -> bool {
        self == UNDEFINED_NAME || self.explains == Some(UNDEFINED_NAME)
    }
}

/// The rule of a problem with this code, which may be a current or former code, or that of a CloudFormation rule
/// (`cfn-e3012`).
pub fn rule(code: &str) -> Option<&'static Rule> {
    let own = RULES.iter().find(|rule| rule.code == code || rule.former.contains(&code));
    own.copied().or_else(|| code.starts_with("cfn-").then_some(CFN))
}

macro_rules! rules {
    ($($name:ident = $code:literal, $severity:ident, $reporter:ident
        $(, $(. $property:ident ( $($value:expr)? ))+)? ;)+) => {
        $(pub(crate) const $name: &Rule =
            &Rule::new($code, Severity::$severity, Reporter::$reporter)
                $($(. $property($($value)?))+)?;)+

        /// All rules.
        pub const RULES: &[&Rule] = &[$($name),+];
    };
}

rules! {
    // Files.
    BUNDLE_TOO_LARGE = "bundle-too-large", Error, Files, .refused();
    FILE_TOO_LARGE = "file-too-large", Error, Files, .or(&[Severity::Info]).refused();
    NO_BREAK_SPACE = "no-break-space", Warning, Files, .or(&[Severity::Error])
        .supersedes(&[("cfn-f0005", Within::Line), ("cfn-f0006", Within::Line)]);
    NOT_UTF_8 = "not-utf-8", Error, Files, .refused();
    TOO_MANY_FILES = "too-many-files", Error, Files, .refused();
    YAML_SYNTAX = "yaml-syntax", Error, Files, .refused();
    DUPLICATE_KEY = "duplicate-key", Warning, Files;
    UNKNOWN_KEY = "unknown-key", Warning, Files;
    MORE_PROBLEMS = "more-problems", Warning, Analysis;
    // Silencing of findings.
    CONFIGURATION = "configuration", Error, Analysis;
    UNKNOWN_CODE = "unknown-code", Warning, Analysis;
    UNUSED_IGNORE = "unused-ignore", Info, CommandLine;
    // Paths passed to the command line.
    NO_BUNDLE = "no-bundle", Error, CommandLine;
    PROTON_OPS = "proton-ops", Error, CommandLine, .or(&[Severity::Warning]);
    UNREADABLE_BUNDLE = "unreadable-bundle", Error, CommandLine;
    UNREADABLE_FILE = "unreadable-file", Error, CommandLine;
    // The manifest.
    COMPONENT_ENGINE = "component-engine", Error, Manifest, .refused();
    ENGINE_MISMATCH = "engine-mismatch", Error, Manifest, .refused();
    INVALID_COMMAND = "invalid-command", Error, Manifest;
    MANIFEST_ENGINE = "manifest-engine", Warning, Manifest;
    MANIFEST_TEMPLATES = "manifest-templates", Error, Manifest, .refused();
    MISSING_COMMANDS = "missing-commands", Error, Manifest, .refused();
    MISSING_MANIFEST = "missing-manifest", Error, Manifest, .refused();
    MISSING_RENDERING_ENGINE = "missing-rendering-engine", Error, Manifest, .refused();
    MISSING_SETTING = "missing-setting", Warning, Manifest;
    MISSING_SETTINGS = "missing-settings", Error, Manifest, .refused();
    MISSING_TEMPLATE = "missing-template", Error, Manifest, .refused();
    MISSING_TEMPLATE_LANGUAGE = "missing-template-language", Error, Manifest, .refused();
    SEVERAL_TEMPLATES = "several-templates", Error, Manifest, .refused();
    UNKNOWN_INPUT_FORMAT = "unknown-input-format", Error, Manifest;
    UNKNOWN_RENDERING_ENGINE = "unknown-rendering-engine", Error, Manifest, .refused();
    UNKNOWN_TEMPLATE_LANGUAGE = "unknown-template-language", Error, Manifest, .refused();
    UNUSED_KEY = "unused-key", Warning, Manifest;
    // The schema: OpenAPI 3.0.0, with the types that the kind of bundle needs.
    CIRCULAR_REFERENCE = "circular-reference", Error, Schema;
    DEFAULT_BREAKS_SCHEMA = "default-breaks-schema", Error, Schema, .or(&[Severity::Warning]);
    EMPTY_ENUM = "empty-enum", Error, Schema;
    ENUM_BREAKS_SCHEMA = "enum-breaks-schema", Warning, Schema;
    ENUM_BREAKS_TYPE = "enum-breaks-type", Error, Schema;
    EXAMPLE_BREAKS_SCHEMA = "example-breaks-schema", Warning, Schema;
    IGNORED_BESIDE_REF = "ignored-beside-ref", Warning, Schema;
    IMPOSSIBLE_RANGE = "impossible-range", Error, Schema;
    INVALID_DEFINITION = "invalid-definition", Error, Schema, .refused();
    INVALID_KEYWORD = "invalid-keyword", Error, Schema, .refused();
    INVALID_PATTERN = "invalid-pattern", Error, Schema;
    INVALID_TYPE = "invalid-type", Error, Schema;
    KEYWORD_OF_OTHER_TYPE = "keyword-of-other-type", Warning, Schema;
    LONE_EXCLUSIVE_BOUND = "lone-exclusive-bound", Warning, Schema;
    MISSING_INPUT_TYPE = "missing-input-type", Error, Schema, .refused();
    MISSING_ITEMS = "missing-items", Warning, Schema;
    MISSING_SCHEMA = "missing-schema", Error, Schema, .refused();
    MISSING_SCHEMA_KEY = "missing-schema-key", Error, Schema, .refused();
    MISSING_TYPES = "missing-types", Error, Schema, .refused();
    NAME_TOO_LONG = "name-too-long", Error, Schema, .refused();
    NO_INPUTS = "no-inputs", Error, Schema, .refused();
    OPENAPI_VERSION = "openapi-version", Error, Schema, .refused();
    REQUIRED_UNDECLARED = "required-undeclared", Error, Schema;
    UNKNOWN_INPUT_TYPE = "unknown-input-type", Error, Schema, .refused();
    UNKNOWN_KEYWORD = "unknown-keyword", Warning, Schema;
    UNKNOWN_REFERENCE = "unknown-reference", Error, Schema, .refused();
    UNKNOWN_TYPE = "unknown-type", Error, Schema, .refused();
    UNUSED_INPUT_TYPE = "unused-input-type", Warning, Schema, .or(&[Severity::Error]).refused();
    // The spec.
    CURRENT_VALUE = "current-value", Info, Spec;
    DUPLICATE_INSTANCE = "duplicate-instance", Error, Spec;
    EMPTY_SPEC = "empty-spec", Error, Spec;
    INVALID_FORMAT = "invalid-format", Warning, Spec;
    INVALID_INPUT = "invalid-input", Error, Spec;
    INVALID_INPUTS = "invalid-inputs", Error, Spec;
    INVALID_INSTANCE = "invalid-instance", Error, Spec;
    INVALID_NAME = "invalid-name", Error, Spec;
    MISSING_INPUT = "missing-input", Error, Spec;
    MISSING_NAME = "missing-name", Error, Spec;
    NO_INSTANCES = "no-instances", Error, Spec;
    SPEC_KIND = "spec-kind", Error, Spec;
    TOO_MANY_INSTANCES = "too-many-instances", Warning, Spec;
    UNKNOWN_INPUT = "unknown-input", Warning, Spec;
    UNUSED_PIPELINE = "unused-pipeline", Warning, Spec;
    // Checks across files.
    COLLIDING_NAME = "colliding-name", Error, Check;
    CUSTOMER_MANAGED_TYPE = "customer-managed-type", Error, Check, .refused();
    ENGINE_MIXING = "engine-mixing", Error, Check;
    IGNORED_FILE = "ignored-file", Info, Check;
    INVISIBLE_NAME = "invisible-name", Error, Check, .or(&[Severity::Warning]).explains(UNDEFINED_NAME);
    LOCAL_MODULE = "local-module", Error, Check;
    LOGICAL_ID = "logical-id", Warning, Check, .or(&[Severity::Error])
        .supersedes(&[("cfn-f0006", Within::Line), ("cfn-e2003", Within::Line), ("cfn-e6004", Within::Line)]);
    LOOP_OVER_SCALAR = "loop-over-scalar", Error, Check, .or(&[Severity::Warning]).explains(TEMPLATE_ERROR);
    MISPLACED_FILE = "misplaced-file", Warning, Check;
    MISSING_INSTANCE = "missing-instance", Error, Check, .refused();
    MISSING_REGISTRATION = "missing-registration", Info, Check;
    MISUSED_TYPE = "misused-type", Warning, Check;
    MIXED_FOLDERS = "mixed-folders", Error, Check, .refused();
    MULTILINE_VALUE = "multiline-value", Warning, Check, .foretells();
    OLD_REGISTRATION = "old-registration", Info, Check;
    PREVIEW_LAYOUT = "preview-layout", Error, Analysis, .refused();
    REGISTRATION = "registration", Error, Check, .or(&[Severity::Warning]).refused();
    SHELL_COMMENT = "shell-comment", Warning, Check;
    TEMPLATE_NAME = "template-name", Error, Check, .refused();
    TRUNCATE_LEEWAY = "truncate-leeway", Warning, Check;
    UNANCHORED_PATTERN = "unanchored-pattern", Warning, Check;
    UNDECLARED_INPUT = "undeclared-input", Error, Check, .or(&[Severity::Warning]).explains(UNDEFINED_NAME);
    UNDECLARED_OUTPUT = "undeclared-output", Error, Check, .or(&[Severity::Warning]).explains(UNDEFINED_NAME);
    UNESCAPED_DYNAMIC_REFERENCE = "unescaped-dynamic-reference", Error, Check, .explains(TEMPLATE_SYNTAX);
    UNGUARDED_INPUT = "unguarded-input", Warning, Check, .or(&[Severity::Error]).explains(UNDEFINED_NAME);
    UNKNOWN_ENVIRONMENT = "unknown-environment", Info, Check;
    UNLISTED_TEMPLATE = "unlisted-template", Warning, Check;
    UNPACK_OF_SPLIT = "unpack-of-split", Warning, Check;
    UNQUOTED_VALUE = "unquoted-value", Warning, Check, .foretells();
    UNUSED_INPUT = "unused-input", Warning, Check;
    // Templates, when they are parsed and rendered.
    TEMPLATE_ERROR = "template-error", Error, Template, .or(&[Severity::Warning]);
    TEMPLATE_RUNS_AWAY = "template-runs-away", Error, Template;
    TEMPLATE_SYNTAX = "template-syntax", Error, Template;
    UNDEFINED_NAME = "undefined-name", Error, Template, .or(&[Severity::Warning]);
    UNKNOWN_FILTER = "unknown-filter", Error, Template;
    UNKNOWN_TEST = "unknown-test", Error, Template;
    // Rendered text.
    NO_RESOURCES = "no-resources", Error, Rendered, .or(&[Severity::Warning])
        .supersedes(&[("cfn-e1101", Within::File), ("cfn-f0001", Within::File)]);
    RENDERED_DUPLICATE_KEY = "rendered-duplicate-key", Error, Rendered, .or(&[Severity::Warning])
        .supersedes(&[("cfn-f0000", Within::File)]);
    RENDERED_YAML_SYNTAX = "rendered-yaml-syntax", Error, Rendered, .or(&[Severity::Warning]);
    YAML_BOOLEAN = "yaml-boolean", Warning, Rendered, .or(&[Severity::Info]);
    YAML_DATE = "yaml-date", Info, Rendered, .or(&[Severity::Warning]);
    YAML_LEADING_ZERO = "yaml-leading-zero", Warning, Rendered, .or(&[Severity::Info]);
    YAML_SEXAGESIMAL = "yaml-sexagesimal", Warning, Rendered;
    // CloudFormation's validator, whose codes continue with the number of the rule: `cfn-e3012`.
    CFN = "cfn", Error, CloudFormation, .or(&[Severity::Warning, Severity::Info]);
}

#[cfg(test)]
mod tests;
