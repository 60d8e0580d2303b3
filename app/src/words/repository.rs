//! The texts of the repository view.

pub use super::common::{CLOSE, NO_BUNDLE};
use super::common::{bundles, errors, templates, warnings};
use crate::repository::order::Column;

/// The label of the button that shows the view.
pub const OPEN: &str = "Repository";
/// The tooltip of that button.
pub const OPEN_TITLE: &str = "Show all bundles as a table";
/// The heading and the accessible name of the view.
pub const TITLE: &str = "Repository";
/// The accessible name of the table.
pub const TABLE: &str = "Bundles";
/// The accessible name and the placeholder of the filter.
pub const FILTER: &str = "Filter bundles";
/// The line where no row contains the filter.
pub const NO_MATCH: &str = "No bundle matches.";

/// The head of a column.
pub const fn column(column: Column) -> &'static str {
    match column {
        Column::Name => "Bundle",
        Column::Kind => "Kind",
        Column::Versions => "Versions",
        Column::Environment => "Environment",
        Column::Problems => "Problems",
        Column::Changed => "Changed",
    }
}

/// The tooltip of the head of a column.
pub fn sort(by: Column) -> String {
    format!("Sort by {}", column(by).to_lowercase())
}

/// The number of rows and of bundles.
pub fn summary(row_count: usize, bundle_count: usize) -> String {
    if row_count == bundle_count {
        bundles(bundle_count)
    } else {
        format!("{}, {}", templates(row_count), bundles(bundle_count))
    }
}

/// The number of rows that contain the filter.
pub fn found(count: usize) -> String {
    format!("{} found", templates(count))
}

/// The accessible name of the link to an older version.
pub fn open_version(template: &str, version: &str) -> String {
    format!("{template} {version}")
}

/// The number of errors and warnings; empty without any.
pub fn problems(error_count: usize, warning_count: usize) -> String {
    match (error_count, warning_count) {
        (0, 0) => String::new(),
        (_, 0) => errors(error_count),
        (0, _) => warnings(warning_count),
        _ => format!("{}, {}", errors(error_count), warnings(warning_count)),
    }
}
