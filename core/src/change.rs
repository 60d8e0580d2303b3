//! Applies the changes of a form to a file.

use crate::bundle::{Content, FileId};
use crate::form::Action;
use crate::text::Edit;
use crate::value::Key;
use crate::workspace::Workspace;
use crate::yaml;

/// Applies an action of a form to the value at `path` of a YAML file. Returns the edit, or why it is impossible;
/// comments and layout are kept.
pub fn apply_change(
    workspace: &mut Workspace,
    file: &FileId,
    path: &[Key],
    action: &Action,
) -> Result<Edit, String> {
    let missing = || format!("There is no text file {}.", file.path);
    let file = workspace.file_mut(file).ok_or_else(missing)?;
    let Content::Text(text) = &mut file.content else { return Err(missing()) };
    let item = || match path.split_last() {
        Some((Key::Index(index), list)) => Ok((list, *index)),
        _ => Err("Only an item of a list can be moved.".to_owned()),
    };
    let edit = match action {
        Action::Set(value) => yaml::set(text, path, Some(value)),
        Action::Remove => yaml::set(text, path, None),
        Action::Rename(name) => yaml::rename(text, path, name),
        Action::Write(written) => {
            let document = yaml::parse(written);
            if let Some(error) = document.error {
                return Err(format!("This is not well-formed YAML: {}", error.message));
            }
            let value = document.root.as_ref().map(yaml::Node::value);
            yaml::set(text, path, value.as_ref())
        }
        Action::Move(to) => {
            let (list, from) = item()?;
            yaml::move_item(text, list, from, *to)
        }
        Action::Copy => {
            let (list, index) = item()?;
            yaml::copy_item(text, list, index)
        }
    };
    let edit = edit.map_err(|error| error.message)?;
    *text = edit.apply(text).into();
    Ok(edit)
}
