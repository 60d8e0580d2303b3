//! `no-resources`: the rendered text is no CloudFormation template, or has no resources.
//!
//! `Resources` is the only section that CloudFormation requires (user guide, "Template anatomy"). It is usually
//! empty because a condition around all resources is false.

use super::{Found, Text};
use crate::diagnostic::codes;
use crate::nearest::nearest;
use crate::yaml::Place;

pub(super) fn check(text: &Text<'_>, found: &mut Vec<Found>) {
    let scalars = &text.outline.scalars;
    let is_section = |place| place == Place::Key(0);
    let bare = |at: usize| scalars[at].span.of(text.text).trim_matches(['"', '\'']);
    let sections = || (0..scalars.len()).filter(|&at| is_section(scalars[at].place));
    let resources = sections().find(|&at| bare(at) == "Resources");
    let is_filled = resources.is_some_and(|at| {
        // The first key in the section, if it has one.
        let next = scalars.get(at + 1).map(|next| next.place);
        next.is_some_and(|place| matches!(place, Place::Key(mapping) if mapping != 0))
    });
    if text.outline.is_mapping && is_filled {
        return;
    }
    let misspelt =
        sections().find(|&at| resources.is_none() && nearest(bare(at), ["Resources"]).is_some());
    let renamed = misspelt.map(|at| {
        format!(
            "`{}` must be `Resources`: CloudFormation refuses a template without that section.",
            bare(at)
        )
    });
    let message = if let Some(renamed) = &renamed {
        renamed
    } else if scalars.is_empty() {
        "The rendered text is empty, and CloudFormation refuses a template without resources."
    } else if !text.outline.is_mapping {
        "The rendered text isn't a mapping with `Resources`, so it isn't a CloudFormation template."
    } else if resources.is_some() {
        "`Resources` is rendered empty, and CloudFormation refuses a template without resources."
    } else {
        "The rendered text has no `Resources`, and CloudFormation refuses a template without them."
    };
    let place = resources.or(misspelt).or_else(|| sections().next()).and_then(|at| scalars.get(at));
    found.push(Found {
        span: place.or(scalars.first()).map(|scalar| scalar.span),
        rule: codes::NO_RESOURCES,
        severity: codes::NO_RESOURCES.severity,
        message: message.into(),
        help: if misspelt.is_some() {
            "Rename the section to `Resources`.".into()
        } else {
            "Add a resource that doesn't depend on the inputs. If Jinja omits all resources, check the condition around them.".into()
        },
        quoting: None,
    });
}
