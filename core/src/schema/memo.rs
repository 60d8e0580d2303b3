//! Reuses a schema while its text stays the same.

use std::rc::Rc;
use std::sync::Arc;

use super::{Schema, schema};
use crate::bundle::{Bundle, Kind, Part, SCHEMA};
use crate::diagnostic::Diagnostic;
use crate::memo::Memo;

/// The schema of the last analysis of a bundle.
#[derive(Default)]
pub(crate) struct SchemaMemo(Memo<Key, Read>);

/// Everything that reading the schema of a bundle depends on.
#[derive(PartialEq)]
struct Key {
    text: Arc<str>,
    /// The name of the bundle, which the problems have.
    bundle: String,
    kind: Kind,
    parts: Vec<Part>,
}

struct Read {
    schema: Rc<Schema>,
    found: Vec<Diagnostic>,
    /// [`Schema::spent`] after reading.
    spent: usize,
}

impl SchemaMemo {
    /// Like [`schema`].
    pub(crate) fn read(&mut self, bundle: &Bundle) -> (Rc<Schema>, Vec<Diagnostic>) {
        let read = || {
            let (schema, found) = schema(bundle);
            let spent = schema.spent();
            Read { schema: Rc::new(schema), found, spent }
        };
        let read = match bundle.shared_text(SCHEMA) {
            // Without a text, reading depends on other files, and is quick.
            None => Rc::new(read()),
            Some(text) => {
                let (kind, parts) = (bundle.kind(), bundle.parts());
                let key = Key { text: text.clone(), bundle: bundle.name.clone(), kind, parts };
                let known = self.0.find(|known| *known == key);
                known.unwrap_or_else(|| self.0.add(key, read()))
            }
        };
        read.schema.set_spent(read.spent);
        (read.schema.clone(), read.found.clone())
    }

    /// Drops what the last run did not use.
    pub(crate) fn end_run(&mut self) {
        self.0.end_run();
    }
}
