//! Pipelines that deploy service instances without Proton.
//!
//! Proton's sample pipelines write the spec of the service to a file, set an input in it, and deploy each instance with
//! this file. Without Proton, the file has only the new values, by parameter, and a deployment is an update of the stack of the instance with
//! its previous template: with the new values, and the previous ones of all other parameters. The projects, stages and
//! roles keep their logical IDs. The names of the stacks are parameters of the pipeline's template.
//!
//! Other commands stay, and are reported ([`super::leftovers`]).

mod call;
mod commands;
mod permissions;
mod shell;
mod variables;

use std::collections::{BTreeMap, HashSet};

use super::attempt::take_names;
use super::insert::{with_parameters, with_section};
use super::leftovers::leftovers;
use super::marked::edited;
use super::merge::{column, end_of};
use super::model::{Model, ParameterValues, model};
use super::origin::Owner;
use super::parameter::{Parameter, added, free_name, pascal, stack_name_parameter};
use crate::sort::CompactSort;
use crate::text::{Edit, Span};
use crate::value::{Map, Value};
use crate::yaml::{self, Node};
use call::is_notification;
use commands::{Commands, variable};
use permissions::{Permissions, Stacks};
use shell::chains;
use variables::Variables;

/// A service instance that the pipeline can deploy.
#[derive(Clone, Debug)]
pub(super) struct Deployed {
    /// Its index in the spec.
    pub(super) index: usize,
    /// Its name.
    pub(super) name: String,
    /// The inputs that are parameters of its template, with dots between the names, each with its parameter.
    pub(super) inputs: Vec<(String, String)>,
    /// The capabilities that its template needs.
    pub(super) capabilities: Vec<String>,
    /// Whether its template has a macro, so that an update passes the template again.
    pub(super) has_transform: bool,
}

/// The template of a pipeline without Proton.
#[derive(Debug)]
pub(super) struct Rewritten {
    pub(super) text: String,
    /// The added parameters.
    pub(super) parameters: Vec<Parameter>,
    /// The logical IDs of the resources that differ from Proton's.
    pub(super) changed: Vec<String>,
    /// The parameters of the instances that the pipeline sets.
    pub(super) owned: Vec<String>,
}

/// A command line without the calls that notify Proton of a deployment: nothing has to be done in their place.
pub(super) fn without_notifications(code: &str) -> String {
    let Some(chains) = chains(code) else { return code.to_owned() };
    if !chains.iter().any(is_notification) {
        return code.to_owned();
    }
    let kept = chains.iter().map(|chain| if is_notification(chain) { ":" } else { chain.raw });
    kept.collect::<Vec<_>>().join(" && ")
}

/// The edits of a template's projects.
struct Projects {
    edits: Vec<Edit>,
    /// The instances that are deployed.
    deployed: Vec<usize>,
    edited: Vec<String>,
}

/// The template of a pipeline without its calls of Proton. `None` if it has none, or none that is known.
pub(super) fn without_proton(
    text: &str,
    parameters: &[Parameter],
    instances: &[Deployed],
) -> Option<Rewritten> {
    let root = yaml::parse(text).root.filter(|root| !root.is_flow())?;
    if leftovers(text).is_empty() {
        return None;
    }
    let mut taken = HashSet::new();
    take_names(&root, &mut taken);
    let names: Vec<String> = instances
        .iter()
        .map(|instance| free_name(&format!("{}Stack", pascal(&instance.name)), &mut taken))
        .collect();
    let role = free_name("InstanceRole", &mut taken);
    let condition = free_name("HasInstanceRole", &mut taken);
    let resources = root.get("Resources")?;
    let Projects { mut edits, mut deployed, edited: inputs } =
        projects(text, resources, parameters, instances, &names, &role);
    deployed.compact_sort();
    deployed.dedup();
    let stacks: Vec<String> = deployed.iter().map(|at| names[*at].clone()).collect();
    let mut permissions = Permissions::default();
    if !stacks.is_empty() {
        let has_transform = deployed.iter().any(|at| instances[*at].has_transform);
        let of = Stacks { parameters: &stacks, has_transform, role: &role, condition: &condition };
        permissions.rewrite(text, resources, &of);
    }
    edits.append(&mut permissions.edits);
    if edits.is_empty() {
        return None;
    }
    let mut more: Vec<Parameter> =
        deployed.iter().map(|at| stack_parameter(&instances[*at], &names[*at])).collect();
    if !deployed.is_empty() {
        more.push(role_parameter(&role));
    }
    let result = edited(text, edits);
    let result = with_parameters(&result, &more).ok()?;
    let result = if permissions.passes_role {
        with_section(&result, "Conditions", &has_role(&role, &condition)).ok()?
    } else {
        result
    };
    let changed = changed(&root, &yaml::parse(&result).root?)?;
    let owned = inputs.iter().filter_map(|input| commands::parameter_of(instances, input));
    let mut owned: Vec<String> = owned.collect();
    owned.dedup();
    Some(Rewritten { text: result, parameters: more, changed, owned })
}

/// The edits of the CodeBuild projects: their commands, and the variables with the names of the stacks.
fn projects(
    text: &str,
    resources: &Node,
    parameters: &[Parameter],
    instances: &[Deployed],
    names: &[String],
    role: &str,
) -> Projects {
    let mut found = Projects { edits: vec![], deployed: vec![], edited: vec![] };
    for resource in resources.entries() {
        let is_project =
            resource.value.get("Type").and_then(Node::text) == Some("AWS::CodeBuild::Project");
        let Some(properties) = resource.value.get("Properties").filter(|_| is_project) else {
            continue;
        };
        let source = properties.get("Source").and_then(|source| source.entry("BuildSpec"));
        let Some(source) = source else { continue };
        let variables = Variables::of(properties, parameters);
        let mut commands = Commands::new(instances, &variables);
        let mut edits = vec![];
        let mut start = source.key.span.start - column(text, source.key.span.start);
        for line in text[start..end_of(text, source)].split_inclusive('\n') {
            let content = line.trim_end_matches('\n');
            if let Some(text) = commands.rewritten(content) {
                edits.push(Edit { span: Span::new(start, start + content.len()), text });
            }
            start += line.len();
        }
        let values = commands.deployed.iter().enumerate();
        let mut variables: Vec<(String, &str)> =
            values.map(|(at, instance)| (variable(at), names[*instance].as_str())).collect();
        if !variables.is_empty() {
            variables.push(("instance_role".to_owned(), role));
            match with_variables(text, properties, &variables) {
                Some(edit) => edits.push(edit),
                // Without the names, no command would work.
                None => continue,
            }
        }
        found.edits.append(&mut edits);
        found.deployed.append(&mut commands.deployed);
        found.edited.append(&mut commands.edited);
    }
    found
}

/// More environment variables for a project; `None` where it has none in blocks.
fn with_variables(text: &str, properties: &Node, more: &[(String, &str)]) -> Option<Edit> {
    let environment = properties.get("Environment").filter(|environment| !environment.is_flow())?;
    let item = |indent: &str, (name, parameter): &(String, &str)| {
        format!(
            "{indent}- Name: {name}\n{indent}  Type: PLAINTEXT\n{indent}  Value: !Ref {parameter}\n"
        )
    };
    let (at, column, head) = match environment.entry("EnvironmentVariables") {
        Some(own) if own.value.is_flow() || own.value.alias => return None,
        Some(own) => {
            let first = own.value.items().first()?.span.start;
            let start = first - column(text, first);
            (end_of(text, own), text[start..first].find('-')?, String::new())
        }
        None => {
            let last = environment.entries().last()?;
            let column = column(text, last.key.span.start);
            let head = format!("{}EnvironmentVariables:\n", " ".repeat(column));
            (end_of(text, last), column, head)
        }
    };
    let indent = " ".repeat(column);
    let items: String = more.iter().map(|variable| item(&indent, variable)).collect();
    Some(Edit { span: Span::new(at, at), text: format!("{head}{items}") })
}

fn stack_parameter(instance: &Deployed, name: &str) -> Parameter {
    let of_whom = format!("the service instance {}", instance.name);
    stack_name_parameter(name, &of_whom, Owner::Instance(instance.index))
}

fn role_parameter(name: &str) -> Parameter {
    let description = "The ARN of the role with which CloudFormation updates the stacks of the service instances. If it is empty, that is the role of the stack, or else the role of the pipeline's project.";
    let mut parameter = added(
        name,
        "the role that updates the stacks of service instances".to_owned(),
        description,
    );
    parameter.definition.insert("Default", "".into());
    parameter
}

/// The condition that a role is given.
fn has_role(role: &str, condition: &str) -> Map {
    let map = |key: &str, value: Value| Value::Map(Map::from_iter([(key.to_owned(), value)]));
    let equals = map("Fn::Equals", Value::List(vec![map("Ref", role.into()), "".into()]));
    let definition = map("Fn::Not", Value::List(vec![equals]));
    Map::from_iter([(condition.to_owned(), definition)])
}

/// The logical IDs of the resources that differ. `None` if anything else differs but the sections that are added to.
fn changed(before: &Node, after: &Node) -> Option<Vec<String>> {
    let sections = |root: &Node| match model(root, &ParameterValues::new()) {
        Model::Map(sections) => Some(sections),
        _ => None,
    };
    let (mut before, mut after) = (sections(before)?, sections(after)?);
    let resources = |sections: &mut BTreeMap<String, Model>| {
        for section in ["Parameters", "Metadata", "Conditions"] {
            sections.remove(section);
        }
        match sections.remove("Resources") {
            Some(Model::Map(resources)) => Some(resources),
            _ => None,
        }
    };
    let (own, other) = (resources(&mut before)?, resources(&mut after)?);
    let is_same = before == after && own.keys().eq(other.keys());
    let differing = own.iter().filter(|(name, resource)| other.get(*name) != Some(resource));
    is_same.then(|| differing.map(|(name, _)| name.clone()).collect())
}
