//! Cyclotron's page, a folder for each feature.
//!
//! [`session`] owns the open workspace, and [`engine`] analyzes it in a worker. The panes are [`files`], [`editor`],
//! [`inputs`] (with [`form`]), [`rendered`] and [`problems`]; [`shell`] arranges them. [`commands`] are everything that
//! the user can do, by name and by key. [`transfer`] opens, saves and downloads bundles, [`share`] makes links of them, and [`storage`] keeps
//! the work over a reload. [`ui`] has elements that know nothing of bundles, [`browser`] wraps the browser, and
//! [`words`] has the texts.

mod app;
mod browser;
mod commands;
mod compare;
mod database;
mod diagram;
mod editor;
mod eject;
mod engine;
mod files;
mod form;
mod help;
mod inputs;
mod problems;
mod rendered;
mod repository;
mod search;
mod session;
mod share;
mod shell;
mod starters;
mod storage;
mod transfer;
mod ui;
mod versions;
mod words;

fn main() {
    shell::crash::watch();
    leptos::mount::mount_to_body(app::App);
}
