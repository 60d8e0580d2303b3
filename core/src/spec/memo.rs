//! Reuses a spec while its text and its schema stay the same.

use std::rc::Rc;
use std::sync::Arc;

use super::{Spec, spec};
use crate::bundle::{Bundle, FileId, Kind, Part};
use crate::diagnostic::Diagnostic;
use crate::memo::Memo;
use crate::schema::Schema;

/// The spec of the last analysis of a bundle.
#[derive(Default)]
pub(crate) struct SpecMemo(Memo<Key, Read>);

/// Everything that reading a spec depends on.
struct Key {
    text: Arc<str>,
    /// The schema. It is kept and reused by its text, and this is the same allocation.
    schema: Rc<Schema>,
    /// [`Schema::spent`] before reading.
    spent: usize,
    file: FileId,
    kind: Kind,
    parts: Vec<Part>,
}

struct Read {
    spec: Option<Rc<Spec>>,
    found: Vec<Diagnostic>,
    /// [`Schema::spent`] after reading.
    spent: usize,
}

impl SpecMemo {
    /// Like [`spec`], for the file of the spec in `bundle`; `None` if there is no such file.
    pub(crate) fn read(
        &mut self,
        bundle: &Bundle,
        schema: &Rc<Schema>,
    ) -> Option<(Option<Rc<Spec>>, Vec<Diagnostic>)> {
        let text = bundle.shared_text(bundle.spec())?.clone();
        let (file, kind, parts) = (bundle.id(bundle.spec()), bundle.kind(), bundle.parts());
        let key = Key { text, schema: schema.clone(), spent: schema.spent(), file, kind, parts };
        let known = self.0.find(|known| {
            Rc::ptr_eq(&known.schema, &key.schema)
                && (&known.text, known.spent, &known.file, known.kind, &known.parts)
                    == (&key.text, key.spent, &key.file, key.kind, &key.parts)
        });
        let read = known.unwrap_or_else(|| {
            let (spec, found) = spec(bundle, schema, &key.text);
            let spent = schema.spent();
            self.0.add(key, Read { spec: spec.map(Rc::new), found, spent })
        });
        schema.set_spent(read.spent);
        Some((read.spec.clone(), read.found.clone()))
    }

    /// Drops what the last run did not use.
    pub(crate) fn end_run(&mut self) {
        self.0.end_run();
    }
}
