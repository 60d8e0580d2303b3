//! Questions about the open bundles, and the help.

use cyclotron_core::assist::{self, AssistRequest, assist};
use cyclotron_core::diagram::{self, Diagram, Extent, Rendered};
use cyclotron_core::explain::{self, HelpPage};
use cyclotron_core::text::Edit;
use cyclotron_core::{Analyzer, Diagnostic, FileId, Trace, ignore};
use serde::{Deserialize, Serialize};

use super::Answer;

/// Answers a question of the editor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Assist(
    /// The question.
    pub AssistRequest,
);

impl Answer for Assist {
    fn answer(self, analyzer: &mut Analyzer) -> assist::Answer {
        assist(analyzer.workspace(), &self.0)
    }
}

/// Finds the origin of a rendered line; the reply is `None` if the line has no known origin.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TraceLine {
    /// The name of the bundle.
    pub bundle: String,
    /// The file name of the rendering in the bundle.
    pub file_name: String,
    /// The line, from 1.
    pub line: usize,
}

impl Answer for TraceLine {
    fn answer(self, analyzer: &mut Analyzer) -> Option<Trace> {
        analyzer.trace(&self.bundle, &self.file_name, self.line)
    }
}

/// Finds the rendered lines that a line of a template produced; the reply has the first and last line of each range.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RenderedLines {
    /// The file name of the rendering in the template's bundle.
    pub file_name: String,
    /// The template.
    pub template: FileId,
    /// The line, from 1.
    pub line: usize,
}

impl Answer for RenderedLines {
    fn answer(self, analyzer: &mut Analyzer) -> Vec<(usize, usize)> {
        analyzer.rendered_lines(&self.file_name, &self.template, self.line)
    }
}

/// Lays out the diagram of the workspace.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DrawWorkspace {
    /// The diagnostics to mark.
    pub diagnostics: Vec<Diagnostic>,
    /// The part of the workspace to show.
    pub extent: Extent,
}

impl Answer for DrawWorkspace {
    fn answer(self, analyzer: &mut Analyzer) -> Diagram {
        diagram::workspace(analyzer.workspace(), &self.diagnostics, &self.extent)
    }
}

/// Lays out the diagram of a rendering's resources.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DrawResources {
    /// The name of the bundle.
    pub bundle: String,
    /// The file name of the rendering in the bundle.
    pub file_name: String,
    /// The rendered text.
    pub text: String,
    /// The diagnostics to mark.
    pub diagnostics: Vec<Diagnostic>,
}

impl Answer for DrawResources {
    fn answer(self, _: &mut Analyzer) -> Diagram {
        let Self { bundle, file_name, text, diagnostics } = self;
        let rendered = Rendered { bundle: &bundle, file_name: &file_name, text: &text };
        diagram::resources(rendered, &diagnostics)
    }
}

/// Creates the comment that silences a finding, as an edit of its file; the reply is `None` if no comment can.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ignore(
    /// The finding.
    pub Diagnostic,
);

impl Answer for Ignore {
    fn answer(self, analyzer: &mut Analyzer) -> Option<Edit> {
        ignore(analyzer.workspace(), &self.0)
    }
}

/// Returns the help pages, sorted by group and code. They are sent on request, so that the first paint does not wait
/// for them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Help;

impl Answer for Help {
    fn answer(self, _: &mut Analyzer) -> Vec<HelpPage> {
        explain::help()
    }
}
