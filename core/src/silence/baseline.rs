//! The baseline: the findings that a repository had when its checks were introduced.
//!
//! A finding is identified by its file, its code and the text of its line, not by its line number, so it stays silenced
//! if the line moves. The number of equal findings is recorded too, so that an additional one on an equal line is
//! shown.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::rule;
use crate::text::Lines;

/// The known findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Known, usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    path: String,
    code: String,
    /// The line without blanks around it; for a finding of a whole file, its message without digits.
    line: String,
}

/// The reason why a baseline cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineError(String);

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BaselineError {}

#[derive(Serialize, Deserialize)]
struct BaselineJson {
    version: u32,
    findings: Vec<KnownJson>,
}

#[derive(Serialize, Deserialize)]
struct KnownJson {
    path: String,
    code: String,
    line: String,
    count: usize,
}

impl Baseline {
    /// The only version so far.
    const VERSION: u32 = 1;

    /// Reads the output of [`Baseline::json`].
    pub fn read(json: &str) -> Result<Self, BaselineError> {
        let baseline: BaselineJson = serde_json::from_str(json)
            .map_err(|error| BaselineError(format!("it isn't a baseline: {error}")))?;
        if baseline.version != Self::VERSION {
            let message = format!("its version is {}, not {}", baseline.version, Self::VERSION);
            return Err(BaselineError(message));
        }
        let known = baseline.findings.into_iter().map(|KnownJson { path, code, line, count }| {
            let code = rule(&code)
                .filter(|rule| rule.code != "cfn")
                .map_or(code, |rule| rule.code.to_owned());
            (Known { path, code, line }, count)
        });
        Ok(Self { counts: known.collect() })
    }

    /// The baseline as a JSON file, sorted and with one finding per line, so that its diffs are readable.
    pub fn json(&self) -> String {
        let findings = self.counts.iter().map(|(known, count)| {
            let Known { path, code, line } = known.clone();
            let json = KnownJson { path, code, line, count: *count };
            format!("    {}", serde_json::to_string(&json).unwrap_or_default())
        });
        let findings: Vec<_> = findings.collect();
        let list = if findings.is_empty() {
            "[]".to_owned()
        } else {
            format!("[\n{}\n  ]", findings.join(",\n"))
        };
        format!("{{\n  \"version\": {},\n  \"findings\": {list}\n}}\n", Self::VERSION)
    }

    /// Adds a finding in the file at `path`, whose text is `text`.
    pub fn add(&mut self, path: &str, diagnostic: &Diagnostic, text: Option<&str>) {
        *self.counts.entry(Known::of(path, diagnostic, text)).or_default() += 1;
    }

    /// Removes one occurrence of a finding, and returns whether the baseline contained it.
    pub(super) fn take(&mut self, path: &str, diagnostic: &Diagnostic, text: Option<&str>) -> bool {
        match self.counts.get_mut(&Known::of(path, diagnostic, text)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}

impl Known {
    fn of(path: &str, diagnostic: &Diagnostic, text: Option<&str>) -> Self {
        let line = diagnostic.range.zip(text).and_then(|((start, _), text)| {
            (!text.is_empty()).then(|| Lines::new(text).span(start.line).of(text).trim())
        });
        let line = match line {
            Some(line) => line.to_owned(),
            // Sizes and counts in messages change often.
            None => diagnostic.message.chars().filter(|c| !c.is_ascii_digit()).collect(),
        };
        Self { path: path.to_owned(), code: diagnostic.code.0.to_string(), line }
    }
}
