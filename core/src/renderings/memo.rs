//! Reuses renderings while their template and their context stay the same.

use std::rc::Rc;

use super::checked::Checked;
use crate::memo::Memo;
use crate::reading::{Scope, Source};
use crate::render::{Allowance, Context, RenderError, Template, Undefined, Use};

/// The renderings of the last analysis of a bundle.
#[derive(Default)]
pub(crate) struct RenderingMemo {
    known: Memo<Key, (Rc<Checked>, Use)>,
    /// The number of renderings so far that were not reused.
    rendered: usize,
}

/// Everything that a rendering depends on.
struct Key {
    /// The label of the scope. The other fields determine it; it tells most contexts apart without comparing all values.
    label: String,
    /// The compiled template. A template is kept and reused by its text, and this is the same allocation.
    template: Rc<Result<Template, RenderError>>,
    context: Rc<Context>,
    undefined: Undefined,
}

impl RenderingMemo {
    /// Renders the template `source`, which can be parsed, with the names of `scope`.
    pub(super) fn render(
        &mut self,
        source: &Source<'_>,
        scope: &Scope,
        undefined: Undefined,
        allowance: &mut Allowance,
    ) -> Rc<Checked> {
        let Some(template) = source.template() else { return Rc::default() };
        let Scope { label, context, .. } = scope;
        let before = allowance.clone();
        let render = |allowance: &mut Allowance| {
            Checked::new(template, source.text, context, undefined, allowance)
        };
        // A rendering that the others have left little to may end earlier.
        if !before.is_ample() {
            self.rendered += 1;
            return Rc::new(render(allowance));
        }
        let known = self.known.find(|key| {
            Rc::ptr_eq(&key.template, &source.template)
                && key.undefined == undefined
                && key.label == *label
                && key.context == *context
        });
        if let Some(known) = known {
            allowance.count(known.1);
            return known.0.clone();
        }
        self.rendered += 1;
        let checked = Rc::new(render(allowance));
        if let Some(used) = allowance.use_since(&before) {
            let (template, context) = (source.template.clone(), context.clone());
            let key = Key { label: label.clone(), template, context, undefined };
            self.known.add(key, (checked.clone(), used));
        }
        checked
    }

    /// Drops what the last analysis did not use.
    pub(crate) fn end_run(&mut self) {
        self.known.end_run();
    }

    /// The number of renderings.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// The number of renderings so far that were not reused.
    pub(crate) const fn rendered(&self) -> usize {
        self.rendered
    }
}
