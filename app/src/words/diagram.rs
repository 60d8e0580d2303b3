//! The texts of the diagrams: of the workspace, and of the resources of a rendering.

use cyclotron_core::diagram::{Kind, Link, Node, NodeState, Problem, Problems, Relation};

use super::common::{edges, errors, inputs, nodes, warnings};

/// The label of the button that opens the diagram of the workspace.
pub const OPEN: &str = "Diagram";
/// The tooltip of that button.
pub const OPEN_TITLE: &str = "Show how inputs and outputs flow between the bundles";
/// The title of the dialog with the diagram of the workspace.
pub const WORKSPACE: &str = "Workspace diagram";
/// The accessible name of the choice of what the diagram of the workspace shows.
pub const SHOWN: &str = "Show";
/// The tooltip of the button that shows the selected bundle with its neighbors.
pub const NEIGHBORS_TITLE: &str = "Show this bundle and the bundles that it shares outputs with";
/// The button that shows all bundles.
pub const WHOLE: &str = "Whole workspace";
/// The tooltip of that button.
pub const WHOLE_TITLE: &str = "Show all open bundles";
/// The switch that shows outputs as nodes.
pub const OUTPUTS: &str = "Outputs";
/// The tooltip of that switch.
pub const OUTPUTS_TITLE: &str = "Show each output as a node. Otherwise the edges name them.";
/// The accessible name of the choice between graph and list.
pub const VIEWS: &str = "View";
/// The choice of the graph.
pub const GRAPH: &str = "Graph";
/// The choice of the list.
pub const LIST: &str = "List";
/// The accessible name of the zoom buttons.
pub const ZOOM: &str = "Zoom";
/// The tooltip of the button that zooms out.
pub const SMALLER_TITLE: &str = "Zoom out (−)";
/// The accessible name of the button that zooms out.
pub const SMALLER: &str = "Zoom out";
/// The tooltip of the button that zooms in.
pub const LARGER_TITLE: &str = "Zoom in (+)";
/// The accessible name of the button that zooms in.
pub const LARGER: &str = "Zoom in";
/// The label of the button that fits the diagram into its pane.
pub const FIT: &str = "Fit";
/// The tooltip of that button, with its key.
pub const FIT_TITLE: &str = "Show everything (0)";
/// The label of the button that downloads the diagram as an SVG file.
pub const SAVE: &str = "Save as SVG";
/// The label of the button that prints the diagram.
pub const PRINT: &str = "Print…";
/// The label of the button that shows and hides the legend.
pub const LEGEND: &str = "Legend";
/// The label of the button of a node that opens its resources, and of the button that shows those of a rendering.
pub const RESOURCES: &str = "Resources";
/// The file name of the diagram of the workspace.
pub const FILE: &str = "diagram";
/// The file name of a diagram of resources.
pub const RESOURCES_FILE: &str = "resources";
/// The line while the worker draws.
pub const DRAWING: &str = "Drawing…";
/// The line where the engine stopped while it drew.
pub const FAILED: &str =
    "The engine stopped while it drew this. It tries again when the text changes.";
/// The empty state in a safe start.
pub const SAFE: &str = "No diagram: this is a safe start. Choose “Render and check” to see it.";
/// The empty state without bundles.
pub const EMPTY: &str = "No bundle is open. Create one with “New…”, or open one.";
/// The tooltip of the button that shows a rendering as the graph of its resources.
pub const RESOURCES_TITLE: &str = "Show the resources as a graph, or the text again";
/// The empty state of a rendering without resources.
pub const NO_RESOURCES: &str = "No resources: the rendered text has no readable Resources section.";
/// The empty state of a rendering for Terraform or `CodeBuild`.
pub const OTHER_ENGINE: &str =
    "No graph: Terraform and CodeBuild files have no CloudFormation resources.";
/// The empty state of a template that fails.
pub const NOT_RENDERED: &str = "No graph: the template has errors. See Problems.";

/// The line of keys below the legend.
pub const KEYS: &str = "Arrow keys follow the edges, Enter goes to the file, + and − zoom, 0 shows all. Drag, scroll or pinch to move.";
/// The legend of an edge.
pub const LEGEND_EDGE: &str = "flows to";
/// The legend of a broken edge.
pub const LEGEND_BROKEN: &str = "broken; leads to its problem";
/// The legend of a dashed node.
pub const LEGEND_MISSING: &str = "referenced, but not declared or not open";

/// The kind of a node.
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

const fn state(state: NodeState) -> Option<&'static str> {
    match state {
        NodeState::Plain => None,
        NodeState::NotOpen => Some("not open"),
        NodeState::NotDeclared => Some("not declared"),
        NodeState::NotSeen => Some("not seen here"),
        NodeState::Terraform => Some("Terraform"),
        NodeState::CodeBuild => Some("CodeBuild"),
        NodeState::NoTemplate => Some("no template"),
    }
}

/// The reason why a node has no diagram of resources; `None` for a node in any other state.
pub const fn why_no_resources(state: NodeState) -> Option<&'static str> {
    match state {
        NodeState::Terraform => Some("Terraform provisions it, so its resources have no graph."),
        NodeState::CodeBuild => Some("CodeBuild provisions it, so its resources have no graph."),
        NodeState::NoTemplate => Some("It has no readable template."),
        _ => None,
    }
}

/// The line above the name of a node.
pub fn above(node: &Node) -> String {
    let what = kind(node.kind);
    match state(node.state) {
        Some(state) => format!("{what} · {state}"),
        None if node.kind == Kind::Inputs => format!("{what} · {}", node.count),
        None => what.to_owned(),
    }
}

/// The mark of a node with problems: the number of those with the worst severity.
pub fn mark(problems: &Problems) -> Option<String> {
    match (problems.errors, problems.warnings) {
        (0, 0) => None,
        (0, count) => Some(warnings(count)),
        (count, _) => Some(errors(count)),
    }
}

/// The number of problems of a node, by severity.
pub fn problems(problems: &Problems) -> Option<String> {
    match (problems.errors, problems.warnings) {
        (0, 0) => None,
        (count, 0) => Some(errors(count)),
        (0, count) => Some(warnings(count)),
        (error, warning) => Some(format!("{}, {}", errors(error), warnings(warning))),
    }
}

/// The accessible name of a node, with all text of its box.
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

/// The accessible description of a node: the number of its edges, and its name where the box shortens it.
pub fn described(node: &Node, takes: usize, gives: usize) -> String {
    let flows = format!("{takes} incoming, {gives} outgoing");
    if node.label == node.name { flows } else { format!("{}, {flows}", node.name) }
}

/// The accessible name of the button of a node that opens its resources.
pub fn resources_of(node: &Node) -> String {
    format!("Resources of {}", called(node))
}

/// The size of a diagram.
pub fn summary(node_count: usize, edge_count: usize) -> String {
    format!("{} and {}", nodes(node_count), edges(edge_count))
}

/// The line where a diagram leaves nodes out.
pub fn left_out(count: usize, most: usize) -> String {
    format!("Too large for one diagram: the first {most} nodes are shown, {count} more aren’t.")
}

/// The title of a diagram of resources.
pub fn resources_title(label: &str) -> String {
    format!("Resources of {label}")
}

/// The zoom factor.
pub fn percent(scale: f64) -> String {
    format!("{:.0} %", scale * 100.0)
}

/// The sentence about an edge, with the reading node as its subject.
pub fn sentence(link: &Link, from: &Node, to: &Node) -> String {
    let (taker, giver) = (called(to), called(from));
    let name = &link.name;
    let text = match link.relation {
        Relation::Reads if name.is_empty() && from.kind == Kind::Inputs => {
            format!("{taker} reads the whole `inputs` object")
        }
        Relation::Reads if name.is_empty() => format!("{taker} reads all outputs of {giver}"),
        Relation::Reads if from.kind == Kind::Inputs => format!("{taker} reads the input {name}"),
        Relation::Reads if from.kind != Kind::Output => format!("{taker} reads {name} of {giver}"),
        Relation::Reads if from.owner.is_empty() => format!("{taker} reads {name}"),
        Relation::Reads => format!("{taker} reads {name} of {}", from.owner),
        Relation::Declares => format!("{taker} is declared by {giver}"),
        Relation::Renders => format!("{taker} is rendered from {giver}"),
        Relation::RunsIn if name.is_empty() => format!("{taker} runs in {giver}"),
        Relation::RunsIn => {
            format!(
                "{taker} runs in {name}, which is not open; the outputs of {giver} are used instead"
            )
        }
        Relation::StandsIn => {
            format!("{taker} is not open under this name; the outputs of {giver} are used instead")
        }
        Relation::Ref => format!("{taker} refers to {giver}"),
        Relation::GetAtt => format!("{taker} reads {name} of {giver}"),
        Relation::Sub if name.is_empty() => format!("{taker} uses {giver} in `Fn::Sub`"),
        Relation::Sub => format!("{taker} uses {name} of {giver} in `Fn::Sub`"),
        Relation::DependsOn => format!("{taker} depends on {giver}"),
        Relation::Condition => format!("{taker} depends on the condition {giver}"),
    };
    let mut letters = text.chars();
    match letters.next() {
        // Names keep their case.
        Some('t') if text.starts_with("the ") => format!("T{}", letters.as_str()),
        _ => text,
    }
}

/// The number of items that a list leaves out.
pub fn more(count: usize) -> String {
    format!("and {count} more")
}

/// The text of a problem beside a broken edge.
pub fn problem(problem: &Problem) -> String {
    format!("{}: {}", problem.code, problem.message)
}

/// The line for a node whose output no bundle reads.
pub fn unread(node: &Node) -> String {
    format!("Nothing here reads {}", node.name)
}

/// A node, within a sentence.
fn called(node: &Node) -> String {
    match node.kind {
        Kind::Pipeline => format!("the pipeline of {}", node.name),
        Kind::Inputs => format!("the inputs of {}", node.owner),
        _ => node.name.clone(),
    }
}
