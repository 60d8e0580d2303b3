//! Selects findings by code.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Code;
use crate::diagnostic::codes::{CLOUDFORMATION as PREFIX, RULES, rule};
use crate::nearest::nearest;

/// Selects findings by a code, or by a prefix of the ids of CloudFormation's rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Selector {
    /// One of our own codes.
    Own(Code),
    /// CloudFormation's rules whose codes have this prefix; `cfn-` selects all.
    CloudFormation(String),
}

/// A code that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode {
    /// The code as it was written.
    pub code: String,
    /// The most similar code that exists.
    pub near: Option<&'static str>,
}

impl Selector {
    /// Parses a code such as `unused-input`, `E3012` or `cfn-e3012`, a former code, or a prefix of ids as in cfn-lint:
    /// `W`, `E3`.
    pub fn parse(text: &str) -> Result<Self, UnknownCode> {
        let code = text.to_lowercase();
        if let Some(rule) = rule(&code).filter(|rule| rule.code != "cfn") {
            return Ok(Self::Own(rule.into()));
        }
        let id = code.strip_prefix(PREFIX).unwrap_or(&code);
        if code == "cfn" || is_beginning(id) {
            let id = if code == "cfn" { "" } else { id };
            return Ok(Self::CloudFormation(format!("{PREFIX}{id}")));
        }
        let near = nearest(&code, RULES.iter().map(|rule| rule.code));
        Err(UnknownCode { code: text.to_owned(), near })
    }

    /// Whether findings with `code` are selected.
    pub fn matches(&self, code: &Code) -> bool {
        match self {
            Self::Own(own) => code == own,
            Self::CloudFormation(beginning) => code.0.starts_with(beginning.as_str()),
        }
    }

    /// The id of CloudFormation's rules, or the prefix of ids: `E3012`, `W`.
    pub fn rules(&self) -> Option<String> {
        match self {
            Self::Own(_) => None,
            Self::CloudFormation(beginning) => Some(beginning[PREFIX.len()..].to_uppercase()),
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(code) => f.write_str(&code.0),
            Self::CloudFormation(beginning) => f.write_str(beginning),
        }
    }
}

/// Whether `id`, in lower case, is the id of a CloudFormation rule or a prefix of one.
fn is_beginning(id: &str) -> bool {
    let digits = id.strip_prefix(['e', 'f', 'i', 'w']);
    digits.is_some_and(|digits| {
        digits.len() <= 4 && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}

impl UnknownCode {
    /// The message and the help of a diagnostic.
    pub fn words(&self) -> (String, String) {
        let help = match self.near {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "`cyclotron explain` and the page's help list all codes.".to_owned(),
        };
        (format!("There is no check with the code `{}`.", self.code), help)
    }
}
