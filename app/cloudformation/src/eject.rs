//! Ejects bundles, and validates the templates.

use std::collections::HashSet;
use std::rc::Rc;

use cyclotron_core::cloudformation::Finding;
use cyclotron_core::compare::{Differences, texts};
use cyclotron_core::eject::{Ejection, ParameterFix, eject_with, new_errors, parameter_fixes};
use cyclotron_core::text::Lines;
use cyclotron_core::{FileId, Workspace};
use cyclotron_worker::cloudformation::{
    Eject, EjectReply, FindParameterFixes, NewError, ValidateEjected,
};

/// Ejects the bundles of a request.
pub fn eject(workspace: &Workspace, call: &Eject) -> EjectReply {
    let names: Vec<&str> = call.bundles.iter().map(String::as_str).collect();
    let mut ejection = Ejection::with(workspace, &names, call.options.clone());
    let mut wrong_names = vec![];
    for (id, name) in &call.stack_names {
        if ejection.ids().contains(&id.as_str())
            && let Err(reason) = ejection.name_stack(id, name)
        {
            wrong_names.push((id.clone(), reason));
        }
    }
    EjectReply {
        wrong_names,
        leftovers: ejection.leftovers(),
        templates: templates(workspace, &ejection),
        files: ejection.files(),
        archive: ejection.pack(&call.folder),
        ejection,
    }
}

/// For each ejected template its path, Proton's template, and the differences between them.
fn templates(workspace: &Workspace, ejection: &Ejection) -> Vec<(String, FileId, Differences)> {
    let mut seen = HashSet::new();
    let planned = ejection.stacks.iter().filter(|planned| seen.insert(&planned.template));
    let compared = planned.filter_map(|planned| {
        let ejected = &ejection.bundles[planned.bundle];
        let stack = &ejected.stacks[planned.stack];
        let template = &ejected.templates[*stack.template.as_ref().ok()?];
        let before = workspace.file(&stack.file)?.text()?;
        Some((planned.template.clone(), stack.file.clone(), texts(before, &template.text)))
    });
    compared.collect()
}

/// The changes with which frozen inputs of bundles become parameters.
pub fn fixes(workspace: &Workspace, call: &FindParameterFixes) -> Vec<ParameterFix> {
    let ejected = call.bundles.iter().filter_map(|name| eject_with(workspace, name, &call.options));
    ejected.flat_map(|ejected| parameter_fixes(workspace, &ejected, &call.options)).collect()
}

/// The errors of an ejected template that its rendering lacks.
pub fn errors(call: &ValidateEjected, validate: impl Fn(&str) -> Rc<[Finding]>) -> Vec<NewError> {
    let found = new_errors(&validate(&call.template), &validate(&call.rendering));
    let lines = Lines::new(&call.template);
    let error = |finding: Finding| NewError {
        rule: finding.rule,
        message: finding.message,
        line: finding.span.map(|span| lines.position(span.start).line),
    };
    found.into_iter().map(error).collect()
}
