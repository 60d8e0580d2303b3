//! Diagrams: for a workspace, how inputs flow through the templates of each bundle to the readers of their outputs; for
//! a rendered template, its resources and their references.
//!
//! Both are graphs whose layout is already computed, so that the page only has to draw them. Equal arguments result in
//! equal diagrams.

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

/// Maximum number of nodes; the others are omitted and counted.
pub const MAX_NODES: usize = 500;
/// Maximum number of edges.
pub const MAX_EDGES: usize = 2000;

/// A graph with its layout. Edges lead from left to right, except those with `is_back`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagram {
    /// The nodes in reading order: related nodes follow each other.
    pub nodes: Vec<Node>,
    /// The edges, sorted by their targets.
    pub edges: Vec<Edge>,
    /// The width, in units of about one pixel.
    pub width: i32,
    /// The height.
    pub height: i32,
    /// The number of nodes omitted because of `MAX_NODES`.
    pub left_out: usize,
}

/// A node of a diagram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// The kind of the node.
    pub kind: Kind,
    /// The full name.
    pub name: String,
    /// The name, shortened to the available space.
    pub label: String,
    /// The bundle that the node belongs to; the type of a resource.
    pub owner: String,
    /// The owner, shortened to the available space.
    pub owner_label: String,
    /// An additional property to show.
    pub state: NodeState,
    /// The number of inputs, for a node that represents inputs.
    pub count: usize,
    /// The source location.
    pub place: Option<Destination>,
    /// The problems at this node.
    pub problems: Problems,
    /// The rendering for CloudFormation that the node represents: the bundle and the target.
    pub rendering: Option<(String, Target)>,
    /// The x coordinate of the left edge.
    pub x: i32,
    /// The y coordinate of the upper edge.
    pub y: i32,
    /// The width.
    pub width: i32,
    /// The height.
    pub height: i32,
    /// The nodes that the arrow keys move to: along edges to the left and right, and up and down.
    pub next: Next,
}

/// The nodes that the arrow keys move to, as indices in [`Diagram::nodes`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// The source of an edge to this node.
    pub left: Option<usize>,
    /// The target of an edge from this node.
    pub right: Option<usize>,
    /// The node above.
    pub up: Option<usize>,
    /// The node below.
    pub down: Option<usize>,
}

/// The kind of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// The inputs of one role, as declared by a schema.
    Inputs,
    /// The template of an environment.
    Environment,
    /// An environment that is provisioned elsewhere.
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

/// An additional property of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NodeState {
    /// No additional property.
    #[default]
    Plain,
    /// The environment is not open.
    NotOpen,
    /// The name is read, but not declared anywhere.
    NotDeclared,
    /// The name is read, but whether it is declared anywhere is not known.
    NotSeen,
    /// Terraform provisions it, so its resources are not known.
    Terraform,
    /// CodeBuild provisions it, so its resources are not known.
    CodeBuild,
    /// No readable template exists.
    NoTemplate,
}

/// A location that the user can go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Destination {
    /// A range in a file: start and end.
    File(FileId, (Position, Position)),
    /// A line of the rendered text, from 1.
    Rendered(usize),
}

/// The problems at a node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems {
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The first problem of the highest severity.
    pub worst: Option<Problem>,
}

/// A problem as shown in a diagram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The [`crate::Diagnostic::code`].
    pub code: String,
    /// The severity.
    pub severity: Severity,
    /// The message.
    pub message: String,
    /// The location of the problem.
    pub place: Destination,
}

/// An edge between two nodes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// The index of the source node.
    pub from: usize,
    /// The index of the target node.
    pub to: usize,
    /// The links that the edge represents: at least one, up to a number that is still readable.
    pub links: Vec<Link>,
    /// The number of links that are omitted.
    pub more: usize,
    /// The drawn path, as the `d` attribute of an SVG path.
    pub path: String,
    /// Whether the edge leads backward, as part of a cycle.
    pub is_back: bool,
}

/// One link that an edge represents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The relation between the nodes.
    pub relation: Relation,
    /// The name of the input, output or attribute; empty if it is obvious.
    pub name: String,
    /// The location of the reference in the target.
    pub place: Option<Destination>,
    /// The problem with the link, if it has one.
    pub problem: Option<Problem>,
}

/// The relation of the target node to the source node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Relation {
    /// A template reads an input or an output.
    Reads,
    /// A template or schema declares an output.
    Declares,
    /// A template is rendered for an instance.
    Renders,
    /// An instance runs in an environment. With a name, that environment is not open, and the outputs of the source node
    /// are used instead.
    RunsIn,
    /// An environment that is not open is assumed to use this template.
    StandsIn,
    /// The intrinsic function `Ref`.
    Ref,
    /// The intrinsic function `Fn::GetAtt`.
    GetAtt,
    /// The intrinsic function `Fn::Sub`.
    Sub,
    /// The attribute `DependsOn`.
    DependsOn,
    /// The attribute `Condition`, or `Fn::If`.
    Condition,
}

/// The part of a workspace that its diagram shows, and whether outputs are nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// The name of the bundle that is shown with its neighbors: the bundles whose outputs it reads, or that read its
    /// outputs. `None` for all bundles, each of which is a single node unless outputs are nodes.
    pub bundle: Option<String>,
    /// Whether outputs are nodes. Otherwise the edges name them.
    pub has_outputs: bool,
}

impl Extent {
    /// All bundles with all their nodes.
    pub const EVERYTHING: Self = Self { bundle: None, has_outputs: true };
}

impl Node {
    /// Whether the node shows what is missing. Its problem is counted at another node too.
    pub const fn is_missing(&self) -> bool {
        matches!(self.state, NodeState::NotOpen | NodeState::NotDeclared | NodeState::NotSeen)
    }
}

impl Edge {
    /// The first problem of the links.
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
            place: Destination::File(one.file.clone(), one.range.unwrap_or((BEGIN, BEGIN))),
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
        self.offer(problem);
    }

    /// Adds the problems of another node.
    fn absorb(&mut self, others: Self) {
        self.errors += others.errors;
        self.warnings += others.warnings;
        if let Some(problem) = others.worst {
            self.offer(problem);
        }
    }

    /// Keeps a problem if it is worse than the known ones.
    fn offer(&mut self, problem: Problem) {
        if self.worst.as_ref().is_none_or(|worst| problem.severity < worst.severity) {
            self.worst = Some(problem);
        }
    }
}
