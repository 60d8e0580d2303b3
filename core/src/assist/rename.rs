//! Renames an input or an output in all files.

use std::collections::BTreeMap;

use super::names::{Owner, inputs};
use super::properties::{Property, properties};
use super::scene::{Scene, is_customer_managed, templates};
use super::subject::{Subject, output_declarations, subject};
use super::uses::{Use, of_output, of_property};
use super::words::RESERVED;
use crate::bundle::{Bundle, Content, File, FileId, SCHEMA};
use crate::diagnostic::Severity;
use crate::schema::Role;
use crate::sort::CompactSort;
use crate::text::{Edit, Span};
use crate::workspace::Workspace;
use crate::yaml;
use crate::{Analysis, analyze};

/// A name that can be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// The span of the name at the cursor, without quotes.
    pub span: Span,
    /// The current name.
    pub name: String,
    /// `input` or `output`.
    pub noun: &'static str,
}

/// A rename: the edits of each file, in order and not overlapping.
pub type Renaming = Vec<(FileId, Vec<Edit>)>;

/// The methods of Python's dict: a template that reads such a name gets the method.
const METHODS: [&str; 10] =
    ["clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update"];
const MAX_NAME: usize = 100;

/// Returns the name at byte `at` of a file if it can be renamed, or why it can't.
pub fn renamable(workspace: &Workspace, file: &FileId, at: usize) -> Result<Renamable, String> {
    let missing = || "Put the cursor on the name of an input or of an output.".to_owned();
    let scene = Scene::new(workspace, file).ok_or_else(missing)?;
    let found = subject(&scene, at).ok_or_else(missing)?;
    let raw = found.span.of(scene.text);
    let span = if raw.starts_with(['"', '\'']) {
        Span::new(found.span.start + 1, found.span.end - 1)
    } else {
        found.span
    };
    let (name, noun) = match found.subject {
        Subject::Property(declared, _) => {
            let name = declared.first().map(|declaration| declaration.entry.name().to_owned());
            (name.unwrap_or_default(), "input")
        }
        Subject::Output(_, name) => (name, "output"),
        _ => return Err(missing()),
    };
    Ok(Renamable { span, name, noun })
}

/// Returns the edits that rename the name at byte `at` of a file, or why the new name can't be used.
///
/// Comments, order and quotes are kept. Renaming an input keeps every rendering byte for byte; a rename that would
/// change one is refused.
pub fn rename(
    workspace: &Workspace,
    file: &FileId,
    at: usize,
    new: &str,
) -> Result<Renaming, String> {
    let old = renamable(workspace, file, at)?;
    if new == old.name {
        return Ok(vec![]);
    }
    let scene =
        Scene::new(workspace, file).ok_or_else(|| "The file no longer exists.".to_owned())?;
    let found = subject(&scene, at).map(|found| found.subject);
    let (uses, unread, is_input) = match found {
        Some(Subject::Property(declared, _)) => {
            check_input(
                &scene,
                &declared.iter().map(|declaration| declaration.owner).collect::<Vec<_>>(),
                new,
            )?;
            let keys: Vec<Span> = declared.iter().map(Property::key).collect();
            let (mut uses, mut unread) = of_property(workspace, scene.bundle, &keys);
            if is_customer_managed(scene.bundle) {
                let of = Owner::Environment;
                let (more, missed) = of_output(workspace, scene.bundle, of, &[], &old.name);
                uses.extend(more);
                unread.extend(missed);
            } else {
                only_jinja(scene.bundle)?;
            }
            (uses, unread, true)
        }
        Some(Subject::Output(owner, name)) => {
            let (uses, unread) = output(&scene, owner, &name, new)?;
            (uses, unread, false)
        }
        _ => return Err("This isn't a name that you can change.".into()),
    };
    if let Some(file) = unread.first() {
        return Err(format!(
            "{} cannot be read, so it is unknown whether it uses the name `{}`. Fix it first.",
            file.path, old.name
        ));
    }
    let renaming = edits(uses, new);
    let renamed = apply(workspace, &renaming);
    keeps_its_promise(workspace, &renamed, &scene.bundle.name, is_input)?;
    Ok(renaming)
}

/// Returns the workspace after a rename.
pub fn apply(workspace: &Workspace, renaming: &Renaming) -> Workspace {
    let mut renamed = workspace.clone();
    for (file, edits) in renaming {
        if let Some(File { content: Content::Text(text), .. }) = renamed.file_mut(file) {
            let edited = edits.iter().rev().fold(text.to_string(), |text, edit| edit.apply(&text));
            *text = edited.into();
        }
    }
    renamed
}

fn edits(uses: Vec<Use>, new: &str) -> Renaming {
    let mut files: BTreeMap<FileId, Vec<Span>> = BTreeMap::new();
    for usage in uses {
        files.entry(usage.file).or_default().push(usage.span);
    }
    let edits = |mut spans: Vec<Span>| {
        spans.compact_sort();
        spans.dedup();
        spans.into_iter().map(|span| Edit { span, text: new.to_owned() }).collect()
    };
    files.into_iter().map(|(file, spans)| (file, edits(spans))).collect()
}

fn check_input(scene: &Scene<'_>, owners: &[&yaml::Node], new: &str) -> Result<(), String> {
    let starts = new.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if !starts || !new.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err("Use letters, digits and `_`, with no digit first: templates read the input as `….inputs.name`.".into());
    }
    if new.len() > MAX_NAME {
        return Err(format!("A name may have at most {MAX_NAME} characters."));
    }
    let is_text =
        matches!(yaml::parse(new).root.map(|root| root.value()), Some(crate::Value::String(_)));
    if RESERVED.contains(&new) || !is_text {
        return Err(format!("`{new}` has a special meaning in Jinja or YAML."));
    }
    if METHODS.contains(&new) {
        return Err(format!(
            "Every Python mapping has a method `{new}`, which a template would read instead."
        ));
    }
    let declared = owners
        .iter()
        .flat_map(|owner| properties(&scene.schema, owner))
        .any(|property| property.entry.name() == new);
    let roles = Role::ALL.into_iter().filter_map(|role| inputs(scene, role));
    let beside = roles
        .map(|definition| properties(&scene.schema, definition))
        .filter(|all| {
            all.iter().any(|declaration| {
                owners.iter().any(|owner| std::ptr::eq(declaration.owner, *owner))
            })
        })
        .flatten()
        .any(|property| property.entry.name() == new);
    if declared || beside {
        return Err(format!("An input named `{new}` already exists."));
    }
    Ok(())
}

/// Refuses a bundle with Terraform or CodeBuild parts: their references to inputs are not followed.
fn only_jinja(bundle: &Bundle) -> Result<(), String> {
    let known = templates(bundle);
    match bundle.parts().into_iter().find(|part| known.iter().all(|(other, _)| other != part)) {
        None => Ok(()),
        Some(part) => Err(format!(
            "Uses of the input in {} cannot be found: only CloudFormation templates can be searched.",
            part.folder()
        )),
    }
}

fn output(
    scene: &Scene<'_>,
    owner: Owner,
    name: &str,
    new: &str,
) -> Result<(Vec<Use>, Vec<FileId>), String> {
    if new.is_empty() || new.len() > 255 || !new.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Err("The name of an output may only contain letters and digits.".into());
    }
    let declared: Vec<_> = output_declarations(scene, owner, name)
        .into_iter()
        .map(|output| (output.file, output.declared.span))
        .collect();
    let Some((first, _)) = declared.first() else {
        return Err(format!("No open bundle declares the output `{name}`. Open it first."));
    };
    if let Some((other, _)) = declared.iter().find(|(file, _)| file.bundle != first.bundle) {
        return Err(format!(
            "{} and {} both declare `{name}`. Rename it in each by hand.",
            first.bundle, other.bundle
        ));
    }
    if first.path == SCHEMA {
        return Err(format!("Rename `{name}` in the schema of {}.", first.bundle));
    }
    if !output_declarations(scene, owner, new).is_empty() {
        return Err(format!("An output named `{new}` already exists."));
    }
    let Some(bundle) = scene.workspace.bundle(&first.bundle) else { return Ok((vec![], vec![])) };
    Ok(of_output(scene.workspace, bundle, owner, &declared, name))
}

/// Checks that the renderings are unchanged and that there are no new problems.
fn keeps_its_promise(
    before: &Workspace,
    after: &Workspace,
    bundle: &str,
    is_input: bool,
) -> Result<(), String> {
    let (old, new) = (analyze(before), analyze(after));
    let texts = |analysis: &Analysis| -> Vec<Option<String>> {
        let all = analysis.bundles.iter().filter(|analyzed| analyzed.name == bundle);
        all.flat_map(|analyzed| analyzed.renderings.iter().map(|rendering| rendering.text.clone()))
            .collect()
    };
    let has_sample =
        before.bundle(bundle).is_some_and(|bundle| bundle.text(bundle.spec()).is_some());
    let wrong = |analysis: &Analysis| {
        let all = analysis.diagnostics.iter();
        all.filter(|diagnostic| diagnostic.severity != Severity::Info).count()
    };
    let is_kept = !is_input || !has_sample || texts(&old) == texts(&new);
    if is_kept && wrong(&new) <= wrong(&old) {
        return Ok(());
    }
    Err("A template uses the name in a way that a rename cannot find, so it would render something else. Rename it by hand.".into())
}
