//! Saved versions of a bundle.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Level;
use crate::bundle::Bundle;

/// A saved version of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its number.
    pub number: Number,
    /// The author's note; may be empty.
    pub note: String,
    /// The time of saving, in milliseconds since 1970, by the caller's clock.
    pub time: u64,
    /// The whole bundle at that time.
    pub bundle: Bundle,
}

/// A version number in Proton's format: `1.0`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Number {
    /// The major version: it increases if the inputs are incompatible with the previous version.
    pub major: u32,
    /// The minor version, from 0: it increases otherwise.
    pub minor: u32,
}

impl Number {
    /// The number `major.minor`.
    pub const fn new(major: u32, minor: u32) -> Self {
        Self { major, minor }
    }

    /// The next number after a change of that `level`.
    #[must_use]
    pub const fn after(self, level: Level) -> Self {
        match level {
            Level::Same | Level::Minor => Self::new(self.major, self.minor.saturating_add(1)),
            Level::Major => Self::new(self.major.saturating_add(1), 0),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// The number for the next version of `bundle`: the one after `last` for a change of that `level`. It is at least
/// the major version in the bundle's folder name, such as `my-template/v2`, which is also the first number.
pub fn next_number(bundle: &Bundle, last: Option<Number>, level: Level) -> Number {
    let first = Number::new(folder_version(bundle).unwrap_or(1), 0);
    last.map_or(first, |last| last.after(level).max(first))
}

/// The major version in the bundle's folder name: template sync names its folders `v1`, `v2`, …
fn folder_version(bundle: &Bundle) -> Option<u32> {
    let folder = bundle.top_folder.as_deref()?.rsplit('/').next()?;
    let digits = folder.strip_prefix('v')?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|number| is_number && *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(folder: Option<&str>, last: Option<(u32, u32)>, level: Level, wanted: &str) {
        let bundle = Bundle { top_folder: folder.map(str::to_owned), ..Bundle::default() };
        let last = last.map(|(major, minor)| Number::new(major, minor));
        assert_eq!(next_number(&bundle, last, level).to_string(), wanted);
    }

    #[test]
    fn a_number_follows_the_one_before() {
        check(None, Some((1, 0)), Level::Minor, "1.1");
        check(None, Some((1, 9)), Level::Same, "1.10");
        check(None, Some((1, 9)), Level::Major, "2.0");
    }

    #[test]
    fn the_folder_says_where_to_begin() {
        check(None, None, Level::Same, "1.0");
        check(Some("my-template"), None, Level::Same, "1.0");
        check(Some("my-template/v3"), None, Level::Same, "3.0");
        check(Some("my-template/v3"), Some((2, 4)), Level::Minor, "3.0");
        check(Some("my-template/v3"), Some((3, 4)), Level::Minor, "3.5");
        check(Some("my-template/v3"), Some((3, 4)), Level::Major, "4.0");
        for odd in ["v", "v0", "v+3", "v99999999999", "vault"] {
            check(Some(odd), None, Level::Same, "1.0");
        }
    }
}
