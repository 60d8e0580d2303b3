//! Forms for Backstage, one for each ejected template. A form writes the deployment file of a stack for Git sync.
//!
//! Nothing of a bundle becomes a template of Backstage: names are slugs and names of parameters, and texts are only in
//! `spec.parameters`, which Backstage does not render.

use std::collections::HashSet;

use super::map;
use crate::eject::{Ejection, Parameter, PlannedStack, Stack};
use crate::text::free;
use crate::value::{Map, Value};
use crate::yaml;

/// The maximum length of `metadata.name`. Source: Backstage's `Entity` schema.
const MAX_NAME: usize = 63;
/// The pattern of a stack's name, and so of the name of its file.
const STACK_NAME: &str = "^[A-Za-z][A-Za-z0-9-]{0,127}$";

/// A form of the result.
pub(super) struct Form<'e> {
    /// The first stack with the template.
    pub(super) planned: &'e PlannedStack,
    /// The path of its folder.
    pub(super) folder: String,
    /// The name of the entity.
    name: String,
}

/// The forms, and the stacks without one: Git sync cannot set their secrets.
pub(super) fn forms(ejection: &Ejection) -> (Vec<Form<'_>>, Vec<&PlannedStack>) {
    let (mut forms, mut without) = (vec![], vec![]);
    let mut seen = HashSet::new();
    let mut names = HashSet::new();
    for planned in ejection.stacks.iter().filter(|planned| seen.insert(&planned.template)) {
        if !planned.secrets.is_empty() {
            without.push(planned);
            continue;
        }
        let path = planned.template.trim_start_matches("templates/");
        let path = path.rsplit_once('.').map_or(path, |(path, _)| path);
        let name = path.replace('/', "-").to_lowercase();
        let name: String = name.chars().take(MAX_NAME - 4).collect();
        let name = free(name.trim_matches(['-', '_']).to_owned(), |name| names.contains(name));
        names.insert(name.clone());
        forms.push(Form { planned, folder: format!("backstage/{path}"), name });
    }
    (forms, without)
}

/// The files of all forms, with their paths.
pub(super) fn files(ejection: &Ejection) -> Vec<(String, String)> {
    let mut files = vec![];
    for form in forms(ejection).0 {
        let stack = ejection.stack(form.planned);
        let folder = form.planned.deployment.rsplit_once('/').map_or("", |(folder, _)| folder);
        let skeleton = format!("{}/skeleton/{folder}/${{{{values.stack}}}}.yaml", form.folder);
        files.push((format!("{}/template.yaml", form.folder), entity(&form, stack)));
        files.push((skeleton, deployment(form.planned, stack)));
    }
    files
}

/// The template entity. Source: Backstage's `Template.v1beta3` schema.
fn entity(form: &Form<'_>, stack: &Stack) -> String {
    let mut pages: Vec<(&str, Vec<&Parameter>)> = vec![];
    for parameter in &stack.parameters {
        match pages.iter_mut().find(|(group, _)| *group == parameter.group) {
            Some((_, own)) => own.push(parameter),
            None => pages.push((&parameter.group, vec![parameter])),
        }
    }
    let field = |title: &str, more: Vec<(&str, Value)>| {
        map([("title", title.into()), ("type", "string".into())].into_iter().chain(more))
    };
    let mut parameters = vec![map([
        ("title", "Stack".into()),
        ("required", Value::List(vec!["stack".into(), "repoUrl".into()])),
        (
            "properties",
            map([
                ("stack", field("Name of the stack", vec![("pattern", STACK_NAME.into())])),
                (
                    "repoUrl",
                    field(
                        "Repository of the templates",
                        vec![("ui:field", "RepoUrlPicker".into())],
                    ),
                ),
            ]),
        ),
    ])];
    parameters.extend(pages.into_iter().map(|(group, own)| page(group, &own)));
    let values = stack.parameters.iter().map(|parameter| &parameter.name);
    let values: Map = ["stack".to_owned()]
        .iter()
        .chain(values)
        .map(|name| (name.clone(), Value::String(format!("${{{{ parameters.{name} }}}}"))))
        .collect();
    let write = map([
        ("id", "deployment".into()),
        ("name", "Write the deployment file".into()),
        ("action", "fetch:template".into()),
        ("input", map([("url", "./skeleton".into()), ("values", Value::Map(values))])),
    ]);
    let publish = map([
        ("id", "publish".into()),
        ("name", "Open a pull request".into()),
        ("action", "publish:github:pull-request".into()),
        (
            "input",
            map([
                ("repoUrl", "${{ parameters.repoUrl }}".into()),
                ("branchName", "deploy-${{ parameters.stack }}".into()),
                ("title", "Deploy ${{ parameters.stack }}".into()),
                ("description", "Adds or changes the deployment file of a stack.".into()),
            ]),
        ),
    ]);
    let link = map([
        ("title", "Pull request".into()),
        ("url", "${{ steps.publish.output.remoteUrl }}".into()),
    ]);
    let title = form.folder.trim_start_matches("backstage/").replace('/', ": ");
    let entity = map([
        ("apiVersion", "scaffolder.backstage.io/v1beta3".into()),
        ("kind", "Template".into()),
        (
            "metadata",
            map([
                ("name", form.name.as_str().into()),
                ("title", Value::String(title)),
                ("description", "Writes the deployment file of a CloudFormation stack.".into()),
            ]),
        ),
        (
            "spec",
            map([
                ("type", "cloudformation-stack".into()),
                ("parameters", Value::List(parameters)),
                ("steps", Value::List(vec![write, publish])),
                ("output", map([("links", Value::List(vec![link]))])),
            ]),
        ),
    ]);
    yaml::typed(&entity, &|_| None)
}

/// A page of the form.
fn page(title: &str, parameters: &[&Parameter]) -> Value {
    let required = parameters
        .iter()
        .filter(|parameter| parameter.definition.get("Default").is_none())
        .map(|parameter| Value::from(parameter.name.as_str()));
    let properties = parameters.iter().map(|parameter| {
        let mut form = parameter.form.clone();
        if form.get("title").is_none() {
            form.insert("title", parameter.name.as_str().into());
        }
        if let Some(output) = &parameter.output {
            let text = format!("The output {} of another stack.", output.name);
            form.insert("description", Value::String(text));
        }
        (parameter.name.clone(), Value::Map(form))
    });
    let required: Vec<Value> = required.collect();
    let required = (!required.is_empty()).then_some(("required", Value::List(required)));
    let properties = ("properties", Value::Map(properties.collect()));
    map([("title", title.into())].into_iter().chain(required).chain([properties]))
}

/// The deployment file, as a template of Nunjucks with the delimiters of Backstage. A parameter with a default is only written
/// if the form has a value.
fn deployment(planned: &PlannedStack, stack: &Stack) -> String {
    let head = format!(
        "# The deployment file of a stack for CloudFormation's Git sync.\ntemplate-file-path: \"{}\"\n",
        planned.template
    );
    let entries = stack.parameters.iter().map(|parameter| {
        let name = &parameter.name;
        let is_list = parameter.definition.get("Type") == Some(&"CommaDelimitedList".into());
        let filter = if is_list { "join(\",\")" } else { "string" };
        // A JSON string is a scalar in double quotes of YAML, too.
        let entry = format!("  {name}: ${{{{ values.{name} | {filter} | dump }}}}\n");
        if parameter.definition.get("Default").is_none() {
            return entry;
        }
        let value = format!("values.{name}");
        format!(
            "{{%- if {value} !== undefined and {value} !== null and {value} !== \"\" %}}\n{entry}{{%- endif %}}\n"
        )
    });
    // A mapping without entries is null, which Git sync may not accept.
    let parameters = if stack.parameters.is_empty() { "parameters: {}\n" } else { "parameters:\n" };
    let entries: String = entries.collect();
    format!("{head}{parameters}{entries}tags: {{}}\n")
}
