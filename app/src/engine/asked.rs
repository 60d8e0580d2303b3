//! What the editor asks while a person waits.

use std::borrow::Cow;
use std::collections::VecDeque;

use cyclotron_core::Workspace;
use cyclotron_core::assist::{Answer, Question};
use cyclotron_worker::{Request, encode};

/// A question, and who waits for the answer: none where a newer one of the kind came first, or the
/// worker stopped.
pub struct Asked {
    /// The question.
    pub question: Question,
    /// Gets the answer.
    pub done: Box<dyn FnOnce(Option<Answer>)>,
}

impl Asked {
    /// The message to the worker.
    pub fn message(&self, workspace: &Workspace) -> Vec<u8> {
        let (workspace, question) = (Cow::Borrowed(workspace), Cow::Borrowed(&self.question));
        encode(&Request::Assist { workspace, question })
    }

    /// Puts a question into a queue, and gives the one that it makes needless.
    pub fn put(self, queue: &mut VecDeque<Self>) -> Option<Self> {
        let kind = std::mem::discriminant(&self.question.about);
        let is_old = |one: &Self| std::mem::discriminant(&one.question.about) == kind;
        let at = queue.iter().position(is_old);
        let old = at.and_then(|at| queue.remove(at));
        queue.push_back(self);
        old
    }
}
