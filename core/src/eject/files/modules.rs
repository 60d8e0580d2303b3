//! The part of `README.md` about Terraform and CodeBuild.

use super::markdown::{code, plain};
use super::readme::line;
use crate::eject::{Ejection, Tool};

const TERRAFORM: &str = "
## Terraform

Proton committed these files to your provisioning repository, which may still have the backend and the state. Copy each folder over the
one of the resource there, delete `proton.*.variables.tf` and `proton.auto.tfvars.json`, and run `terraform plan`: it should
show no changes. Outputs of environments and instances were values in the file with the inputs; enter those of
`terraform output`.
";

const CODEBUILD: &str = "
## CodeBuild

`provision.sh` contains the commands that create and update the resources, and `deprovision.sh` those that delete them. They are code of the
bundle: read them before you run them. They read the file with the inputs in their folder, which keeps its name.
Commands that only notified Proton are replaced by `:`. The outputs that they passed are in the file that the commands before
them write.
";

/// Appends the sections about all modules.
pub(super) fn modules(text: &mut String, ejection: &Ejection) {
    for (tool, introduction) in [(Tool::Terraform, TERRAFORM), (Tool::CodeBuild, CODEBUILD)] {
        let is_own = |planned: &&_| ejection.module(planned).tool == tool;
        let mut own = ejection.modules.iter().filter(is_own).peekable();
        if own.peek().is_some() {
            text.push_str(introduction);
        }
        for planned in own {
            let module = ejection.module(planned);
            let inputs = &module.inputs;
            line(
                text,
                format_args!("\n### `{}`\n\nManifest: {}", planned.folder, code(&module.manifest)),
            );
            if !module.missing.is_empty() {
                line(
                    text,
                    format_args!("\nNo sample sets these values. Add them to {}:\n", code(inputs)),
                );
            }
            for name in &module.missing {
                line(text, format_args!("- {}", code(name)));
            }
            if !module.secrets.is_empty() {
                line(
                    text,
                    format_args!(
                        "\nThese values are secrets. Enter them in {} in place of {}, and do not commit them:\n",
                        code(inputs),
                        plain("(secret)")
                    ),
                );
            }
            for name in &module.secrets {
                line(text, format_args!("- {}", code(name)));
            }
            if !module.omitted.is_empty() {
                text.push_str("\nThese files contain a secret, and are left out:\n\n");
            }
            for name in &module.omitted {
                line(text, format_args!("- {}", code(name)));
            }
        }
    }
}
