//! How each request to the engine is handled: its priority, its time limit, and what the user loses if the engine
//! stops.

use std::mem::{Discriminant, discriminant};

use cyclotron_core::{assist, text};
use cyclotron_worker::calls::{NewBundles, NewInstance, Open, Request};

use super::queue::Priority;
use crate::words::engine as words;

/// The time limit of a request while one bundle is open, in milliseconds. A template that takes longer is stopped.
const LIMIT: u32 = 2_000;
/// The additional time for each further open bundle, in milliseconds, for a request that may read all of them.
const LIMIT_PER_BUNDLE: u32 = 100;
/// The longest time limit of such a request, in milliseconds.
const LONGEST_LIMIT: u32 = 10_000;
/// The time limit of a request that reads or writes an archive or a link, in milliseconds. It ends by itself, as the
/// size is limited, but on a slow machine it takes longer than 2 seconds for megabytes.
const ARCHIVE_LIMIT: u32 = 20_000;

/// How a request is handled.
#[derive(Clone, Debug)]
pub struct Terms {
    /// When it is sent, compared with others.
    pub priority: Priority,
    /// A newer request with the same slot replaces it.
    pub slot: Option<Slot>,
    /// The time limit.
    pub limit: Limit,
    /// The loss for the user if there is no reply, as a sentence with the next step; `None` if nothing is lost.
    pub loss: Option<String>,
}

/// A time limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The same for any number of open bundles, in milliseconds.
    Fixed(u32),
    /// More time for each open bundle.
    PerBundle,
}

/// The requests that replace each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Requests of this kind.
    Kind(Discriminant<Request>),
    /// Requests of the editor of this kind.
    Assist(Discriminant<assist::About>),
    /// Analyses.
    Analysis,
    /// Requests to eject.
    Eject,
}

impl Terms {
    /// The terms of an analysis, which covers a few bundles, however many are open.
    pub const ANALYSIS: Self = Self {
        priority: Priority::Analysis,
        slot: Some(Slot::Analysis),
        limit: Limit::Fixed(LIMIT),
        loss: None,
    };

    /// The time limit while `bundles` are open, in milliseconds.
    pub fn limit(&self, bundles: usize) -> u32 {
        match self.limit {
            Limit::Fixed(limit) => limit,
            Limit::PerBundle => {
                let more = u32::try_from(bundles.saturating_sub(1)).unwrap_or(u32::MAX);
                LIMIT.saturating_add(more.saturating_mul(LIMIT_PER_BUNDLE)).min(LONGEST_LIMIT)
            }
        }
    }

    /// Whether the worker may work on the request for so long that cancelling it means to end the worker.
    pub fn can_take_long(&self) -> bool {
        matches!(self.limit, Limit::Fixed(limit) if limit > LIMIT)
    }
}

/// The terms of a request to the engine.
pub fn terms(request: &Request) -> Terms {
    let task = Terms { priority: Priority::Task, slot: None, limit: Limit::PerBundle, loss: None };
    let archive = Terms { limit: Limit::Fixed(ARCHIVE_LIMIT), ..task.clone() };
    match request {
        Request::Analyze(_) => Terms::ANALYSIS,
        Request::Assist(question) => Terms {
            priority: Priority::Editor,
            slot: Some(Slot::Assist(discriminant(&question.0.about))),
            ..task
        },
        Request::TraceLine(_)
        | Request::RenderedLines(_)
        | Request::DrawWorkspace(_)
        | Request::DrawResources(_) => Terms {
            priority: Priority::Question,
            slot: Some(Slot::Kind(discriminant(request))),
            ..task
        },
        Request::Open(Open { name, .. }) => {
            Terms { loss: Some(words::not_opened(name)), ..archive }
        }
        Request::NewBundles(NewBundles(wanted)) => {
            let names = text::list(wanted.iter().map(|(_, name)| name.clone()));
            Terms { loss: Some(words::not_made(&names)), ..task }
        }
        Request::NewInstance(NewInstance { name, .. }) => {
            Terms { loss: Some(words::not_made(name)), ..task }
        }
        Request::PackBundle(_)
        | Request::PackWorkspace(_)
        | Request::MakeLink(_)
        | Request::ReadLink(_) => archive,
        Request::Ignore(_)
        | Request::Help(_)
        | Request::RenderSample(_)
        | Request::PreviewStarter(_)
        | Request::PrepareBundle(_)
        | Request::MakeSample(_)
        | Request::Convert(_)
        | Request::CompareBundles(_)
        | Request::CompareSample(_) => task,
    }
}

#[cfg(test)]
mod tests {
    use cyclotron_worker::calls::{Help, PackWorkspace, Source};

    use super::*;

    #[test]
    fn the_time_limit_grows_with_the_open_bundles_up_to_a_bound() {
        let terms = terms(&Help.into());
        let limits = [0, 1, 78, usize::MAX].map(|bundles| terms.limit(bundles));
        assert_eq!(limits, [2_000, 2_000, 9_700, 10_000]);
        assert_eq!(Terms::ANALYSIS.limit(78), 2_000);
    }

    #[test]
    fn archives_have_a_limit_of_their_own_and_can_be_stopped() {
        let open = Open { name: "a.zip".into(), source: Source::Archive(vec![]) };
        for request in [Request::from(open), PackWorkspace(vec![]).into()] {
            let terms = terms(&request);
            assert_eq!(terms.limit(1), 20_000);
            assert!(terms.can_take_long());
        }
        assert!(!Terms::ANALYSIS.can_take_long());
    }
}
