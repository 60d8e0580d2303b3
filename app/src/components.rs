//! One component a file, each with a file of its own in `style/`.

mod editor_pane;
mod field;
mod files;
mod form;
mod group;
mod inputs;
mod notices;
mod open;
mod pane_switch;
mod problems;
mod rendered;
mod scalar;
mod status;
mod tabs;
mod toolbar;
mod tree;
mod tree_rows;

pub use editor_pane::EditorPane;
pub use files::Files;
pub use inputs::Inputs;
pub use notices::Notices;
pub use open::DropZone;
pub use pane_switch::PaneSwitch;
pub use problems::Problems;
pub use rendered::Rendered;
pub use status::Status;
pub use toolbar::Toolbar;
