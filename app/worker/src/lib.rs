//! What the page and the worker say to each other.
//!
//! Messages are postcard in a `Uint8Array`. The page sends a [`Request`] and waits for its
//! [`Reply`] before it sends the next; the worker sends [`Reply::Ready`] once it has started.

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

/// Which build this is. The files of the worker have no hash in their names, so a cache can pair
/// an old worker with a new page: their builds are compared before anything is decoded.
pub const BUILD: &str = env!("CYCLOTRON_BUILD");

/// What the page wants.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request<'a> {
    /// Make the changes, then analyze.
    Analyze {
        /// The workspace, the changes not made yet.
        workspace: Cow<'a, Workspace>,
        /// In this order.
        changes: Cow<'a, [Change]>,
        /// The configurations in the folders around bundles, the innermost first.
        configurations: Vec<OuterConfiguration<'a>>,
    },
    /// Read an archive, or the files of a folder.
    Open {
        /// What it is called, for messages and for a bundle's name.
        name: Cow<'a, str>,
        /// What is in it.
        source: Cow<'a, Source>,
        /// What is open: its environments supply a sample of outputs.
        workspace: Cow<'a, Workspace>,
    },
    /// Make something that leaves the page, or read what comes by a link.
    Parcel(parcel::Request<'a>),
    /// Make a sample of inputs up.
    Sample {
        /// What for.
        bundle: Cow<'a, Bundle>,
        /// What is open: a service runs in an environment.
        workspace: Cow<'a, Workspace>,
        /// How much.
        extent: Extent,
    },
    /// Make new bundles that belong together.
    New {
        /// What each begins as, and its name; environments before the services that run in them.
        wanted: Cow<'a, [(Starter, String)]>,
        /// What is open: a service runs in an environment.
        workspace: Cow<'a, Workspace>,
    },
    /// Tell what a new bundle would be.
    Preview(Starter),
    /// Find where a rendered line comes from.
    Trace {
        /// What is open.
        workspace: Cow<'a, Workspace>,
        /// The bundle's name.
        bundle: Cow<'a, str>,
        /// The rendering's file name in it.
        file_name: Cow<'a, str>,
        /// From 1.
        line: usize,
    },
    /// Find what a line of a template became.
    Lines {
        /// What is open.
        workspace: Cow<'a, Workspace>,
        /// The rendering's file name in the template's bundle.
        file_name: Cow<'a, str>,
        /// The template.
        template: Cow<'a, FileId>,
        /// From 1.
        line: usize,
    },
    /// Answer a question of the editor's.
    Assist {
        /// What is open.
        workspace: Cow<'a, Workspace>,
        /// The question.
        question: Cow<'a, Question>,
    },
    /// Compare two bundles: as files, or what one sample renders.
    Compare {
        /// What is open: a service reads its environment's outputs.
        workspace: Cow<'a, Workspace>,
        /// The older one.
        before: Cow<'a, Bundle>,
        /// The newer one.
        after: Cow<'a, Bundle>,
        /// The path of the sample; none for the files.
        sample: Option<Cow<'a, str>>,
    },
    /// Draw what flows through the workspace.
    Picture {
        /// What is open.
        workspace: Cow<'a, Workspace>,
        /// What is known to be wrong with it.
        diagnostics: Cow<'a, [Diagnostic]>,
    },
    /// Draw what a rendered template is made of.
    Resources {
        /// The bundle's name.
        bundle: Cow<'a, str>,
        /// The rendering's file name in it.
        file_name: Cow<'a, str>,
        /// What was rendered.
        text: Cow<'a, str>,
        /// What is known to be wrong with the bundle.
        diagnostics: Cow<'a, [Diagnostic]>,
    },
    /// Find the comment that silences a finding.
    Ignore {
        /// What is open.
        workspace: Cow<'a, Workspace>,
        /// The finding.
        diagnostic: Cow<'a, Diagnostic>,
    },
    /// Convert a bundle from the layout of Proton's preview.
    Convert {
        /// The bundle.
        bundle: Cow<'a, Bundle>,
        /// What is open: a service runs in an environment.
        workspace: Cow<'a, Workspace>,
    },
    /// Send the pages of the help. They come on request, so that the first paint does not wait for them.
    Help,
}

/// A `.cyclotron.yaml` that was opened in a folder around a bundle.
#[derive(Debug, Serialize, Deserialize)]
pub struct OuterConfiguration<'a> {
    /// The name of the bundle.
    pub bundle: Cow<'a, str>,
    /// The path in the archive or folder that was opened.
    pub path: Cow<'a, str>,
    /// The text of the file.
    pub text: Cow<'a, str>,
}

/// What tells two bundles apart.
#[derive(Debug, Serialize, Deserialize)]
pub enum Compared {
    /// As files.
    Bundles(BundleDifference),
    /// In what a sample renders.
    Sample(SampleDifference),
}

/// What is to be opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Source {
    /// An archive.
    Archive(Vec<u8>),
    /// Files of a folder, by their paths in it.
    Folder(Vec<(String, Vec<u8>)>),
}

/// What a form does to its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The YAML file.
    pub file: FileId,
    /// Where in it.
    pub path: Vec<Key>,
    /// What happens there.
    pub action: Action,
}

/// What the worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// The worker has started: its [`BUILD`].
    Ready(String),
    /// To [`Request::Analyze`].
    Analyzed {
        /// Of the workspace after the changes.
        analysis: Analysis,
        /// The changes as edits, in their order, each against the text after the one before; or
        /// why it could not be made.
        edits: Vec<Result<(FileId, Edit), String>>,
    },
    /// To [`Request::Open`].
    Opened(Result<Opened, OpenError>),
    /// To [`Request::Parcel`].
    Parcel(parcel::Reply),
    /// To [`Request::Sample`]: the spec.
    Sampled(String),
    /// To [`Request::New`], in the same order.
    Made(Vec<Bundle>),
    /// To [`Request::Preview`].
    Previewed(Preview),
    /// To [`Request::Trace`]; none where nothing is known.
    Traced(Option<Trace>),
    /// To [`Request::Lines`]: first and last of each run of rendered lines.
    Lines(Vec<(usize, usize)>),
    /// To [`Request::Picture`] and [`Request::Resources`].
    Pictured(Picture),
    /// To [`Request::Ignore`]: the edit of the finding's file; none where no comment can silence it.
    Ignored(Option<Edit>),
    /// To [`Request::Convert`]; none where the bundle has another layout.
    Converted(Option<Conversion>),
    /// To [`Request::Help`]: all pages, by group and code.
    Helped(Vec<HelpPage>),
    /// To [`Request::Assist`].
    Assisted(Answer),
    /// To [`Request::Compare`].
    Compared(Compared),
}

/// A message as bytes.
pub fn encode(message: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(message).expect("messages hold nothing that postcard refuses")
}

/// A message from bytes; `None` where it is none of this build's.
pub fn decode<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// Runs a worker: says that it is there, then does `work` for each request, which answers by what it is
/// given for that.
pub fn serve<Q, R>(ready: &R, mut work: impl FnMut(Q, &dyn Fn(&R)) + 'static)
where
    Q: DeserializeOwned + 'static,
    R: Serialize + 'static,
{
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    let post = move |reply: &R| {
        let bytes = Uint8Array::from(encode(reply).as_slice());
        // Fails only for what cannot be cloned, and bytes can.
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
    // The worker lives as long as its global scope.
    on_message.forget();
}

/// Does what the page wants.
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

/// Adds the rules of configurations around bundles, and each problem in them once.
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
