//! `rendered-duplicate-key`: a mapping has the same key twice.
//!
//! YAML 1.1, section 3.2.1.3, requires the keys of a mapping to be unique. Most parsers silently keep only the last
//! one, so one of the two values is lost.

use super::{Found, Text};
use crate::diagnostic::codes;
use crate::sort::CompactSort;
use crate::yaml::{Place, Scalar};

pub(super) fn check(text: &Text<'_>, found: &mut Vec<Found>) {
    let keys = text.outline.scalars.iter().filter_map(|scalar| match scalar.place {
        Place::Key(mapping) => Some((mapping, name(text.text, scalar), scalar.span)),
        Place::Value(_) => None,
    });
    // Sorting puts equal keys next to each other; for these numbers it is faster than a set. Most keys of a mapping
    // differ in their length, which is compared faster than their text.
    let mut keys: Vec<_> = keys.collect();
    keys.compact_sort_by_key(|(mapping, name, span)| (*mapping, name.len(), *name, *span));
    for pair in keys.windows(2) {
        let [(mapping, name, _), (other, again, span)] = pair else { continue };
        // `<<` is the merge key, which may be repeated.
        if (mapping, name) != (other, again) || *name == "<<" {
            continue;
        }
        found.push(Found {
            span: Some(*span),
            rule: codes::RENDERED_DUPLICATE_KEY,
            severity: codes::RENDERED_DUPLICATE_KEY.severity,
            message: format!(
                "The rendered text repeats `{name}` in one mapping; only one of them is read."
            ),
            help: "Remove or rename one of them. If a loop writes it, give each iteration another name, as in `Role{{ loop.index }}`.".into(),
            quoting: None,
        });
    }
}

/// A key without its quotes. Escapes are kept: keys that differ only in their escapes are unlikely.
fn name<'t>(text: &'t str, scalar: &Scalar) -> &'t str {
    let written = scalar.span.of(text);
    if scalar.is_plain { written } else { written.trim_matches(['"', '\'']) }
}
