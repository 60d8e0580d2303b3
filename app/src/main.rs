//! Cyclotron's page.
//!
//! A [`session`] holds what is open; [`components`] show it and change it; [`commands`] are all that can
//! be done, by name and by key; [`engine`] keeps the analysis in step, in a worker; [`cloudformation`]
//! adds CloudFormation's rules, in another; [`storage`] keeps the work over a reload, and [`offline`] the
//! page itself; [`opening`] takes in what was chosen or dropped, [`saving`] puts it back into its
//! [`folder`]. Only [`editor`] touches JavaScript of ours.

mod app;
mod assistant;
mod cloudformation;
mod commands;
mod components;
mod count;
mod date;
mod download;
mod editor;
mod engine;
mod first_minutes;
mod folder;
mod guards;
mod kept;
mod layout;
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
    std::panic::set_hook(Box::new(stopped));
    leptos::mount::mount_to_body(app::App);
}

/// The last words of the page: it can do nothing more, but what was written is in storage.
fn stopped(panic: &std::panic::PanicHookInfo) {
    let document = gloo::utils::document();
    if let (Some(body), Ok(alert)) = (document.body(), document.create_element("div")) {
        alert.set_class_name("stopped");
        let _ = alert.set_attribute("role", "alert");
        alert.set_text_content(Some(&words::page::stopped(panic)));
        let _ = body.prepend_with_node_1(&alert);
    }
}
