//! The stacks of several ejected bundles: their order, their files, and the stacks that their values come from.

mod modules;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::capabilities::capabilities;
use super::leftovers::{Leftover, leftovers};
use super::origin::{Owner, StackOutput};
use super::password::redacted;
use super::slug::{is_stack_name, slug, stack_name};
use super::{Ejected, Options, Stack, eject_with};
use crate::bundle::{Bundle, Target};
use crate::schema::schema;
use crate::sort::CompactSort;
use crate::text::free;
use crate::workspace::Workspace;
pub use modules::PlannedModule;
use modules::is_code;

/// The result of ejecting several bundles together: services get their values from the environments among them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ejection {
    /// The result for each bundle.
    pub bundles: Vec<Ejected>,
    /// The stacks with a template, in the order of their deployment.
    pub stacks: Vec<PlannedStack>,
    /// The stacks that others get values from, and that have no template in the result.
    pub others: Vec<OtherStack>,
    /// The modules of all bundles.
    pub modules: Vec<PlannedModule>,
    /// The choices of the user.
    pub options: Options,
    /// The bundles themselves.
    pub(super) originals: Vec<Original>,
}

/// A stack with its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedStack {
    /// Its id in the result, such as `items/instance-dev`; also its line in `stacks.env`.
    pub id: String,
    /// The index of its bundle in [`Ejection::bundles`].
    pub bundle: usize,
    /// The index in [`Ejected::stacks`].
    pub stack: usize,
    /// The path of its template.
    pub template: String,
    /// The path of its parameters.
    pub parameters: String,
    /// The path of its deployment file for Git sync.
    pub deployment: String,
    /// The path of its template as Proton rendered it; `None` if that contains a secret.
    pub rendering: Option<String>,
    /// The capabilities that the template needs.
    pub capabilities: Vec<String>,
    /// The name of the stack if it exists; empty for a new stack.
    pub name: String,
    /// The name of the stack if it is new.
    pub new_name: String,
    /// The parameters with outputs of other stacks.
    pub wires: Vec<Wire>,
    /// The parameters without a value: it would be made up.
    pub missing: Vec<String>,
    /// The parameters with secrets.
    pub secrets: Vec<String>,
    /// The same wires for Sceptre, with the places of the values instead of parameters.
    #[serde(default)]
    pub sceptre_wires: Vec<Wire>,
}

/// A parameter whose value is the output of another stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wire {
    /// The parameter.
    pub parameter: String,
    /// The id of the other stack.
    pub stack: String,
    /// The output.
    pub output: String,
}

/// A stack that has no template in the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherStack {
    /// Its id in the result, such as `environments/prod`.
    pub id: String,
    /// The name of the environment, component or instance.
    pub of: String,
    /// The name of the stack; empty if it is unknown.
    pub name: String,
}

/// A bundle as it is kept in the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Original {
    /// The name of its folder.
    pub(super) folder: String,
    /// Its files without secrets.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// The files that contain a secret and cannot be written without it.
    pub(super) omitted: Vec<String>,
}

impl Ejection {
    /// Ejects the bundles with these names; names without a bundle are skipped.
    pub fn of(workspace: &Workspace, names: &[&str]) -> Self {
        Self::with(workspace, names, Options::default())
    }

    /// Like [`Self::of`], with the choices of the user.
    pub fn with(workspace: &Workspace, names: &[&str], options: Options) -> Self {
        let bundles: Vec<&Bundle> =
            names.iter().filter_map(|name| workspace.bundle(name)).collect();
        // The folders in the ids of stacks without a template.
        let mut taken: HashSet<String> =
            ["environments", "components", "instances"].map(str::to_owned).into();
        let mut originals = vec![];
        for bundle in &bundles {
            let folder = free(slug(&bundle.name), |name| taken.contains(&name.to_lowercase()));
            taken.insert(folder.to_lowercase());
            let (files, omitted) = redacted(bundle, &schema(bundle).0);
            originals.push(Original { folder, files, omitted });
        }
        let ejected = bundles
            .iter()
            .filter_map(|bundle| eject_with(workspace, &bundle.name, &options))
            .collect();
        let (stacks, others, modules) = (vec![], vec![], vec![]);
        let mut ejection = Self { bundles: ejected, stacks, others, modules, options, originals };
        ejection.plan(&bundles);
        ejection.modules = ejection.planned_modules();
        ejection
    }

    /// Sets the name of an existing stack. Fails with the reason, as a sentence.
    pub fn name_stack(&mut self, id: &str, name: &str) -> Result<(), String> {
        if !is_stack_name(name) {
            return Err(format!(
                "`{name}` is not the name of a stack: at most 128 letters, digits and hyphens, and it begins with a letter."
            ));
        }
        let own = self.stacks.iter_mut().map(|stack| (&stack.id, &mut stack.name));
        let others = self.others.iter_mut().map(|stack| (&stack.id, &mut stack.name));
        match own.chain(others).find(|(known, _)| *known == id) {
            Some((_, known)) => {
                name.clone_into(known);
                Ok(())
            }
            None => {
                Err(format!("There is no stack `{id}`. The stacks are: {}.", self.ids().join(", ")))
            }
        }
    }

    /// The ids of all stacks.
    pub fn ids(&self) -> Vec<&str> {
        let own = self.stacks.iter().map(|stack| stack.id.as_str());
        own.chain(self.others.iter().map(|stack| stack.id.as_str())).collect()
    }

    /// The lines of templates and modules that still use Proton, each with the path of the file.
    pub fn leftovers(&self) -> Vec<(String, Leftover)> {
        let mut seen = HashSet::new();
        let templates = self.stacks.iter().filter(|planned| seen.insert(&planned.template));
        let mut found = vec![];
        for planned in templates {
            let Ok(template) = self.stack(planned).template else { continue };
            let text = &self.bundles[planned.bundle].templates[template].text;
            let path = planned.template.clone();
            found.extend(leftovers(text).into_iter().map(|one| (path.clone(), one)));
        }
        for planned in &self.modules {
            for (name, bytes) in &self.module(planned).files {
                let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| is_code(name)) else {
                    continue;
                };
                let path = format!("{}/{name}", planned.folder);
                found.extend(leftovers(text).into_iter().map(|one| (path.clone(), one)));
            }
        }
        found
    }

    /// The ejected stack of a planned one.
    pub(super) fn stack(&self, planned: &PlannedStack) -> &Stack {
        &self.bundles[planned.bundle].stacks[planned.stack]
    }

    fn plan(&mut self, bundles: &[&Bundle]) {
        let ids = self.stack_ids();
        let mut new_names = HashSet::new();
        let mut order = vec![];
        for (bundle, ejected) in self.bundles.iter().enumerate() {
            for (stack, own) in ejected.stacks.iter().enumerate() {
                if own.template.is_ok() {
                    order.push((rank(own.target), bundle, stack));
                }
            }
        }
        order.compact_sort();
        let mut others: Vec<OtherStack> = vec![];
        for (_, bundle, stack) in order {
            let ejected = &self.bundles[bundle];
            let own = &ejected.stacks[stack];
            let Ok(template) = own.template else { continue };
            let folder = &self.originals[bundle].folder;
            let id = ids[bundle][stack].clone();
            let name = last(&id);
            let new_name = free(stack_name(&new_name(own)), |name| new_names.contains(name));
            new_names.insert(new_name.clone());
            let mut wires = vec![];
            for parameter in &own.parameters {
                let Some(StackOutput { of, name }) = &parameter.output else { continue };
                let stack = self.source(bundles, &ids, bundle, of, &mut others);
                wires.push(Wire { parameter: parameter.name.clone(), stack, output: name.clone() });
            }
            let mut sceptre_wires = vec![];
            if let Some(Ok(sceptre)) = &own.sceptre {
                for (place, StackOutput { of, name }) in &sceptre.outputs {
                    let stack = self.source(bundles, &ids, bundle, of, &mut others);
                    sceptre_wires.push(Wire {
                        parameter: place.clone(),
                        stack,
                        output: name.clone(),
                    });
                }
            }
            let is_wired = |name: &str| wires.iter().any(|wire| wire.parameter == name);
            let missing = own.parameters.iter().filter(|parameter| {
                parameter.is_made_up && !parameter.is_secret && !is_wired(&parameter.name)
            });
            let secrets = own.parameters.iter().filter(|parameter| parameter.is_secret);
            let names = |parameter: &super::Parameter| parameter.name.clone();
            self.stacks.push(PlannedStack {
                template: template_path(folder, &ids[bundle], ejected, own.target, template),
                parameters: format!("parameters/{folder}/{name}.json"),
                deployment: format!("deployments/{folder}/{name}.yaml"),
                rendering: own
                    .rendering
                    .as_ref()
                    .map(|text| format!("rendered/{folder}/{name}.{}", ending(text))),
                capabilities: capabilities(&ejected.templates[template].text),
                missing: missing.map(names).collect(),
                secrets: secrets.map(names).collect(),
                id,
                bundle,
                stack,
                name: String::new(),
                new_name,
                wires,
                sceptre_wires,
            });
        }
        self.others = others;
    }

    /// The id of the stack of an owner that a stack of `bundle` gets an output from. A stack without a template is added to
    /// `others`.
    fn source(
        &self,
        bundles: &[&Bundle],
        ids: &[Vec<String>],
        bundle: usize,
        owner: &Owner,
        others: &mut Vec<OtherStack>,
    ) -> String {
        let stacks = &self.bundles[bundle].stacks;
        let (found, folder, of) = match owner {
            Owner::Environment(name) => {
                (self.environment(bundles, ids, name), "environments", name.clone())
            }
            Owner::Component(name) => (self.component(ids, name), "components", name.clone()),
            Owner::Instance(index) => {
                let is_it = |stack: &Stack| stack.target == Target::Instance(*index);
                let found = stacks.iter().position(is_it);
                let found = found.map(|at| (ids[bundle][at].clone(), stacks[at].template.is_ok()));
                (found, "instances", format!("instance {}", index + 1))
            }
        };
        let id = match found {
            Some((id, true)) => return id,
            Some((id, false)) => id,
            None => {
                let is_in = |id: &str| id.split_once('/').is_some_and(|(own, _)| own == folder);
                if let Some(known) = others.iter().find(|one| one.of == of && is_in(&one.id)) {
                    return known.id.clone();
                }
                let is_taken = |id: &str| others.iter().any(|one| one.id.eq_ignore_ascii_case(id));
                free(format!("{folder}/{}", slug(&of)), is_taken)
            }
        };
        if others.iter().all(|other| other.id != id) {
            others.push(OtherStack { id: id.clone(), of, name: String::new() });
        }
        id
    }

    /// The id of each stack of each bundle.
    fn stack_ids(&self) -> Vec<Vec<String>> {
        let all = self.bundles.iter().zip(&self.originals);
        let ids = all.map(|(ejected, original)| {
            let mut taken: HashSet<String> = HashSet::new();
            let mut id = |stack: &Stack| {
                let name = free(slug(&stack.folder), |name| taken.contains(&name.to_lowercase()));
                taken.insert(name.to_lowercase());
                format!("{}/{name}", original.folder)
            };
            ejected.stacks.iter().map(&mut id).collect()
        });
        ids.collect()
    }

    /// The id of the only environment with this name, and whether it has a template.
    ///
    /// A sample may not name its environment. Then it is known by the name of its bundle.
    fn environment(
        &self,
        bundles: &[&Bundle],
        ids: &[Vec<String>],
        name: &str,
    ) -> Option<(String, bool)> {
        let all = || {
            self.bundles.iter().enumerate().filter_map(|(bundle, ejected)| {
                let stack = ejected.stacks.first()?;
                (stack.target == Target::Environment).then_some((bundle, stack))
            })
        };
        let only = |found: Vec<(usize, &Stack)>| match found.as_slice() {
            [(bundle, stack)] => Some((ids[*bundle][0].clone(), stack.template.is_ok())),
            _ => None,
        };
        let named: Vec<_> =
            all().filter(|(_, stack)| stack.environment.as_deref() == Some(name)).collect();
        if !named.is_empty() {
            return only(named);
        }
        let is_bundle = |bundle: &Bundle| bundle.name == name || bundle.template_name() == name;
        let unnamed = all()
            .filter(|(bundle, stack)| stack.environment.is_none() && is_bundle(bundles[*bundle]));
        only(unnamed.collect())
    }

    /// The id of the only component with this name, and whether it has a template.
    fn component(&self, ids: &[Vec<String>], name: &str) -> Option<(String, bool)> {
        let mut found = self.bundles.iter().enumerate().filter_map(|(bundle, ejected)| {
            let stack = ejected.stacks.first()?;
            let is_it = stack.target == Target::Component && stack.resource == name;
            is_it.then(|| (ids[bundle][0].clone(), stack.template.is_ok()))
        });
        found.next().filter(|_| found.next().is_none())
    }
}

/// The order of deployment: each stack reads outputs of earlier ones only.
fn rank(target: Target) -> usize {
    match target {
        Target::Environment => 0,
        Target::Component => 1,
        Target::Instance(_) => 2,
        Target::Pipeline => 3,
    }
}

fn new_name(stack: &Stack) -> String {
    match stack.target {
        Target::Environment | Target::Component => stack.resource.clone(),
        Target::Instance(_) => format!("{}-{}", stack.resource, stack.label),
        Target::Pipeline => format!("{}-pipeline", stack.resource),
    }
}

/// The path of a template. Instances share `instance.yaml` if they have the same template, and otherwise have a
/// template for each variant, with the name of its first instance.
fn template_path(
    folder: &str,
    ids: &[String],
    ejected: &Ejected,
    target: Target,
    template: usize,
) -> String {
    let ending = ending(&ejected.templates[template].text);
    let name = match target {
        Target::Environment | Target::Component => "template",
        Target::Pipeline => "pipeline",
        Target::Instance(_) => {
            let is_instance = |stack: &Stack| matches!(stack.target, Target::Instance(_));
            let mut instances = ejected.stacks.iter().enumerate();
            let first = ejected.templates[template].stacks.first();
            let is_other = |stack: &Stack| stack.template.as_ref().is_ok_and(|at| *at != template);
            if instances.any(|(_, stack)| is_instance(stack) && is_other(stack)) {
                first.and_then(|first| ids.get(*first)).map_or("instance", |id| last(id))
            } else {
                "instance"
            }
        }
    };
    format!("templates/{folder}/{name}.{ending}")
}

/// The ending of a template's file.
fn ending(text: &str) -> &'static str {
    if text.trim_start().starts_with('{') { "json" } else { "yaml" }
}

/// The part of an id after the folder.
fn last(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(_, name)| name)
}
