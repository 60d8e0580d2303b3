//! Elements that know nothing of bundles: dialogs, tabs, list boxes, focus, scrolling, long lists and formatted text.

pub mod await_element;
pub mod dialog;
pub mod focus;
pub mod listbox;
pub mod long_list;
pub mod prose;
pub mod question;
pub mod scroll;
pub mod tabs;
