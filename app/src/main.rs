//! Cyclotron's page.
//!
//! A [`session`] holds what is open; [`components`] show it and change it; [`commands`] are all that can
//! be done, by name and by key; [`engine`] keeps the analysis in step, in a worker; [`cloudformation`]
//! adds CloudFormation's rules, in another; [`storage`] keeps the work over a reload, and [`offline`] the
//! page itself; [`opening`] takes in what was chosen or dropped, [`saving`] puts it back into its
//! [`folder`]. Only [`editor`] touches JavaScript of ours. [`lifetime`] ends a component's handlers with it, and
//! [`crash`] tells the person of a panic.

mod app;
mod assistant;
mod cloudformation;
mod commands;
mod components;
mod count;
mod crash;
mod date;
mod download;
mod editor;
mod engine;
mod first_minutes;
mod folder;
mod guards;
mod kept;
mod layout;
mod lifetime;
mod offline;
mod opening;
mod parcel;
mod remote;
mod saving;
mod session;
mod share;
mod storage;
mod theme;
mod words;

fn main() {
    crash::watch();
    leptos::mount::mount_to_body(app::App);
}
