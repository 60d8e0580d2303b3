//! Specs that a repository keeps outside its bundles. `proton-ops.yaml` mapped service instances to specs for service
//! sync, and Proton wrote `.proton/deployment-metadata.json`, which names the template, beside each deployment.

use crate::bundle::{FileId, Kind};
use crate::diagnostic::{Diagnostic, Severity, codes, yaml_syntax};
use crate::text::{Lines, Span, list};
use crate::yaml::{self, Entry, Node, NodeKind};

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
    /// The branch that Proton read it from.
    branch: Option<String>,
    /// The place of the path in `proton-ops.yaml`.
    span: Span,
}

/// The content of a `proton-ops.yaml`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ops {
    /// The specs, in order and without duplicates per service.
    pub specs: Vec<SyncedSpec>,
    /// The problems of the file.
    pub found: Vec<Diagnostic>,
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
    /// The service that was deployed, as a whole or as an instance or pipeline; `None` for an environment or a component.
    pub service: Option<String>,
    /// The template that was deployed.
    pub template: TemplateVersion,
}

impl Ops {
    /// Reads as much of the `proton-ops.yaml` `text` as possible.
    pub fn read(file: &FileId, text: &str) -> Self {
        let document = yaml::parse(text);
        let lines = Lines::new(text);
        let mut reader = Reader { file, lines: &lines, ops: Self::default() };
        if let Some(error) = document.error {
            let mut problem = yaml_syntax(file.clone(), error);
            problem.code = codes::PROTON_OPS.into();
            reader.ops.found.push(match problem.span {
                Some(span) => problem.at_lines(span, &lines),
                None => problem,
            });
        }
        for duplicate in document.duplicates {
            let message = format!("`{}` is repeated; only this value is read.", duplicate.name);
            reader.report(duplicate.span, message, "Remove one of them.");
        }
        if let Some(root) = &document.root {
            reader.root(root);
        } else if reader.ops.found.is_empty() {
            reader.report(
                Span::default(),
                format!("{OPS} is empty, so no service is synced."),
                SHAPE,
            );
        }
        reader.ops
    }

    /// Reports the specs whose files do not exist. Proton read each from its branch, so that one of another branch may
    /// be there.
    pub fn report_missing(&mut self, file: &FileId, text: &str, exists: impl Fn(&str) -> bool) {
        let lines = Lines::new(text);
        for spec in self.specs.iter().filter(|spec| !exists(&spec.path)) {
            let branch = match &spec.branch {
                Some(branch) => format!(" Proton read it from the branch `{branch}`."),
                None => String::new(),
            };
            let message = format!(
                "The spec `{}` of the service `{}` does not exist, so it is not checked.{branch}",
                spec.path, spec.service
            );
            let problem = Diagnostic::new(codes::PROTON_OPS, file.clone(), message)
                .severity(Severity::Warning)
                .at_lines(spec.span, &lines)
                .help("Correct the path, which is relative to this file, or add the spec.");
            self.found.push(problem);
        }
    }
}

/// The help about the structure of the file.
const SHAPE: &str = "Write `sync: {services: {my-service: {my-instance: {branch: main, spec: path/to/spec.yaml}}}}`.";

struct Reader<'r> {
    file: &'r FileId,
    lines: &'r Lines<'r>,
    ops: Ops,
}

impl Reader<'_> {
    fn root(&mut self, root: &Node) {
        let Some(sync) = self.only(root, OPS, "sync") else { return };
        let Some(services) = self.only(&sync.value, "`sync`", "services") else { return };
        for service in self.entries(&services.value, "`services`") {
            let name = format!("The service `{}`", service.name());
            for instance in self.entries(&service.value, &name) {
                self.instance(service.name(), instance);
            }
        }
    }

    fn instance(&mut self, service: &str, instance: &Entry) {
        let name = format!("instance `{}` of `{service}`", instance.name());
        let entries = self.entries(&instance.value, &format!("The {name}"));
        let text = |key: &str| entries.iter().find(|entry| entry.name() == key)?.value.text();
        let Some(entry) = entries.iter().find(|entry| entry.name() == "spec") else {
            if !entries.is_empty() {
                let message = format!("The {name} has no `spec`, so it is not synced.");
                self.report(instance.key.span, message, SHAPE);
            }
            return;
        };
        let span = entry.value.span;
        let Some(path) = text("spec").filter(|path| !path.is_empty()) else {
            return self.report(span, format!("The `spec` of the {name} isn't a path."), SHAPE);
        };
        let parts: Vec<_> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
        if parts.contains(&"..") {
            let message = format!("The spec `{path}` is outside the repository.");
            return self.report(span, message, "Move the spec into the repository.");
        }
        let (service, path) = (service.to_owned(), parts.join("/"));
        let branch = text("branch").map(str::to_owned);
        let is_known = |known: &SyncedSpec| known.service == service && known.path == path;
        if !self.ops.specs.iter().any(is_known) {
            self.ops.specs.push(SyncedSpec { service, path, branch, span });
        }
    }

    /// The entry `key` of `node`, which must be its only one.
    fn only<'n>(&mut self, node: &'n Node, name: &str, key: &str) -> Option<&'n Entry> {
        let entries = self.entries(node, name);
        let others = entries.iter().filter(|entry| entry.name() != key);
        let names: Vec<_> = others.map(|entry| format!("`{}`", entry.name())).collect();
        let entry = entries.iter().find(|entry| entry.name() == key);
        if entry.is_none() && !entries.is_empty() {
            let message = format!(
                "{name} has no `{key}`, only {}, so no service is synced.",
                list(names.into_iter())
            );
            self.report(entries[0].key.span, message, SHAPE);
        }
        entry
    }

    /// The entries of `node`, which must be a mapping.
    fn entries<'n>(&mut self, node: &'n Node, name: &str) -> &'n [Entry] {
        if !matches!(node.kind, NodeKind::Mapping { .. }) {
            self.report(node.span, format!("{name} must be a mapping, so it is not read."), SHAPE);
        }
        node.entries()
    }

    fn report(&mut self, span: Span, message: String, help: &str) {
        let problem = Diagnostic::new(codes::PROTON_OPS, self.file.clone(), message);
        self.ops.found.push(problem.at_lines(span, self.lines).help(help));
    }
}

impl Deployment {
    /// Reads a `deployment-metadata.json`; `None` if it names no template.
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
    let deployment =
        deployments.iter().find(|deployment| deployment.service.as_deref() == Some(service));
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

    fn read(text: &str) -> Ops {
        Ops::read(&FileId { bundle: String::new(), path: OPS.to_owned() }, text)
    }

    #[test]
    fn each_spec_of_a_service_is_named_once() {
        let specs = read(OPS_TEXT).specs;
        let pairs: Vec<_> = specs.iter().map(|one| (&*one.service, &*one.path)).collect();
        assert_eq!(pairs, [("orders", "services/orders.yaml"), ("users", "services/users.yaml")]);
    }

    /// The line, column and message of each problem.
    fn problems(text: &str) -> Vec<String> {
        let found = read(text).found.into_iter();
        let text = |one: Diagnostic| {
            let (start, _) = one.range.unwrap();
            format!("{}:{} {}", start.line, start.column, one.message)
        };
        found.map(text).collect()
    }

    #[test]
    fn each_problem_has_its_place() {
        assert_eq!(
            problems(OPS_TEXT),
            [
                "6:6 The instance `old` of `orders` has no `spec`, so it is not synced.",
                "9:32 The spec `../users.yaml` is outside the repository.",
            ]
        );
        for (text, problem) in [
            ("sync: [\n", "1:6 The `[` or `{` that opens here is not closed correctly."),
            ("", "1:0 proton-ops.yaml is empty, so no service is synced."),
            ("- a\n", "1:0 proton-ops.yaml must be a mapping, so it is not read."),
            (
                "synk: {}\n",
                "1:0 proton-ops.yaml has no `sync`, only `synk`, so no service is synced.",
            ),
            (
                "sync: {}\nsync: {services: {}}\n",
                "2:0 `sync` is repeated; only this value is read.",
            ),
            (
                "sync: {service: {}}\n",
                "1:7 `sync` has no `services`, only `service`, so no service is synced.",
            ),
            (
                "sync: {services: {a: b}}\n",
                "1:21 The service `a` must be a mapping, so it is not read.",
            ),
            (
                "sync: {services: {a: {b: {spec: []}}}}\n",
                "1:32 The `spec` of the instance `b` of `a` isn't a path.",
            ),
        ] {
            assert_eq!(problems(text), [problem]);
        }
    }

    #[test]
    fn a_spec_without_a_file_is_reported_with_its_branch() {
        let file = FileId { bundle: String::new(), path: OPS.to_owned() };
        let mut ops = Ops::read(&file, OPS_TEXT);
        ops.found.clear();
        ops.report_missing(&file, OPS_TEXT, |path| path.ends_with("users.yaml"));
        let [one] = ops.found.as_slice() else { panic!("{:?}", ops.found) };
        assert!(one.message.contains("branch `main`"), "{}", one.message);
        assert_eq!((one.severity, one.range.unwrap().0.line), (Severity::Warning, 4));
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
