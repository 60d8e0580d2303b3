//! The ARNs in the files that Proton wrote for Terraform: the tags, and the ARN of the provisioned resource. The
//! account is the sample's, the region is always `us-east-1`.

use crate::bundle::{Bundle, Target};
use crate::render::Context;
use crate::value::{Map, Value};

/// The ARNs of one target.
pub(super) struct Arns<'c> {
    target: Target,
    context: &'c Context,
    account: &'c str,
}

impl<'c> Arns<'c> {
    pub(super) fn of(target: Target, context: &'c Context) -> Self {
        let instances = context.0.get("service_instances").and_then(Value::as_list);
        let first = instances.and_then(<[Value]>::first);
        let environment = context.0.get("environment").or_else(|| first?.get("environment"));
        let account = environment.and_then(|environment| environment.get("account_id")?.as_str());
        Self { target, context, account: account.unwrap_or("123456789012") }
    }

    /// The ARN of the provisioned resource, which Proton wrote under the key `"//"`.
    pub(super) fn resource(&self) -> String {
        let of = |name| self.name(name);
        self.arn(&match self.target {
            Target::Environment => format!("environment/{}", of("environment")),
            Target::Instance(_) => {
                format!("service/{}/service-instance/{}", of("service"), of("service_instance"))
            }
            Target::Pipeline => format!("service/{}/pipeline", of("service")),
            Target::Component => format!("component/{}", of("component")),
        })
    }

    /// The `proton_tags` for the template `bundle`.
    pub(super) fn tags(&self, bundle: &Bundle) -> Map {
        let template = |kind| ("template", self.arn(&format!("{kind}-template/{}", bundle.name)));
        let named = |tag, name| (tag, self.arn(&format!("{tag}/{}", self.name(name))));
        let tags = match self.target {
            Target::Environment => {
                vec![template("environment"), named("environment", "environment")]
            }
            Target::Instance(_) => vec![
                template("service"),
                named("service", "service"),
                named("environment", "environment"),
                ("service-instance", self.resource()),
            ],
            Target::Pipeline => vec![template("service"), named("service", "service")],
            Target::Component => {
                vec![named("component", "component"), named("environment", "environment")]
            }
        };
        let all = [("account", self.account.to_owned())].into_iter().chain(tags);
        all.map(|(tag, arn)| (format!("proton:{tag}"), Value::String(arn))).collect()
    }

    fn arn(&self, resource: &str) -> String {
        format!("arn:aws:proton:us-east-1:{}:{resource}", self.account)
    }

    fn name(&self, resource: &str) -> &str {
        let name = self.context.0.get(resource).and_then(|resource| resource.get("name"));
        name.and_then(Value::as_str).unwrap_or_default()
    }
}
