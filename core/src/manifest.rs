//! `manifest.yaml`: declares the template of a folder and its engine.

mod cloudformation;
mod codebuild;
mod terraform;

pub use codebuild::{InputType, Settings};

use crate::bundle::{Bundle, Part};
use crate::diagnostic::codes::{self, Rule};
use crate::diagnostic::{Diagnostic, Findings, Fix};
use crate::nearest::nearest;
use crate::text::visible;
use crate::yaml::{self, Entry, Node, NodeKind};

/// The content of a manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The template, if there is one.
    pub template: Option<Template>,
}

/// The template that a manifest declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Template {
    /// A CloudFormation template that Jinja renders: its path in the bundle.
    CloudFormation(String),
    /// Terraform files: their paths in the bundle.
    Terraform(Vec<String>),
    /// CodeBuild commands, which replace a template.
    CodeBuild(Settings),
}

impl Template {
    /// The name of the tool that provisions the template.
    pub const fn engine(&self) -> &'static str {
        match self {
            Template::CloudFormation(_) => "CloudFormation",
            Template::Terraform(_) => "Terraform",
            Template::CodeBuild(_) => "CodeBuild",
        }
    }

    /// Whether Proton can provision this template in an environment with the template `environment`: Terraform and
    /// CloudFormation cannot be combined, and CodeBuild can be combined with both. Sources: "Terraform `IaC` files" and
    /// "How AWS Proton provisions infrastructure" of the user guide.
    pub const fn fits(&self, environment: &Template) -> bool {
        !matches!(
            (self, environment),
            (Template::CloudFormation(_), Template::Terraform(_))
                | (Template::Terraform(_), Template::CloudFormation(_))
        )
    }
}

/// The keys of one item of `templates`.
const KEYS: [&str; 4] = ["file", "rendering_engine", "template_language", "settings"];
/// The values of `rendering_engine`.
const ENGINES: [&str; 3] = ["jinja", "hcl", "codebuild"];
/// The values of `template_language`.
const LANGUAGES: [&str; 2] = ["cloudformation", "terraform"];

/// Reads the manifest of `part`. If it is missing or broken, the template is guessed, so that it can still be
/// rendered.
pub fn manifest(bundle: &Bundle, part: Part) -> (Manifest, Vec<Diagnostic>) {
    let mut reader = Reader { bundle, part, found: Findings::of(bundle.id(part.manifest())) };
    let template = reader.read();
    (Manifest { template }, reader.found.into_list())
}

struct Reader<'b> {
    bundle: &'b Bundle,
    part: Part,
    found: Findings,
}

impl Reader<'_> {
    fn read(&mut self) -> Option<Template> {
        let folder = self.part.folder();
        let path = self.part.manifest();
        let Some(text) = self.bundle.text(&path) else {
            if self.bundle.file(&path).is_none() {
                let message = format!("{path} is missing; it names the template.");
                let help = if !self.terraform_files().is_empty() {
                    format!(
                        "Add it with `infrastructure: {{templates: [{{file: \"*\", rendering_engine: hcl, template_language: terraform}}]}}`, beside the `.tf` files in `{folder}`."
                    )
                } else if self.part == Part::Environment && self.guessed().is_none() {
                    "Add it and a template. If the infrastructure is provisioned elsewhere, remove the folder instead: a customer-managed environment has only a schema.".to_owned()
                } else {
                    format!(
                        "Add it with `infrastructure: {{templates: [{{file: cloudformation.yaml, rendering_engine: jinja, template_language: cloudformation}}]}}`, beside the template in `{folder}`."
                    )
                };
                self.found.report(None, codes::MISSING_MANIFEST, message).help = Some(help);
            }
            return self.guessed();
        };
        let document = yaml::parse(text);
        if let Some(error) = document.error {
            self.found.malformed(error);
            return self.guessed();
        }
        for duplicate in document.duplicates {
            let message = format!("`{}` is repeated; only this value is read.", duplicate.name);
            self.found.report(Some(duplicate.span), codes::DUPLICATE_KEY, message).help =
                Some("Remove one of them.".into());
        }
        let root = document.root;
        let templates = root
            .as_ref()
            .and_then(|root| root.get("infrastructure"))
            .and_then(|node| node.get("templates"));
        let Some(entry) = templates.and_then(|templates| templates.items().first()) else {
            let span = root
                .as_ref()
                .map(|root| root.place(&["infrastructure".into(), "templates".into()]));
            let message = "The manifest names no template: Proton expected a list under `infrastructure: templates:`.";
            let fix = root.as_ref().and_then(renamed_key);
            let found = self.found.report(span, codes::MANIFEST_TEMPLATES, message);
            found.help =
                Some("Write `infrastructure:`, below it `templates:`, and below that one item, `- file: \"cloudformation.yaml\"`.".into());
            found.fix = fix;
            return self.guessed();
        };
        if let Some(second) = templates.and_then(|templates| templates.items().get(1)) {
            let span = second.entries().first().map_or(second.span, |first| first.key.span);
            let path = ["infrastructure".into(), "templates".into(), 1.into()];
            let edit = yaml::set(text, &path, None).ok();
            let found = self.found.report(
                Some(span),
                codes::SEVERAL_TEMPLATES,
                "A manifest names one template; Proton refused more.",
            );
            found.help = Some("Put everything into one template and remove this item.".into());
            found.fix = edit.map(|edit| Fix::suggestion("Remove this item", vec![edit]));
        }
        self.entry(entry, text)
    }

    fn entry(&mut self, entry: &Node, text: &str) -> Option<Template> {
        if !matches!(entry.kind, NodeKind::Mapping { .. }) {
            self.found.report(Some(entry.span), codes::MANIFEST_TEMPLATES, "An item of `templates` must be a mapping with `file`, `rendering_engine` and `template_language`.");
            return self.guessed();
        }
        for known in entry.entries() {
            let name = known.name();
            let engine = || entry.get("rendering_engine")?.text();
            let is_known = KEYS.contains(&name)
                || name == "engine"
                || name == "input_type" && engine() == Some("codebuild");
            if !is_known && !known.is_merge() {
                self.unknown_key(entry, known, &KEYS);
            }
        }
        let engine = self.engine(entry, text);
        let language = self.choice(
            entry.entry("template_language"),
            &LANGUAGES,
            codes::UNKNOWN_TEMPLATE_LANGUAGE,
        );
        let is_terraform = match engine.as_deref() {
            Some("codebuild") => return Some(Template::CodeBuild(self.codebuild(entry))),
            Some(engine) => engine == "hcl",
            None => language.as_deref() == Some("terraform"),
        };
        let wanted = if is_terraform { "terraform" } else { "cloudformation" };
        match language.as_deref() {
            Some(language) if language != wanted && engine.is_some() => {
                let span = entry.get("template_language").map(|node| node.span);
                let (message, help) = if is_terraform {
                    (
                        "`hcl` is for Terraform; CloudFormation is rendered by `jinja`.",
                        "`template_language: terraform`, or `rendering_engine: jinja`",
                    )
                } else {
                    (
                        "`jinja` renders CloudFormation; Terraform needs `rendering_engine: hcl`.",
                        "`template_language: cloudformation`, or `rendering_engine: hcl`",
                    )
                };
                self.found.report(span, codes::ENGINE_MISMATCH, message).help =
                    Some(format!("Write {help}."));
            }
            None if engine.is_some() && entry.entry("template_language").is_none() => {
                let span = entry
                    .get("rendering_engine")
                    .or_else(|| entry.get("engine"))
                    .map(|node| node.span);
                let found = self.found.report(
                    span,
                    codes::MISSING_TEMPLATE_LANGUAGE,
                    "`template_language` is missing; Proton required it.",
                );
                found.help = Some(format!("Add `template_language: {wanted}`."));
                add_fix(found, text, entry, "template_language", wanted);
                self.found.lacks(entry.span, "template_language");
            }
            _ => {}
        }
        if is_terraform {
            return Some(Template::Terraform(self.terraform(entry)));
        }
        self.template(entry).map(Template::CloudFormation)
    }

    fn engine(&mut self, entry: &Node, text: &str) -> Option<String> {
        if entry.entry("rendering_engine").is_none() {
            if let Some(old) = entry.entry("engine") {
                let message = "`engine` is the name that Proton's preview used for `rendering_engine`; Proton did not know it later.";
                let found = self.found.report(Some(old.key.span), codes::MANIFEST_ENGINE, message);
                found.help = Some("Rename it to `rendering_engine`.".into());
                found.fix = Some(Fix {
                    is_safe: true,
                    ..Fix::rename(old.key.span, old.name(), "rendering_engine")
                });
            } else {
                let span = entry.entries().first().map(|first| first.key.span);
                let found = self.found.report(
                    span,
                    codes::MISSING_RENDERING_ENGINE,
                    "`rendering_engine` is missing; Proton required it.",
                );
                let language = entry.get("template_language").and_then(Node::text);
                let engine = if language == Some("terraform") { "hcl" } else { "jinja" };
                found.help = Some(format!("Add `rendering_engine: {engine}`."));
                add_fix(found, text, entry, "rendering_engine", engine);
                self.found.lacks(entry.span, "rendering_engine");
                return None;
            }
        }
        let given = entry.entry("rendering_engine").or_else(|| entry.entry("engine"));
        self.choice(given, &ENGINES, codes::UNKNOWN_RENDERING_ENGINE)
    }

    /// The value of `entry`, if it is one of `known`.
    fn choice(
        &mut self,
        entry: Option<&Entry>,
        known: &[&'static str],
        rule: &'static Rule,
    ) -> Option<String> {
        let entry = entry?;
        let given = entry.value.text().unwrap_or("").to_owned();
        // A value with wrong case is reported, but does not prevent rendering.
        let lower = given.to_lowercase();
        if known.contains(&given.as_str()) {
            return Some(given);
        }
        let span = if given.is_empty() { entry.key.span } else { entry.value.span };
        let message = format!("`{}` must be {}.", entry.name(), either(known));
        let found = self.found.report(Some(span), rule, message);
        if let Some(near) = nearest(&given, known.iter().copied()).filter(|_| !given.is_empty()) {
            found.help = Some(format!("Did you mean `{near}`?"));
            found.fix = Some(Fix::rename(span, &given, near));
        }
        known.contains(&lower.as_str()).then_some(lower)
    }

    /// Reports an unknown key of `mapping`; `keys` are the valid ones.
    fn unknown_key(&mut self, mapping: &Node, entry: &Entry, keys: &[&str]) {
        let name = entry.name();
        let message =
            format!("`{}` isn't a known key here; Proton did not read it.", visible(name));
        let found = self.found.report(Some(entry.key.span), codes::UNKNOWN_KEY, message);
        if let Some(near) = nearest(name, keys.iter().copied()) {
            found.help = Some(format!("Did you mean `{near}`?"));
            found.fix = Some(Fix::rename(entry.key.span, name, near));
            self.found.resembles(mapping.span, name, near);
        } else {
            let keys: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
            found.help = Some(format!("The keys are {}.", keys.join(", ")));
        }
    }
}

/// The fix for a manifest whose content is below a wrong key, such as the name of its folder or `template`.
fn renamed_key(root: &Node) -> Option<Fix> {
    let Some(inside) = root.get("infrastructure") else {
        let names = |entry: &&Entry| {
            entry.value.get("templates").is_some_and(|list| !list.items().is_empty())
        };
        let entry = root.entries().iter().find(names)?;
        return Some(Fix::rename(entry.key.span, entry.name(), "infrastructure"));
    };
    let entry = inside.entries().iter().find(|entry| !entry.value.items().is_empty())?;
    Some(Fix::rename(entry.key.span, entry.name(), "templates"))
}

/// The names as alternatives for a message: "`a`, `b` or `c`".
fn either(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// The fix that adds `key: value` to the first item of `templates`.
fn add_fix(found: &mut Diagnostic, text: &str, entry: &Node, key: &str, value: &str) {
    let path = ["infrastructure".into(), "templates".into(), 0.into(), key.into()];
    if !entry.alias
        && let Ok(edit) = yaml::set(text, &path, Some(&value.into()))
    {
        found.fix = Some(Fix::safe(format!("Add {key}: {value}"), vec![edit]));
    }
}
