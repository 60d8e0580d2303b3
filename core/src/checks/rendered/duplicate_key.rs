//! `rendered-duplicate-key`: a name that a mapping has twice.
//!
//! YAML 1.1, section 3.2.1.3, requires the keys of a mapping to be unique. Most readers take the last
//! and drop the others without a word; either way one of the two is lost.

use super::{Found, Text};
use crate::diagnostic::codes;
use crate::yaml::{Place, Scalar};

pub(super) fn check(text: &Text<'_>, found: &mut Vec<Found>) {
    let keys = text.outline.scalars.iter().filter_map(|scalar| match scalar.place {
        Place::Key(mapping) => Some((mapping, name(text.text, scalar), scalar.span)),
        Place::Value(_) => None,
    });
    // Sorted, what is equal stands together: for this many, quicker than a set.
    let mut keys: Vec<_> = keys.collect();
    keys.sort_unstable();
    for pair in keys.windows(2) {
        let [(mapping, name, _), (other, again, span)] = pair else { continue };
        // `<<` merges, and may do so more than once.
        if (mapping, name) != (other, again) || *name == "<<" {
            continue;
        }
        found.push(Found {
            span: Some(*span),
            rule: codes::RENDERED_DUPLICATE_KEY,
            severity: codes::RENDERED_DUPLICATE_KEY.severity,
            message: format!(
                "What is rendered has `{name}` twice in one mapping, and only one of the two can count."
            ),
            help: "Remove or rename one of them. If a loop writes it, make each turn's name its own, as in `Role{{ loop.index }}`.".into(),
            mend: None,
        });
    }
}

/// A key without its quotes. Escapes are left as they are: two keys that differ only in those are
/// not to be expected.
fn name<'t>(text: &'t str, scalar: &Scalar) -> &'t str {
    let written = scalar.span.of(text);
    if scalar.is_plain { written } else { written.trim_matches(['"', '\'']) }
}
