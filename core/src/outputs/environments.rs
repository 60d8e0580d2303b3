//! Finds the open environments that a service or component runs in.

use super::need::{declared_outputs, reads_of_environment};
use crate::bundle::{Bundle, Kind, OLD_REGISTRATION, Part, REGISTRATION};
use crate::manifest::manifest;
use crate::spec::{Spec, is_name};
use crate::workspace::Workspace;
use crate::yaml;

/// The open environments that the instances of a service can run in.
pub(crate) struct Surroundings<'w> {
    /// The environments that the spec names; else all possible ones, the most likely first.
    pub(crate) environments: Vec<&'w Bundle>,
    /// Whether these are all environments that the service can run in: the spec names them, or the service is
    /// registered only for them. Only then can a check make a statement about every environment.
    pub(crate) is_complete: bool,
    /// Whether the spec names the environments.
    is_named: bool,
}

/// Finds the open environments that the instances of `service` can run in.
///
/// If the spec names no open environment, the registration decides; then the engine, since Terraform and
/// CloudFormation can't be mixed; then the number of outputs that `service` reads and the environment declares.
/// Without a registration, an environment that declares none of these outputs is left out.
pub(crate) fn surroundings<'w>(
    workspace: &'w Workspace,
    service: &Bundle,
    spec: Option<&Spec>,
) -> Surroundings<'w> {
    let registered = registered(service);
    let named = named(workspace, &registered, spec);
    if !named.is_empty() {
        return Surroundings { environments: named, is_complete: true, is_named: true };
    }
    let open: Vec<&Bundle> = workspace.environments().collect();
    let fits = |template: &Registered| open.iter().any(|bundle| template.is(bundle));
    let is_complete = !registered.is_empty() && registered.iter().all(fits);
    let may = |bundle: &&Bundle| registered.iter().any(|template| template.is(bundle));
    let mut environments: Vec<&Bundle> =
        if registered.is_empty() { open } else { open.into_iter().filter(may).collect() };
    let has_fitting_engine = |bundle: &&Bundle| fits_engine(service, bundle);
    // If no engine fits, keep all environments, so that `engine-mixing` can report them.
    if !is_complete || environments.iter().any(&has_fitting_engine) {
        environments.retain(has_fitting_engine);
    }
    let reads = reads_of_environment(service);
    let count = |bundle: &Bundle| {
        let declared = declared_outputs(bundle);
        let is_declared = |read: &&String| declared.iter().any(|(_, one)| one.name == **read);
        reads.iter().filter(is_declared).count()
    };
    let mut counted: Vec<(usize, &Bundle)> =
        environments.into_iter().map(|bundle| (count(bundle), bundle)).collect();
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    if registered.is_empty() && !reads.is_empty() {
        counted.retain(|(count, _)| *count > 0);
    }
    let environments = counted.into_iter().map(|(_, bundle)| bundle).collect();
    Surroundings { environments, is_complete, is_named: false }
}

/// The environments whose outputs the service gets: those that the spec names, else the most likely one.
pub(crate) fn environments<'w>(
    workspace: &'w Workspace,
    service: &Bundle,
    spec: Option<&Spec>,
) -> Vec<&'w Bundle> {
    let Surroundings { mut environments, is_named, .. } = surroundings(workspace, service, spec);
    if !is_named {
        environments.truncate(1);
    }
    environments
}

/// The environment for a new sample of a service: the most likely one that declares every output that the service
/// reads.
pub(crate) fn likely_environment<'w>(
    workspace: &'w Workspace,
    service: &Bundle,
) -> Option<&'w str> {
    let environments = surroundings(workspace, service, None).environments;
    let reads = reads_of_environment(service);
    let suits = |bundle: &&&Bundle| {
        let declared = declared_outputs(bundle);
        is_name(&bundle.name)
            && fits_engine(service, bundle)
            && reads.iter().all(|read| declared.iter().any(|(_, one)| one.name == *read))
    };
    environments.iter().find(suits).map(|bundle| bundle.name.as_str())
}

/// Whether Proton can provision `service` in `environment`. Source: user guide, "Terraform `IaC` files". A
/// customer-managed environment has no engine.
pub(crate) fn fits_engine(service: &Bundle, environment: &Bundle) -> bool {
    let template = |bundle: &Bundle, part: Part| manifest(bundle, part).0.template;
    let theirs = (environment.kind() == Kind::Environment)
        .then(|| template(environment, Part::Environment))
        .flatten();
    let Some(theirs) = theirs else { return true };
    let mut ours = service.parts().into_iter().filter_map(|part| template(service, part));
    ours.all(|ours| ours.fits(&theirs))
}

/// An environment template that a service is registered for.
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

    /// Whether an open bundle is this template in this major version. A bundle without a version in its folder
    /// matches any version.
    fn is(&self, bundle: &Bundle) -> bool {
        let version = bundle.version().and_then(|folder| folder[1..].parse::<u64>().ok());
        let is_named = self.name == bundle.name || self.name == bundle.template_name();
        is_named && version.is_none_or(|version| version == self.major)
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

/// The open environments that the instances of `spec` name. The name of an environment may differ from its
/// template's, so if a name matches several, those that the service is registered for are preferred.
fn named<'w>(
    workspace: &'w Workspace,
    registered: &[Registered],
    spec: Option<&Spec>,
) -> Vec<&'w Bundle> {
    let instances = spec.map(Spec::instances).unwrap_or_default();
    let wanted: Vec<&str> =
        instances.iter().filter_map(|instance| instance.get("environment")?.as_str()).collect();
    let is_compatible = |bundle: &Bundle| registered.iter().any(|template| template.is(bundle));
    let is_named = |bundle: &Bundle| {
        wanted.iter().any(|name| {
            if bundle.name != *name && bundle.template_name() != *name {
                return false;
            }
            let mut others = workspace.environments().filter(|one| one.name != bundle.name);
            let has_better = others.any(|other| {
                let fits = other.name == *name || other.template_name() == *name;
                let rank = |one: &Bundle| (is_compatible(one), one.name == *name);
                fits && rank(other) > rank(bundle)
            });
            !has_better
        })
    };
    workspace.environments().filter(|bundle| is_named(bundle)).collect()
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
        let found = surroundings(&workspace, service, spec.as_ref());
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
