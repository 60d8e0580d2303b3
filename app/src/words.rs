//! What the page says, a file for each part of it: whoever translates the page begins here.
//!
//! A text without parts is a constant; one with parts is a function, as their order is the
//! language's. What `core` says of a bundle stands beside the check that says it.

pub mod changes;
pub mod commands;
pub mod compare;
pub mod compared;
pub mod contents;
pub mod count;
pub mod crash;
pub mod decisions;
pub mod dialog;
pub mod download;
pub mod engine;
pub mod fields;
pub mod first_minutes;
pub mod gaps;
pub mod help;
pub mod history;
pub mod naming;
pub mod new_bundle;
pub mod notices;
pub mod opening;
pub mod origin;
pub mod outline;
pub mod page;
pub mod palette;
pub mod panes;
pub mod parcel;
pub mod picture;
pub mod problems;
pub mod refusals;
pub mod rendered;
pub mod samples;
pub mod saving;
pub mod share;
pub mod shared;
pub mod shortcuts;
pub mod silence;
pub mod status;
pub mod storage;
pub mod theme;
pub mod toolbar;
pub mod tree;
pub mod versions;
pub mod workspaces;

#[cfg(test)]
pub mod tests;
