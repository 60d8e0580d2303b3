//! The manifest entry for CodeBuild: commands instead of a template. Source: "CodeBuild provisioning template bundle"
//! and "Wrap up template files for AWS Proton" of the user guide.

use super::Reader;
use crate::bundle::Part;
use crate::diagnostic::codes;
use crate::yaml::{Node, NodeKind};

/// The settings of CodeBuild provisioning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The image that the commands run in.
    pub image: Option<String>,
    /// The commands that create and update.
    pub provision: Vec<String>,
    /// The commands that delete.
    pub deprovision: Vec<String>,
    /// The format of the file with the inputs.
    pub input_type: InputType,
}

/// The format of the file with the inputs. The user guide puts `input_type` into "the template's manifest" without
/// saying where; it is read from `settings` and from beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputType {
    /// A JSON file: `proton-inputs.json`.
    #[default]
    Json,
    /// An HCL file with the extension `.tfvars`, as for Terraform.
    Hcl,
}

/// The keys of `settings` in the user guide; `env` is in public bundles that Proton ran.
const SETTINGS: [&str; 8] = [
    "image",
    "runtimes",
    "provision",
    "deprovision",
    "project_properties",
    "env_variables",
    "env",
    "input_type",
];

impl Reader<'_> {
    /// Reads as many settings from `entry` as possible.
    pub(super) fn codebuild(&mut self, entry: &Node) -> Settings {
        if self.part == Part::Component {
            let span = entry.get("rendering_engine").map(|node| node.span);
            let message = "Proton could not provision a component with CodeBuild.";
            self.found.report(span, codes::COMPONENT_ENGINE, message).help =
                Some("Write the component in CloudFormation or Terraform.".into());
        }
        for key in ["file", "template_language"] {
            if let Some(entry) = entry.entry(key) {
                let message = format!("CodeBuild runs commands and doesn't read `{key}`.");
                let span = Some(entry.key.span);
                self.found.report(span, codes::UNUSED_KEY, message).help =
                    Some("Remove it. The commands can use the files of this folder.".into());
            }
        }
        let is_mapping = |node: &&Node| matches!(node.kind, NodeKind::Mapping { .. });
        let Some(settings) = entry.get("settings").filter(is_mapping) else {
            let span =
                entry.entry("settings").or(entry.entries().first()).map(|entry| entry.key.span);
            let message =
                "`settings` is missing; it has the commands that provision the resources.";
            self.found.report(span, codes::MISSING_SETTINGS, message).help = Some(
                "Add `settings:` with `image`, `runtimes`, `provision` and `deprovision`.".into(),
            );
            self.found.lacks(entry.span, "settings");
            return Settings { input_type: self.input_type(entry), ..Settings::default() };
        };
        for known in settings.entries() {
            if !SETTINGS.contains(&known.name()) {
                self.unknown_key(settings, known, &SETTINGS);
            }
        }
        self.image(entry, settings);
        let in_settings = settings.entry("input_type").is_some();
        Settings {
            image: settings.get("image").and_then(Node::text).map(str::to_owned),
            provision: self.commands(entry, settings, "provision"),
            deprovision: self.commands(entry, settings, "deprovision"),
            input_type: self.input_type(if in_settings { settings } else { entry }),
        }
    }

    /// Checks the environment that the commands run in. It is not documented that both keys are required, but every
    /// documented and public manifest has them.
    fn image(&mut self, entry: &Node, settings: &Node) {
        for (key, purpose, help) in [
            (
                "image",
                "it names the build environment of the commands",
                "Add a CodeBuild image, such as `image: aws/codebuild/amazonlinux2-x86_64-standard:4.0`.",
            ),
            (
                "runtimes",
                "it names the language versions that the commands use",
                "Add a runtime of that image, such as `runtimes: {nodejs: 16}`.",
            ),
        ] {
            if settings.get(key).is_none_or(Node::is_null) {
                let span = place(entry, settings, key);
                let message = format!("`{key}` is missing; {purpose}.");
                self.found.report(span, codes::MISSING_SETTING, message).help = Some(help.into());
                self.found.lacks(settings.span, key);
            }
        }
    }

    /// Reads a list of commands.
    fn commands(&mut self, entry: &Node, settings: &Node, key: &str) -> Vec<String> {
        let items = settings.get(key).map(Node::items).unwrap_or_default();
        if items.is_empty() {
            let span = place(entry, settings, key);
            let (message, help) = if settings.get(key).is_none_or(Node::is_null) {
                (format!("`{key}` is missing; Proton required its commands."), "Add")
            } else {
                (format!("`{key}` must be a list of commands."), "Write")
            };
            self.found.report(span, codes::MISSING_COMMANDS, message).help = Some(format!(
                "{help} `{key}:` and below it one item for each command: `- npm install`."
            ));
            self.found.lacks(settings.span, key);
        }
        let mut commands = vec![];
        for item in items {
            let Some(text) = item.text().filter(|_| !item.is_null()) else {
                let message = "A command must be text, but YAML reads something else here.";
                self.found.report(Some(item.span), codes::INVALID_COMMAND, message).help =
                    Some("Put the command in quotes.".into());
                continue;
            };
            commands.push(text.to_owned());
        }
        commands
    }

    /// Reads `input_type`. The guide writes its values in capitals; whether Proton accepted other case is unknown.
    fn input_type(&mut self, node: &Node) -> InputType {
        let Some(value) = node.get("input_type") else { return InputType::Json };
        match value.text().unwrap_or("").to_ascii_uppercase().as_str() {
            "JSON" => InputType::Json,
            "HCL" => InputType::Hcl,
            _ => {
                let message = "`input_type` must be `JSON` or `HCL`.";
                self.found.report(Some(value.span), codes::UNKNOWN_INPUT_FORMAT, message).help =
                    Some("To get `proton-inputs.json`, remove it.".into());
                InputType::Json
            }
        }
    }
}

/// The key of a setting, or the key `settings` if the setting is missing.
fn place(entry: &Node, settings: &Node, key: &str) -> Option<crate::text::Span> {
    settings.entry(key).or_else(|| entry.entry("settings")).map(|entry| entry.key.span)
}
