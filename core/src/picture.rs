//! Pictures: of a workspace, what flows from the inputs of each bundle through its templates to who
//! reads their outputs; and of a rendered template, its resources and what they refer to.
//!
//! Both are a graph whose nodes have their places already, so that whoever draws it only draws. Equal
//! arguments give equal pictures.

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

/// The most nodes of a picture; what is beyond is left out, and counted.
pub const MAX_NODES: usize = 500;
/// The most edges of a picture.
pub const MAX_EDGES: usize = 2000;

/// A graph, laid out: what gives stands left of what takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// In the order of a reader: what belongs together follows each other.
    pub nodes: Vec<Node>,
    /// In the order of the nodes that they lead to.
    pub edges: Vec<Edge>,
    /// How wide it is, in units of its own, which are about a pixel.
    pub width: i32,
    /// How high.
    pub height: i32,
    /// How many nodes are left out, as there are too many.
    pub left_out: usize,
}

/// One part of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// What it is called.
    pub name: String,
    /// The same, as much of it as there is room for.
    pub label: String,
    /// The bundle that it is part of; the type of a resource.
    pub owner: String,
    /// The same, as much of it as there is room for.
    pub owner_label: String,
    /// What is to be said of it besides.
    pub state: State,
    /// How many inputs there are, for those.
    pub count: usize,
    /// Where it is written.
    pub place: Option<Place>,
    /// What is wrong with it.
    pub problems: Problems,
    /// What is rendered here for CloudFormation: the bundle, and what for.
    pub rendering: Option<(String, Target)>,
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// How wide it is.
    pub width: i32,
    /// How high it is.
    pub height: i32,
    /// Where the arrow keys lead: along the edges to the left and right, and up and down.
    pub next: Next,
}

/// Where the arrow keys lead from a node, by place in [`Picture::nodes`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// To what gives.
    pub left: Option<usize>,
    /// To what takes.
    pub right: Option<usize>,
    /// To what stands above.
    pub up: Option<usize>,
    /// To what stands below.
    pub down: Option<usize>,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// The inputs of one role, as a schema declares them.
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

/// What is to be said of a node besides what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Nothing.
    #[default]
    Plain,
    /// It is an environment that is not open.
    NotOpen,
    /// It is read, and nothing declares it.
    NotDeclared,
    /// It is read, and whether anything declares it cannot be seen here.
    NotSeen,
    /// Terraform provisions it: no resources are known.
    Terraform,
    /// CodeBuild provisions it: no resources are known.
    CodeBuild,
    /// There is no template that can be read.
    NoTemplate,
}

/// A place to go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// In a file: begin and end.
    File(FileId, (Position, Position)),
    /// A line of the rendered text, from 1.
    Rendered(usize),
}

/// What is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems {
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// The first of the worst.
    pub worst: Option<Problem>,
}

/// One problem, as far as a picture shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// [`crate::Diagnostic::code`].
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: Place,
}

/// What leads from one node to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// The node that gives.
    pub from: usize,
    /// The node that takes.
    pub to: usize,
    /// What flows: at least one, and no more than are worth reading.
    pub links: Vec<Link>,
    /// How many more flow.
    pub more: usize,
    /// How it is drawn, as the `d` of an SVG path.
    pub path: String,
    /// Whether it leads back, as part of a circle.
    pub is_back: bool,
}

/// One thing that flows along an edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// How.
    pub relation: Relation,
    /// What: an input, an output, an attribute; empty where that goes without saying.
    pub name: String,
    /// Where the taker asks for it.
    pub place: Option<Place>,
    /// What is wrong with it.
    pub problem: Option<Problem>,
}

/// How one node takes from another.
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
    /// An environment that is not open is taken to be one of this template.
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
    /// The first problem of what flows.
    pub fn problem(&self) -> Option<&Problem> {
        self.links.iter().find_map(|link| link.problem.as_ref())
    }
}

/// Where a file begins.
const BEGIN: Position = Position { line: 1, column: 0 };

impl Problem {
    /// A diagnostic as a picture shows it.
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
    /// Adds one.
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
