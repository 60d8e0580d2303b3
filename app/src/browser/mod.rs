//! Wrappers of browser features. They know nothing of bundles.
//!
//! Numbers and dates in the user's language, small settings in local storage, media queries, downloads, the service worker,
//! [`newer`] (the decisions on the way to a newer version of the page), the question before an unsaved page is
//! closed, and [`lifetime`], which ends a component's handlers with it.

pub mod dates;
pub mod download;
pub mod lifetime;
pub mod local_storage;
pub mod media;
pub mod newer;
pub mod numbers;
pub mod service_worker;
pub mod sleep;
pub mod unload;
