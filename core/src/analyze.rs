//! The entry point of the engine: analyzes a workspace.

use std::collections::HashMap;

use crate::analysis::{Analysis, BundleAnalysis, BundleResult};
use crate::bundle::{Bundle, Target};
use crate::checks::{Subject, checks, joined};
use crate::diagnostic::{Diagnostic, codes};
use crate::fields;
use crate::files::files;
use crate::form::{Control, EnvironmentOption, Field, Form};
use crate::generated::{generated, mixing};
use crate::outputs::{Basis, Demands, OpenEnvironments, Surroundings};
use crate::preview_layout::preview_layout;
use crate::prose::prose;
use crate::reading::{Reading, ReadingMemo};
use crate::render::Undefined;
use crate::renderings::{RenderingMemo, renderings};
use crate::schema::{Role, Schema};
use crate::silence::Silencing;
use crate::sort::CompactSort;
use crate::spec::{Inputs, NAME_RULE, Spec, is_name};
use crate::text::{Lines, Span};
use crate::value::{Key, Value};
use crate::workspace::Workspace;

/// The maximum number of problems that are listed for a file.
const MAX_LISTED: usize = 500;

/// Checks a workspace and renders it.
///
/// Never fails: every problem is returned as a diagnostic, together with everything that could be computed. Equal
/// arguments give equal results.
pub fn analyze(workspace: &Workspace) -> Analysis {
    analyze_as(workspace, Options::default())
}

/// Options of [`analyze_as`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether a template may read undefined names.
    pub undefined: Undefined,
    /// Whether missing outputs in the sample get made-up values.
    pub make_up_outputs: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { undefined: Undefined::Strict, make_up_outputs: true }
    }
}

/// Like [`analyze`], but with options.
pub fn analyze_as(workspace: &Workspace, options: Options) -> Analysis {
    let open = OpenEnvironments::of(workspace);
    let analyze = |bundle| analyze_bundle(&open, bundle, options, &mut BundleMemo::default());
    workspace.bundles.iter().map(|bundle| analyze(bundle).result).collect()
}

/// The results of the last analysis of a bundle that the next one can reuse. It holds nothing else, so the memory is
/// bounded by that of one analysis.
#[derive(Default)]
pub(crate) struct BundleMemo {
    pub(crate) reading: ReadingMemo,
    pub(crate) renderings: RenderingMemo,
}

impl BundleMemo {
    /// Drops what the last analysis did not use.
    fn end_run(&mut self) {
        self.reading.end_run();
        self.renderings.end_run();
    }
}

/// The result of [`analyze_bundle`], with everything that it has read of other bundles.
pub(crate) struct Analyzed {
    pub(crate) result: BundleResult,
    pub(crate) basis: Basis,
}

/// Analyzes one bundle. Of other bundles, the result depends on nothing but `open`; `memo` is that of the same bundle,
/// and only makes it faster.
pub(crate) fn analyze_bundle(
    open: &OpenEnvironments,
    bundle: &Bundle,
    options: Options,
    memo: &mut BundleMemo,
) -> Analyzed {
    let mut silencing = Silencing::default();
    let mut found = silencing.read(bundle);
    let (analysis, basis) = if let Some(problem) = preview_layout(bundle) {
        found.push(problem);
        (unread(bundle), Basis::of_all(open))
    } else {
        found.extend(files(bundle));
        let BundleMemo { reading, renderings } = memo;
        let reading = Reading::among(open, bundle, options.make_up_outputs, reading);
        let (analysis, demands, surroundings) =
            of_reading(reading, options, renderings, &mut found);
        (analysis, Basis::of(open, bundle, demands, surroundings))
    };
    memo.end_run();
    let diagnostics = arrange(bundle, found);
    Analyzed { result: BundleResult { analysis, diagnostics, silencing }, basis }
}

/// The analysis of a bundle that cannot be read.
fn unread(bundle: &Bundle) -> BundleAnalysis {
    let (inputs, outputs, renderings) = (vec![], vec![], vec![]);
    BundleAnalysis {
        name: bundle.name.clone(),
        kind: bundle.kind(),
        environments: vec![],
        inputs,
        outputs,
        renderings,
    }
}

/// Renders and checks a bundle that has been read.
fn of_reading(
    mut reading: Reading<'_>,
    options: Options,
    memo: &mut RenderingMemo,
    found: &mut Vec<Diagnostic>,
) -> (BundleAnalysis, Demands, Surroundings) {
    found.append(&mut reading.found);
    let (mut renderings, wrong) = renderings(&reading, options.undefined, memo);
    let Reading {
        bundle, templates, schema, spec, demands, surroundings, outputs, sources, ..
    } = reading;
    let spec = spec.as_deref();
    let subject =
        Subject { surroundings: &surroundings, bundle, schema: &schema, spec, sources: &sources };
    found.extend(joined(wrong, checks(&subject), options.undefined));
    if let Some(spec) = spec {
        found.extend(mixing(&surroundings, bundle, &templates));
        renderings.extend(generated(bundle, &schema, spec, &outputs.value, &templates));
    }
    let inputs = spec.map(|spec| forms(&surroundings.options, bundle, &schema, spec));
    let analysis = BundleAnalysis {
        name: bundle.name.clone(),
        kind: bundle.kind(),
        environments: surroundings.suppliers().iter().map(|it| it.name.clone()).collect(),
        inputs: inputs.unwrap_or_default(),
        outputs: outputs.forms,
        renderings,
    };
    (analysis, demands, surroundings)
}

fn forms(open: &[EnvironmentOption], bundle: &Bundle, schema: &Schema, spec: &Spec) -> Vec<Form> {
    let environments = environments(open, spec);
    let form = |inputs: &Inputs| {
        let (target, title, mut fields) = match (inputs.role, inputs.instance) {
            (Role::Service, Some(index)) => {
                let instance = spec.instances().get(index).unwrap_or(&Value::Null);
                let title = match instance.get("name").and_then(Value::as_str) {
                    Some(name) => format!("Service instance {name}"),
                    None => format!("Service instance {}", index + 1),
                };
                (Target::Instance(index), title, instance_fields(index, instance, &environments))
            }
            (Role::Pipeline, _) => (Target::Pipeline, "Pipeline".to_owned(), vec![]),
            _ => (Target::Environment, "Environment".to_owned(), vec![]),
        };
        let own = fields::fields(
            schema,
            inputs.role,
            &inputs.path,
            Some(&inputs.given),
            &inputs.problems,
        );
        let shown = own.len();
        fields.extend(own);
        let declared = schema.properties(inputs.role).count();
        let help = schema
            .definition(inputs.role)
            .and_then(|definition| definition.get("description")?.as_str());
        let mut help = help.map(prose).unwrap_or_default();
        if (1..declared).contains(&shown) {
            let more =
                format!("The form shows {shown} of {declared} inputs; set the others in the file.");
            help.append(&mut prose(&more));
        }
        Form { target, title, help, file: bundle.id(bundle.spec()), fields }
    };
    spec.inputs.iter().map(form).collect()
}

/// The environments that an instance may run in: the open ones that fit, those in the spec, and then the other open ones.
fn environments(open: &[EnvironmentOption], spec: &Spec) -> Vec<EnvironmentOption> {
    let named = spec.instances().iter().filter_map(|one| one.get("environment")?.as_str());
    let mut known = open.to_vec();
    for name in named {
        if is_name(name) && !known.iter().any(|other| other.name == name) {
            let option = EnvironmentOption { name: name.into(), is_open: false, obstacle: None };
            let at = known.iter().position(|option| option.obstacle.is_some());
            known.insert(at.unwrap_or(known.len()), option);
        }
    }
    known
}

/// The fields of a service instance besides its inputs.
fn instance_fields(
    index: usize,
    instance: &Value,
    environments: &[EnvironmentOption],
) -> Vec<Field> {
    let field = |key: &str, label: &str, help: &str| {
        let path = vec!["instances".into(), Key::Index(index), key.into()];
        let value = instance.get(key);
        let mut field = fields::text(path, label, Some(help), value, None);
        field.required = true;
        match value {
            None | Some(Value::Null) => field.messages.push("Required.".into()),
            Some(Value::String(name)) if !is_name(name) => field.messages.push(NAME_RULE.into()),
            _ => {}
        }
        field
    };
    let mut environment = field(
        "environment",
        "Environment",
        "The environment that the instance runs in; templates read it as `environment.name`.",
    );
    environment.control = Control::Environment(environments.to_vec());
    vec![
        field(
            "name",
            "Instance name",
            "The name of the service instance; templates read it as `service_instance.name`.",
        ),
        environment,
    ]
}

/// Sorts the diagnostics of a bundle in reading order: by file, from top to bottom, the most severe first.
pub(crate) fn arrange(bundle: &Bundle, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |d: &Diagnostic| (d.file.path.clone(), d.span, d.severity);
    found.compact_sort_by_cached_key(place);
    let mut found = fewer(found);
    locate(bundle, &mut found);
    found.compact_sort_by_cached_key(place);
    found
}

/// Keeps the first [`MAX_LISTED`] problems of each file, and adds one that says so if there are more: a longer list
/// does not help, and is slow to show.
fn fewer(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = vec![];
    let mut count = 0;
    for diagnostic in found {
        count = match kept.last() {
            Some(last) if last.file == diagnostic.file => count + 1,
            _ => 1,
        };
        if count == MAX_LISTED + 1 {
            let message =
                format!("This file has more than the {MAX_LISTED} problems that are listed.");
            let file = diagnostic.file.clone();
            let more = Diagnostic::new(codes::MORE_PROBLEMS, file, message);
            kept.push(more.help("Fix some of them first; many have the same cause."));
        } else if count <= MAX_LISTED {
            kept.push(diagnostic);
        }
    }
    kept
}

/// Fills in the lines and columns of every diagnostic, and clamps its span to the file.
fn locate(bundle: &Bundle, found: &mut [Diagnostic]) {
    let mut texts: HashMap<String, Option<(&str, Lines)>> = HashMap::new();
    for diagnostic in found {
        let text = texts
            .entry(diagnostic.file.path.clone())
            .or_insert_with_key(|path| bundle.text(path).map(|text| (text, Lines::new(text))));
        let Some((span, (text, lines))) = diagnostic.span.zip(text.as_ref()) else {
            diagnostic.span = None;
            continue;
        };
        let start = text.floor_char_boundary(span.start);
        let end = text.ceil_char_boundary(span.end.clamp(start, text.len().max(start)));
        diagnostic.span = Some(Span::new(start, end));
        diagnostic.range = Some((lines.position(start), lines.position(end)));
    }
}
