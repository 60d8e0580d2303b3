//! What the page says, a file for each part of it: whoever translates the page begins here.
//!
//! A text without parts is a constant; one with parts is a function, as their order is the
//! language's. What `core` says of a bundle stands beside the check that says it.

pub mod commands;
pub mod common;
pub mod compare;
pub mod diagram;
pub mod editor;
pub mod engine;
pub mod files;
pub mod form;
pub mod help;
pub mod inputs;
pub mod problems;
pub mod rendered;
pub mod session;
pub mod shell;
pub mod starters;
pub mod storage;
pub mod transfer;
pub mod ui;
pub mod versions;

#[cfg(test)]
pub mod tests;
