//! The picture of the workspace, and that of the resources of a rendering.

use cyclotron_core::picture::{Kind, Link, Node, Problem, Problems, Relation, State};

use super::common::{edges, errors, inputs, nodes, warnings};

/// Opens the picture of the workspace.
pub const OPEN: &str = "Picture";
/// What that is, for whoever points at the button.
pub const OPEN_TITLE: &str =
    "What flows between the bundles: inputs, templates, outputs, and who reads them";
/// The dialog with the picture of the workspace.
pub const WORKSPACE: &str = "Picture of the workspace";
/// The two ways to look at a picture.
pub const VIEWS: &str = "View";
/// As a graph.
pub const GRAPH: &str = "Graph";
/// As a list.
pub const LIST: &str = "List";
/// The buttons that make it larger and smaller.
pub const ZOOM: &str = "Zoom";
/// Makes it smaller.
pub const SMALLER_TITLE: &str = "Zoom out (−)";
/// The same, by itself.
pub const SMALLER: &str = "Zoom out";
/// Makes it larger.
pub const LARGER_TITLE: &str = "Zoom in (+)";
/// The same, by itself.
pub const LARGER: &str = "Zoom in";
/// Makes all of it fit.
pub const FIT: &str = "Fit";
/// What that does, with its key.
pub const FIT_TITLE: &str = "Show all of it (0)";
/// Saves it as a file.
pub const SAVE: &str = "Save as SVG";
/// Prints it.
pub const PRINT: &str = "Print…";
/// Opens and closes the legend.
pub const LEGEND: &str = "Legend";
/// Leads from a node to its resources.
pub const RESOURCES: &str = "Resources";
/// What the picture of the workspace is, in the name of a file.
pub const FILE: &str = "picture";
/// What the picture of the resources is, in the name of a file.
pub const RESOURCES_FILE: &str = "resources";
/// While the worker draws.
pub const DRAWING: &str = "Drawing…";
/// Where the worker stopped at it.
pub const FAILED: &str =
    "The engine stopped while it drew this. It is drawn anew when the text changes.";
/// In a safe start.
pub const SAFE: &str =
    "Nothing is analyzed in a safe start, so there is no picture. Leave the safe start to see it.";
/// Without bundles.
pub const EMPTY: &str =
    "There is nothing to draw: no bundle is open. Make one with New…, or open one.";
/// How a rendering can be shown.
pub const SHOW_AS: &str = "Show the rendering as";
/// As text.
pub const TEXT: &str = "Text";
/// A rendering without resources.
pub const NO_RESOURCES: &str =
    "What is rendered here has no resources: the text has no section Resources that can be read.";
/// What CloudFormation does not get.
pub const OTHER_ENGINE: &str = "There is no graph of this: Terraform and CodeBuild get their files as they are, and only CloudFormation's resources are read here.";
/// A rendering that failed.
pub const NOT_RENDERED: &str = "There is no graph yet: the template fails, see Problems.";

/// The keys, below the legend.
pub const KEYS: &str = "Arrow keys follow the edges, Enter goes to the file, + and − zoom, 0 shows all. Drag, scroll or pinch to move.";
/// What an edge is.
pub const LEGEND_EDGE: &str = "flows to";
/// What a broken edge is.
pub const LEGEND_BROKEN: &str = "broken: it leads to its problem";
/// What a dashed node is.
pub const LEGEND_MISSING: &str = "named, and not declared or not open";

/// What a node is.
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Inputs => "Inputs",
        Kind::Environment => "Environment",
        Kind::CustomerManaged => "Customer-managed environment",
        Kind::Service => "Service",
        Kind::Instance => "Service instance",
        Kind::Pipeline => "Pipeline",
        Kind::Component => "Component",
        Kind::Output => "Output",
        Kind::Parameter => "Parameter",
        Kind::Condition => "Condition",
        Kind::Resource => "Resource",
    }
}

const fn state(state: State) -> Option<&'static str> {
    match state {
        State::Plain => None,
        State::NotOpen => Some("not open"),
        State::NotDeclared => Some("not declared"),
        State::NotSeen => Some("not seen here"),
        State::Terraform => Some("Terraform"),
        State::CodeBuild => Some("CodeBuild"),
        State::NoTemplate => Some("no template"),
    }
}

/// Why a node has no graph of resources, where one would look for it.
pub const fn why_no_resources(state: State) -> Option<&'static str> {
    match state {
        State::Terraform => Some("Terraform provisions it, so there is no graph of its resources."),
        State::CodeBuild => Some("CodeBuild provisions it, so there is no graph of its resources."),
        State::NoTemplate => Some("It has no template that can be read."),
        _ => None,
    }
}

/// The line above a node's name.
pub fn above(node: &Node) -> String {
    let what = kind(node.kind);
    match state(node.state) {
        Some(state) => format!("{what} · {state}"),
        None if node.kind == Kind::Inputs => format!("{what} · {}", node.count),
        None => what.to_owned(),
    }
}

/// The mark of a node with problems: how many of the worst kind.
pub fn mark(problems: &Problems) -> Option<String> {
    match (problems.errors, problems.warnings) {
        (0, 0) => None,
        (0, count) => Some(warnings(count)),
        (count, _) => Some(errors(count)),
    }
}

/// All problems of a node.
pub fn problems(problems: &Problems) -> Option<String> {
    match (problems.errors, problems.warnings) {
        (0, 0) => None,
        (count, 0) => Some(errors(count)),
        (0, count) => Some(warnings(count)),
        (error, warning) => Some(format!("{}, {}", errors(error), warnings(warning))),
    }
}

/// What a node is called, with all that its box says.
pub fn named(node: &Node) -> String {
    let mut text = format!("{} {}", kind(node.kind), node.name);
    if !node.owner.is_empty() {
        text = match node.kind {
            Kind::Resource | Kind::Parameter => format!("{text}, {}", node.owner),
            _ => format!("{text} of {}", node.owner),
        };
    }
    if node.kind == Kind::Inputs {
        text = format!("{text}, {}", inputs(node.count));
    }
    for more in state(node.state).map(str::to_owned).into_iter().chain(problems(&node.problems)) {
        text = format!("{text}, {more}");
    }
    text
}

/// What those are told besides who cannot see the edges, nor a name that is too long for its box.
pub fn described(node: &Node, takes: usize, gives: usize) -> String {
    let flows = format!("takes from {takes}, gives to {gives}");
    if node.label == node.name { flows } else { format!("{}, {flows}", node.name) }
}

/// Leads from a node to its resources.
pub fn resources_of(node: &Node) -> String {
    format!("Resources of {}", called(node))
}

/// How large a picture is.
pub fn summary(node_count: usize, edge_count: usize) -> String {
    format!("{} and {}", nodes(node_count), edges(edge_count))
}

/// That a picture leaves nodes out.
pub fn left_out(count: usize, most: usize) -> String {
    format!(
        "This is too much for one picture: the first {most} nodes are drawn, {count} are left out."
    )
}

/// The picture of the resources of a rendering.
pub fn resources_title(label: &str) -> String {
    format!("Resources of {label}")
}

/// How large it is shown.
pub fn percent(scale: f64) -> String {
    format!("{:.0} %", scale * 100.0)
}

/// What flows, in a sentence about the node that takes.
pub fn sentence(link: &Link, from: &Node, to: &Node) -> String {
    let (taker, giver) = (called(to), called(from));
    let name = &link.name;
    let text = match link.relation {
        Relation::Reads if name.is_empty() && from.kind == Kind::Inputs => {
            format!("{taker} reads all its inputs at once")
        }
        Relation::Reads if name.is_empty() => format!("{taker} reads all outputs of {giver}"),
        Relation::Reads if from.kind == Kind::Inputs => format!("{taker} reads the input {name}"),
        Relation::Reads if from.owner.is_empty() => format!("{taker} reads {name}"),
        Relation::Reads => format!("{taker} reads {name} of {}", from.owner),
        Relation::Declares => format!("{taker} is declared by {giver}"),
        Relation::Renders => format!("{taker} is rendered from {giver}"),
        Relation::RunsIn => format!("{taker} runs in {giver}"),
        Relation::StandsIn => {
            format!(
                "{taker} is not open by this name: its outputs are taken to be those of {giver}"
            )
        }
        Relation::Ref => format!("{taker} refers to {giver}"),
        Relation::GetAtt => format!("{taker} takes {name} of {giver}"),
        Relation::Sub if name.is_empty() => format!("{taker} has {giver} in a text"),
        Relation::Sub => format!("{taker} has {name} of {giver} in a text"),
        Relation::DependsOn => format!("{taker} waits for {giver}"),
        Relation::Condition => format!("{taker} hangs on the condition {giver}"),
    };
    let mut letters = text.chars();
    match letters.next() {
        // Names stand as they are written.
        Some('t') if text.starts_with("the ") => format!("T{}", letters.as_str()),
        _ => text,
    }
}

/// That there is more of the same.
pub fn more(count: usize) -> String {
    format!("and {count} more")
}

/// A problem beside what is broken.
pub fn problem(problem: &Problem) -> String {
    format!("{}: {}", problem.code, problem.message)
}

/// That nobody takes what a node gives.
pub fn unread(node: &Node) -> String {
    format!("Nothing here reads {}", node.name)
}

/// What a node is called within a sentence.
fn called(node: &Node) -> String {
    match node.kind {
        Kind::Pipeline => format!("the pipeline of {}", node.name),
        Kind::Inputs => format!("the inputs of {}", node.owner),
        _ => node.name.clone(),
    }
}
