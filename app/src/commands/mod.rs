//! The commands of the page, the command palette, the list of keyboard shortcuts, and the key listener.
//!
//! Shows the palette and its button, and the shortcuts dialog. `Commands` owns whether each is open, whether
//! single-character shortcuts are on, and the recent palette choices.
//!
//! `COMMANDS` is the only registry, with a line for each command: the palette, the shortcuts dialog and the key
//! listener all read it. A command that the editor implements runs by pressing its key there, so no list can promise
//! an action that the editor lacks. No two commands share a key in one scope, and each command has a unique,
//! stable id.

mod keys;
mod listener;
pub mod palette;
pub mod palette_button;
pub mod palette_item;
mod panes;
mod ranking;
mod recent;
mod registry;
mod run;
mod search;
mod shortcut_sections;
pub mod shortcuts_dialog;
pub mod shown_keys;

use leptos::prelude::*;

pub use self::keys::{Keys, is_mac};
pub use self::listener::PALETTE;
pub use self::recent::Recent;
pub use self::registry::{COMMANDS, Command, Object, Scope, by_id};
pub use self::run::Commands;
pub use self::search::{Group, Item, Listed, PaletteMatch};
pub use self::shortcut_sections::{Section, ShortcutRow, sections};

/// The commands of the page. Must be called below the root component.
pub fn use_commands() -> Commands {
    expect_context()
}
