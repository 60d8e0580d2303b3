//! Findings by their code.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Code;
use crate::diagnostic::codes::{CLOUDFORMATION as PREFIX, RULES, rule};
use crate::nearest::nearest;

/// The findings that are meant by a code, or by how the ids of CloudFormation's rules begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Selector {
    /// One of our own codes.
    Own(Code),
    /// The rules of CloudFormation whose codes begin so; all of them by `cfn-`.
    CloudFormation(String),
}

/// A code that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode {
    /// The code as it was written.
    pub code: String,
    /// The code that was probably meant.
    pub near: Option<&'static str>,
}

impl Selector {
    /// Reads a code, such as `unused-input`, `E3012` or `cfn-e3012`, one that it had in an earlier
    /// version, or the beginning of ids as in cfn-lint: `W`, `E3`.
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

    /// Whether findings with `code` are meant.
    pub fn matches(&self, code: &Code) -> bool {
        match self {
            Self::Own(own) => code == own,
            Self::CloudFormation(beginning) => code.0.starts_with(beginning.as_str()),
        }
    }

    /// The id, or how ids begin, of rules of CloudFormation: `E3012`, `W`.
    pub fn rules(&self) -> Option<String> {
        match self {
            Self::Own(_) => None,
            Self::CloudFormation(beginning) => Some(beginning[PREFIX.len()..].to_uppercase()),
        }
    }
}

/// Whether `id`, in small letters, is the id of a rule of CloudFormation or its beginning.
fn is_beginning(id: &str) -> bool {
    let digits = id.strip_prefix(['e', 'f', 'i', 'w']);
    digits.is_some_and(|digits| {
        digits.len() <= 4 && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}

impl UnknownCode {
    /// The sentences of a message and its way out.
    pub fn words(&self) -> (String, String) {
        let help = match self.near {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "The help lists all codes under *Checks*.".to_owned(),
        };
        (format!("There is no check with the code `{}`.", self.code), help)
    }
}
