//! Validates the top folder of a bundle's archive.

use super::entries::{leads_out, plain};
use super::roots;
use crate::bundle::{Bundle, MAX_PATH};

/// Normalizes the top folder that an author enters for `bundle`, such as `my-template/v1`, or returns why it can't
/// be used. An archive with the resulting folder can be opened again.
pub fn top_folder(bundle: &Bundle, written: &str) -> Result<String, String> {
    let written = written.trim();
    if written.contains('\0') {
        return Err("A folder’s name cannot contain a zero byte.".to_owned());
    }
    if leads_out(written) {
        return Err(
            "The folder must be inside the archive: no `/` or drive at the beginning, and \
        no `..`."
                .to_owned(),
        );
    }
    let folder = plain(written);
    if folder.is_empty() {
        return Err(
            "Write the folder’s name, such as `my-template` or `my-template/v1`.".to_owned()
        );
    }
    let longest = bundle.files.iter().map(|file| file.path.len()).max().unwrap_or(0);
    let length = folder.len() + 1 + longest;
    if length > MAX_PATH {
        return Err(format!(
            "The longest path would have {length} bytes; the limit for opening an archive is \
            {MAX_PATH}. Use a shorter name."
        ));
    }
    let paths: Vec<_> = bundle.files.iter().map(|file| format!("{folder}/{}", file.path)).collect();
    let is_bundle = !roots(bundle.files.iter().map(|file| file.path.as_str())).is_empty();
    if is_bundle && roots(paths.iter().map(String::as_str)) != [folder.as_str()] {
        return Err(format!(
            "In `{folder}`, the bundle would be read as part of another one. Use another name."
        ));
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{pack, unpack};
    use crate::bundle::File;

    fn bundle(path: &str) -> Bundle {
        Bundle { files: vec![File::new(path, "")], ..Bundle::default() }
    }

    #[test]
    fn a_folder_is_normalized_as_in_the_archive() {
        let schema = bundle("schema/schema.yaml");
        for (written, folder) in [
            ("my-template", "my-template"),
            (" my-template/v1/ ", "my-template/v1"),
            ("./a//b", "a/b"),
            ("schema", "schema"),
            ("a\\b", "a\\b"),
        ] {
            assert_eq!(top_folder(&schema, written).as_deref(), Ok(folder));
            let packed = Bundle { top_folder: Some(folder.to_owned()), ..schema.clone() };
            assert_eq!(unpack("x", &pack(&packed)).unwrap().top_folder.as_deref(), Some(folder));
        }
    }

    #[test]
    fn folders_that_would_not_reopen_are_refused() {
        let schema = bundle("schema/schema.yaml");
        for written in [
            "",
            " / ",
            ".",
            "/a",
            "a/../b",
            "..",
            "a\0",
            "\\a",
            "C:/a",
            "a\\..\\b",
            &"a".repeat(MAX_PATH),
        ] {
            assert!(top_folder(&schema, written).is_err(), "{written:?}");
        }
        assert!(top_folder(&bundle("manifest.yaml"), "infrastructure").is_err());
        assert!(top_folder(&bundle("manifest.yaml"), "bucket").is_ok());
        // A bundle whose files make no bundle yet accepts any folder.
        assert!(top_folder(&bundle("README.md"), "infrastructure").is_ok());
    }
}
