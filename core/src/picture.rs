//! Diagrams of a workspace and of a rendered template. The workspace diagram shows how inputs flow through the
//! templates of each bundle to the readers of their outputs; the template diagram shows the resources and their
//! references.
//!
//! Both are graphs with a finished layout, so that a front end only has to draw them. Equal arguments give equal
//! pictures.

mod draft;
mod flows;
mod functions;
mod layout;
mod parts;
mod places;
mod resources;
mod workspace;

use serde::{Deserialize, Serialize};

use crate::bundle::{FileId, Target};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Position;

pub use resources::{Rendered, resources};
pub use workspace::workspace;

/// The maximum number of nodes of a picture; further nodes are left out and counted.
pub const MAX_NODES: usize = 500;
/// The maximum number of edges of a picture.
pub const MAX_EDGES: usize = 2000;

/// A graph with its layout: edges lead from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The nodes in reading order: related nodes follow each other.
    pub nodes: Vec<Node>,
    /// The edges, sorted by the nodes that they lead to.
    pub edges: Vec<Edge>,
    /// The width, in units of about a pixel.
    pub width: i32,
    /// The height, in the same units.
    pub height: i32,
    /// The number of nodes that are left out because of the limit.
    pub left_out: usize,
}

/// A node of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its name, shortened to the width of the node.
    pub label: String,
    /// The bundle that it belongs to; for a resource, its type.
    pub owner: String,
    /// The owner, shortened to the width of the node.
    pub owner_label: String,
    /// Its state, which is shown in the node.
    pub state: State,
    /// For inputs, their number.
    pub count: usize,
    /// Its source.
    pub place: Option<Place>,
    /// The problems that concern it.
    pub problems: Problems,
    /// The CloudFormation rendering behind it: the bundle and the target.
    pub rendering: Option<(String, Target)>,
    /// The x coordinate of its left edge.
    pub x: i32,
    /// The y coordinate of its upper edge.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// The targets of the arrow keys.
    pub next: Next,
}

/// The targets of the arrow keys from a node, as indices into [`Picture::nodes`]. Left and right follow edges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// The start of an edge to this node.
    pub left: Option<usize>,
    /// The end of an edge from this node.
    pub right: Option<usize>,
    /// The nearest node above.
    pub up: Option<usize>,
    /// The nearest node below.
    pub down: Option<usize>,
}

/// The kind of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// The inputs of one role, as a schema declares them.
    Inputs,
    /// The template of an environment.
    Environment,
    /// A customer-managed environment, which Proton doesn't provision.
    CustomerManaged,
    /// The template of the service instances.
    Service,
    /// A service instance.
    Instance,
    /// The template of a pipeline.
    Pipeline,
    /// The template of a component.
    Component,
    /// An output, of a bundle or of a rendered template.
    Output,
    /// A parameter of a rendered template.
    Parameter,
    /// A condition of a rendered template.
    Condition,
    /// A resource of a rendered template.
    Resource,
}

/// The state of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// No special state.
    #[default]
    Plain,
    /// An environment that is not open.
    NotOpen,
    /// An output that is read but that no template declares.
    NotDeclared,
    /// An output that is read; whether a template declares it can't be determined.
    NotSeen,
    /// Terraform provisions it, so its resources are unknown.
    Terraform,
    /// CodeBuild provisions it, so its resources are unknown.
    CodeBuild,
    /// It has no readable template.
    NoTemplate,
}

/// A source location to open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A range in a file: start and end.
    File(FileId, (Position, Position)),
    /// A line of the rendered text, from 1.
    Rendered(usize),
}

/// The problems of a node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems {
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The first of the most severe problems.
    pub worst: Option<Problem>,
}

/// A problem as a picture shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// [`crate::Diagnostic::code`].
    pub code: String,
    /// Its severity.
    pub severity: Severity,
    /// Its message.
    pub message: String,
    /// Its location.
    pub place: Place,
}

/// An edge between two nodes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// The index of the node that it starts at.
    pub from: usize,
    /// The index of the node that it leads to.
    pub to: usize,
    /// Its links: at least one, up to a limit.
    pub links: Vec<Link>,
    /// The number of links over the limit.
    pub more: usize,
    /// Its line, as the `d` attribute of an SVG path.
    pub path: String,
    /// Whether it leads from right to left, as part of a cycle.
    pub is_back: bool,
}

/// A reference from one node to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its kind.
    pub relation: Relation,
    /// The name of the input, output or attribute; empty if it has no name.
    pub name: String,
    /// The location of the reference.
    pub place: Option<Place>,
    /// The problem that concerns it.
    pub problem: Option<Problem>,
}

/// The kind of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Relation {
    /// A template reads an input or an output.
    Reads,
    /// A template or schema declares an output.
    Declares,
    /// A template is rendered for an instance.
    Renders,
    /// An instance runs in an environment.
    RunsIn,
    /// An environment template that is used for an environment that is not open.
    StandsIn,
    /// `Ref`
    Ref,
    /// `Fn::GetAtt`
    GetAtt,
    /// `Fn::Sub`
    Sub,
    /// `DependsOn`
    DependsOn,
    /// `Condition`, or `Fn::If`
    Condition,
}

impl Edge {
    /// The first problem of its links.
    pub fn problem(&self) -> Option<&Problem> {
        self.links.iter().find_map(|link| link.problem.as_ref())
    }
}

/// The start of a file.
const BEGIN: Position = Position { line: 1, column: 0 };

impl Problem {
    /// Converts a diagnostic.
    fn of(one: &Diagnostic) -> Self {
        Self {
            code: one.code.0.to_string(),
            severity: one.severity,
            message: one.message.clone(),
            place: Place::File(one.file.clone(), one.range.unwrap_or((BEGIN, BEGIN))),
        }
    }
}

impl Problems {
    /// Adds a problem.
    fn add(&mut self, problem: Problem) {
        match problem.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => {}
        }
        if self.worst.as_ref().is_none_or(|worst| problem.severity < worst.severity) {
            self.worst = Some(problem);
        }
    }
}
