//! The starting points of the gallery: complete bundles, each with samples of its inputs and outputs.

use serde::{Deserialize, Serialize};

use super::ready_workspace;
use crate::bundle::{Bundle, File, REGISTRATION, SPEC, files};
use crate::outputs::{declared_outputs, fits_engine};
use crate::spec::is_name;
use crate::workspace::Workspace;

/// A complete bundle from the gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StartingPoint {
    /// A bucket behind a content delivery network, with a pipeline that publishes a site.
    StaticSite,
    /// A Lambda function that runs on a schedule.
    ScheduledFunction,
    /// A container behind a load balancer, with a pipeline.
    FargateService,
    /// A queue with a Lambda function that processes its messages.
    QueueWorker,
    /// A network for services.
    VpcEnvironment,
    /// A network that already exists, with the same outputs as `VpcEnvironment`.
    SharedNetwork,
    /// The environment of the ready workspace.
    ItemApiEnvironment,
    /// The service of the ready workspace.
    ItemApiService,
}

impl StartingPoint {
    /// All starting points in gallery order.
    pub const ALL: [Self; 8] = [
        Self::StaticSite,
        Self::ScheduledFunction,
        Self::FargateService,
        Self::QueueWorker,
        Self::VpcEnvironment,
        Self::SharedNetwork,
        Self::ItemApiEnvironment,
        Self::ItemApiService,
    ];

    /// The default name of the template.
    pub const fn name(self) -> &'static str {
        match self {
            Self::StaticSite => "static-site",
            Self::ScheduledFunction => "scheduled-function",
            Self::FargateService => "fargate-service",
            Self::QueueWorker => "queue-worker",
            Self::VpcEnvironment => "vpc-environment",
            Self::SharedNetwork => "shared-network",
            Self::ItemApiEnvironment => "item-api-environment",
            Self::ItemApiService => "item-api-service",
        }
    }

    /// The environments that a service is designed for, or the services for an environment. Empty if any will do.
    pub const fn goes_with(self) -> &'static [Self] {
        match self {
            Self::StaticSite | Self::ScheduledFunction => &[],
            Self::FargateService | Self::QueueWorker => {
                &[Self::VpcEnvironment, Self::SharedNetwork]
            }
            Self::VpcEnvironment | Self::SharedNetwork => {
                &[Self::FargateService, Self::QueueWorker]
            }
            Self::ItemApiEnvironment => &[Self::ItemApiService],
            Self::ItemApiService => &[Self::ItemApiEnvironment],
        }
    }

    /// Whether the starting point is an environment.
    pub const fn is_environment(self) -> bool {
        matches!(self, Self::VpcEnvironment | Self::SharedNetwork | Self::ItemApiEnvironment)
    }

    /// A bundle called `name`. A service runs in the first open environment with the outputs of the environment that it
    /// is designed for.
    pub(crate) fn bundle(self, name: &str, workspace: &Workspace) -> Bundle {
        let mut bundle = Bundle { files: self.files(), ..Bundle::default() };
        bundle.rename(name);
        bundle.top_folder = Some(name.to_owned());
        if !self.is_environment()
            && let Some(made_for) = self.goes_with().first()
        {
            let wanted = Bundle { files: made_for.files(), ..Bundle::default() };
            let wanted = output_names(&wanted);
            let fits = |open: &&Bundle| {
                let names = output_names(open);
                is_name(&open.name)
                    && fits_engine(&bundle, open)
                    && wanted.iter().all(|name| names.contains(name))
            };
            let fitting = workspace.environments().find(fits);
            if let Some(open) = fitting {
                run_in(&mut bundle, made_for.name(), &open.name);
            }
        }
        bundle
    }

    fn files(self) -> Vec<File> {
        match self {
            Self::StaticSite => files!("src/starters/gallery/static-site":
                "README.md",
                "instance_infrastructure/cloudformation.yaml",
                "instance_infrastructure/manifest.yaml",
                "pipeline_infrastructure/cloudformation.yaml",
                "pipeline_infrastructure/manifest.yaml",
                "schema/schema.yaml",
                "spec/sample-outputs.yaml",
                "spec/spec.yaml",
            ),
            Self::ScheduledFunction => files!("src/starters/gallery/scheduled-function":
                "README.md",
                "instance_infrastructure/cloudformation.yaml",
                "instance_infrastructure/manifest.yaml",
                "schema/schema.yaml",
                "spec/sample-outputs.yaml",
                "spec/spec.yaml",
            ),
            Self::FargateService => files!("src/starters/gallery/fargate-service":
                ".template-registration.yaml",
                "README.md",
                "instance_infrastructure/cloudformation.yaml",
                "instance_infrastructure/manifest.yaml",
                "pipeline_infrastructure/cloudformation.yaml",
                "pipeline_infrastructure/manifest.yaml",
                "schema/schema.yaml",
                "spec/sample-outputs.yaml",
                "spec/spec.yaml",
            ),
            Self::QueueWorker => files!("src/starters/gallery/queue-worker":
                ".template-registration.yaml",
                "README.md",
                "instance_infrastructure/cloudformation.yaml",
                "instance_infrastructure/manifest.yaml",
                "schema/schema.yaml",
                "spec/sample-outputs.yaml",
                "spec/spec.yaml",
            ),
            Self::VpcEnvironment => files!("src/starters/gallery/vpc-environment":
                "README.md",
                "infrastructure/cloudformation.yaml",
                "infrastructure/manifest.yaml",
                "schema/schema.yaml",
                "spec/sample-outputs.yaml",
                "spec/spec.yaml",
            ),
            Self::SharedNetwork => files!("src/starters/gallery/shared-network":
                "README.md",
                "schema/schema.yaml",
                "spec/spec.yaml",
            ),
            Self::ItemApiEnvironment | Self::ItemApiService => {
                let ready = ready_workspace();
                ready.bundle(self.name()).map(|bundle| bundle.files.clone()).unwrap_or_default()
            }
        }
    }
}

fn output_names(environment: &Bundle) -> Vec<String> {
    declared_outputs(environment).into_iter().map(|(_, output)| output.name).collect()
}

/// Makes a service run in the environment `name` instead of the one it is designed for.
fn run_in(service: &mut Bundle, made_for: &str, name: &str) {
    let registered = service.text(REGISTRATION).unwrap_or_default();
    // The same name is not added twice.
    let registered = if registered.contains(&format!("- {name}:")) {
        registered.to_owned()
    } else {
        registered.replace(&format!("- {made_for}:"), &format!("- {name}:"))
    };
    let spec = service.text(SPEC).unwrap_or_default();
    let quoted = |name| format!("environment: \"{name}\"");
    let spec = spec.replace(&quoted(made_for), &quoted(name));
    for (path, text) in [(REGISTRATION, registered), (SPEC, spec)] {
        if let Some(file) = service.files.iter_mut().find(|file| file.path == path) {
            *file = File::new(path, text);
        }
    }
}
