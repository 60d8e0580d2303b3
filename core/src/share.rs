//! A bundle in a URL fragment: `bundle=` and the archive in base64url.
//!
//! The archive is the same as in a download, so other versions and other tools can read it. The name of the bundle is
//! in the gzip header.

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::archive::{OpenError, Opened, name, open, pack};
use crate::bundle::Bundle;

/// Maximum length of a link in characters. Firefox opens no address with more than 1,048,576
/// (`network.standard-url.max-length`), Chromium none with more than 2,097,152 (`kMaxURLChars` in
/// `url/mojom/url.mojom`), and Safari no fragment with more than 2 MB
/// (`https://bugs.webkit.org/show_bug.cgi?id=305505`). The difference leaves room for redirects and other addresses
/// that contain the link.
pub const MAX_LINK: usize = 1_000_000;

/// The prefix of a fragment with a bundle.
pub const KEY: &str = "bundle=";

/// Maximum length in bytes of a name read from a link.
const MAX_NAME: usize = 200;

/// The flag in the gzip header that announces a name, and the offsets of the flags and of the name (RFC 1952).
const HAS_NAME: u8 = 1 << 3;
const FLAGS: usize = 3;
const NAME: usize = 10;

/// Base64 is written without padding, because mail programs do not treat a final `=` as part of a link. It is read
/// with or without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        // The end of a truncated link may be within a byte.
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The fragment for `bundle`, with its samples if [`Bundle::pack_sample`] is set.
pub fn fragment(bundle: &Bundle) -> String {
    let mut archive = pack(bundle);
    let name: Vec<u8> = bundle.name.bytes().filter(|&byte| byte != 0).chain([0]).collect();
    archive[FLAGS] |= HAS_NAME;
    archive.splice(NAME..NAME, name);
    format!("{KEY}{}", BASE64.encode(archive))
}

/// Reads the bundle in a fragment. Punctuation added to its end is ignored; a truncated link is an error.
pub fn read(fragment: &str) -> Result<Bundle, OpenError> {
    let error = |message: String| {
        OpenError::new(
            message,
            "Ask the sender for the link again, or for the bundle as a file: some chat and mail \
             programs cut long links.",
        )
    };
    if fragment.len() > MAX_LINK {
        return Err(error(format!(
            "The link has {} characters; a link to a bundle has at most {MAX_LINK}.",
            fragment.len()
        )));
    }
    let text = fragment.strip_prefix(KEY).unwrap_or(fragment);
    // Removes punctuation of the sentence that contained the link.
    let is_ours = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let text = text.trim_end_matches(|c| !is_ours(c));
    if text.is_empty() {
        return Err(error(
            "The link holds no bundle: there is nothing after `bundle=`.".to_owned(),
        ));
    }
    if let Some(at) = text.find(|c| !is_ours(c)) {
        return Err(error(format!(
            "The link is damaged: a link to a bundle cannot contain {:?}, at character {}.",
            text[at..].chars().next().unwrap_or_default(),
            text[..at].chars().count() + 1,
        )));
    }
    // A single remaining base64 character is less than a byte, and only occurs in a truncated link.
    let text = if text.len() % 4 == 1 { &text[..text.len() - 1] } else { text };
    let archive = BASE64.decode(text);
    let archive =
        archive.map_err(|_| error("The link is damaged: it cannot be read.".to_owned()))?;
    let opened = open("The link", &archive).map_err(|found| error(found.message))?;
    let Opened { mut bundles, left_out, .. } = opened;
    let (Some(mut bundle), true, true) = (bundles.pop(), bundles.is_empty(), left_out.is_empty())
    else {
        return Err(error("The link doesn't contain exactly one bundle.".to_owned()));
    };
    let folder = bundle.top_folder.as_deref().unwrap_or("");
    bundle.name = own_name(&archive).unwrap_or_else(|| name(folder, "shared-bundle"));
    Ok(bundle)
}

/// The name in the gzip header, if it is a valid name of a bundle.
fn own_name(archive: &[u8]) -> Option<String> {
    let flags = archive.strip_prefix(&[0x1f, 0x8b]).and_then(|_| archive.get(FLAGS))?;
    // Headers with an extra field before the name are not supported, as this module writes none.
    let is_named = flags & (HAS_NAME | 1 << 2) == HAS_NAME;
    let written = archive.get(NAME..).filter(|_| is_named)?;
    let end = written.iter().take(MAX_NAME + 1).position(|&byte| byte == 0)?;
    let written = str::from_utf8(&written[..end]).ok()?;
    let is_name = !written.is_empty() && !written.contains(|c: char| c == '/' || c.is_control());
    is_name.then(|| name("", written))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bundle::{Content, File};
    use crate::starters;

    fn service() -> Bundle {
        Bundle { pack_sample: true, ..starters::ready_workspace().bundles.remove(1) }
    }

    #[test]
    fn a_bundle_comes_back_as_it_was() {
        let bundle = service();
        let link = fragment(&bundle);
        assert_eq!(read(&link), Ok(bundle.clone()));
        assert_eq!(fragment(&bundle), link);

        let mut binary = Bundle { name: "“é” 2".into(), top_folder: None, ..bundle };
        binary
            .files
            .push(File { path: "zz.png".into(), content: Content::Binary(vec![0xff, 0].into()) });
        assert_eq!(read(&fragment(&binary)), Ok(binary));
    }

    #[test]
    fn samples_stay_at_home_where_they_are_to() {
        let bundle = Bundle { pack_sample: false, ..service() };
        let read = read(&fragment(&bundle)).unwrap();
        assert!(read.samples().is_empty());
        assert_eq!(read.files.len(), bundle.files.len() - 2);
    }

    #[test]
    fn a_link_is_a_tar_gz_for_any_tool() {
        let bundle = service();
        let link = fragment(&bundle);
        let archive = BASE64.decode(link.strip_prefix(KEY).unwrap()).unwrap();
        let opened = crate::archive::unpack("any.tar.gz", &archive).unwrap();
        assert_eq!(opened, bundle);
        assert!(link[KEY.len()..].bytes().all(|c| c.is_ascii_alphanumeric() || b"-_".contains(&c)));
    }

    #[test]
    fn punctuation_after_a_link_is_ignored() {
        let bundle = service();
        for end in [".", ">).", "==", " ", "%20"] {
            // `%20` ends in digits, so it counts as damage and is reported.
            let read = read(&format!("{}{end}", fragment(&bundle)));
            assert_eq!(read.is_ok(), end != "%20", "{end:?}");
        }
    }

    #[test]
    fn damaged_links_have_a_message() {
        let link = fragment(&service());
        let cut = |at: usize| read(&link[..at]).unwrap_err().message;
        assert_eq!(cut(KEY.len()), "The link holds no bundle: there is nothing after `bundle=`.");
        for at in [KEY.len() + 1, KEY.len() + 2, KEY.len() + 5, 100, link.len() / 2, link.len() - 1]
        {
            let message = cut(at);
            assert!(message.starts_with("The link is "), "{at}: {message}");
        }
        assert!(cut(link.len() / 2).starts_with("The link is cut off"));
        let message = |fragment: &str| read(fragment).unwrap_err().message;
        assert_eq!(
            message("bundle=ab?cd"),
            "The link is damaged: a link to a bundle cannot contain '?', at character 3."
        );
        let other = if link.as_bytes()[200] == b'A' { "B" } else { "A" };
        let damaged = format!("{}{other}{}", &link[..200], &link[201..]);
        assert!(message(&damaged).starts_with("The link is damaged"), "{}", message(&damaged));
        let long = format!("{KEY}{}", "A".repeat(MAX_LINK));
        assert!(message(&long).starts_with("The link has 1000007 characters"));
    }

    #[test]
    fn a_name_is_taken_only_where_it_can_be_one() {
        let name = |name: &str| {
            let bundle = Bundle { name: name.into(), top_folder: None, ..service() };
            read(&fragment(&bundle)).unwrap().name
        };
        assert_eq!(name("mine"), "mine");
        assert_eq!(name("../../etc"), "shared-bundle");
        assert_eq!(
            name(
                "a
b"
            ),
            "shared-bundle"
        );
        assert_eq!(name(""), "shared-bundle");
        assert_eq!(name(&"a".repeat(MAX_NAME + 1)), "shared-bundle");
        let bundle = Bundle { name: String::new(), ..service() };
        assert_eq!(read(&fragment(&bundle)).unwrap().name, "item-api-service");
    }

    proptest! {
        #[test]
        fn fragments_never_panic(text in any::<String>(), word in "[A-Za-z0-9_-]{0,300}") {
            let _ = read(&text);
            let _ = read(&format!("{KEY}{text}"));
            let _ = read(&format!("{KEY}{word}"));
            let _ = read(&format!("{KEY}H4sIC{word}"));
        }

        #[test]
        fn changed_links_never_panic(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<char>()), 1..8),
        ) {
            let mut link: Vec<char> = fragment(&service()).chars().collect();
            for (at, letter) in changes {
                let at = at.index(link.len());
                link[at] = letter;
            }
            let _ = read(&link.into_iter().collect::<String>());
        }
    }
}
