//! The targets that the templates of a bundle are rendered for, and the names of the results.

use std::collections::HashSet;
use std::rc::Rc;

use crate::bundle::{Bundle, Kind, Target};
use crate::render::{Context, Inputs, contexts};
use crate::schema::{Role, Schema};
use crate::sort::CompactSort;
use crate::spec::Spec;
use crate::text::free;
use crate::value::Value;

/// Maximum number of bytes of a name in a file name: file systems allow 255.
const MAX_NAME: usize = 200;

/// One environment, service instance, pipeline or component that is rendered.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The target.
    pub target: Target,
    /// The label shown to the user, see [`label`].
    pub label: String,
    /// The folder for its files if there are several; unique among the scopes of a bundle, regardless of case.
    pub folder: String,
    /// The values that its template can read.
    pub context: Rc<Context>,
}

impl Scope {
    /// The file name of its rendering on the command line, if it has one.
    pub fn file_name(&self) -> String {
        format!("{}.yaml", self.folder)
    }

    /// The name of the environment that it runs in; empty if the context has none.
    pub fn environment(&self) -> &str {
        let environment = self.context.0.get("environment");
        environment.and_then(|environment| environment.get("name")?.as_str()).unwrap_or_default()
    }
}

/// The scopes that the templates of `bundle` are rendered in.
pub fn scopes(
    bundle: &Bundle,
    schema: &Schema,
    spec: &Spec,
    outputs: &Value,
    has_pipeline: bool,
) -> Vec<Scope> {
    let kind = bundle.kind();
    let role = if kind == Kind::Service { Role::Service } else { Role::Environment };
    let contexts = contexts(&Inputs {
        kind,
        has_pipeline,
        spec: &spec.value,
        outputs,
        defaults: &schema.defaults(role),
        pipeline_defaults: &schema.defaults(Role::Pipeline),
    });
    let scope = |(target, name, context): (Target, String, Context)| {
        let label = label(target, &name);
        Scope { target, folder: folder(target, &label), label, context: Rc::new(context) }
    };
    let mut scopes: Vec<_> = contexts.into_iter().map(scope).collect();
    set_apart(&mut scopes);
    scopes
}

/// The name of an instance, or its position in the list if it has no name.
pub fn label(target: Target, name: &str) -> String {
    match target {
        Target::Instance(index) if name.is_empty() => format!("instance {}", index + 1),
        _ => name.to_owned(),
    }
}

/// A folder name from `label`, with `-` for each character that separates paths or that file systems do not allow.
fn folder(target: Target, label: &str) -> String {
    let safe = |letter: char| {
        let is_special =
            matches!(letter, '/' | '\\' | ' ' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        if is_special || letter.is_control() { '-' } else { letter }
    };
    match target {
        Target::Instance(_) => {
            let name: String =
                label[..label.floor_char_boundary(MAX_NAME)].chars().map(safe).collect();
            format!("instance-{name}")
        }
        Target::Environment => "environment".into(),
        Target::Pipeline => "pipeline".into(),
        Target::Component => "component".into(),
    }
}

/// Numbers the folders whose name an earlier scope already has. Labels that are valid folder names come first: `a-b`
/// keeps its name even if there is also `a/b`.
fn set_apart(scopes: &mut [Scope]) {
    let is_changed = |scope: &Scope| {
        matches!(scope.target, Target::Instance(_))
            && scope.folder.strip_prefix("instance-") != Some(&scope.label)
    };
    let mut order: Vec<usize> = (0..scopes.len()).collect();
    order.compact_sort_by_key(|&at| is_changed(&scopes[at]));
    let mut taken = HashSet::new();
    for at in order {
        let own = std::mem::take(&mut scopes[at].folder);
        let folder = free(own, |folder| taken.contains(&folder.to_lowercase()));
        taken.insert(folder.to_lowercase());
        scopes[at].folder = folder;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(names: &[&str]) -> Vec<String> {
        let scope = |(index, name): (usize, &&str)| {
            let target = Target::Instance(index);
            let label = label(target, name);
            let folder = folder(target, &label);
            Scope { target, label, folder, context: Rc::default() }
        };
        let mut scopes: Vec<_> = names.iter().enumerate().map(scope).collect();
        set_apart(&mut scopes);
        scopes.into_iter().map(|scope| scope.folder).collect()
    }

    #[test]
    fn no_two_instances_share_a_folder() {
        assert_eq!(folders(&["a/b", "a-b"]), ["instance-a-b-2", "instance-a-b"]);
        assert_eq!(
            folders(&["dev", "Dev", "dev"]),
            ["instance-dev", "instance-Dev-2", "instance-dev-3"]
        );
        assert_eq!(folders(&["", "instance 1"]), ["instance-instance-1", "instance-instance-1-2"]);
        assert_eq!(folders(&["a\0b\n:c"]), ["instance-a-b--c"]);
        let long = "é".repeat(300);
        assert_eq!(folders(&[&long])[0].len(), "instance-".len() + MAX_NAME);
    }
}
