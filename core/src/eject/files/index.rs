//! The files that the scripts read: `stacks.json` with all stacks, and `wiring/` with the outputs that are parameters.

use serde_json::{Map, Value as Json, json};

use super::values::pretty;
use super::wiring_path;
use crate::bundle::Target;
use crate::eject::{Deliverable, Ejection, PlannedStack};

/// `stacks.json`: the stacks in the order of deployment.
pub(super) fn index(ejection: &Ejection) -> String {
    let stacks = ejection.stacks.iter().map(|planned| {
        let stack = ejection.stack(planned);
        let names = stack.parameters.iter().map(|parameter| &parameter.name);
        json!({
            "id": planned.id,
            "kind": kind(stack.target),
            "template": planned.template,
            "parameters": planned.parameters,
            "parameterNames": names.collect::<Vec<_>>(),
            "secrets": planned.secrets,
            "owned": stack.owned,
            "changes": stack.changes,
            "deployment": ejection.has(Deliverable::GitSync).then_some(&planned.deployment),
            "rendering": planned.rendering,
            "wiring": wiring_path(&ejection.originals[planned.bundle].folder),
            "capabilities": planned.capabilities,
            "newName": planned.new_name,
            "protonName": crate::eject::slug::stack_name(&stack.resource),
        })
    });
    let others = ejection.others.iter().map(|other| json!({"id": other.id, "of": other.of}));
    pretty(&json!({
        "version": 1,
        "stacks": stacks.collect::<Vec<_>>(),
        "others": others.collect::<Vec<_>>(),
    }))
}

/// The wiring of a bundle's stacks: for each, its parameters with the stack and the output that supplies the value. `None`
/// if no stack of the bundle has a template.
pub(super) fn wiring(ejection: &Ejection, bundle: usize) -> Option<String> {
    let own = ejection.stacks.iter().filter(|planned| planned.bundle == bundle);
    let stacks: Map<String, Json> =
        own.map(|planned| (planned.id.clone(), wires(planned))).collect();
    (!stacks.is_empty()).then(|| pretty(&Json::Object(stacks)))
}

fn wires(planned: &PlannedStack) -> Json {
    let wires = planned
        .wires
        .iter()
        .map(|wire| (wire.parameter.clone(), json!({"stack": wire.stack, "output": wire.output})));
    Json::Object(wires.collect())
}

/// The word for a target in JSON.
pub(in crate::eject) fn kind(target: Target) -> &'static str {
    match target {
        Target::Environment => "environment",
        Target::Instance(_) => "instance",
        Target::Pipeline => "pipeline",
        Target::Component => "component",
    }
}
