//! The contents of a result, as the user chooses them.

use serde::{Deserialize, Serialize};

/// How a template gets the outputs of its environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wiring {
    /// As parameters, for which the scripts know the values.
    #[default]
    Parameters,
    /// With `Fn::GetStackOutput`, where a property of a resource is an output, and as parameters elsewhere.
    GetStackOutput,
}

/// A part of the result that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deliverable {
    /// The deployment files for CloudFormation's Git sync.
    GitSync,
    /// The scripts, and the files that only they read.
    Scripts,
    /// The pipelines of services, without calls of Proton.
    Pipelines,
    /// A workflow for GitHub Actions that runs the scripts.
    GithubActions,
    /// Forms for Backstage that write deployment files.
    Backstage,
    /// A project for Sceptre, with Proton's templates.
    Sceptre,
    /// The template of a role with which CloudFormation deploys the stacks.
    ExecutionRole,
}

impl Deliverable {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::GitSync,
        Self::Scripts,
        Self::Pipelines,
        Self::GithubActions,
        Self::Backstage,
        Self::Sceptre,
        Self::ExecutionRole,
    ];

    /// Its name in commands.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GitSync => "git-sync",
            Self::Scripts => "scripts",
            Self::Pipelines => "pipelines",
            Self::GithubActions => "github-actions",
            Self::Backstage => "backstage",
            Self::Sceptre => "sceptre",
            Self::ExecutionRole => "execution-role",
        }
    }

    /// Whether it is in a result unless it is left out.
    pub const fn is_default(self) -> bool {
        matches!(self, Self::GitSync | Self::Scripts | Self::Pipelines)
    }

    /// The other one that it is useless without.
    pub const fn needs(self) -> Option<Self> {
        match self {
            Self::GithubActions => Some(Self::Scripts),
            Self::Backstage => Some(Self::GitSync),
            _ => None,
        }
    }
}

/// The choices of the user.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Options {
    /// How templates get the outputs of their environment.
    pub wiring: Wiring,
    /// The chosen parts, in any order.
    pub deliverables: Vec<Deliverable>,
}

impl Default for Options {
    fn default() -> Self {
        let all = Deliverable::ALL.into_iter();
        Self {
            wiring: Wiring::default(),
            deliverables: all.filter(|one| one.is_default()).collect(),
        }
    }
}

impl Options {
    /// Whether the result contains a part: it is chosen, or a chosen one needs it.
    pub fn has(&self, part: Deliverable) -> bool {
        self.deliverables.iter().any(|chosen| *chosen == part || chosen.needs() == Some(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_part_brings_the_one_that_it_needs() {
        let of = |deliverables: &[Deliverable]| Options {
            deliverables: deliverables.to_vec(),
            ..Options::default()
        };
        assert!(of(&[Deliverable::GithubActions]).has(Deliverable::Scripts));
        assert!(of(&[Deliverable::Backstage]).has(Deliverable::GitSync));
        assert!(!of(&[Deliverable::Sceptre]).has(Deliverable::Scripts));
        assert!(Options::default().has(Deliverable::Pipelines));
    }
}
