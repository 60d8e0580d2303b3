//! The editor's requests to the worker, such as completions. The user waits for the reply.

use std::borrow::Cow;
use std::collections::VecDeque;

use cyclotron_core::Workspace;
use cyclotron_core::assist::{Answer, Question};
use cyclotron_worker::{Request, encode};

/// A request of the editor with its callback, which gets none if a newer request of the same kind replaces it
/// or the worker stops.
pub struct Asked {
    /// The request.
    pub question: Question,
    /// Gets the reply.
    pub done: Box<dyn FnOnce(Option<Answer>)>,
}

impl Asked {
    /// The message to the worker.
    pub fn message(&self, workspace: &Workspace) -> Vec<u8> {
        let (workspace, question) = (Cow::Borrowed(workspace), Cow::Borrowed(&self.question));
        encode(&Request::Assist { workspace, question })
    }

    /// Appends the request to a queue, and returns the older request of the same kind that it replaces.
    pub fn put(self, queue: &mut VecDeque<Self>) -> Option<Self> {
        let kind = std::mem::discriminant(&self.question.about);
        let is_old = |one: &Self| std::mem::discriminant(&one.question.about) == kind;
        let at = queue.iter().position(is_old);
        let old = at.and_then(|at| queue.remove(at));
        queue.push_back(self);
        old
    }
}
