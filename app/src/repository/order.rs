//! Sorts and filters the rows of the table.

use std::cmp::{Ordering, Reverse};

use super::rows::TemplateRow;
use cyclotron_core::sort::CompactSort;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The name of the template.
    Name,
    /// Its kind.
    Kind,
    /// The number of its versions.
    Versions,
    /// The environments that it runs in.
    Environment,
    /// Its problems.
    Problems,
    /// The time of its last change.
    Changed,
}

/// All columns, from left to right.
pub const COLUMNS: [Column; 6] = [
    Column::Name,
    Column::Kind,
    Column::Versions,
    Column::Environment,
    Column::Problems,
    Column::Changed,
];

/// The order of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column by which they are sorted.
    pub column: Column,
    /// Whether the order is reversed.
    pub is_descending: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self { column: Column::Name, is_descending: false }
    }
}

impl Order {
    /// The order after a click on the head of a column. A second click reverses it. Problems and changes begin with the
    /// most and the newest.
    #[must_use]
    pub fn by(self, column: Column) -> Self {
        let begins_descending =
            matches!(column, Column::Versions | Column::Problems | Column::Changed);
        let is_descending =
            if self.column == column { !self.is_descending } else { begins_descending };
        Self { column, is_descending }
    }

    /// Sorts rows. Rows without a value come last, and equal rows are sorted by name.
    pub fn sort(self, rows: &mut [TemplateRow]) {
        rows.compact_sort_by(|a, b| {
            let order = self.compare(a, b);
            order.then_with(|| name(a).cmp(&name(b)))
        });
    }

    fn compare(self, a: &TemplateRow, b: &TemplateRow) -> Ordering {
        let directed = |order: Ordering| if self.is_descending { order.reverse() } else { order };
        match self.column {
            Column::Name => directed(name(a).cmp(&name(b))),
            Column::Kind => directed(a.kind.noun().cmp(b.kind.noun())),
            Column::Versions => directed(a.versions.len().cmp(&b.versions.len())),
            Column::Environment => {
                let [a, b] = [a, b].map(|row| Some(&row.environments).filter(|it| !it.is_empty()));
                with_last(a, b, directed)
            }
            Column::Problems => directed(a.problems.cmp(&b.problems)),
            Column::Changed => with_last(a.changed, b.changed, directed),
        }
    }
}

/// Compares values; a missing one is last in either direction.
fn with_last<T: Ord>(
    a: Option<T>,
    b: Option<T>,
    directed: impl Fn(Ordering) -> Ordering,
) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => directed(a.cmp(&b)),
        (a, b) => Reverse(a.is_some()).cmp(&Reverse(b.is_some())),
    }
}

fn name(row: &TemplateRow) -> (String, &str, &str) {
    (row.name.to_lowercase(), &row.folder, &row.newest().bundle)
}

/// Whether a row contains each word of a filter, in any case: in its name, folder, kind, versions or environments.
pub fn matches(row: &TemplateRow, filter: &str) -> bool {
    let mut texts = vec![row.name.as_str(), &row.folder, row.kind.noun()];
    texts.extend(row.environments.iter().map(String::as_str));
    for version in &row.versions {
        texts.push(&version.bundle);
        texts.extend(version.version.as_deref());
    }
    let texts: Vec<String> = texts.into_iter().map(str::to_lowercase).collect();
    let filter = filter.to_lowercase();
    filter.split_whitespace().all(|word| texts.iter().any(|text| text.contains(word)))
}

#[cfg(test)]
mod tests {
    use cyclotron_core::Kind;

    use super::super::rows::TemplateVersion;
    use super::*;

    fn row(
        name: &str,
        problems: [usize; 2],
        changed: Option<u64>,
        environment: &str,
    ) -> TemplateRow {
        let environments = (!environment.is_empty()).then(|| environment.to_owned());
        let version = TemplateVersion { bundle: format!("{name}-v1"), version: Some("v1".into()) };
        TemplateRow {
            name: name.to_owned(),
            folder: String::new(),
            kind: if environment.is_empty() { Kind::Environment } else { Kind::Service },
            versions: vec![version],
            environments: environments.into_iter().collect(),
            problems,
            changed,
        }
    }

    fn sorted(order: Order) -> String {
        let mut rows = [
            row("Queue", [0, 3], Some(5), "vpc"),
            row("alpha", [1, 0], None, ""),
            row("beta", [0, 0], Some(9), "fargate"),
        ];
        order.sort(&mut rows);
        rows.map(|row| row.name).join(" ")
    }

    #[test]
    fn a_column_sorts_in_both_directions() {
        let by = |column| Order { column: Column::Kind, is_descending: false }.by(column);
        let name = by(Column::Name);
        assert_eq!(sorted(name), "alpha beta Queue");
        assert_eq!(sorted(name.by(Column::Name)), "Queue beta alpha");
        assert_eq!(sorted(by(Column::Problems)), "alpha Queue beta");
        assert_eq!(sorted(by(Column::Problems).by(Column::Problems)), "beta Queue alpha");
        assert_eq!(sorted(Order::default().by(Column::Kind)), "alpha beta Queue");
    }

    #[test]
    fn a_row_without_a_value_is_last_in_both_directions() {
        let changed = Order::default().by(Column::Changed);
        assert_eq!(sorted(changed), "beta Queue alpha");
        assert_eq!(sorted(changed.by(Column::Changed)), "Queue beta alpha");
        let environment = Order::default().by(Column::Environment);
        assert_eq!(sorted(environment), "beta Queue alpha");
        assert_eq!(sorted(environment.by(Column::Environment)), "Queue beta alpha");
    }

    #[test]
    fn each_word_of_the_filter_is_in_the_row() {
        let row = row("Queue", [0, 0], None, "vpc");
        for filter in ["", "QUE", "service vpc", "v1 queue", "environment"] {
            let expected = filter != "environment";
            assert_eq!(matches(&row, filter), expected, "{filter}");
        }
    }
}
