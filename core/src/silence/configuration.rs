//! `.cyclotron.yaml`: turns rules off, changes their severities, and sets the severity that fails a check.

use serde::{Deserialize, Serialize};

use super::selector::{Selector, UnknownCode};
use crate::bundle::FileId;
use crate::diagnostic::codes::Rule;
use crate::diagnostic::{Code, Diagnostic, Severity, codes};
use crate::nearest::nearest;
use crate::text::{Lines, Span};
use crate::yaml::{self, Entry, Node, NodeKind};

/// The file name of a configuration.
pub const CONFIGURATION: &str = ".cyclotron.yaml";

const KEYS: [&str; 2] = ["rules", "fail_on"];
const SEVERITIES: [(&str, Severity); 3] =
    [("error", Severity::Error), ("warning", Severity::Warning), ("info", Severity::Info)];

/// The settings of one configuration file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configuration {
    /// The file.
    pub file: FileId,
    /// The lowest severity that makes the check fail.
    pub fail_on: Option<Severity>,
    rules: Vec<Setting>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Setting {
    selector: Selector,
    /// The severity; `None` if the rule is off.
    severity: Option<Severity>,
    /// The line of the setting, from 1.
    line: usize,
    /// The place of its code.
    #[serde(skip)]
    span: Span,
}

impl Configuration {
    /// Reads as much of `text` as possible, and returns the configuration with the problems in it.
    pub fn read(file: FileId, text: &str) -> (Self, Vec<Diagnostic>) {
        let lines = Lines::new(text);
        let mut reader = Reader { file: file.clone(), lines: &lines, found: vec![] };
        let mut configuration = Self { file, ..Self::default() };
        let document = yaml::parse(text);
        if let Some(error) = document.error {
            let help = error.help;
            reader.report(codes::CONFIGURATION, error.span, error.message, help);
            return (configuration, reader.found);
        }
        for duplicate in document.duplicates {
            let message = format!("`{}` is repeated; only this value is read.", duplicate.name);
            let help = "Remove one of them.".to_owned();
            reader.report(codes::CONFIGURATION, duplicate.span, message, help);
        }
        let Some(root) = document.root.filter(|root| !root.is_null()) else {
            return (configuration, reader.found);
        };
        if !matches!(root.kind, NodeKind::Mapping { .. }) {
            let message = format!("{CONFIGURATION} must be a mapping.");
            reader.report(codes::CONFIGURATION, root.span, message, keys());
        }
        for entry in root.entries() {
            match entry.name() {
                "rules" => configuration.rules = reader.rules(&entry.value),
                "fail_on" => configuration.fail_on = reader.fail_on(&entry.value),
                name => {
                    let message = format!("`{name}` isn't a key of {CONFIGURATION}.");
                    let help = match nearest(name, KEYS) {
                        Some(near) => format!("Did you mean `{near}`?"),
                        None => keys(),
                    };
                    reader.report(codes::CONFIGURATION, entry.key.span, message, help);
                }
            }
        }
        (configuration, reader.found)
    }

    /// Reports the rules of CloudFormation in this configuration, whose text is `text`, that do not exist. `has_rules`
    /// says whether there are rules whose ids begin like this.
    pub fn unknown_rules(&self, text: &str, has_rules: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
        let lines = Lines::new(text);
        let mut reader = Reader { file: self.file.clone(), lines: &lines, found: vec![] };
        for setting in &self.rules {
            if let Some(id) = setting.selector.rules().filter(|id| !has_rules(id)) {
                let (message, help) = UnknownCode { code: id, near: None }.words();
                reader.report(codes::UNKNOWN_CODE, setting.span, message, help);
            }
        }
        reader.found
    }

    /// The severity of findings with `code` (`None` if the rule is off) and the line of the setting; `None` if no setting
    /// applies. The longest code wins: `E3012` before `E`.
    pub(super) fn setting(&self, code: &Code) -> Option<(Option<Severity>, usize)> {
        let length = |setting: &&Setting| setting.selector.rules().map_or(0, |id| id.len());
        let named = self.rules.iter().filter(|setting| setting.selector.matches(code));
        named.max_by_key(length).map(|setting| (setting.severity, setting.line))
    }
}

fn keys() -> String {
    "The keys are `rules` and `fail_on`.".to_owned()
}

struct Reader<'l> {
    file: FileId,
    lines: &'l Lines<'l>,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn rules(&mut self, node: &Node) -> Vec<Setting> {
        if !node.is_null() && !matches!(node.kind, NodeKind::Mapping { .. }) {
            let message = "`rules` must be a mapping from codes to severities.".to_owned();
            let help = "Write `unused-input: off` below `rules:`.".to_owned();
            self.report(codes::CONFIGURATION, node.span, message, help);
        }
        node.entries().iter().filter_map(|entry| self.rule(entry)).collect()
    }

    fn rule(&mut self, entry: &Entry) -> Option<Setting> {
        let selector = match Selector::parse(entry.name()) {
            Ok(selector) => selector,
            Err(unknown) => {
                let (message, help) = unknown.words();
                self.report(codes::UNKNOWN_CODE, entry.key.span, message, help);
                return None;
            }
        };
        let text = entry.value.text().unwrap_or_default().to_lowercase();
        let severity = match text.as_str() {
            // YAML 1.1 reads `off` as false, so `false` is accepted as well.
            "off" | "false" | "no" => None,
            text => Some(self.severity(&entry.value, text, "`off`, ")?),
        };
        let line = self.lines.position(entry.key.span.start).line;
        Some(Setting { selector, severity, line, span: entry.key.span })
    }

    fn fail_on(&mut self, node: &Node) -> Option<Severity> {
        let text = node.text().unwrap_or_default().to_lowercase();
        self.severity(node, &text, "")
    }

    fn severity(&mut self, node: &Node, text: &str, more: &str) -> Option<Severity> {
        let known = SEVERITIES.iter().find(|(name, _)| *name == text);
        if known.is_none() {
            let message = format!("`{text}` isn't a severity.");
            let help = format!("Write {more}`error`, `warning` or `info`.");
            self.report(codes::CONFIGURATION, node.span, message, help);
        }
        known.map(|(_, severity)| *severity)
    }

    fn report(&mut self, rule: &'static Rule, span: Span, message: String, help: String) {
        let problem = Diagnostic::new(rule, self.file.clone(), message);
        self.found.push(problem.at_lines(span, self.lines).help(help));
    }
}
