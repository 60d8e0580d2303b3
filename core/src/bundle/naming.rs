//! Renames a bundle.

use super::Bundle;

impl Bundle {
    /// Renames the bundle to `name`. A folder with the old name is renamed too: `my-template/v1` becomes `new/v1`.
    pub fn rename(&mut self, name: &str) {
        if let Some(top) = &mut self.top_folder {
            let parts: Vec<&str> = top.split('/').collect();
            if let Some(at) = parts.iter().rposition(|part| *part == self.name) {
                let mut parts = parts;
                parts[at] = name;
                *top = parts.join("/");
            }
        }
        name.clone_into(&mut self.name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_follows_where_it_had_the_name() {
        for (top, after) in [
            (None, None),
            (Some("old"), Some("new")),
            (Some("old/v1"), Some("new/v1")),
            (Some("old/old/v2"), Some("old/new/v2")),
            (Some("templates/other"), Some("templates/other")),
        ] {
            let top_folder = top.map(str::to_owned);
            let mut bundle = Bundle { name: "old".into(), top_folder, ..Bundle::default() };
            bundle.rename("new");
            assert_eq!((&*bundle.name, bundle.top_folder.as_deref()), ("new", after));
        }
    }
}
