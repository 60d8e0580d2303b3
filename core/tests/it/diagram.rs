//! Diagrams of workspaces and of what they render.

// A test may allocate.
#![allow(clippy::format_push_string)]

use std::time::{Duration, Instant};

use crate::common::cases::{cases, open};
use cyclotron_core::diagram::{self, Destination, Diagram, Extent, Problem, Rendered};
use cyclotron_core::{
    Analysis, Bundle, Content, File, FileId, Severity, Workspace, analyze, starters,
};

fn of(workspace: &Workspace) -> (Diagram, Analysis) {
    let analysis = analyze(workspace);
    (diagram::workspace(workspace, &analysis.diagnostics, &Extent::EVERYTHING), analysis)
}

/// The diagram of the resources of a rendering.
fn resources(workspace: &Workspace, bundle: &str, file_name: &str) -> Diagram {
    let analysis = analyze(workspace);
    let analyzed = analysis.bundles.iter().find(|one| one.name == bundle).unwrap();
    let rendering = analyzed.renderings.iter().find(|one| one.file_name == file_name).unwrap();
    let text = rendering.text.as_deref().unwrap();
    diagram::resources(Rendered { bundle, file_name, text }, &analysis.diagnostics)
}

/// A line for each node and what it takes, as people read it.
fn text(diagram: &Diagram) -> String {
    let mut text = format!("{} x {}\n", diagram.width, diagram.height);
    for (at, node) in diagram.nodes.iter().enumerate() {
        text += &format!("{:?} {}", node.kind, node.name);
        if !node.owner.is_empty() {
            text += &format!(" of {}", node.owner);
        }
        text += &format!(" {:?} at {},{}", node.state, node.x, node.y);
        if let Some(place) = &node.place {
            text += &format!(" {}", line(place));
        }
        if let Some((_, target)) = &node.rendering {
            text += &format!(" {target:?}");
        }
        if let Some(Problem { code, .. }) = &node.problems.worst {
            text += &format!(
                " {} errors {} warnings: {code}",
                node.problems.errors, node.problems.warnings
            );
        }
        text += "\n";
        for edge in diagram.edges.iter().filter(|edge| edge.to == at) {
            for link in &edge.links {
                let from = &diagram.nodes[edge.from];
                text += &format!(
                    "    {:?} {} <- {:?} {}",
                    link.relation, link.name, from.kind, from.name
                );
                if let Some(place) = &link.place {
                    text += &format!(" {}", line(place));
                }
                if let Some(problem) = &link.problem {
                    text += &format!(" {}", problem.code);
                }
                text += "\n";
            }
        }
    }
    text
}

fn line(place: &Destination) -> String {
    match place {
        Destination::File(FileId { bundle, path }, (from, _)) => {
            format!("[{bundle}/{path}:{}]", from.line)
        }
        Destination::Rendered(line) => format!("[:{line}]"),
    }
}

fn edit(workspace: &mut Workspace, bundle: &str, path: &str, change: impl Fn(&str) -> String) {
    let id = FileId { bundle: bundle.into(), path: path.into() };
    let file = workspace.file_mut(&id).unwrap();
    file.content = Content::Text(change(file.text().unwrap()).into());
}

#[test]
fn the_ready_workspace() {
    let (made, _) = of(&starters::ready_workspace());
    insta::assert_snapshot!(text(&made));
}

#[test]
fn the_resources_of_an_instance() {
    let made = resources(&starters::ready_workspace(), "item-api-service", "instance-prod.yaml");
    insta::assert_snapshot!(text(&made));
}

/// An environment that is provisioned elsewhere, a service in two environments one of which is not
/// open, a component, Terraform, and what is broken between them.
fn mixed() -> Workspace {
    let file = |path: &str, text: &str| File::new(path, text);
    let manifest = "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n";
    let bundle =
        |name: &str, files: Vec<File>| Bundle { name: name.into(), files, ..Bundle::default() };
    let shared = bundle(
        "shared-vpc",
        vec![file(
            "schema/schema.yaml",
            "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: Vpc\n  types:\n    Vpc:\n      type: object\n      properties:\n        VpcId: {type: string}\n        SubnetIds: {type: string}\n",
        )],
    );
    let queue = bundle(
        "queue",
        vec![
            file("manifest.yaml", manifest),
            file(
                "cloudformation.yaml",
                "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: \"{{ environment.outputs.VpcId }}-q\"\nOutputs:\n  QueueUrl:\n    Value: !Ref Queue\n",
            ),
            file(
                "spec/spec.yaml",
                "proton: ServiceSpec\ninstances:\n  - {name: dev, environment: shared-vpc, spec: {}}\n",
            ),
        ],
    );
    let terraform = bundle(
        "network",
        vec![
            file(
                "infrastructure/manifest.yaml",
                "infrastructure:\n  templates:\n    - {file: \"*\", rendering_engine: hcl, template_language: terraform}\n",
            ),
            file("infrastructure/main.tf", "output \"zone\" {\n  value = \"z\"\n}\n"),
            file(
                "schema/schema.yaml",
                "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: Net\n  types:\n    Net:\n      type: object\n      properties:\n        cidr: {type: string}\n",
            ),
        ],
    );
    let service = bundle(
        "worker",
        vec![
            file(
                "schema/schema.yaml",
                "schema:\n  format: {openapi: \"3.0.0\"}\n  service_input_type: Worker\n  pipeline_input_type: Pipe\n  types:\n    Worker:\n      type: object\n      properties:\n        size: {type: number, default: 1}\n        spare: {type: string, default: x}\n    Pipe:\n      type: object\n      properties:\n        branch: {type: string, default: main}\n",
            ),
            file("instance_infrastructure/manifest.yaml", manifest),
            file(
                "instance_infrastructure/cloudformation.yaml",
                "Resources:\n  Worker:\n    Type: AWS::EC2::Instance\n    Properties:\n      SubnetId: \"{{ environment.outputs.SubnetId }}\"\n      VpcId: \"{{ environment.outputs.VpcId }}\"\n      Size: {{ service_instance.inputs.size }}{{ service_instance.inputs.nothing }}\n      Queue: \"{{ service_instance.components.default.outputs.QueueUrl | default('') }}\"\nOutputs:\n  Id: {Value: !Ref Worker}\n",
            ),
            file("pipeline_infrastructure/manifest.yaml", manifest),
            file(
                "pipeline_infrastructure/cloudformation.yaml",
                "Resources:\n  Build:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Branch: {{ pipeline.inputs.branch }}\n      {%- for one in service_instances %}\n      Id{{ loop.index }}: {{ one.outputs.Id }}{{ one.outputs.Nothing }}{{ one.inputs.size }}{{ one.environment.outputs.VpcId }}\n      {%- endfor %}\n",
            ),
            file(
                "spec/spec.yaml",
                "proton: ServiceSpec\npipeline: {branch: next}\ninstances:\n  - name: dev\n    environment: shared-vpc\n    spec: {size: big}\n  - name: live\n    environment: shared-vcp\n    spec: {}\n  - name: far\n    environment: elsewhere\n    spec: {}\n",
            ),
        ],
    );
    Workspace { bundles: vec![service, queue, shared, terraform] }
}

#[test]
fn broken_edges_have_their_problem() {
    let (made, analysis) = of(&mixed());
    insta::assert_snapshot!(text(&made));
    let broken = made.edges.iter().filter_map(diagram::Edge::problem);
    let codes: Vec<_> = broken.map(|problem| problem.code.as_str()).collect();
    for code in ["undeclared-input", "undeclared-output", "unknown-environment"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    // A broken link leads to where the analysis says that it is broken.
    for problem in made.edges.iter().filter_map(diagram::Edge::problem) {
        let Destination::File(file, range) = &problem.place else { panic!("a place in a file") };
        let same = analysis.diagnostics.iter().any(|one| {
            one.code.0 == problem.code && one.file == *file && one.range == Some(*range)
        });
        assert!(same, "{problem:?}");
    }
}

/// Each problem is counted at one node, besides those that show what is missing.
#[test]
fn every_problem_is_counted_once() {
    let mut workspaces = vec![starters::ready_workspace(), mixed()];
    workspaces.extend(cases().iter().map(|case| Workspace { bundles: vec![open(case, true)] }));
    for workspace in workspaces {
        let (made, analysis) = of(&workspace);
        let is_there = |node: &&diagram::Node| {
            !matches!(
                node.state,
                diagram::NodeState::NotDeclared
                    | diagram::NodeState::NotOpen
                    | diagram::NodeState::NotSeen
            )
        };
        let nodes = made.nodes.iter().filter(is_there);
        let counted = nodes.fold((0, 0), |(errors, warnings), node| {
            (errors + node.problems.errors, warnings + node.problems.warnings)
        });
        let count =
            |severity| analysis.diagnostics.iter().filter(|one| one.severity == severity).count();
        assert_eq!(counted, (count(Severity::Error), count(Severity::Warning)));
    }
}

#[test]
fn a_broken_reference_of_a_resource_is_marked() {
    let mut workspace = starters::ready_workspace();
    edit(
        &mut workspace,
        "item-api-service",
        "instance_infrastructure/cloudformation.yaml",
        |text| text.replace("FunctionName: !Ref Function\n", "FunctionName: !Ref Funktion\n"),
    );
    let made = resources(&workspace, "item-api-service", "instance-dev.yaml");
    let missing = made.nodes.iter().find(|node| node.name == "Funktion").unwrap();
    assert_eq!(missing.state, diagram::NodeState::NotDeclared);
    assert!(matches!(missing.place, Some(Destination::Rendered(_))));

    // The result of a transform is unknown here.
    edit(
        &mut workspace,
        "item-api-service",
        "instance_infrastructure/cloudformation.yaml",
        |text| format!("Transform: AWS::Serverless-2016-10-31\n{text}"),
    );
    let made = resources(&workspace, "item-api-service", "instance-dev.yaml");
    let missing = made.nodes.iter().find(|node| node.name == "Funktion").unwrap();
    assert_eq!(missing.state, diagram::NodeState::NotSeen);
}

#[test]
fn bundles_without_a_template_have_no_resources() {
    for text in ["", "a: [", "just text", "Resources: 1\n", "Resources: [a]\n"] {
        let rendered = Rendered { bundle: "a", file_name: "a.yaml", text };
        assert_eq!(diagram::resources(rendered, &[]), Diagram::default(), "{text}");
    }
    assert_eq!(
        diagram::workspace(&Workspace::default(), &[], &Extent::EVERYTHING),
        Diagram::default()
    );
}

/// SVG paths contain no names of bundles.
#[test]
fn paths_consist_of_numbers() {
    for workspace in [starters::ready_workspace(), mixed()] {
        let (made, _) = of(&workspace);
        for edge in &made.edges {
            let is_plain = |c: char| c.is_ascii_digit() || "MHCL -".contains(c);
            assert!(edge.path.chars().all(is_plain), "{}", edge.path);
        }
    }
}

/// Hostile texts: thousands of names on one line, endless names, cycles through everything.
#[test]
fn hostile_texts_have_diagrams() {
    let many = |of: &dyn Fn(usize) -> String| (0..8000).map(of).collect::<String>();
    let line = many(&|n| {
        format!("\"R{n}\": {{\"Type\": \"A\", \"P\": {{\"Ref\": \"R{}\"}}}}, ", n * 7 % 8000)
    });
    let resources = format!("{{\"Resources\": {{{line} \"Z\": 1}}}}");
    let rendered = Rendered { bundle: "a", file_name: "a.yaml", text: &resources };
    let made = diagram::resources(rendered, &[]);
    assert_eq!((made.nodes.len(), made.left_out), (diagram::MAX_NODES, 8001 - diagram::MAX_NODES));

    let mut workspace = mixed();
    let reads = many(&|n| {
        format!("{{{{ environment.outputs.O{n} }}}}{{{{ service_instance.inputs.i{n} }}}}")
    });
    let path = "instance_infrastructure/cloudformation.yaml";
    edit(&mut workspace, "worker", path, |text| format!("#{reads}\n{text}"));
    let long = "n".repeat(300_000);
    edit(&mut workspace, "worker", "spec/spec.yaml", |text| text.replace("elsewhere", &long));
    let made = diagram::workspace(&workspace, &[], &Extent::EVERYTHING);
    assert_eq!(made.nodes.len(), diagram::MAX_NODES);
    assert!(made.left_out > 7000 && made.nodes.iter().all(|node| node.name.chars().count() <= 161));
    let edge = made.edges.iter().find(|edge| edge.more > 0).unwrap();
    assert!(edge.links.len() + edge.more > 7000);
}

/// Diagrams of all public bundles; of the largest it says how long that takes.
#[test]
#[expect(clippy::disallowed_methods, reason = "it measures")]
fn public_bundles_have_diagrams() {
    let mut slowest = (Duration::ZERO, String::new());
    let mut most = (0, String::new());
    for case in cases() {
        let workspace = Workspace { bundles: vec![open(&case, true)] };
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let analysis = analyze(&workspace);
        let began = Instant::now();
        let made = diagram::workspace(&workspace, &analysis.diagnostics, &Extent::EVERYTHING);
        slowest = slowest.max((began.elapsed(), name.clone()));
        assert!(!made.nodes.is_empty(), "{name}");
        for bundle in &analysis.bundles {
            for rendering in bundle.renderings.iter().filter(|one| one.is_cloudformation()) {
                let Some(text) = &rendering.text else { continue };
                let of = Rendered { bundle: &bundle.name, file_name: &rendering.file_name, text };
                let began = Instant::now();
                let made = diagram::resources(of, &analysis.diagnostics);
                let label = format!("{name}/{}", rendering.file_name);
                slowest = slowest.max((began.elapsed(), label.clone()));
                most = most.max((made.nodes.len(), label));
            }
        }
    }
    crate::common::say(&format!("diagrams: slowest {slowest:?}, most nodes {most:?}"));
}

/// The nodes of a diagram, each with the names of the links to it.
fn folded(workspace: &Workspace, bundle: Option<&str>, has_outputs: bool) -> Vec<String> {
    let analysis = analyze(workspace);
    let extent = Extent { bundle: bundle.map(str::to_owned), has_outputs };
    let made = diagram::workspace(workspace, &analysis.diagnostics, &extent);
    let nodes = made.nodes.iter().enumerate().map(|(at, node)| {
        let edges = made.edges.iter().filter(|edge| edge.to == at).map(|edge| {
            let links = edge.links.iter().map(|link| match &link.problem {
                Some(problem) => format!("{:?} {}: {}", link.relation, link.name, problem.code),
                None => format!("{:?} {}", link.relation, link.name).trim_end().to_owned(),
            });
            let links = links.collect::<Vec<_>>().join(", ");
            format!("\n    {} ({links})", made.nodes[edge.from].name)
        });
        format!("{:?} {}{}", node.kind, node.name, edges.collect::<String>())
    });
    nodes.collect()
}

#[test]
fn a_service_is_shown_with_its_environments_and_outputs_in_the_edges() {
    insta::assert_snapshot!(folded(&mixed(), Some("worker"), false).join("\n"));
}

#[test]
fn an_environment_is_shown_with_the_bundles_that_read_its_outputs() {
    let ready = starters::ready_workspace();
    insta::assert_snapshot!(folded(&ready, Some("item-api-environment"), false).join("\n"));
}

#[test]
fn the_outputs_of_a_bundle_and_of_its_neighbors_can_be_nodes() {
    let ready = starters::ready_workspace();
    insta::assert_snapshot!(folded(&ready, Some("item-api-service"), true).join("\n"));
}

#[test]
fn a_whole_workspace_has_a_node_for_each_bundle() {
    insta::assert_snapshot!(folded(&mixed(), None, false).join("\n"));
}

/// Every problem is counted, whatever is merged.
#[test]
fn merged_nodes_keep_their_problems() {
    for workspace in [starters::ready_workspace(), mixed()] {
        let analysis = analyze(&workspace);
        let made = diagram::workspace(&workspace, &analysis.diagnostics, &Extent::default());
        let nodes = made.nodes.iter().filter(|node| !node.is_missing());
        let counted: usize = nodes.map(|node| node.problems.errors).sum();
        let errors = analysis.diagnostics.iter().filter(|one| one.severity == Severity::Error);
        assert_eq!(counted, errors.count());
    }
}

#[test]
fn a_bundle_that_is_not_open_has_no_diagram() {
    assert!(folded(&starters::ready_workspace(), Some("closed"), false).is_empty());
}
