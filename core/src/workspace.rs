//! Everything that is open.

use serde::{Deserialize, Serialize};

use crate::archive;
use crate::bundle::{Bundle, Content, File, FileId, SAMPLE_OUTPUTS, SPEC};
use crate::form::{Action, Key};
use crate::schema::Extent;
use crate::text::Edit;
use crate::yaml;
use crate::{outputs, schema, spec};

/// The open bundles. The only input of [`crate::analyze()`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workspace {
    /// In the order they were opened; no two of the same name.
    pub bundles: Vec<Bundle>,
}

impl Workspace {
    /// The bundle called `name`.
    pub fn bundle(&self, name: &str) -> Option<&Bundle> {
        self.bundles.iter().find(|bundle| bundle.name == name)
    }

    /// The bundles that services can run in.
    pub fn environments(&self) -> impl Iterator<Item = &Bundle> {
        self.bundles.iter().filter(|bundle| bundle.kind().is_environment())
    }

    /// The file `id`.
    pub fn file(&self, id: &FileId) -> Option<&File> {
        self.bundle(&id.bundle)?.file(&id.path)
    }

    /// The same, to change it.
    pub fn file_mut(&mut self, id: &FileId) -> Option<&mut File> {
        let bundle = self.bundles.iter_mut().find(|bundle| bundle.name == id.bundle)?;
        bundle.files.iter_mut().find(|file| file.path == id.path)
    }
}

/// Prepares bundles that were opened together beside those of the `workspace`: none has another's
/// name afterwards, and each has its samples, see [`prepare`]. The environments among them come first,
/// so that the samples of services can run in them.
pub fn prepare_all(bundles: &mut [Bundle], workspace: &Workspace) {
    let mut all = workspace.clone();
    for bundle in &mut *bundles {
        let name = std::mem::take(&mut bundle.name);
        bundle.name = archive::free(name, |name| all.bundle(name).is_some());
        all.bundles.push(bundle.clone());
    }
    let own = workspace.bundles.len();
    for environments in [true, false] {
        for (at, bundle) in bundles.iter_mut().enumerate() {
            if bundle.kind().is_environment() == environments {
                prepare(bundle, &all);
                all.bundles[own + at] = bundle.clone();
            }
        }
    }
}

/// Gives a bundle that has just been opened the samples that it lacks, `spec/spec.yaml` and
/// `spec/sample-outputs.yaml`. They stay out of the download unless [`Bundle::pack_sample`] says
/// otherwise.
///
/// `workspace` holds the other bundles: a service runs in the first environment among them.
pub fn prepare(bundle: &mut Bundle, workspace: &Workspace) {
    let spec_text = sample_spec(bundle, workspace, Extent::Required);
    let had_spec = bundle.file(SPEC).is_some();
    let had_outputs = bundle.file(SAMPLE_OUTPUTS).is_some();
    if !had_spec {
        bundle.files.push(File::new(SPEC, spec_text));
    }
    if !had_outputs {
        let (schema, _) = schema::schema(bundle);
        let spec = bundle.text(SPEC).and_then(|text| spec::spec(bundle, &schema, text).0);
        let text = outputs::sample(workspace, bundle, spec.as_ref());
        bundle.files.push(File::new(SAMPLE_OUTPUTS, text));
    }
    bundle.sort();
}

/// A spec for a bundle that has none, or another one: of the inputs those of the `extent`.
pub fn sample_spec(bundle: &Bundle, workspace: &Workspace, extent: Extent) -> String {
    let (schema, _) = schema::schema(bundle);
    let mut names = workspace.environments().map(|bundle| bundle.name.as_str());
    let environment = names.find(|name| spec::is_name(name)).unwrap_or("my-env");
    spec::sample(bundle, &schema, environment, extent)
}

/// Does to the value at `path` in a YAML file of the workspace what a form asks for. Gives the edit
/// that was made, or why it could not be made; comments and layout stay.
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
        _ => Err("Only an item of a list has a place to change.".to_owned()),
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
    *text = edit.apply(text);
    Ok(edit)
}
