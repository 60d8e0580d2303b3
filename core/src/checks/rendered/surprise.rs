//! `yaml-boolean`, `yaml-leading-zero`, `yaml-sexagesimal` and `yaml-date`: unquoted values that YAML 1.1 reads as
//! another type than they look like.
//!
//! CloudFormation reads YAML 1.1 (user guide, on the formats of templates), whose type repository defines booleans,
//! numbers and dates (yaml.org/type). `y` and `n` are booleans there, but strings for the parsers in use.

use super::{Found, Quoting, Text};
use crate::diagnostic::Severity;
use crate::diagnostic::codes::{self, Rule};
use crate::text::Span;
use crate::value::Value;
use crate::yaml::{Place, meaning};

pub(super) fn check(text: &Text<'_>, found: &mut Vec<Found>) {
    for scalar in text.outline.scalars.iter().filter(|scalar| scalar.is_plain) {
        let written = scalar.span.of(text.text);
        let Some(mut surprise) = surprise(written) else { continue };
        let name = match scalar.place {
            Place::Value(Some(key)) => text.outline.scalars[key].span.of(text.text),
            _ => "",
        };
        // Many boolean properties of resources are written like this, and read as intended.
        if surprise.rule == codes::YAML_BOOLEAN && !TEXTS.contains(&name.trim_matches(['"', '\'']))
        {
            surprise.severity = Severity::Info;
        }
        // Version dates, such as of a policy language, are commonly written without quotes and cause no problems.
        let is_version = name.trim_matches(['"', '\'']).ends_with("Version");
        if surprise.rule != codes::YAML_DATE || !is_version {
            found.push(surprise.found(written, scalar.span));
        }
    }
}

/// Keys whose value is a string anywhere in CloudFormation: in a tag, an environment variable, a parameter, an
/// output.
const TEXTS: [&str; 5] = ["Value", "Default", "Name", "Key", "Description"];

/// A value that YAML 1.1 reads unexpectedly.
struct Surprise {
    rule: &'static Rule,
    severity: Severity,
    /// The actual type, as in "is the boolean true".
    what: String,
    why: &'static str,
    quoting: Quoting,
}

impl Surprise {
    fn found(self, written: &str, span: Span) -> Found {
        Found {
            span: Some(span),
            rule: self.rule,
            severity: self.severity,
            message: format!("`{written}` without quotes {} {}", self.what, self.why),
            help: match self.quoting {
                Quoting::Safe => format!("Write it in quotes: `\"{written}\"`."),
                Quoting::Perhaps => {
                    format!("Write `\"{written}\"` for the text, otherwise `true` or `false`.")
                }
            },
            quoting: Some(self.quoting),
        }
    }
}

fn surprise(written: &str) -> Option<Surprise> {
    let digits = written.strip_prefix(['-', '+']).unwrap_or(written);
    match digits.bytes().next()? {
        b'y' | b'Y' | b'n' | b'N' | b'o' | b'O' => {
            let Value::Bool(value) = meaning(written) else { return None };
            Some(Surprise {
                rule: codes::YAML_BOOLEAN,
                severity: codes::YAML_BOOLEAN.severity,
                what: format!("is the boolean {value} in YAML 1.1,"),
                why: "also where text is expected.",
                quoting: Quoting::Perhaps,
            })
        }
        b'0' if digits.len() > 1 && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            let number = match meaning(written) {
                Value::Int(number) => Some(number.to_string()),
                Value::BigInt(number) => Some(number),
                // A number with an 8 or a 9 is not octal, so YAML 1.1 reads a string, as intended.
                _ => None,
            };
            let severity = match number {
                Some(_) => codes::YAML_LEADING_ZERO.severity,
                None => Severity::Info,
            };
            let what = match number {
                Some(number) => format!("is octal in YAML 1.1, the number {number}"),
                None => "is text in YAML 1.1 and a number without its first 0 in YAML 1.2".into(),
            };
            Some(Surprise {
                rule: codes::YAML_LEADING_ZERO,
                severity,
                what: format!("{what}:"),
                why: "an account id, a zip code or a file mode changes.",
                quoting: Quoting::Safe,
            })
        }
        b'0'..=b'9' if digits.contains(':') => {
            let number = match meaning(written) {
                Value::Int(number) => number.to_string(),
                Value::Float(number) => number.to_string(),
                _ => return None,
            };
            Some(Surprise {
                rule: codes::YAML_SEXAGESIMAL,
                severity: codes::YAML_SEXAGESIMAL.severity,
                what: format!("is a number of base 60 in YAML 1.1, {number}:"),
                why: "write a time of day or a pair of ports as text.",
                quoting: Quoting::Safe,
            })
        }
        // Other values that begin with a digit are the numbers or strings that they look like.
        b'0'..=b'9'
            if digits.len() >= 8
                && digits.as_bytes()[4] == b'-'
                && crate::yaml::is_time(written) =>
        {
            Some(Surprise {
                rule: codes::YAML_DATE,
                severity: codes::YAML_DATE.severity,
                what: "is a date in YAML 1.1".into(),
                why: "rather than text, so some tools write it in another format.",
                quoting: Quoting::Safe,
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_something_else_surprises() {
        for (written, code) in [
            ("yes", Some("yaml-boolean")),
            ("Off", Some("yaml-boolean")),
            ("y", None),
            ("true", None),
            ("North", None),
            ("010", Some("yaml-leading-zero")),
            ("012345678901", Some("yaml-leading-zero")),
            ("0", None),
            ("0.5", None),
            ("0x1F", None),
            ("10", None),
            ("22:22", Some("yaml-sexagesimal")),
            ("1:30.5", Some("yaml-sexagesimal")),
            ("80:443", None),
            ("2020-01-02", Some("yaml-date")),
            ("2020-13-02", None),
            ("1234-abc", None),
            ("é", None),
        ] {
            assert_eq!(surprise(written).map(|found| found.rule.code), code, "{written}");
        }
    }
}
