//! Downloads: hands a file to the browser.

use gloo::timers::callback::Timeout;
use gloo::utils::document;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// The milliseconds after which the browser has started to read the file.
const RELEASE: u32 = 60_000;

/// The most characters of a file name before its extension. With any extension, the name has fewer than the 255
/// bytes that file systems allow, even if each character takes two.
const MOST: usize = 100;

/// Names of devices on Windows, which are reserved with any extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A file that the page downloads. Its kind of content decides its name.
#[derive(Clone, Copy, Debug)]
pub enum Download<'a> {
    /// The archive of the bundle with this name.
    Bundle(&'a str),
    /// The archive of the workspace with this title.
    Workspace(&'a str),
    /// A sample of a bundle.
    Sample {
        /// The bundle's name.
        bundle: &'a str,
        /// The sample's name.
        sample: &'a str,
    },
    /// The archive of all that the bundle with this name renders to.
    Rendered(&'a str),
    /// The result of ejecting the bundle with this name.
    Ejected(&'a str),
    /// The diagram with this subject.
    Diagram(&'a str),
}

impl Download<'_> {
    /// The name of the file.
    pub fn name(self) -> String {
        match self {
            Self::Bundle(name) | Self::Workspace(name) => file_name(name, ".tar.gz"),
            Self::Sample { bundle, sample } => file_name(&format!("{bundle}-{sample}"), ".yaml"),
            Self::Rendered(bundle) => file_name(&format!("{bundle}-rendered"), ".tar.gz"),
            Self::Ejected(bundle) => file_name(&format!("{bundle}-ejected"), ".tar.gz"),
            Self::Diagram(subject) => file_name(subject, ".svg"),
        }
    }
}

/// Downloads `bytes` as a file called `name`; see [`Download::name`].
pub fn save(name: &str, bytes: &[u8]) {
    // Fails only while the page is being unloaded.
    let _ = try_save(name, bytes);
}

fn try_save(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type(name));
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Timeout::new(RELEASE, move || drop(Url::revoke_object_url(&address))).forget();
    Ok(())
}

/// The media type of a file (RFC 6713, RFC 9512, SVG 1.1).
fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.') {
        Some((_, "yaml")) => "application/yaml",
        Some((_, "gz")) => "application/gzip",
        Some((_, "svg")) => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

/// A file name that is valid on every system, Windows included, and shows as it is.
pub fn file_name(stem: &str, ending: &str) -> String {
    let stem: String = stem.chars().map(|c| if is_safe(c) { c } else { '-' }).take(MOST).collect();
    let stem = stem.trim().trim_end_matches(['.', ' ']);
    let first = stem.split('.').next().unwrap_or(stem).trim_end().to_ascii_lowercase();
    let is_port = |first: &str| {
        let port = first.strip_prefix("com").or_else(|| first.strip_prefix("lpt"));
        port.is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|c| c.is_ascii_digit()))
    };
    let before = if stem.is_empty() {
        "unnamed"
    } else if DEVICES.contains(&&*first) || is_port(&first) {
        "_"
    } else {
        ""
    };
    format!("{before}{stem}{ending}")
}

/// Whether a character can be in a file name: not one that Windows reserves, not an invisible one, and not one
/// that changes the direction of text.
fn is_safe(c: char) -> bool {
    let is_hidden = matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    !c.is_control() && !r#"<>:"/\|?*"#.contains(c) && !is_hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere() {
        for (stem, name) in [
            ("queue", "queue.tar.gz"),
            ("mein Entwurf é", "mein Entwurf é.tar.gz"),
            (r#"a<b>c:d"e/f\g|h?i*j"#, "a-b-c-d-e-f-g-h-i-j.tar.gz"),
            ("a\nb\0", "a-b-.tar.gz"),
            ("ends. . ", "ends.tar.gz"),
            ("..", "unnamed.tar.gz"),
            ("", "unnamed.tar.gz"),
            ("con", "_con.tar.gz"),
            ("Aux.v1", "_Aux.v1.tar.gz"),
            ("COM1", "_COM1.tar.gz"),
            ("com", "com.tar.gz"),
            ("community", "community.tar.gz"),
            ("exe\u{202e}fdp", "exe-fdp.tar.gz"),
        ] {
            assert_eq!(file_name(stem, ".tar.gz"), name);
        }
        assert_eq!(file_name(&"é".repeat(1000), ".yaml").chars().count(), MOST + 5);
    }

    #[test]
    fn a_download_is_called_by_what_it_is() {
        for (download, name) in [
            (Download::Bundle("a/b"), "a-b.tar.gz"),
            (Download::Workspace("My work"), "My work.tar.gz"),
            (Download::Sample { bundle: "svc", sample: "prod" }, "svc-prod.yaml"),
            (Download::Rendered("svc"), "svc-rendered.tar.gz"),
            (Download::Diagram("workspace"), "workspace.svg"),
        ] {
            assert_eq!(download.name(), name);
        }
    }

    #[test]
    fn a_file_says_what_it_is() {
        assert_eq!(media_type("a.yaml"), "application/yaml");
        assert_eq!(media_type("a.tar.gz"), "application/gzip");
        assert_eq!(media_type("a.svg"), "image/svg+xml");
        assert_eq!(media_type("a"), "application/octet-stream");
    }
}
