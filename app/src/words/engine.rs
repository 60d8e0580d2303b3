//! The notices about the engine, CloudFormation's rules and the language features, where they fail.

use crate::browser::numbers::grouped;
use crate::engine::Failure;

/// The notice for a worker of the engine that was ended.
pub fn failed(failure: Failure) -> String {
    let text = match failure {
        Failure::NoWorkers => "The engine couldn’t start: this browser doesn’t allow workers.",
        Failure::NotStarted => "The engine didn’t start.",
        Failure::Stopped => "The engine has stopped.",
        Failure::Unreadable => "The engine sent an unreadable reply.",
        Failure::OtherBuild => "The page and its engine have different versions.",
        Failure::NoReply(limit) => {
            return format!("The engine didn’t reply within {} seconds.", limit / 1_000);
        }
    };
    text.to_owned()
}

/// The next step after the notice about two versions.
pub const TWO_VERSIONS_HELP: &str = "Reload the page to update both. Your work is saved.";
/// The second sentence of the notice where a new engine was started.
pub const REPLACED: &str = "It was restarted. Your text is safe.";
/// The second sentence of the notice for an engine that stopped while it analyzed the bundle `name` alone.
pub fn left_out(name: &str) -> String {
    format!(
        "The analysis of {name} stopped it, so {name} isn’t analyzed until you change it. Your text is safe."
    )
}

/// The second sentence of the notice where no new engine is started.
pub const GIVEN_UP: &str =
    "You can still edit and save. Check your connection, then change something or reload the page.";

/// The second sentence of the notice for an engine that stopped while it opened `name`.
pub fn not_opened(name: &str) -> String {
    format!("Couldn’t open {name}. Nothing else changed.")
}

/// The second sentence of the notice for an engine that stopped while it made bundles: their names, joined.
pub fn not_made(names: &str) -> String {
    format!("Couldn’t create {names}. Nothing else changed; try again.")
}

/// The reason why CloudFormation's rules are not checked, for a worker that was ended.
pub const fn rules_reason(failure: Failure) -> &'static str {
    match failure {
        Failure::NoWorkers => "this browser doesn’t allow workers",
        Failure::NotStarted | Failure::NoReply(_) => "they don’t reply",
        Failure::Stopped => "they didn’t load, or have stopped",
        Failure::Unreadable => "they sent an unreadable reply",
        Failure::OtherBuild => "their version differs from the page’s; reload the page",
    }
}

/// The reason: the user stopped the rules.
pub const RULES_ENDED: &str = "you stopped them";
/// The second sentence of the notice about the rules.
pub const RULES_HELP: &str =
    "Everything else is checked. Check your connection, then try again in the status bar.";

/// The notice that the rules are not checked; `reason` is one of the reasons above.
pub fn rules_failed(reason: &str) -> String {
    format!("CloudFormation checks aren’t running: {reason}.")
}

/// The title of the list of the outline.
pub const OUTLINE: &str = "Outline";
/// The notice for a reply about an older text.
pub const TEXT_CHANGED: &str = "The text has changed. Try again.";
/// The notice where the cursor is on no definition and no use.
pub const NOWHERE: &str = "No definition or reference here.";

/// The title of the list of the places that read a name.
pub fn places(count: usize) -> String {
    format!("{} places", grouped(count as u64))
}
