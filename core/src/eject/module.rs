//! Templates for Terraform and CodeBuild: their files with the inputs, without Proton.

use serde::{Deserialize, Serialize};

use super::origin::is_made_up;
use super::parameter::written;
use super::password::is_secret;
use super::pipeline::without_notifications;
use super::subject::value_at;
use crate::bundle::{Part, Target};
use crate::generated::{codebuild_inputs, handed_over, plain_terraform};
use crate::manifest::{Settings, Template};
use crate::reading::{Reading, Scope, scopes};
use crate::render::Context;
use crate::value::{Key, Map, Value};

/// The text in place of a secret.
const SECRET: &str = "(secret)";
/// The shortest secret that is searched for in files. A shorter one would be found in most files.
const MIN_SEARCHED: usize = 4;

/// A tool other than CloudFormation that provisions a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tool {
    /// Terraform.
    Terraform,
    /// Commands that CodeBuild runs.
    CodeBuild,
}

/// The files for one target of a template for Terraform or CodeBuild.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// The target.
    pub target: Target,
    /// The label shown to the user.
    pub label: String,
    /// The name of its folder: `environment`, `instance-dev`, `pipeline` or `component`.
    pub folder: String,
    /// The tool.
    pub tool: Tool,
    /// The manifest.
    pub manifest: String,
    /// The name of the file with the inputs.
    pub inputs: String,
    /// The names of the files with their contents.
    pub files: Vec<(String, Vec<u8>)>,
    /// The values that the file with the inputs lacks, as no sample sets them.
    pub missing: Vec<String>,
    /// The values in place of which the file with the inputs has `(secret)`.
    pub secrets: Vec<String>,
    /// The files that are left out, as they contain a secret.
    pub omitted: Vec<String>,
}

impl Tool {
    /// The name of the folder of the result.
    pub(super) const fn folder(self) -> &'static str {
        match self {
            Self::Terraform => "terraform",
            Self::CodeBuild => "codebuild",
        }
    }
}

/// The files of all templates of a bundle that are not for CloudFormation.
pub(super) fn modules(reading: &Reading<'_>) -> Vec<Module> {
    let Some(spec) = reading.spec.as_deref() else { return vec![] };
    let has_pipeline = reading.templates.iter().any(|(part, _)| *part == Part::Pipeline);
    let outputs = &reading.outputs.value;
    let scopes = scopes(reading.bundle, &reading.schema, spec, outputs, has_pipeline);
    let mut modules = vec![];
    for (part, template) in &reading.templates {
        if matches!(template, Template::CloudFormation(_)) {
            continue;
        }
        let own = scopes.iter().filter(|scope| scope.target.part() == *part);
        modules.extend(own.map(|scope| module(reading, *part, template, scope)));
    }
    modules
}

fn module(reading: &Reading<'_>, part: Part, template: &Template, scope: &Scope) -> Module {
    let mut filter = Filter { reading, target: scope.target, missing: vec![], secrets: vec![] };
    let context = filter.value(&scope.context.0, &mut vec![]).unwrap_or_default();
    let of = (scope.target, &Context(context));
    let Reading { bundle, schema, outputs, .. } = reading;
    let all = handed_over(bundle, schema, &outputs.value, (scope.target, &scope.context));
    let components = [Key::from("service_instance"), Key::from("components")];
    let is_used = |path: &[Key]| value_at(&all, path).is_some() || path.starts_with(&components);
    filter.missing.retain(|path| is_used(path));
    filter.secrets.retain(|(path, _)| is_used(path));
    let bytes = |(name, text): (String, String)| (name, text.into_bytes());
    let (tool, mut files) = match template {
        Template::Terraform(paths) => {
            let files = plain_terraform(bundle, schema, &outputs.value, paths, of);
            (Tool::Terraform, files.into_iter().map(bytes).collect::<Vec<_>>())
        }
        Template::CodeBuild(settings) => {
            let inputs = codebuild_inputs(bundle, schema, &outputs.value, settings, of);
            let mut files = vec![bytes(inputs)];
            let lists = [
                ("provision.sh", "created and updated", &settings.provision),
                ("deprovision.sh", "deleted", &settings.deprovision),
            ];
            let lists = lists.iter().filter(|(_, _, commands)| !commands.is_empty());
            files.extend(lists.map(|(name, purpose, commands)| {
                let text = script(&part.manifest(), purpose, settings, commands);
                ((*name).to_owned(), text.into_bytes())
            }));
            let manifest = part.manifest();
            let folder = manifest.trim_end_matches("manifest.yaml");
            for file in bundle.files.iter().filter(|file| file.path != manifest) {
                if let Some(name) = file.path.strip_prefix(folder)
                    && files.iter().all(|(known, _)| known != name)
                {
                    files.push((name.to_owned(), file.bytes().to_vec()));
                }
            }
            (Tool::CodeBuild, files)
        }
        Template::CloudFormation(_) => (Tool::Terraform, vec![]),
    };
    let texts: Vec<String> = filter.secrets.iter().map(|(_, text)| text.clone()).collect();
    let holds = |bytes: &[u8]| {
        texts.iter().any(|secret| {
            secret.len() >= MIN_SEARCHED
                && bytes.windows(secret.len()).any(|window| window == secret.as_bytes())
        })
    };
    let omitted = files.iter().filter(|(_, bytes)| holds(bytes)).map(|(name, _)| name.clone());
    let omitted: Vec<String> = omitted.collect();
    let inputs = files.first().map(|(name, _)| name.clone()).unwrap_or_default();
    files.retain(|(name, _)| !omitted.contains(name));
    Module {
        target: scope.target,
        label: scope.label.clone(),
        folder: scope.folder.clone(),
        tool,
        manifest: part.manifest(),
        inputs,
        files,
        missing: filter.missing.iter().map(|path| written(path)).collect(),
        secrets: filter.secrets.iter().map(|(path, _)| written(path)).collect(),
        omitted,
    }
}

/// The values of a context that may be in a file.
struct Filter<'r, 'b> {
    reading: &'r Reading<'b>,
    target: Target,
    missing: Vec<Vec<Key>>,
    /// With their values.
    secrets: Vec<(Vec<Key>, String)>,
}

impl Filter<'_, '_> {
    /// A value without the made-up values and secrets in it; `None` if it is made up.
    fn value(&mut self, value: &Value, path: &mut Vec<Key>) -> Option<Value> {
        match value {
            Value::Map(map) => {
                let mut kept = Map::default();
                for (name, value) in map.iter() {
                    path.push(Key::from(name));
                    if let Some(value) = self.value(value, path) {
                        kept.insert(name, value);
                    }
                    path.pop();
                }
                Some(Value::Map(kept))
            }
            Value::List(items) if items.iter().any(|item| item.as_map().is_some()) => {
                let mut kept = vec![];
                for (at, item) in items.iter().enumerate() {
                    path.push(at.into());
                    kept.extend(self.value(item, path));
                    path.pop();
                }
                Some(Value::List(kept))
            }
            _ if is_secret(&self.reading.schema, path) => {
                let text = value.as_str().unwrap_or_default().to_owned();
                self.secrets.push((path.clone(), text));
                Some(SECRET.into())
            }
            _ if is_made_up(self.reading, self.target, path) => {
                // `service_instance.environment` is the same as `environment`.
                let again = [Key::from("service_instance"), Key::from("environment")];
                if !path.starts_with(&again) {
                    self.missing.push(path.clone());
                }
                None
            }
            _ => Some(value.clone()),
        }
    }
}

/// The commands of a manifest as a script.
fn script(manifest: &str, purpose: &str, settings: &Settings, commands: &[String]) -> String {
    let image = match &settings.image {
        // A comment ends with its line.
        Some(image) => {
            let image = image.replace(|letter: char| letter.is_control(), " ");
            format!("\n# CodeBuild ran them in the image {image}.")
        }
        None => String::new(),
    };
    let commands: Vec<String> =
        commands.iter().map(|command| without_notifications(command)).collect();
    format!(
        "#!/bin/sh\n# The commands of {manifest} with which AWS Proton {purpose} the resources. Read them before you run them.{image}\nset -e\ncd \"$(dirname -- \"$0\")\"\n{}\n",
        commands.join("\n")
    )
}
