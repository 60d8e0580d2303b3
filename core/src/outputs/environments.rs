//! Finds the open environments that a service or component runs in.

use std::rc::Rc;

use super::need::reads_of_environment;
use super::open_environments::{OpenEnvironment, OpenEnvironments};
use crate::bundle::{Bundle, Kind, OLD_REGISTRATION, Part, REGISTRATION};
use crate::form::EnvironmentOption;
use crate::manifest::{Template, manifest};
use crate::sort::CompactSort;
use crate::spec::{Spec, is_name};
use crate::workspace::Workspace;
use crate::yaml;

/// The open environments that the instances of a service can run in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Surroundings {
    /// The environments that the spec names; else all possible ones, the most likely first.
    pub(crate) environments: Vec<Rc<OpenEnvironment>>,
    /// Whether these are all environments that the service can run in: the spec names them, or the service is
    /// registered only for them. Only then can a check make a statement about every environment.
    pub(crate) is_complete: bool,
    /// Whether the spec names the environments.
    is_named: bool,
    /// The names of all open environments, in the order of the workspace.
    pub(crate) open: Vec<String>,
    /// All open environments as a choice for an instance: first those that the service can run in.
    pub(crate) options: Vec<EnvironmentOption>,
}

impl Surroundings {
    /// The environments whose outputs the service gets: those that the spec names, else the most likely one.
    pub(crate) fn suppliers(&self) -> &[Rc<OpenEnvironment>] {
        let count = if self.is_named { self.environments.len() } else { 1 };
        &self.environments[..count.min(self.environments.len())]
    }
}

/// The facts about a service that determine its [`Surroundings`] among open environments.
#[derive(Debug)]
pub(crate) struct Demands {
    /// Whether the bundle runs in an environment: it is a service or a component.
    has_environment: bool,
    /// The environments that its instances name.
    wanted: Vec<String>,
    /// The environment templates that it is registered for.
    registered: Vec<Registered>,
    /// The templates that its manifests name.
    templates: Vec<Template>,
    /// The outputs of the environment that its templates read.
    reads: Vec<String>,
}

impl Demands {
    /// The demands of a service with this spec.
    pub(crate) fn of(service: &Bundle, spec: Option<&Spec>) -> Self {
        let instances = spec.map(Spec::instances).unwrap_or_default().iter();
        let wanted = instances.filter_map(|instance| instance.get("environment")?.as_str());
        Self {
            has_environment: matches!(service.kind(), Kind::Service | Kind::Component),
            wanted: wanted.map(str::to_owned).collect(),
            registered: registered(service),
            templates: own_templates(service),
            reads: reads_of_environment(service),
        }
    }

    /// Finds the open environments that the instances of the service can run in.
    ///
    /// If the spec names no open environment, the registration decides; then the engine, since Terraform and
    /// CloudFormation can't be mixed; then the number of outputs that the service reads and the environment declares.
    /// Without a registration, an environment that declares none of these outputs is left out.
    pub(crate) fn surroundings(&self, open: &OpenEnvironments) -> Surroundings {
        let all = open.names().map(str::to_owned).collect();
        if !self.has_environment {
            return Surroundings { open: all, ..Surroundings::default() };
        }
        let options = self.options(open);
        let named = self.named(open);
        if !named.is_empty() {
            let (is_complete, is_named) = (true, true);
            return Surroundings { environments: named, is_complete, is_named, open: all, options };
        }
        let Self { registered, reads, .. } = self;
        let fits = |template: &Registered| open.iter().any(|environment| template.is(environment));
        let is_complete = !registered.is_empty() && registered.iter().all(fits);
        let mut environments = open.0.clone();
        if !registered.is_empty() {
            environments.retain(|environment| self.is_registered_for(environment));
        }
        // If no engine fits, keep all environments, so that `engine-mixing` can report them.
        if !is_complete || environments.iter().any(|environment| self.fits_engine_of(environment)) {
            environments.retain(|environment| self.fits_engine_of(environment));
        }
        let count = |environment: &OpenEnvironment| {
            reads.iter().filter(|read| environment.declares(read)).count()
        };
        let mut counted: Vec<(usize, Rc<OpenEnvironment>)> = environments
            .into_iter()
            .map(|environment| (count(&environment), environment))
            .collect();
        counted.compact_sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        if registered.is_empty() && !reads.is_empty() {
            counted.retain(|(count, _)| *count > 0);
        }
        let environments = counted.into_iter().map(|(_, environment)| environment).collect();
        Surroundings { environments, is_complete, is_named: false, open: all, options }
    }

    /// The open environments that the instances name. The name of an environment may differ from its template's, so if
    /// a name matches several, those that the service is registered for are preferred.
    fn named(&self, open: &OpenEnvironments) -> Vec<Rc<OpenEnvironment>> {
        let is_named = |environment: &&Rc<OpenEnvironment>| {
            self.wanted.iter().any(|name| {
                if environment.name != *name && environment.template_name != *name {
                    return false;
                }
                let mut others = open.iter().filter(|one| one.name != environment.name);
                let has_better = others.any(|other| {
                    let fits = other.name == *name || other.template_name == *name;
                    let rank =
                        |one: &OpenEnvironment| (self.is_registered_for(one), one.name == *name);
                    fits && rank(other) > rank(environment)
                });
                !has_better
            })
        };
        open.0.iter().filter(is_named).cloned().collect()
    }

    /// The open environments whose names are valid, those that the service can run in first.
    fn options(&self, open: &OpenEnvironments) -> Vec<EnvironmentOption> {
        let valid = open.iter().filter(|environment| is_name(&environment.name));
        let mut options: Vec<EnvironmentOption> = valid
            .map(|environment| EnvironmentOption {
                name: environment.name.clone(),
                is_open: true,
                obstacle: self.obstacle(environment),
            })
            .collect();
        options.compact_sort_by_key(|option| option.obstacle.is_some());
        options
    }

    /// Why the service can't run in an environment.
    fn obstacle(&self, environment: &OpenEnvironment) -> Option<String> {
        if !self.registered.is_empty() && !self.is_registered_for(environment) {
            return Some("the service isn’t registered for its template".into());
        }
        if !self.fits_engine_of(environment) {
            return Some("Proton didn’t mix Terraform and CloudFormation".into());
        }
        let lacking: Vec<&String> =
            self.reads.iter().filter(|read| !environment.declares(read)).collect();
        match lacking.as_slice() {
            [] => None,
            [output] => Some(format!("it has no output {output}")),
            [first, rest @ ..] => Some(format!("it has no output {first} and {} more", rest.len())),
        }
    }

    fn is_registered_for(&self, environment: &OpenEnvironment) -> bool {
        self.registered.iter().any(|template| template.is(environment))
    }

    fn fits_engine_of(&self, environment: &OpenEnvironment) -> bool {
        fit(&self.templates, environment.template.as_ref())
    }
}

/// The part of the open environments that a result about a bundle was computed from.
pub(crate) struct Basis {
    /// All open environments at the time.
    open: OpenEnvironments,
    /// The environments that were read; `None` if all were.
    read: Option<(Demands, Surroundings)>,
}

impl Basis {
    /// The basis of a result that may depend on all open environments.
    pub(crate) fn of_all(open: &OpenEnvironments) -> Self {
        Self { open: open.clone(), read: None }
    }

    /// The basis of a result about `bundle`, whose surroundings were read.
    pub(crate) fn of(
        open: &OpenEnvironments,
        bundle: &Bundle,
        demands: Demands,
        surroundings: Surroundings,
    ) -> Self {
        // Without a spec, one is made up that names a suitable environment among all.
        let has_spec = bundle.text(bundle.spec()).is_some();
        Self { open: open.clone(), read: has_spec.then_some((demands, surroundings)) }
    }

    /// Whether the same bundle has the same result among these environments.
    pub(crate) fn holds(&mut self, open: &OpenEnvironments) -> bool {
        if self.open == *open {
            return true;
        }
        let Some((demands, surroundings)) = &self.read else { return false };
        if demands.surroundings(open) != *surroundings {
            return false;
        }
        self.open = open.clone();
        true
    }
}

/// The open environments that the instances of `service` can run in, see [`Demands::surroundings`].
pub(crate) fn surroundings(
    open: &OpenEnvironments,
    service: &Bundle,
    spec: Option<&Spec>,
) -> Surroundings {
    Demands::of(service, spec).surroundings(open)
}

/// The environments of `workspace` whose outputs the service gets, see [`Surroundings::suppliers`]. `open` has been read
/// from the same workspace.
pub(crate) fn environments<'w>(
    workspace: &'w Workspace,
    open: &OpenEnvironments,
    service: &Bundle,
    spec: Option<&Spec>,
) -> Vec<&'w Bundle> {
    let surroundings = surroundings(open, service, spec);
    let suppliers = surroundings.suppliers().iter();
    suppliers.filter_map(|environment| workspace.bundle(&environment.name)).collect()
}

/// The environment for a new sample of a service: the most likely one that declares every output that the service
/// reads.
pub(crate) fn likely_environment(open: &OpenEnvironments, service: &Bundle) -> Option<String> {
    let demands = Demands::of(service, None);
    let environments = demands.surroundings(open).environments;
    let suits = |environment: &&Rc<OpenEnvironment>| {
        is_name(&environment.name)
            && demands.fits_engine_of(environment)
            && demands.reads.iter().all(|read| environment.declares(read))
    };
    environments.iter().find(suits).map(|environment| environment.name.clone())
}

/// Whether Proton can provision `service` in `environment`. Source: user guide, "Terraform `IaC` files". A
/// customer-managed environment has no engine.
pub(crate) fn fits_engine(service: &Bundle, environment: &Bundle) -> bool {
    let theirs = (environment.kind() == Kind::Environment)
        .then(|| manifest(environment, Part::Environment).0.template)
        .flatten();
    fit(&own_templates(service), theirs.as_ref())
}

/// Whether Proton can provision the templates of a service in an environment with the template `theirs`.
fn fit(ours: &[Template], theirs: Option<&Template>) -> bool {
    theirs.is_none_or(|theirs| ours.iter().all(|ours| ours.fits(theirs)))
}

/// The templates that the manifests of a service name.
fn own_templates(service: &Bundle) -> Vec<Template> {
    let parts = service.parts().into_iter();
    parts.filter_map(|part| manifest(service, part).0.template).collect()
}

/// An environment template that a service is registered for.
#[derive(Debug)]
struct Registered {
    name: String,
    /// The major version.
    major: u64,
}

impl Registered {
    /// Parses `name:major`.
    fn read(line: &str) -> Option<Self> {
        let (name, major) = line.trim().rsplit_once(':')?;
        Some(Self { name: name.trim().to_owned(), major: major.trim().parse().ok()? })
    }

    /// Whether an open environment is this template in this major version. An environment without a version in its
    /// folder matches any version.
    fn is(&self, environment: &OpenEnvironment) -> bool {
        let is_named = self.name == environment.name || self.name == environment.template_name;
        is_named && environment.major.is_none_or(|major| major == self.major)
    }
}

/// The environment templates that a service is registered for; empty without a registration file.
///
/// Source: user guide, on template sync: `compatible_environments` lists environment templates with their major
/// versions. The older `.compatible-envs` has one per line.
fn registered(service: &Bundle) -> Vec<Registered> {
    if let Some(text) = service.text(REGISTRATION) {
        let root = yaml::parse(text).root;
        let listed = root.as_ref().and_then(|root| root.get("compatible_environments"));
        let items = listed.map(yaml::Node::items).unwrap_or_default();
        return items.iter().filter_map(|item| Registered::read(item.text()?)).collect();
    }
    let old = service.text(OLD_REGISTRATION).unwrap_or_default();
    old.lines().filter_map(Registered::read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{File, SCHEMA};

    fn environment(name: &str, folder: &str, manifest: &str, template: &str) -> Bundle {
        let file = if manifest.contains("hcl") { "main.tf" } else { "cloudformation.yaml" };
        let manifest = format!("infrastructure: {{templates: [{{file: {file}, {manifest}}}]}}");
        Bundle {
            name: name.into(),
            top_folder: Some(folder.into()),
            files: vec![
                File::new("infrastructure/manifest.yaml", manifest),
                File::new(format!("infrastructure/{file}"), template),
                File::new(SCHEMA, ""),
            ],
            ..Bundle::default()
        }
    }

    const JINJA: &str = "rendering_engine: jinja, template_language: cloudformation";
    const HCL: &str = "rendering_engine: hcl, template_language: terraform";

    fn open() -> Workspace {
        let outputs = |name: &str| format!("Outputs:\n  {name}: {{Value: a}}\n");
        let bundles = vec![
            environment("tf", "tf", HCL, "output \"VpcId\" {}"),
            environment("net", "net/v1", JINJA, &outputs("Network")),
            environment("net-v2", "net/v2", JINJA, &outputs("VpcId")),
        ];
        Workspace { bundles }
    }

    fn service(registration: Option<(&str, &str)>, template: &str) -> Bundle {
        let manifest =
            format!("infrastructure: {{templates: [{{file: cloudformation.yaml, {JINJA}}}]}}");
        let files = [
            ("instance_infrastructure/manifest.yaml", manifest.as_str()),
            ("instance_infrastructure/cloudformation.yaml", template),
        ];
        let files = files.into_iter().chain(registration);
        let files = files.map(|(path, text)| File::new(path, text)).collect();
        Bundle { name: "service".into(), files, ..Bundle::default() }
    }

    fn chosen(service: &Bundle, spec: &str) -> (Vec<String>, bool) {
        let (workspace, schema) = (open(), crate::schema::schema(service).0);
        let spec = crate::spec::spec(service, &schema, spec).0;
        let open = OpenEnvironments::of(&workspace);
        let found = surroundings(&open, service, spec.as_ref());
        let names = found.environments.iter().map(|bundle| bundle.name.clone()).collect();
        (names, found.is_complete)
    }

    const READS: &str = "A: {{ environment.outputs.VpcId }}";

    #[test]
    fn the_registration_names_the_major_version() {
        let new = (REGISTRATION, "compatible_environments: [net:2]");
        assert_eq!(chosen(&service(Some(new), "a: b"), ""), (vec!["net-v2".into()], true));
        let old = (OLD_REGISTRATION, "net:1\nclosed:1\n");
        assert_eq!(chosen(&service(Some(old), READS), ""), (vec!["net".into()], false));
    }

    #[test]
    fn without_registration_engine_and_outputs_decide() {
        assert_eq!(chosen(&service(None, READS), ""), (vec!["net-v2".into()], false));
        let other = "A: {{ environment.outputs.Queue }}";
        assert_eq!(chosen(&service(None, other), ""), (vec![], false));
        let names = vec!["net".into(), "net-v2".into()];
        assert_eq!(chosen(&service(None, "a: b"), ""), (names, false));
    }

    #[test]
    fn a_registration_for_another_engine_is_kept_to_be_reported() {
        let terraform = (REGISTRATION, "compatible_environments: [tf:1]");
        assert_eq!(chosen(&service(Some(terraform), READS), ""), (vec!["tf".into()], true));
    }

    #[test]
    fn a_named_environment_counts_above_all() {
        let spec = "proton: ServiceSpec\ninstances: [{name: a, environment: net, spec: {}}]";
        assert_eq!(chosen(&service(None, READS), spec), (vec!["net".into()], true));
        let new = (REGISTRATION, "compatible_environments: [net:2]");
        assert_eq!(chosen(&service(Some(new), READS), spec), (vec!["net-v2".into()], true));
    }
}
