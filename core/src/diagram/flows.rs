//! Resolves the names that a template reads to inputs of its own bundle or outputs of another template.

use crate::bundle::Part;
use crate::render::references::Step;

/// The source of a value that a template reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The inputs of this part of the bundle.
    Inputs(Part),
    /// The outputs of the environment.
    Environment,
    /// The outputs of the service instances.
    Instances,
    /// The outputs of a component.
    Component,
}

/// Returns the source of the value at `path` that a template of `part` reads, and its name there, without a name if
/// all values are read at once. Returns `None` for values that Proton fills in.
pub(super) fn flow(part: Part, path: &[Step]) -> Option<(Source, Option<&str>)> {
    let (source, at) = match part {
        Part::Environment => (below(path, 0, &["environment", "inputs"], Source::Inputs(part)))?,
        Part::Instance => below(path, 0, &["service_instance", "inputs"], Source::Inputs(part))
            .or_else(|| below(path, 0, &["environment", "outputs"], Source::Environment))
            .or_else(|| component(path, 0))?,
        Part::Component => below(path, 0, &["environment", "outputs"], Source::Environment)?,
        Part::Pipeline => below(path, 0, &["pipeline", "inputs"], Source::Inputs(part))
            .or_else(|| of_instances(path))?,
    };
    match path.get(at) {
        None | Some(Step::Each) => Some((source, None)),
        Some(Step::Name(name)) => Some((source, Some(name))),
    }
}

/// The source of a value that a pipeline reads from each of `service_instances`.
fn of_instances(path: &[Step]) -> Option<(Source, usize)> {
    let is_each = path.first()?.is("service_instances") && path.get(1)? == &Step::Each;
    if !is_each {
        return None;
    }
    below(path, 2, &["outputs"], Source::Instances)
        .or_else(|| below(path, 2, &["inputs"], Source::Inputs(Part::Instance)))
        .or_else(|| below(path, 2, &["environment", "outputs"], Source::Environment))
        .or_else(|| below(path, 2, &["components", "default", "outputs"], Source::Component))
}

fn component(path: &[Step], from: usize) -> Option<(Source, usize)> {
    let names = ["service_instance", "components", "default", "outputs"];
    below(path, from, &names, Source::Component)
}

/// The index of the step after `names`, if the path has them at `from`.
fn below(path: &[Step], from: usize, names: &[&str], source: Source) -> Option<(Source, usize)> {
    let here = path.get(from..from + names.len())?;
    let same = here.iter().zip(names).all(|(step, name)| step.is(name));
    same.then_some((source, from + names.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(part: Part, path: &str) -> Option<(Source, Option<String>)> {
        let step = |step: &str| match step {
            "*" => Step::Each,
            name => Step::Name(name.to_owned()),
        };
        let path: Vec<Step> = path.split('.').map(step).collect();
        flow(part, &path).map(|(source, name)| (source, name.map(str::to_owned)))
    }

    #[test]
    fn each_template_reads_what_proton_gave_it() {
        use Source::{Component, Environment, Inputs, Instances};
        for (part, path, source, name) in [
            (Part::Environment, "environment.inputs.a", Inputs(Part::Environment), Some("a")),
            (Part::Instance, "service_instance.inputs.a.b", Inputs(Part::Instance), Some("a")),
            (Part::Instance, "service_instance.inputs", Inputs(Part::Instance), None),
            (Part::Instance, "environment.outputs.A", Environment, Some("A")),
            (Part::Instance, "environment.outputs.*", Environment, None),
            (Part::Instance, "service_instance.components.default.outputs.A", Component, Some("A")),
            (Part::Component, "environment.outputs.A", Environment, Some("A")),
            (Part::Pipeline, "pipeline.inputs.a", Inputs(Part::Pipeline), Some("a")),
            (Part::Pipeline, "service_instances.*.inputs.a", Inputs(Part::Instance), Some("a")),
            (Part::Pipeline, "service_instances.*.outputs.A", Instances, Some("A")),
            (Part::Pipeline, "service_instances.*.environment.outputs.A", Environment, Some("A")),
        ] {
            assert_eq!(of(part, path), Some((source, name.map(str::to_owned))), "{path}");
        }
        for (part, path) in [
            (Part::Environment, "environment.name"),
            (Part::Environment, "environment.outputs.A"),
            (Part::Instance, "service.name"),
            (Part::Pipeline, "environment.outputs.A"),
            (Part::Component, "service_instance.inputs.a"),
        ] {
            assert_eq!(of(part, path), None, "{path}");
        }
    }
}
