//! A rendering with everything that follows from its template and its context.

use super::seen::{Seen, seen};
use crate::checks::colliding_name::ResourceName;
use crate::render::{Allowance, Context, RenderError, Rendered, Template, Undefined};

/// A rendering, its problems, and the names of its resources. It depends on nothing but the template and the context.
#[derive(Default)]
pub(super) struct Checked {
    /// The text; `None` if rendering failed.
    pub(super) text: Option<String>,
    /// The errors of rendering.
    pub(super) errors: Vec<RenderError>,
    /// The problems of the text; empty if there are errors.
    pub(super) seen: Vec<Seen>,
    /// The names of the resources in the text; empty if there are errors.
    pub(super) names: Vec<ResourceName>,
}

impl Checked {
    /// Renders the template `source` with the names of `context`, and checks the text.
    pub(super) fn new(
        template: &Template,
        source: &str,
        context: &Context,
        undefined: Undefined,
        allowance: &mut Allowance,
    ) -> Self {
        let Rendered { text, errors, origins } =
            template.render_within(context, undefined, allowance);
        let (seen, names) = match text.as_deref().filter(|_| errors.is_empty()) {
            Some(text) => seen(text, source, |span| origins.source_of(span, text, source)),
            None => Default::default(),
        };
        Self { text, errors, seen, names }
    }
}
