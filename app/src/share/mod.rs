//! Shares a bundle as a link, and opens such a link.
//!
//! [`dialog`] makes the link, which contains the archive of the bundle; [`link_dialog`] shows the bundle of the link
//! with which the page was opened; [`link`] writes and reads links. The command Share runs this code.
//!
//! Invariant: a bundle from a link is not rendered before the user has opened it.

pub mod dialog;
pub mod link;
pub mod link_dialog;
