//! The decisions on the way to a newer version of the page.

use crate::session::Saved;

/// The state of a newer version of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newer {
    /// No newer version, or the user has dismissed the banner.
    None,
    /// A newer version is waiting.
    Ready,
    /// The user wants the newer version, which takes over once the work is saved.
    Wanted,
    /// Another tab has switched to a newer version. Files that this tab has not loaded yet are gone.
    Taken,
    /// As `Taken`, and the page reloads once the work is saved.
    Leaving,
}

/// The next step towards a newer version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Wait for another change.
    Wait,
    /// Ask the waiting version to take over.
    TakeOver,
    /// Reload the page.
    Reload,
    /// Go back to this state, as the work cannot be saved.
    GiveUp(Newer),
}

impl Newer {
    /// The state after the user has accepted the newer version.
    pub fn accepted(self) -> Self {
        match self {
            Self::Taken | Self::Leaving => Self::Leaving,
            Self::None | Self::Ready | Self::Wanted => Self::Wanted,
        }
    }

    /// The state after a version has taken control of the page. On the first visit, no version had it before: the
    /// first version isn't a newer one.
    pub fn took_control(self, was_controlled: bool) -> Self {
        match self {
            Self::Wanted | Self::Leaving => Self::Leaving,
            _ if was_controlled => Self::Taken,
            Self::None | Self::Ready | Self::Taken => self,
        }
    }

    /// The state after a look at whether a version waits. One that no longer waits was replaced by a newer one, or
    /// another tab has switched to it.
    pub fn seen(self, waits: bool) -> Self {
        match self {
            Self::None if waits => Self::Ready,
            Self::Ready if !waits => Self::None,
            _ => self,
        }
    }

    /// The next step, which waits until the engine is idle and all work is saved.
    pub fn step(self, is_busy: bool, saved: &Saved) -> Step {
        match (self, saved) {
            (Self::None | Self::Ready | Self::Taken, _) | (_, Saved::Pending) => Step::Wait,
            _ if is_busy => Step::Wait,
            (Self::Wanted, Saved::Yes) => Step::TakeOver,
            (Self::Leaving, Saved::Yes) => Step::Reload,
            (Self::Wanted, Saved::No(_) | Saved::Elsewhere) => Step::GiveUp(Self::Ready),
            (Self::Leaving, Saved::No(_) | Saved::Elsewhere) => Step::GiveUp(Self::Taken),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Newer; 5] =
        [Newer::None, Newer::Ready, Newer::Wanted, Newer::Taken, Newer::Leaving];

    #[test]
    fn the_first_version_is_no_newer_one() {
        assert_eq!(Newer::None.took_control(false), Newer::None);
        assert_eq!(Newer::None.took_control(true), Newer::Taken);
        // The page reloads only if its user has asked for the newer version.
        assert_eq!(Newer::Wanted.took_control(true), Newer::Leaving);
        assert_eq!(Newer::Taken.accepted(), Newer::Leaving);
        assert_eq!(Newer::Ready.accepted(), Newer::Wanted);
    }

    #[test]
    fn a_waiting_version_is_offered_while_it_waits() {
        assert_eq!(Newer::None.seen(true), Newer::Ready);
        assert_eq!(Newer::Ready.seen(false), Newer::None);
        for newer in [Newer::Wanted, Newer::Taken, Newer::Leaving] {
            assert_eq!((newer.seen(true), newer.seen(false)), (newer, newer));
        }
    }

    #[test]
    fn no_step_is_taken_before_the_work_is_saved() {
        let failed = Saved::No(String::new());
        for newer in ALL {
            assert_eq!(newer.step(false, &Saved::Pending), Step::Wait, "{newer:?}");
            for saved in [&Saved::Yes, &Saved::Elsewhere, &failed] {
                assert_eq!(newer.step(true, saved), Step::Wait, "{newer:?}");
            }
        }
        for newer in [Newer::None, Newer::Ready, Newer::Taken] {
            assert_eq!(newer.step(false, &Saved::Yes), Step::Wait, "{newer:?}");
        }
        assert_eq!(Newer::Wanted.step(false, &Saved::Yes), Step::TakeOver);
        assert_eq!(Newer::Leaving.step(false, &Saved::Yes), Step::Reload);
        for saved in [&Saved::Elsewhere, &failed] {
            assert_eq!(Newer::Wanted.step(false, saved), Step::GiveUp(Newer::Ready));
            assert_eq!(Newer::Leaving.step(false, saved), Step::GiveUp(Newer::Taken));
        }
    }
}
