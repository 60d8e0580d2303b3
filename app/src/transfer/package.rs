//! Creates the files to download, with their names and contents.

use std::collections::HashSet;

use cyclotron_core::archive::{self, MAX_UNPACKED};
use cyclotron_core::bundle::SPEC;
use cyclotron_core::{Bundle, File, Rendering, Workspace, text};
use cyclotron_worker::calls::{PackBundle, PackWorkspace, Packed, RenderSample};
use leptos::prelude::*;

use crate::browser::download::{Download, file_name};
use crate::engine::Engine;
use crate::session::Session;
use crate::words::transfer::package as words;

/// The maximum length of a file name without its extension, in characters.
const STEM: usize = 90;

/// The kinds of downloads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DownloadContents {
    /// An archive of the bundle, for registration.
    Bundle,
    /// The renderings of the bundle with each of its samples.
    Rendered,
    /// The selected sample.
    Spec,
    /// An archive of all open bundles.
    Workspace,
}

/// A file to download.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// The name of the file.
    pub name: String,
    /// The contents of the file.
    pub bytes: Vec<u8>,
    /// The files in the archive: their paths, and their sizes in bytes.
    pub files: Vec<(String, u64)>,
    /// Messages about files that are missing from the archive.
    pub left_out: Vec<String>,
}

/// Creates the download `what` for the bundle called `bundle`. The error says why it cannot be created.
pub async fn make(
    session: Session,
    engine: Engine,
    what: DownloadContents,
    bundle: String,
) -> Result<Package, String> {
    let found = session.workspace.with_untracked(|open| open.bundle(&bundle).cloned());
    let found = found.ok_or(words::NOT_OPEN)?;
    match what {
        DownloadContents::Bundle => {
            let name = Download::Bundle(&bundle).name();
            packed(name, engine.call(PackBundle(found)).await)
        }
        DownloadContents::Workspace => {
            let name = Download::Workspace(&session.stored.title.get_untracked()).name();
            packed(name, engine.call(PackWorkspace(session.open_beside())).await)
        }
        DownloadContents::Spec => spec(&found),
        DownloadContents::Rendered => render(engine, &found).await,
    }
}

/// Why `what` cannot be downloaded, as far as that is known without the engine; `None` if nothing prevents it.
pub fn hindrance(
    workspace: &Workspace,
    beside: &[(String, Vec<File>)],
    what: DownloadContents,
    bundle: &str,
) -> Option<&'static str> {
    let found = workspace.bundle(bundle)?;
    let has_spec = found.file(found.spec()).is_some();
    let has_parts = !found.parts().is_empty();
    match what {
        DownloadContents::Spec if !has_spec => Some(words::NO_SAMPLE),
        DownloadContents::Rendered if !has_parts => Some(words::NO_TEMPLATE),
        DownloadContents::Workspace if !archive::reopens(workspace, beside) => {
            Some(words::TOO_LARGE)
        }
        _ => None,
    }
}

fn packed(name: String, made: Option<Packed>) -> Result<Package, String> {
    let Packed { bytes, files } = made.ok_or(words::STOPPED)?;
    Ok(Package { name, bytes, files, left_out: vec![] })
}

/// The selected sample as a single file.
fn spec(bundle: &Bundle) -> Result<Package, String> {
    let path = bundle.spec();
    let file = bundle.file(path).ok_or(words::NO_SAMPLE)?;
    let samples = bundle.samples();
    let sample = samples.iter().find(|(_, other)| *other == path).map_or("spec", |(name, _)| name);
    let name = Download::Sample { bundle: &bundle.name, sample }.name();
    let bytes = file.bytes().to_vec();
    Ok(Package { files: vec![(name.clone(), bytes.len() as u64)], name, bytes, left_out: vec![] })
}

/// Renders the samples in separate requests, so that each stays within the engine's time limit, and packs the
/// results.
async fn render(engine: Engine, bundle: &Bundle) -> Result<Package, String> {
    let mut samples = bundle.samples();
    if samples.is_empty() {
        // A bundle without samples is rendered with a generated one.
        samples.push(("made-up", SPEC));
    }
    let mut renditions = Renditions::default();
    for (name, path) in samples {
        let call = RenderSample { bundle: bundle.name.clone(), sample: path.to_owned() };
        renditions.add(name, engine.call(call).await);
    }
    let Renditions { files, left_out, .. } = renditions;
    if files.is_empty() {
        return Err(words::nothing(&left_out));
    }
    let name = Download::Rendered(&bundle.name).name();
    let rendered = Bundle { files, pack_sample: true, ..Bundle::default() };
    let package = packed(name, engine.call(PackBundle(rendered)).await)?;
    Ok(Package { left_out, ..package })
}

/// The rendered files, in a folder for each sample.
#[derive(Debug, Default, PartialEq)]
struct Renditions {
    files: Vec<File>,
    left_out: Vec<String>,
    /// The used paths in lower case, as some file systems are case-insensitive.
    taken: HashSet<String>,
    bytes: usize,
}

impl Renditions {
    /// Adds the renderings of a sample; `None` if the engine stopped.
    fn add(&mut self, sample: &str, renderings: Option<Vec<Rendering>>) {
        let Some(renderings) = renderings else {
            return self.left_out.push(words::sample_stopped(sample));
        };
        if renderings.is_empty() {
            return self.left_out.push(words::sample_empty(sample));
        }
        for rendering in renderings {
            let shown = format!("{sample}/{}", rendering.file_name);
            let Some(text) = rendering.text.filter(|_| rendering.is_complete) else {
                self.left_out.push(words::fails(&shown));
                continue;
            };
            if self.bytes + text.len() > MAX_UNPACKED {
                self.left_out.push(words::too_large(&shown, MAX_UNPACKED >> 20));
                continue;
            }
            self.bytes += text.len();
            let path = self.path(&shown);
            self.files.push(File::new(path, text));
        }
    }

    /// A unique path similar to `shown` that is valid on every system.
    fn path(&mut self, shown: &str) -> String {
        let (folders, file) = shown.rsplit_once('/').unwrap_or(("", shown));
        let (stem, ending) = match file.rsplit_once('.') {
            Some((stem, ending)) => (stem, format!(".{}", file_name(ending, ""))),
            None => (file, String::new()),
        };
        let folders = folders.split('/').map(|folder| file_name(folder, "") + "/");
        let folders = folders.collect::<String>();
        // Leaves room for a number at the end.
        let stem: String = stem.chars().take(STEM).collect();
        let path = |stem: &str| format!("{folders}{}", file_name(stem, &ending));
        let stem = text::free(stem, |stem| self.taken.contains(&path(stem).to_lowercase()));
        let path = path(&stem);
        self.taken.insert(path.to_lowercase());
        path
    }
}

#[cfg(test)]
mod tests {
    use cyclotron_core::{FileId, Target};

    use super::*;

    fn rendering(file_name: &str, text: Option<&str>) -> Rendering {
        Rendering {
            target: Target::Environment,
            label: String::new(),
            file_name: file_name.into(),
            template: FileId::default(),
            text: text.map(str::to_owned),
            is_complete: text.is_some(),
        }
    }

    #[test]
    fn each_sample_has_a_folder_and_what_fails_is_left_out() {
        let mut made = Renditions::default();
        let undefined =
            Rendering { is_complete: false, ..rendering("instance-qa.yaml", Some("x: ")) };
        made.add(
            "prod",
            Some(vec![
                rendering("instance-a.yaml", Some("a: 1")),
                rendering("instance-A.yaml", Some("a: 2")),
                rendering("instance-con:x.yaml", Some("a: 3")),
                rendering("pipeline.yaml", None),
                undefined,
                rendering("instance-tf/proton.auto.tfvars.json", Some("{}")),
            ]),
        );
        made.add("empty", Some(vec![]));
        made.add("stopped", None);
        let paths: Vec<_> = made.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "prod/instance-a.yaml",
                "prod/instance-A-2.yaml",
                "prod/instance-con-x.yaml",
                "prod/instance-tf/proton.auto.tfvars.json",
            ]
        );
        assert_eq!(
            made.left_out,
            [
                "prod/pipeline.yaml does not render.",
                "prod/instance-qa.yaml does not render.",
                "empty: nothing is rendered with this sample.",
                "stopped: the engine stopped while it rendered.",
            ]
        );
    }

    #[test]
    fn there_is_an_end_to_what_is_rendered() {
        let mut made = Renditions::default();
        let large = "x".repeat(MAX_UNPACKED);
        made.add("a", Some(vec![rendering("a.yaml", Some(&large))]));
        made.add("b", Some(vec![rendering("b.yaml", Some("y"))]));
        assert_eq!(made.files.len(), 1);
        assert_eq!(made.left_out, ["With b/b.yaml, the archive would exceed 32 MB."]);
    }

    #[test]
    fn a_spec_is_called_after_its_sample() {
        let mut bundle = Bundle {
            name: "my:service".into(),
            files: vec![File::new(SPEC, "a"), File::new("spec/prod.yaml", "b")],
            ..Bundle::default()
        };
        let name = |bundle: &Bundle| spec(bundle).map(|package| package.name);
        assert_eq!(name(&bundle).as_deref(), Ok("my-service-spec.yaml"));
        bundle.sample = "spec/prod.yaml".into();
        assert_eq!(name(&bundle).as_deref(), Ok("my-service-prod.yaml"));
        bundle.files.clear();
        assert!(spec(&bundle).is_err());
    }
}
