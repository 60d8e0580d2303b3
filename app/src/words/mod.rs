//! The texts of the page, a file or folder for each feature. The page is in English only.
//!
//! A fixed text is a constant, and a text with parts is a function. Texts about a bundle, such as the messages of checks,
//! are in `core`, beside the check.

pub mod commands;
pub mod common;
pub mod compare;
pub mod diagram;
pub mod editor;
pub mod eject;
pub mod engine;
pub mod files;
pub mod form;
pub mod help;
pub mod inputs;
pub mod problems;
pub mod rendered;
pub mod repository;
pub mod search;
pub mod session;
pub mod share;
pub mod shell;
pub mod starters;
pub mod storage;
pub mod transfer;
pub mod ui;
pub mod versions;
