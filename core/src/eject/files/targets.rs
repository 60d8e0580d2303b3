//! The parts of `README.md` about how the stacks are deployed: the scripts, Git sync, GitHub Actions, Backstage, Sceptre.

use super::markdown::{code, plain};
use super::readme::line;
use super::{backstage, role, sceptre};
use crate::eject::{Deliverable, Ejection};

const SCRIPTS: &str = "
## Deploy with the scripts

The scripts only read unless you add `--execute`. With it, they show the account and the region, create a change set for each
stack, show it, and ask whether to execute it. If you answer anything but `yes`, they delete the change set and stop.
Read the change set: it can also replace or remove resources. A script that stops leaves the stacks after that one as they are.

To keep a stack that Proton created:

1. Complete the spec with the values that are deployed, also those that a pipeline sets or that are unknown in the tables below, and
   eject again: `rendered/` has what your spec renders to.
2. `bin/find-stacks` suggests the names of the stacks that Proton created. Enter them in `stacks.env`, also those of stacks
   that have no template here.
3. `bin/adopt` compares the deployed template of each stack with the file in `rendered/`, environments first and pipelines last. At the
   first difference, it shows the difference and stops: the spec, the outputs or the version of the bundle is another one.
4. `bin/adopt --execute` compares again, creates a change set with the ejected template, and checks it. The change set may change no
   resource. In a pipeline, it may update those with commands of Proton, but not replace them. Otherwise the script deletes
   the change set and stops. Then it asks, and executes the change set. The stack gets a new output, `EjectedFrom`, because CloudFormation
   rejects an update without changes.

To change a stack, or to create one:

1. Change the values in `parameters/`, or the template in `templates/`. A stack without a name in `stacks.env` is new.
2. `bin/deploy` shows the values that it would pass, and changes nothing.
3. `bin/deploy --execute` creates or updates the stacks, environments first. It passes the values in `parameters/`, the outputs of other
   stacks, and the tags that a stack has already.
   It writes the names of new stacks into `stacks.env`. To deploy only some stacks, add their ids from `stacks.env`.

For another service instance, add it to the spec, and eject again with `cyclotron eject` or the page. Keep your `stacks.env` and
the values that you changed in `parameters/`; replace all other files.
";

const GIT_SYNC: &str = "
## Deploy with CloudFormation's Git sync

Commit the files, and connect each stack with its file in `deployments/`, in the console of CloudFormation. From then on,
CloudFormation deploys each change of the file or of its template, without asking. Adopt existing stacks first. Before you
connect a stack:

- Complete `parameters` there: outputs of other stacks and values that are unknown are missing. Git sync cannot ask for secrets.
- Add all tags of the stack to `tags`. Git sync removes those that are missing.
- Keep `template-file-path` relative to the root of the repository.

Git sync allows 50 parameters. Do not deploy the same stack with the scripts.
";

const GITHUB_ACTIONS: &str = "
## Deploy with GitHub Actions

`.github/workflows/deploy.yml` runs `bin/deploy --yes` on each pull request, which only reads, and `bin/deploy --execute --yes` on each
push to `main`, which does not ask. Put these files into the root of a repository. Then, once:

1. In AWS, create the OpenID Connect provider `token.actions.githubusercontent.com`, and two roles that trust it for your
   repository: one that can only read CloudFormation, for the subject `repo:OWNER/NAME:pull_request`, and one that can deploy,
   for the subject `repo:OWNER/NAME:environment:production`. A pull request can change the scripts, so the first role must not write.
2. On GitHub, set the variables `AWS_REGION`, `AWS_PLAN_ROLE` and `AWS_DEPLOY_ROLE` to the region and the ARNs of the roles.
3. Create the environment `production`, with required reviewers: they approve each deployment.
4. Adopt existing stacks from your computer first, and commit `stacks.env`. Deploy stacks with secrets once from there, too: a
   workflow cannot ask for them, and later updates keep their values.
";

const BACKSTAGE: &str = "
## Forms for Backstage

Each folder in `backstage/` has a software template: a form that writes the deployment file of a stack, and opens a pull request with it.
It never changes a template. Register `template.yaml` in the catalog, and add `spec.owner` if your Backstage needs one. A new
deployment file has to be connected with a stack once, see Git sync above.
";

const SCEPTRE: &str = "
## Deploy with Sceptre

`sceptre/` is a project for Sceptre with Proton's templates as they are, after a line that gives their names values, so that every input stays an
input. `sceptre generate STACK` prints a template, and `sceptre diff STACK` compares it with the deployed one. Set `AWS_REGION`, and enter
the names of stacks that are not in the project in `config/config.yaml`. Add all tags of a stack to its config file as
`stack_tags`: Sceptre removes those that are missing. Pipelines are not in the project, since they deploy with parameters, which these
templates lack. Deploy a stack either with Sceptre or with the ejected templates.
";

const ROLE: &str = "
## The execution role

`roles/execution-role.yaml` has a role with which CloudFormation can deploy the stacks, so that you need fewer permissions yourself. It allows
every action of the services in the templates: restrict it before you create it.
";

const LIMITS: &str = "
## Limits

- This was not tried in an AWS account.
- CloudFormation does not distinguish an empty value from one that is left out, so leave a parameter empty to leave it out.
- Computed parameters hold the result of an expression of the template. If an input of the expression changes, enter the new
  result, or eject again.
";

const BUCKET: &str = "\
- CloudFormation accepts templates of up to 51,200 bytes in a request. For larger ones, name a bucket with `--bucket`.
";

/// Appends the rows of the table of files.
pub(super) fn rows(text: &mut String, ejection: &Ejection) {
    if ejection.stacks.is_empty() {
        return;
    }
    text.push_str(
        "| `templates/` | the CloudFormation templates, with the inputs as parameters |\n",
    );
    text.push_str("| `parameters/` | the values of the parameters, for the AWS CLI |\n");
    for (part, path, contents) in [
        (Deliverable::GitSync, "deployments/", "the same for CloudFormation's Git sync"),
        (
            Deliverable::Scripts,
            "wiring/",
            "the parameters whose values are outputs of other stacks",
        ),
        (
            Deliverable::Scripts,
            "stacks.env",
            "the names of the stacks; an empty name is a new stack",
        ),
        (Deliverable::Scripts, "stacks.json", "the list of stacks that the scripts read"),
        (Deliverable::Scripts, "bin/", "the scripts, for a POSIX shell with the AWS CLI and jq"),
        (
            Deliverable::GithubActions,
            ".github/",
            "a workflow for GitHub Actions that runs the scripts",
        ),
        (Deliverable::Backstage, "backstage/", "forms for Backstage that write deployment files"),
        (Deliverable::Sceptre, "sceptre/", "a project for Sceptre, with Proton's templates"),
        (
            Deliverable::ExecutionRole,
            "roles/",
            "a role with which CloudFormation deploys the stacks",
        ),
    ] {
        if ejection.has(part) {
            line(text, format_args!("| `{path}` | {contents} |"));
        }
    }
    text.push_str("| `rendered/` | Proton's templates, rendered with your spec, to compare with the deployed ones |\n");
}

/// Appends a section for each way to deploy.
pub(super) fn sections(text: &mut String, ejection: &Ejection) {
    for (part, section) in [
        (Deliverable::Scripts, SCRIPTS),
        (Deliverable::GitSync, GIT_SYNC),
        (Deliverable::GithubActions, GITHUB_ACTIONS),
    ] {
        if ejection.has(part) {
            text.push_str(section);
        }
    }
    if ejection.has(Deliverable::Backstage) {
        text.push_str(BACKSTAGE);
        for planned in backstage::forms(ejection).1 {
            line(
                text,
                format_args!(
                    "\n`{}` has no form: Git sync cannot set its secrets.",
                    planned.template
                ),
            );
        }
    }
    if ejection.has(Deliverable::Sceptre) {
        text.push_str(SCEPTRE);
        sceptre_stacks(text, ejection);
    }
    if ejection.has(Deliverable::ExecutionRole) {
        text.push_str(ROLE);
        let (_, unknown) = role::role(ejection);
        if !unknown.is_empty() {
            let names: Vec<String> = unknown.iter().map(|name| code(name)).collect();
            line(
                text,
                format_args!(
                    "\nAdd the permissions for these services, whose names are not known here: {}.",
                    names.join(", ")
                ),
            );
        }
    }
}

/// The stacks that Sceptre cannot render, and the values that it needs.
fn sceptre_stacks(text: &mut String, ejection: &Ejection) {
    let mut needs = vec![];
    for planned in &ejection.stacks {
        if let Some(Err(reason)) = &ejection.stack(planned).sceptre {
            needs.push(format!("`{}` is not in the project. {}", planned.id, plain(reason)));
        }
    }
    for (planned, data) in sceptre::stacks(ejection) {
        let path = sceptre::config_path(planned);
        for place in &data.missing {
            needs.push(format!("Add a value for {} to `{path}`.", code(place)));
        }
        for place in &data.secrets {
            let variable = sceptre::variable(planned, place);
            needs.push(format!(
                "Set `{variable}` to the secret {} of `{}`.",
                code(place),
                planned.id
            ));
        }
    }
    if !needs.is_empty() {
        text.push('\n');
    }
    for need in needs {
        line(text, format_args!("- {need}"));
    }
}

/// Appends the limits of the result.
pub(super) fn limits(text: &mut String, ejection: &Ejection) {
    text.push_str(LIMITS);
    if ejection.has(Deliverable::Scripts) {
        text.push_str(BUCKET);
    }
}
