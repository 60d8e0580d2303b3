//! The parts of a reading that the next one reuses.

use std::rc::Rc;
use std::sync::Arc;

use crate::memo::Memo;
use crate::render::{RenderError, Template};
use crate::schema::SchemaMemo;
use crate::spec::SpecMemo;

/// The schema, the spec and the templates that the last reading of a bundle used.
#[derive(Default)]
pub(crate) struct ReadingMemo {
    pub(super) schema: SchemaMemo,
    pub(super) spec: SpecMemo,
    templates: Memo<Arc<str>, Result<Template, RenderError>>,
}

impl ReadingMemo {
    /// Like [`Template::compile`].
    pub(super) fn template(&mut self, text: &Arc<str>) -> Rc<Result<Template, RenderError>> {
        let known = self.templates.find(|known| known == text);
        known.unwrap_or_else(|| self.templates.add(text.clone(), Template::compile(text)))
    }

    /// Drops what the last reading did not use.
    pub(crate) fn end_run(&mut self) {
        self.schema.end_run();
        self.spec.end_run();
        self.templates.end_run();
    }
}
