//! Elements that know nothing of bundles: dialogs, tabs, list boxes, menus, trees, focus, scrolling, long lists,
//! formatted text, and views whose code is loaded later.

pub mod await_element;
pub mod dialog;
pub mod flow;
pub mod focus;
pub mod later;
pub mod listbox;
pub mod long_list;
pub mod menu_button;
pub mod menu_list;
pub mod prose;
pub mod question;
pub mod scroll;
pub mod tabs;
pub mod tree_keys;
