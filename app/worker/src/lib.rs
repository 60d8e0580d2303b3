//! The messages between the page and the worker.
//!
//! Messages are postcard in a `Uint8Array`. The page sends a [`Request`] and waits for its [`Reply`] before it sends
//! the next; the worker sends [`Reply::Ready`] once it has started.

pub mod cloudformation;
pub mod parcel;

use std::borrow::Cow;

use cyclotron_core::archive::{self, OpenError, Opened};
use cyclotron_core::assist::{Answer, Question, assist};
use cyclotron_core::compare::{self, BundleDifference, SampleDifference};
pub use cyclotron_core::explain::HelpPage;
use cyclotron_core::explain::help;
use cyclotron_core::picture::{self, Picture, Rendered};
use cyclotron_core::schema::Extent;
use cyclotron_core::silence::Configuration;
use cyclotron_core::starters::{self, Preview, Starter};
use cyclotron_core::text::Edit;
use cyclotron_core::{
    Action, Analysis, Bundle, Conversion, Diagnostic, FileId, Key, Trace, Workspace,
};
use js_sys::{Array, Uint8Array};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// The identifier of this build. The files of the worker have no hash in their names, so a cache can pair an old worker
/// with a new page; the builds are compared before any message is decoded.
pub const BUILD: &str = env!("CYCLOTRON_BUILD");

/// A request from the page.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request<'a> {
    /// Apply the changes, then analyze.
    Analyze {
        /// The workspace before the changes.
        workspace: Cow<'a, Workspace>,
        /// The changes in order.
        changes: Cow<'a, [Change]>,
        /// The configurations in the folders around bundles, innermost first.
        configurations: Vec<OuterConfiguration<'a>>,
    },
    /// Read an archive, or the files of a folder.
    Open {
        /// The name of the source, for messages and as a name for the bundle.
        name: Cow<'a, str>,
        /// The content to read.
        source: Cow<'a, Source>,
        /// The open bundles, whose environments supply a sample of outputs.
        workspace: Cow<'a, Workspace>,
    },
    /// Create a file or link to export, or read a bundle from a link.
    Parcel(parcel::Request<'a>),
    /// Make up a sample of inputs.
    Sample {
        /// The bundle to make the sample for.
        bundle: Cow<'a, Bundle>,
        /// The open bundles; a service runs in one of the environments.
        workspace: Cow<'a, Workspace>,
        /// The extent of the sample.
        extent: Extent,
    },
    /// Create new bundles that belong together.
    New {
        /// The starter and name of each bundle; environments precede the services that run in them.
        wanted: Cow<'a, [(Starter, String)]>,
        /// The open bundles; a service runs in one of the environments.
        workspace: Cow<'a, Workspace>,
    },
    /// Preview a new bundle.
    Preview(Starter),
    /// Trace a rendered line to its origin.
    Trace {
        /// The open bundles.
        workspace: Cow<'a, Workspace>,
        /// The name of the bundle.
        bundle: Cow<'a, str>,
        /// The file name of the rendering in the bundle.
        file_name: Cow<'a, str>,
        /// The line, from 1.
        line: usize,
    },
    /// Find the rendered lines for a line of a template.
    Lines {
        /// The open bundles.
        workspace: Cow<'a, Workspace>,
        /// The file name of the rendering in the template's bundle.
        file_name: Cow<'a, str>,
        /// The template.
        template: Cow<'a, FileId>,
        /// The line, from 1.
        line: usize,
    },
    /// Answer a question of the editor.
    Assist {
        /// The open bundles.
        workspace: Cow<'a, Workspace>,
        /// The question.
        question: Cow<'a, Question>,
    },
    /// Compare the files of two bundles, or the renderings of a sample.
    Compare {
        /// The open bundles; a service reads the outputs of its environment.
        workspace: Cow<'a, Workspace>,
        /// The older bundle.
        before: Cow<'a, Bundle>,
        /// The newer bundle.
        after: Cow<'a, Bundle>,
        /// The path of the sample; none to compare the files.
        sample: Option<Cow<'a, str>>,
    },
    /// Lay out the diagram of a workspace.
    Picture {
        /// The open bundles.
        workspace: Cow<'a, Workspace>,
        /// The known problems of the workspace.
        diagnostics: Cow<'a, [Diagnostic]>,
    },
    /// Lay out the diagram of a rendered template.
    Resources {
        /// The name of the bundle.
        bundle: Cow<'a, str>,
        /// The file name of the rendering in the bundle.
        file_name: Cow<'a, str>,
        /// The rendered text.
        text: Cow<'a, str>,
        /// The known problems of the bundle.
        diagnostics: Cow<'a, [Diagnostic]>,
    },
    /// Create the comment that silences a finding.
    Ignore {
        /// The open bundles.
        workspace: Cow<'a, Workspace>,
        /// The finding.
        diagnostic: Cow<'a, Diagnostic>,
    },
    /// Convert a bundle from the layout of Proton's preview.
    Convert {
        /// The bundle.
        bundle: Cow<'a, Bundle>,
        /// The open bundles; a service runs in one of the environments.
        workspace: Cow<'a, Workspace>,
    },
    /// Send the help pages. They are sent on request, so that the first paint does not wait for them.
    Help,
}

/// A `.cyclotron.yaml` that was opened in a folder around a bundle.
#[derive(Debug, Serialize, Deserialize)]
pub struct OuterConfiguration<'a> {
    /// The name of the bundle.
    pub bundle: Cow<'a, str>,
    /// The path of the file in the archive or folder that was opened.
    pub path: Cow<'a, str>,
    /// The text of the file.
    pub text: Cow<'a, str>,
}

/// The differences between two bundles.
#[derive(Debug, Serialize, Deserialize)]
pub enum Compared {
    /// The differences between their files.
    Bundles(BundleDifference),
    /// The differences between the renderings of a sample.
    Sample(SampleDifference),
}

/// The content to open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Source {
    /// An archive.
    Archive(Vec<u8>),
    /// The files of a folder, by their paths in it.
    Folder(Vec<(String, Vec<u8>)>),
}

/// A change that a form makes to its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The YAML file.
    pub file: FileId,
    /// The path in the file.
    pub path: Vec<Key>,
    /// The action at this path.
    pub action: Action,
}

/// A message from the worker.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// The worker is ready and has this [`BUILD`].
    Ready(String),
    /// The reply to [`Request::Analyze`].
    Analyzed {
        /// The analysis of the workspace after the changes.
        analysis: Analysis,
        /// The changes as edits in order, each relative to the text after the previous one; or the error that prevented
        /// the change.
        edits: Vec<Result<(FileId, Edit), String>>,
    },
    /// The reply to [`Request::Open`].
    Opened(Result<Opened, OpenError>),
    /// The reply to [`Request::Parcel`].
    Parcel(parcel::Reply),
    /// The reply to [`Request::Sample`]: the spec.
    Sampled(String),
    /// The reply to [`Request::New`], in the same order.
    Made(Vec<Bundle>),
    /// The reply to [`Request::Preview`].
    Previewed(Preview),
    /// The reply to [`Request::Trace`]; none if the line has no known origin.
    Traced(Option<Trace>),
    /// The reply to [`Request::Lines`]: the first and last line of each range of rendered lines.
    Lines(Vec<(usize, usize)>),
    /// The reply to [`Request::Picture`] and [`Request::Resources`].
    Pictured(Picture),
    /// The reply to [`Request::Ignore`]: the edit of the finding's file; none if no comment can silence it.
    Ignored(Option<Edit>),
    /// The reply to [`Request::Convert`]; none if the bundle has another layout.
    Converted(Option<Conversion>),
    /// The reply to [`Request::Help`]: all pages, sorted by group and code.
    Helped(Vec<HelpPage>),
    /// The reply to [`Request::Assist`].
    Assisted(Answer),
    /// The reply to [`Request::Compare`].
    Compared(Compared),
}

/// Encodes a message.
pub fn encode(message: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(message).expect("messages hold nothing that postcard refuses")
}

/// Decodes a message; `None` if the bytes are not a message of this build.
pub fn decode<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// Runs a worker: posts `ready`, then calls `work` for each request with a function that posts replies.
pub fn serve<Q, R>(ready: &R, mut work: impl FnMut(Q, &dyn Fn(&R)) + 'static)
where
    Q: DeserializeOwned + 'static,
    R: Serialize + 'static,
{
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    let post = move |reply: &R| {
        let bytes = Uint8Array::from(encode(reply).as_slice());
        // Posting fails only for values that cannot be cloned, and bytes can.
        let _ = page.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
    };
    post(ready);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        if let Some(request) = decode(&bytes) {
            work(request, &post);
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The listener lives as long as the worker's global scope.
    on_message.forget();
}

/// Handles a request.
pub fn answer(request: Request) -> Reply {
    match request {
        Request::Analyze { workspace, changes, configurations } => {
            let mut workspace = workspace.into_owned();
            let edits = changes
                .iter()
                .map(|Change { file, path, action }| {
                    cyclotron_core::apply_change(&mut workspace, file, path, action)
                        .map(|edit| (file.clone(), edit))
                })
                .collect();
            let mut analysis = cyclotron_core::analyze(&workspace);
            add_configurations(&mut analysis, configurations);
            Reply::Analyzed { analysis, edits }
        }
        Request::Open { name, source, workspace } => {
            let opened = match source.into_owned() {
                Source::Archive(bytes) => archive::open(&name, &bytes),
                Source::Folder(files) => archive::gather(&name, files),
            };
            Reply::Opened(opened.map(|mut opened| {
                cyclotron_core::prepare_all(&mut opened.bundles, &workspace);
                opened
            }))
        }
        Request::Parcel(request) => Reply::Parcel(parcel::answer(request)),
        Request::Sample { bundle, workspace, extent } => {
            Reply::Sampled(cyclotron_core::sample_spec(&bundle, &workspace, extent))
        }
        Request::New { wanted, workspace } => Reply::Made(starters::bundles(&wanted, &workspace)),
        Request::Preview(beginning) => Reply::Previewed(starters::preview(beginning)),
        Request::Trace { workspace, bundle, file_name, line } => {
            Reply::Traced(cyclotron_core::trace(&workspace, &bundle, &file_name, line))
        }
        Request::Lines { workspace, file_name, template, line } => {
            Reply::Lines(cyclotron_core::rendered_lines(&workspace, &file_name, &template, line))
        }
        Request::Picture { workspace, diagnostics } => {
            Reply::Pictured(picture::workspace(&workspace, &diagnostics))
        }
        Request::Resources { bundle, file_name, text, diagnostics } => {
            let rendered = Rendered { bundle: &bundle, file_name: &file_name, text: &text };
            Reply::Pictured(picture::resources(rendered, &diagnostics))
        }
        Request::Ignore { workspace, diagnostic } => {
            Reply::Ignored(cyclotron_core::ignore(&workspace, &diagnostic))
        }
        Request::Convert { bundle, workspace } => {
            Reply::Converted(cyclotron_core::convert_from_preview(&bundle, &workspace))
        }
        Request::Help => Reply::Helped(help()),
        Request::Assist { workspace, question } => Reply::Assisted(assist(&workspace, &question)),
        Request::Compare { workspace, before, after, sample } => Reply::Compared(match sample {
            None => Compared::Bundles(compare::bundles(&before, &after)),
            Some(path) => Compared::Sample(compare::sample(&workspace, &before, &after, &path)),
        }),
    }
}

/// Adds the configurations around bundles, and each of their problems once.
fn add_configurations(analysis: &mut Analysis, configurations: Vec<OuterConfiguration>) {
    for OuterConfiguration { bundle, path, text } in configurations {
        let file = FileId { bundle: String::new(), path: path.into_owned() };
        let (configuration, problems) = Configuration::read(file, &text);
        analysis.silencing.around(&bundle, configuration);
        for problem in problems {
            if !analysis.diagnostics.contains(&problem) {
                analysis.diagnostics.push(problem);
            }
        }
    }
}
