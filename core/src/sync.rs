//! Specs that a repository keeps outside its bundles. `proton-ops.yaml` mapped service instances to specs for service
//! sync, and Proton wrote `.proton/deployment-metadata.json`, which names the template, beside each deployment.

use crate::bundle::Kind;
use crate::yaml::{self, Node};

/// The file at the root of a repository that maps service instances to specs.
pub const OPS: &str = "proton-ops.yaml";
/// The metadata file in the folder of each deployment.
pub const DEPLOYMENT: &str = ".proton/deployment-metadata.json";

/// A spec that service sync used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncedSpec {
    /// The service that the spec belongs to.
    pub service: String,
    /// The path relative to the folder of `proton-ops.yaml`, with `/`.
    pub path: String,
}

/// A template with its version, as named by a deployment or a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateVersion {
    /// The name of the template.
    pub name: String,
    /// The major version, if known.
    pub major: Option<u64>,
}

/// The content of a `deployment-metadata.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployment {
    /// The service that was deployed, as a whole or as an instance or pipeline; none for an environment or a component.
    pub service: Option<String>,
    /// The template that was deployed.
    pub template: TemplateVersion,
}

/// The specs that the `proton-ops.yaml` `text` names, in order and without duplicates per service. Paths that lead out
/// of the repository are omitted.
pub fn synced_specs(text: &str) -> Vec<SyncedSpec> {
    let root = yaml::parse(text).root;
    let services = root.as_ref().and_then(|root| root.get("sync")?.get("services"));
    let mut all: Vec<SyncedSpec> = vec![];
    for service in services.map(Node::entries).unwrap_or_default() {
        for instance in service.value.entries() {
            let Some(path) = instance.value.get("spec").and_then(Node::text) else { continue };
            let parts = path.split('/').filter(|part| !matches!(*part, "" | "."));
            let parts: Vec<_> = parts.collect();
            let spec = SyncedSpec { service: service.name().to_owned(), path: parts.join("/") };
            if !parts.contains(&"..") && !all.contains(&spec) {
                all.push(spec);
            }
        }
    }
    all
}

impl Deployment {
    /// Reads a `deployment-metadata.json`; none if it names no template.
    pub fn read(json: &str) -> Option<Self> {
        let json: serde_json::Value = serde_json::from_str(json).ok()?;
        let metadata = json.get("resourceMetadata")?;
        let resource = resource(metadata.get("arn")?.as_str()?)?;
        let template = resource_name(metadata.get("templateArn")?.as_str()?)?;
        let major = metadata.get("templateMajorVersion").and_then(|major| match major {
            serde_json::Value::String(text) => text.parse().ok(),
            number => number.as_u64(),
        });
        let service = resource.strip_prefix("service/").and_then(|rest| rest.split('/').next());
        Some(Self {
            service: service.map(str::to_owned),
            template: TemplateVersion { name: template.to_owned(), major },
        })
    }
}

/// The index in `bundles`, which have these kinds, of the bundle that `service` was deployed from. It is determined by
/// `deployments`, or else it is the only service bundle, or the one with the same name.
pub fn bundle_of(
    service: &str,
    deployments: &[Deployment],
    bundles: &[(TemplateVersion, Kind)],
) -> Option<usize> {
    let mut services = (0..bundles.len()).filter(|at| bundles[*at].1 == Kind::Service);
    let deployment = deployments.iter().find(|one| one.service.as_deref() == Some(service));
    if let Some(Deployment { template, .. }) = deployment {
        let same_major = |own: Option<u64>| {
            own.zip(template.major).is_none_or(|(own, deployed)| own == deployed)
        };
        return services.find(|at| {
            let own = &bundles[*at].0;
            own.name == template.name && same_major(own.major)
        });
    }
    let all: Vec<usize> = services.collect();
    match all.as_slice() {
        [only] => Some(*only),
        several => several.iter().copied().find(|at| bundles[*at].0.name == service),
    }
}

/// The part of an ARN after the account: `service/my-service/pipeline`.
fn resource(arn: &str) -> Option<&str> {
    arn.splitn(6, ':').nth(5)
}

/// The name in an ARN such as `…:service-template/my-template`.
fn resource_name(arn: &str) -> Option<&str> {
    let (_, name) = resource(arn)?.split_once('/')?;
    name.split([':', '/']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPS_TEXT: &str = "\
sync:
  services:
    orders:
      dev: {branch: main, spec: ./services/orders.yaml}
      prod: {branch: main, spec: services/orders.yaml}
      old: {branch: main}
    users:
      dev: {branch: main, spec: services/users.yaml}
      out: {branch: main, spec: ../users.yaml}
";

    fn metadata(arn: &str, template: &str, major: &str) -> String {
        format!(
            r#"{{"deploymentId": "d", "isResourceDeleted": false, "resourceMetadata": {{
              "arn": "arn:aws:proton:us-east-1:123456789012:{arn}",
              "templateArn": "arn:aws:proton:us-east-1:123456789012:{template}",
              "templateMajorVersion": "{major}", "templateMinorVersion": "0"}}}}"#
        )
    }

    fn template(name: &str, major: Option<u64>) -> TemplateVersion {
        TemplateVersion { name: name.into(), major }
    }

    #[test]
    fn each_spec_of_a_service_is_named_once() {
        let specs = synced_specs(OPS_TEXT);
        let pairs: Vec<_> = specs.iter().map(|one| (&*one.service, &*one.path)).collect();
        assert_eq!(pairs, [("orders", "services/orders.yaml"), ("users", "services/users.yaml")]);
        assert_eq!(synced_specs("sync: [\n"), []);
        assert_eq!(synced_specs(""), []);
    }

    #[test]
    fn a_deployment_names_service_and_template() {
        let json = metadata("service/orders/service-instance/dev", "service-template/queue", "2");
        let deployment = Deployment::read(&json).unwrap();
        assert_eq!(deployment.service.as_deref(), Some("orders"));
        assert_eq!(deployment.template, template("queue", Some(2)));
        let json = metadata("environment/net", "environment-template/vpc:1.0", "x");
        let deployment = Deployment::read(&json).unwrap();
        assert_eq!((deployment.service, deployment.template), (None, template("vpc", None)));
        assert_eq!(Deployment::read("{}"), None);
        assert_eq!(Deployment::read("no JSON"), None);
    }

    #[test]
    fn a_service_belongs_to_the_template_it_was_deployed_from() {
        let bundles = [
            (template("vpc", Some(1)), Kind::Environment),
            (template("queue", Some(1)), Kind::Service),
            (template("queue", Some(2)), Kind::Service),
            (template("orders", None), Kind::Service),
        ];
        let deployment =
            Deployment::read(&metadata("service/a/pipeline", "service-template/queue", "2"));
        let deployments = [deployment.unwrap()];
        assert_eq!(bundle_of("a", &deployments, &bundles), Some(2));
        assert_eq!(bundle_of("orders", &deployments, &bundles), Some(3));
        assert_eq!(bundle_of("b", &deployments, &bundles), None);
        assert_eq!(bundle_of("b", &[], &bundles[..2]), Some(1));
        assert_eq!(bundle_of("b", &[], &bundles[..1]), None);
        let gone = Deployment::read(&metadata("service/b/pipeline", "service-template/gone", "1"));
        assert_eq!(bundle_of("b", &[gone.unwrap()], &bundles[..2]), None);
    }
}
