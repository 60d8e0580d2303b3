//! The request that the worker is processing.

use std::borrow::Cow;

use cyclotron_worker::{Reply, Request, encode};
use leptos::prelude::*;

use super::asked::Asked;
use super::errand::Errand;
use super::question::Question;
use crate::session::{Session, configurations};

/// A request that was sent to the worker, with the callback for its reply.
pub enum Current {
    /// An analysis of the workspace.
    Analysis {
        /// When it was sent, in milliseconds.
        since: f64,
        /// The revision of the analyzed text: [`Session::text_revision`].
        text_revision: u64,
    },
    /// A task other than an analysis.
    Errand(Errand),
    /// A question about a rendering.
    Question(Question),
    /// A request of the editor.
    Asked(Asked),
}

impl Current {
    /// The message to the worker.
    pub fn message(&self, session: Session) -> Vec<u8> {
        session.workspace.with_untracked(|workspace| match self {
            Self::Analysis { .. } => session.changes.with_value(|changes| {
                session.sent.set_value(changes.len());
                session.ask_about(workspace);
                session.beside.with_untracked(|beside| {
                    encode(&Request::Analyze {
                        workspace: Cow::Borrowed(workspace),
                        changes: Cow::Borrowed(changes.as_slice()),
                        configurations: configurations(workspace, beside),
                    })
                })
            }),
            Self::Errand(errand) => errand.message(workspace),
            Self::Question(question) => question.message(workspace),
            Self::Asked(asked) => asked.message(workspace),
        })
    }

    /// Delivers the reply to its requester. A reply of another kind is dropped: the worker was replaced in the
    /// meantime.
    pub fn answer(self, reply: Reply) {
        match (reply, self) {
            (Reply::Opened(opened), Self::Errand(Errand::Open { done, .. })) => done(Some(opened)),
            (Reply::Parcel(reply), Self::Errand(Errand::Parcel(parcel))) => parcel.end(Some(reply)),
            (Reply::Sampled(spec), Self::Errand(Errand::Sample { done, .. })) => done(spec),
            (Reply::Made(bundles), Self::Errand(Errand::New { done, .. })) => done(bundles),
            (Reply::Previewed(preview), Self::Errand(Errand::Preview { done, .. })) => {
                done(preview);
            }
            (Reply::Compared(found), Self::Errand(Errand::Compare { done, .. })) => {
                done(Some(found));
            }
            (Reply::Ignored(edit), Self::Errand(Errand::Ignore { done, .. })) => done(edit),
            (Reply::Converted(bundle), Self::Errand(Errand::Convert { done, .. })) => done(bundle),
            (Reply::Traced(trace), Self::Question(Question::Trace { done, .. })) => done(trace),
            (Reply::Lines(lines), Self::Question(Question::Lines { done, .. })) => done(lines),
            (
                Reply::Pictured(picture),
                Self::Question(Question::Picture { done, .. } | Question::Resources { done, .. }),
            ) => done(Some(picture)),
            (Reply::Assisted(answer), Self::Asked(asked)) => (asked.done)(Some(answer)),
            _ => {}
        }
    }

    /// Reports that the worker stopped to the requesters that handle a failure.
    pub fn fail(self) {
        match self {
            Self::Errand(Errand::Open { done, .. }) => done(None),
            Self::Errand(Errand::Parcel(parcel)) => parcel.end(None),
            Self::Errand(Errand::Compare { done, .. }) => done(None),
            Self::Errand(Errand::Ignore { done, .. }) => done(None),
            Self::Question(Question::Picture { done, .. } | Question::Resources { done, .. }) => {
                done(None);
            }
            Self::Asked(asked) => (asked.done)(None),
            _ => {}
        }
    }
}
