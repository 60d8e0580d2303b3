//! From a bundle to CloudFormation templates that need no Proton, and to files for Terraform and commands without Proton.
//!
//! Each template is rendered with symbols ([`crate::render::symbolic`]), and each symbol becomes a `Ref` or a
//! variable of `Fn::Sub` where CloudFormation allows one ([`place`], [`substitute`]). Inputs that the template
//! inspects, or prints elsewhere, are *frozen*: their value is written out ([`conversion`]). A result is given
//! out only with its proof ([`proof`]): with the values of its parameters it means what Proton would have
//! deployed, and every other value that is tried changes nothing but the places where it is printed.

mod attempt;
mod capabilities;
mod choice;
mod conditions;
mod conversion;
mod files;
mod fixes;
mod inline;
mod insert;
mod leftovers;
mod marked;
mod merge;
mod model;
mod module;
mod options;
mod origin;
mod outline;
mod parameter;
mod password;
mod pattern;
mod pipeline;
mod place;
mod plan;
mod proof;
mod report;
mod sceptre;
mod secrets;
mod slug;
mod subject;
mod substitute;
mod validation;

use serde::{Deserialize, Serialize};

use crate::bundle::{FileId, Kind, Target};
use crate::diagnostic::codes;
use crate::manifest::Template as Named;
use crate::reading::{Reading, Scope};
use crate::spec::Spec;
use crate::value::Key;
use crate::workspace::Workspace;
use conversion::{Converted, convert};
pub use files::ResultFile;
pub use fixes::{ParameterFix, parameter_fixes};
pub use leftovers::Leftover;
use module::modules;
pub use module::{Module, Tool};
pub use options::{Deliverable, Options, Wiring};
pub use origin::{Owner, StackOutput};
pub use parameter::Parameter;
use parameter::written;
use pipeline::{Deployed, without_proton};
pub use plan::{Ejection, OtherStack, PlannedModule, PlannedStack, Wire};
pub use report::{Decision, Fate, Input};
pub use sceptre::SceptreStack;
use sceptre::sceptre_stack;
use subject::Subject;
pub use validation::new_errors;

/// The maximum number of bytes of a template in a request. Source: CloudFormation's quotas.
const MAX_REQUEST: usize = 51_200;

/// The result of ejecting a bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ejected {
    /// The bundle.
    pub bundle: String,
    /// The reasons why nothing of it can be ejected, as sentences.
    pub refusals: Vec<String>,
    /// The stacks that Proton would have deployed, in the order of the bundle's renderings.
    pub stacks: Vec<Stack>,
    /// The different templates of these stacks.
    pub templates: Vec<PlainTemplate>,
    /// The files of templates for Terraform and CodeBuild.
    #[serde(default)]
    pub modules: Vec<Module>,
}

/// One stack that Proton would have deployed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stack {
    /// The target of its rendering.
    pub target: Target,
    /// The label shown to the user.
    pub label: String,
    /// The name of its files, without endings: `environment`, `instance-dev`, `pipeline` or `component`.
    pub folder: String,
    /// The name of the environment that it is, or runs in; `None` if no sample sets it.
    pub environment: Option<String>,
    /// The name of the environment, service or component, or that of the bundle if no sample sets it.
    pub resource: String,
    /// Proton's template.
    pub file: FileId,
    /// The template as Proton would have rendered it; `None` if it fails to render or contains a secret.
    pub rendering: Option<String>,
    /// The template of the stack, as an index of [`Ejected::templates`], or the sentence that says why it has none.
    pub template: Result<usize, String>,
    /// The parameters with their values.
    pub parameters: Vec<Parameter>,
    /// The fate of each input.
    pub inputs: Vec<Input>,
    /// The parameters that the service's pipeline sets, if the stack is an instance.
    #[serde(default)]
    pub owned: Vec<String>,
    /// The logical IDs of the resources that differ from Proton's on purpose, if the stack is a pipeline.
    #[serde(default)]
    pub changes: Vec<String>,
    /// The stack for Sceptre, or the reason why Sceptre cannot render it, as a sentence. `None` for a pipeline, or if no project
    /// for Sceptre is wanted.
    #[serde(default)]
    pub sceptre: Option<Result<SceptreStack, String>>,
}

/// A template without Proton.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlainTemplate {
    /// Its text: YAML, or JSON where Proton's was.
    pub text: String,
    /// The stacks that it is for, in [`Ejected::stacks`].
    pub stacks: Vec<usize>,
}

/// Ejects the templates of the bundle with the name `bundle`; `None` if it does not exist.
pub fn eject(workspace: &Workspace, bundle: &str) -> Option<Ejected> {
    eject_with(workspace, bundle, &Options::default())
}

/// Like [`eject`], with the choices of the user.
pub fn eject_with(workspace: &Workspace, bundle: &str, options: &Options) -> Option<Ejected> {
    let reading = Reading::of(workspace, workspace.bundle(bundle)?, true);
    let mut ejected = Ejected {
        bundle: bundle.to_owned(),
        refusals: refusals(&reading),
        stacks: vec![],
        templates: vec![],
        modules: vec![],
    };
    if ejected.refusals.is_empty() {
        let is_wanted = |target| target != Target::Pipeline || options.has(Deliverable::Pipelines);
        ejected.modules = modules(&reading);
        ejected.modules.retain(|module| is_wanted(module.target));
        for scope in reading.scopes().into_iter().filter(|scope| is_wanted(scope.target)) {
            let source = reading.sources.iter().find(|source| source.part == scope.target.part());
            let Some(source) = source else { continue };
            let owner = |target| match target {
                Target::Environment => "environment",
                Target::Instance(_) | Target::Pipeline => "service",
                Target::Component => "component",
            };
            let mut sceptre = None;
            let converted = match source.template.as_ref() {
                Ok(template) => {
                    let wiring = options.wiring;
                    let subject =
                        Subject { reading: &reading, source, template, scope: &scope, wiring };
                    if options.has(Deliverable::Sceptre) && scope.target != Target::Pipeline {
                        sceptre = Some(sceptre_stack(&subject));
                    }
                    convert(&subject).map(|converted| {
                        let inputs = report::inputs(&subject, &converted);
                        (converted, inputs)
                    })
                }
                Err(error) => Err(format!(
                    "The template cannot be read: line {}, {}.",
                    error.line, error.message
                )),
            };
            let stack = Stack {
                target: scope.target,
                label: scope.label.clone(),
                folder: scope.folder.clone(),
                environment: resource(&reading, &scope, "environment"),
                resource: resource(&reading, &scope, owner(scope.target))
                    .unwrap_or_else(|| bundle.to_owned()),
                file: source.file.clone(),
                rendering: None,
                template: Err(String::new()),
                parameters: vec![],
                inputs: vec![],
                owned: vec![],
                changes: vec![],
                sceptre,
            };
            ejected.add(stack, converted);
        }
    }
    ejected.free_pipeline();
    ejected.split();
    Some(ejected)
}

impl Ejected {
    /// Adds a stack. Its template is that of an earlier one, where both are equal.
    fn add(&mut self, stack: Stack, converted: Result<(Converted, Vec<Input>), String>) {
        let at = self.stacks.len();
        let stack = match converted {
            Err(reason) => Stack { template: Err(reason), ..stack },
            Ok((Converted { text, parameters, rendering, .. }, inputs)) => {
                let part = stack.target.part();
                let is_same = |known: &PlainTemplate| {
                    known.text == text && self.stacks[known.stacks[0]].target.part() == part
                };
                let template = self.templates.iter().position(is_same).unwrap_or_else(|| {
                    self.templates.push(PlainTemplate { text, stacks: vec![] });
                    self.templates.len() - 1
                });
                self.templates[template].stacks.push(at);
                let template = Ok(template);
                Stack { rendering, template, parameters, inputs, ..stack }
            }
        };
        self.stacks.push(stack);
    }
}

impl Ejected {
    /// Replaces Proton's commands in the pipeline.
    fn free_pipeline(&mut self) {
        let pipeline = self.stacks.iter().position(|stack| stack.target == Target::Pipeline);
        let Some((at, template)) =
            pipeline.and_then(|at| Some((at, self.stacks[at].template.clone().ok()?)))
        else {
            return;
        };
        let instances: Vec<Deployed> =
            self.stacks.iter().filter_map(|stack| self.deployed(stack)).collect();
        let text = &self.templates[template].text;
        let parameters = &self.stacks[at].parameters;
        let Some(rewritten) = without_proton(text, parameters, &instances) else { return };
        self.templates[template].text = rewritten.text;
        self.stacks[at].parameters.extend(rewritten.parameters);
        self.stacks[at].changes = rewritten.changed;
        for stack in self.stacks.iter_mut().filter(|stack| stack.target != Target::Pipeline) {
            let names = stack.parameters.iter().map(|parameter| parameter.name.clone());
            stack.owned = names.filter(|name| rewritten.owned.contains(name)).collect();
        }
    }

    /// A stack as a pipeline deploys it; `None` if it is no instance, or the pipeline cannot pass its template again.
    fn deployed(&self, stack: &Stack) -> Option<Deployed> {
        let Target::Instance(index) = stack.target else { return None };
        let text = &self.templates[stack.template.clone().ok()?].text;
        let capabilities = capabilities::capabilities(text);
        let has_transform = capabilities.iter().any(|name| name == "CAPABILITY_AUTO_EXPAND");
        if has_transform && text.len() > MAX_REQUEST {
            return None;
        }
        let inputs = stack.parameters.iter().filter_map(|parameter| {
            let input = parameter.from.strip_prefix("service_instance.inputs.")?;
            (!parameter.is_computed).then(|| (input.to_owned(), parameter.name.clone()))
        });
        let (name, inputs) = (stack.label.clone(), inputs.collect());
        Some(Deployed { index, name, inputs, capabilities, has_transform })
    }

    /// Marks the frozen inputs in which stacks differ that have the same template in Proton.
    fn split(&mut self) {
        let value = |stack: &Stack, name: &str| {
            let mut frozen = stack.inputs.iter().filter(|input| input.fate == Fate::Frozen);
            frozen.find(|input| input.name == name).and_then(|input| input.value.clone())
        };
        let mut differing = vec![];
        for (at, stack) in self.stacks.iter().enumerate() {
            for (number, input) in stack.inputs.iter().enumerate() {
                let Some(own) = value(stack, &input.name) else { continue };
                let others = self.stacks.iter().filter(|other| {
                    other.target.part() == stack.target.part() && other.template.is_ok()
                });
                if others.into_iter().any(|other| value(other, &input.name) != Some(own.clone())) {
                    differing.push((at, number));
                }
            }
        }
        for (at, number) in differing {
            self.stacks[at].inputs[number].fate = Fate::Split;
        }
    }
}

/// The name of the environment, service or component in a context; `None` if it is made up.
fn resource(reading: &Reading<'_>, scope: &Scope, owner: &str) -> Option<String> {
    let path = [Key::from(owner), Key::from("name")];
    let name = subject::value_at(&scope.context.0, &path)?.as_str()?;
    let is_fact = !origin::is_made_up(reading, scope.target, &path);
    (is_fact && !name.is_empty()).then(|| name.to_owned())
}

/// The reasons why nothing of a bundle can be ejected.
fn refusals(reading: &Reading<'_>) -> Vec<String> {
    let mut refusals = vec![];
    if reading.bundle.kind() == Kind::CustomerManagedEnvironment {
        return refusals;
    }
    let needs_spec = reading.bundle.kind() != Kind::Component;
    if needs_spec && reading.bundle.text(reading.bundle.spec()).is_none() && refusals.is_empty() {
        refusals.push(
            "There is no spec, so the inputs are unknown, and the template depends on them. Add spec/spec.yaml.".into(),
        );
    }
    match reading.spec.as_deref() {
        None => refusals.push("The spec is not well-formed.".into()),
        Some(Spec { inputs, .. }) => {
            let problems = inputs.iter().flat_map(|inputs| {
                let problems = inputs.problems.iter().filter(|problem| !problem.is_warning);
                problems.map(|problem| (&inputs.path, problem))
            });
            refusals.extend(problems.map(|(path, problem)| {
                let path: Vec<Key> = path.iter().chain(&problem.path).cloned().collect();
                format!("The spec does not fit the schema: {} {}.", written(&path), problem.message)
            }));
        }
    }
    // The other templates would be missing from the result.
    let several = codes::SEVERAL_TEMPLATES.code;
    let found = reading.found.iter();
    refusals.extend(
        found
            .filter(|found| found.code.0 == several)
            .map(|found| format!("{}: {}", found.file.path, found.message)),
    );
    let is_other = |(_, template): &(_, Named)| !matches!(template, Named::CloudFormation(_));
    if reading.sources.is_empty() && !reading.templates.iter().any(is_other) && refusals.is_empty()
    {
        refusals.push(
            "The bundle has no CloudFormation template, or it cannot be read: it is missing, isn't text, or is longer than 1 MB.".into(),
        );
    }
    refusals
}
