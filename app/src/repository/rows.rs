//! The rows of the table: one for each template, with its versions.

use std::collections::BTreeMap;

use cyclotron_core::sort::CompactSort;
use cyclotron_core::{Bundle, BundleAnalysis, BundleId, FileId, Kind, Workspace};

use crate::files::marks::Counts;

/// A template, with all its versions that are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateRow {
    /// The name of the template; of a template without versions, the bundle's.
    pub name: String,
    /// The folder around the template, if it has one: `services/backend`.
    pub folder: String,
    /// The kind of its newest version.
    pub kind: Kind,
    /// The versions, the newest first: at least one.
    pub versions: Vec<TemplateVersion>,
    /// The environments whose outputs the versions get, in alphabetical order.
    pub environments: Vec<String>,
    /// The number of errors and of warnings of all versions.
    pub problems: Counts,
    /// The time of the last change of any version, in milliseconds since 1970, if it is known.
    pub changed: Option<u64>,
}

/// A version of a template: an open bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateVersion {
    /// The name of the bundle.
    pub bundle: String,
    /// The folder that is named after the version, such as `v2`.
    pub version: Option<String>,
}

/// The facts about the open bundles that the rows show.
#[derive(Clone, Copy)]
pub struct Facts<'f> {
    /// The open bundles.
    pub open: &'f Workspace,
    /// Their results.
    pub analyzed: &'f [BundleAnalysis],
    /// The number of errors and of warnings of a bundle, by its name with an empty path.
    pub problems: &'f std::collections::HashMap<FileId, Counts>,
    /// The times of the last changes.
    pub changed: &'f BTreeMap<BundleId, u64>,
}

/// The rows in the order of the workspace. Bundles of one kind in the folders `v1`, `v2` and so on of the same folder are
/// versions of one template. A second bundle with the same version begins another row, as after opening an archive
/// twice.
pub fn rows(facts: Facts) -> Vec<TemplateRow> {
    let mut rows: Vec<(Option<(String, bool)>, TemplateRow)> = vec![];
    for bundle in &facts.open.bundles {
        let row = row(bundle, facts);
        let key = template(bundle).map(|above| (above, bundle.kind().is_environment()));
        let same = rows.iter_mut().find(|(other, known)| {
            key.is_some()
                && *other == key
                && known.versions.iter().all(|it| it.version != row.versions[0].version)
        });
        match same {
            Some((_, known)) => known.merge(row, bundle),
            None => rows.push((key, row)),
        }
    }
    let newest_first = |(_, mut row): (_, TemplateRow)| {
        let newest = |version: &TemplateVersion| std::cmp::Reverse(number(version));
        row.versions.compact_sort_by_key(newest);
        row
    };
    rows.into_iter().map(newest_first).collect()
}

impl TemplateRow {
    /// Adds another version, which is the bundle of `row`.
    fn merge(&mut self, row: Self, bundle: &Bundle) {
        if let [only] = &*self.versions {
            // Several versions are named after their template.
            bundle.template_name().clone_into(&mut self.name);
            if number(&row.versions[0]) > number(only) {
                self.kind = row.kind;
            }
        }
        self.versions.extend(row.versions);
        self.environments.extend(row.environments);
        self.environments.compact_sort();
        self.environments.dedup();
        for (count, more) in self.problems.iter_mut().zip(row.problems) {
            *count += more;
        }
        self.changed = self.changed.max(row.changed);
    }

    /// The bundle that the row opens: the newest version.
    pub fn newest(&self) -> &TemplateVersion {
        &self.versions[0]
    }
}

fn row(bundle: &Bundle, facts: Facts) -> TemplateRow {
    let analyzed = facts.analyzed.iter().find(|analyzed| analyzed.name == bundle.name);
    let mut environments = analyzed.map(|it| it.environments.clone()).unwrap_or_default();
    environments.compact_sort();
    let path = template(bundle).or_else(|| bundle.top_folder.clone()).unwrap_or_default();
    let folder = path.rsplit_once('/').map(|(around, _)| around.to_owned()).unwrap_or_default();
    let version = bundle.version().map(str::to_owned);
    TemplateRow {
        name: bundle.name.clone(),
        folder,
        kind: bundle.kind(),
        versions: vec![TemplateVersion { bundle: bundle.name.clone(), version }],
        environments,
        problems: facts.problems.get(&bundle.id("")).copied().unwrap_or_default(),
        changed: facts.changed.get(&bundle.id).copied(),
    }
}

/// The folder of the template of a bundle that is a version of one.
fn template(bundle: &Bundle) -> Option<String> {
    bundle.version()?;
    let (above, _) = bundle.top_folder.as_deref()?.rsplit_once('/')?;
    Some(above.to_owned())
}

/// The number of a version; 0 without one.
fn number(version: &TemplateVersion) -> u64 {
    let digits = |version: &str| {
        let digits: String = version.chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap_or_default()
    };
    version.version.as_deref().map_or(0, digits)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use cyclotron_core::File;

    use super::*;

    fn bundle(id: u64, name: &str, folder: &str, path: &str) -> Bundle {
        Bundle {
            id: BundleId(id),
            name: name.into(),
            top_folder: Some(folder.into()),
            files: vec![File::new(path, "")],
            ..Bundle::default()
        }
    }

    fn open() -> Workspace {
        let service = "instance_infrastructure/manifest.yaml";
        let environment = "infrastructure/manifest.yaml";
        Workspace {
            bundles: vec![
                bundle(1, "queue-v2", "services/queue/v2", service),
                bundle(2, "vpc", "environments/vpc", environment),
                bundle(3, "queue-v10", "services/queue/v10", service),
                bundle(4, "queue-v1", "services/queue/v1", service),
                bundle(5, "other-v1", "other/queue/v1", service),
                bundle(6, "queue-v1-2", "services/queue/v1", service),
                bundle(7, "queue-v3", "services/queue/v3", environment),
            ],
        }
    }

    fn made(open: &Workspace) -> Vec<TemplateRow> {
        let problems =
            HashMap::from([(open.bundles[0].id(""), [1, 2]), (open.bundles[2].id(""), [3, 0])]);
        let changed = BTreeMap::from([(BundleId(1), 7), (BundleId(4), 5)]);
        rows(Facts { open, analyzed: &[], problems: &problems, changed: &changed })
    }

    #[test]
    fn the_versions_of_a_template_are_one_row() {
        let rows = made(&open());
        let named: Vec<_> = rows
            .iter()
            .map(|row| {
                let versions = row.versions.iter().filter_map(|it| it.version.clone());
                (row.name.as_str(), row.folder.as_str(), versions.collect::<Vec<_>>().join(" "))
            })
            .collect();
        let expected = [
            ("queue", "services", "v10 v2 v1"),
            ("vpc", "environments", ""),
            ("other-v1", "other", "v1"),
            // The archive was opened twice.
            ("queue-v1-2", "services", "v1"),
            // An environment is not a version of a service.
            ("queue-v3", "services", "v3"),
        ];
        let expected = expected.map(|(name, folder, versions)| (name, folder, versions.to_owned()));
        assert_eq!(named, expected);
        assert_eq!(rows[0].newest().bundle, "queue-v10");
    }

    #[test]
    fn a_row_adds_up_its_versions() {
        let rows = made(&open());
        assert_eq!((rows[0].problems, rows[0].changed), ([4, 2], Some(7)));
        assert_eq!((rows[1].problems, rows[1].changed), ([0, 0], None));
    }
}
