//! Checks the files of a bundle as files: encoding, form, and Proton's limits.

use std::collections::HashSet;

use crate::bundle::{
    Bundle, Content, File, FileId, MAX_READ, Part, SAMPLE_FOLDER, SAMPLE_OUTPUTS, SCHEMA, SPEC,
    is_registration,
};
use crate::diagnostic::codes::{self, Rule};
use crate::diagnostic::{Diagnostic, Fix, MAX_FOUND, Severity};
use crate::manifest::{Template, manifest};
use crate::text::{Edit, Span, is_odd_blank};

/// The maximum size of a bundle, in bytes. Source, as for the other limits: user guide, "AWS Proton quotas".
const BUNDLE_BYTES: usize = 5 * 1024 * 1024;
/// The maximum size of a manifest or a schema, in bytes.
const MANIFEST_BYTES: usize = 50 * 1024;
/// The maximum size of any other template file, in bytes.
const TEMPLATE_BYTES: usize = 200 * 1024;
/// The maximum number of template files in a bundle.
const TEMPLATE_FILES: usize = 10;

/// Checks the files of `bundle`, regardless of their meaning.
pub fn files(bundle: &Bundle) -> Vec<Diagnostic> {
    let templates: HashSet<String> =
        bundle.parts().into_iter().flat_map(|part| named(bundle, part)).collect();
    let mut found: Vec<Diagnostic> = (bundle.files.iter())
        .flat_map(|file| check(bundle, file, templates.contains(&file.path)))
        .collect();
    let total: usize = bundle.files.iter().map(|file| file.bytes().len()).sum();
    if total > BUNDLE_BYTES {
        let message = format!("The bundle is {}; Proton accepted at most 5 MB.", size(total));
        found.push(error(
            codes::BUNDLE_TOO_LARGE,
            bundle.id(SCHEMA),
            message,
            "Remove the files that the template doesn't need.",
        ));
    }
    for part in bundle.parts() {
        let named = named(bundle, part).len();
        if named > TEMPLATE_FILES {
            let file = bundle.id(part.manifest());
            let message = format!(
                "{} names {named} template files; Proton accepted at most {TEMPLATE_FILES}.",
                file.path
            );
            found.push(error(codes::TOO_MANY_FILES, file, message, "Merge some of them."));
        }
    }
    found
}

/// The paths of the template files that the manifest of a part names. Proton's limits apply only to these: bundles
/// with 12 to 43 files and with a `package-lock.json` of 375 KB, including AWS's own examples for CodeBuild, were
/// registered and deployed.
fn named(bundle: &Bundle, part: Part) -> Vec<String> {
    match manifest(bundle, part).0.template {
        Some(Template::CloudFormation(path)) => vec![path],
        Some(Template::Terraform(paths)) => paths,
        Some(Template::CodeBuild(_)) | None => vec![],
    }
}

/// Checks a file; `is_named` says whether a manifest names it as a template.
fn check(bundle: &Bundle, file: &File, is_named: bool) -> Vec<Diagnostic> {
    let mut found = vec![];
    let name = file.path.rsplit('/').next();
    let is_manifest = name == Some("manifest.yaml")
        || matches!(file.path.as_str(), SCHEMA | SPEC | SAMPLE_OUTPUTS);
    let limit = if is_manifest { MANIFEST_BYTES } else { TEMPLATE_BYTES };
    let bytes = file.bytes();
    let is_sample =
        file.path.starts_with(SAMPLE_FOLDER) && file.path.strip_suffix(".yaml").is_some();
    let is_limited = is_manifest || is_named;
    let is_read = is_limited || is_sample || is_registration(&file.path);
    let length = size(bytes.len());
    let too_large = if is_read && bytes.len() > MAX_READ {
        let most = size(MAX_READ);
        Some(format!("The file is {length}; files over {most} are ignored."))
    } else if is_limited && bytes.len() > limit {
        Some(format!("The file is {length}; Proton accepted at most {}.", size(limit)))
    } else {
        None
    };
    if let Some(message) = too_large {
        found.push(error(
            codes::FILE_TOO_LARGE,
            bundle.id(&file.path),
            message,
            "Shorten it, or move parts into another template.",
        ));
    } else if is_template(&file.path) && bytes.len() > limit {
        let message = format!(
            "The file is {length}, more than Proton's quota of {} for templates. No manifest names it, and Proton accepted such files.",
            size(limit)
        );
        let advice = Diagnostic::new(codes::FILE_TOO_LARGE, bundle.id(&file.path), message);
        let advice = advice.severity(Severity::Info);
        found.push(advice.help("Remove it if nothing needs it."));
    }
    if let Content::Binary(bytes) = &file.content
        && (is_manifest || is_template(&file.path))
        && let Err(error) = std::str::from_utf8(bytes)
    {
        let (good, bad) = bytes.split_at(error.valid_up_to());
        let line = good.split(|&byte| byte == b'\n').count();
        let byte = bad.first().copied().unwrap_or(0);
        let message = format!(
            "The file isn't UTF-8, so Proton could not read it: byte 0x{byte:02X} in line {line} isn't part of a character."
        );
        found.push(self::error(
            codes::NOT_UTF_8,
            bundle.id(&file.path),
            message,
            "Save it again in your editor with the encoding UTF-8.",
        ));
    }
    if let Content::Text(text) = &file.content
        && (is_manifest || is_sample || is_registration(&file.path))
    {
        found.extend(odd_indentation(bundle, file, text));
    }
    found
}

/// Reports lines that have whitespace other than spaces in their indentation or after the colon of a key, such as those
/// copied from a web page: YAML reads it as part of the key.
fn odd_indentation(bundle: &Bundle, file: &File, text: &str) -> Option<Diagnostic> {
    let mut start = 0;
    let mut odd = vec![];
    for line in text.split_inclusive('\n') {
        let content = line.trim_start();
        let indent = &line[..line.len() - content.len()];
        if content.contains(':') || content.starts_with("- ") {
            let blanks = indent.char_indices().filter(|(_, c)| is_odd_blank(*c));
            let after_key = content.find(':').filter(|colon| is_key(&content[..*colon]));
            let after_key = after_key.and_then(|colon| {
                let c = content[colon + 1..].chars().next().filter(|c| is_odd_blank(*c))?;
                Some((indent.len() + colon + 1, c))
            });
            let blanks = blanks.chain(after_key);
            odd.extend(blanks.map(|(at, c)| (Span::new(start + at, start + at + c.len_utf8()), c)));
        }
        start += line.len();
        if odd.len() > MAX_FOUND {
            break;
        }
    }
    let &(first, c) = odd.first()?;
    let is_after_key = text[..first.start].ends_with(':');
    let message = if is_after_key {
        format!(
            "The space character U+{:04X} follows this colon, so YAML does not read a key here.",
            u32::from(c)
        )
    } else {
        format!(
            "This line is indented with the space character U+{:04X}, which YAML reads as part of the key.",
            u32::from(c)
        )
    };
    let (title, help) = if is_after_key {
        ("Replace with spaces", "Write a space after the colon.")
    } else {
        ("Indent with spaces", "Indent with spaces.")
    };
    let edits = odd.iter().map(|&(span, _)| Edit { span, text: " ".into() }).collect();
    Some(
        Diagnostic::new(codes::NO_BREAK_SPACE, bundle.id(&file.path), message)
            .at(first)
            .help(help)
            .fix(Some(Fix::safe(title, edits))),
    )
}

/// Whether the text before a colon is a plain key.
fn is_key(text: &str) -> bool {
    let text = text.strip_prefix("- ").unwrap_or(text);
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_$.".contains(c))
}

fn error(rule: &'static Rule, file: FileId, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(rule, file, message).help(help)
}

/// Whether a file is in a folder where Proton reads templates.
fn is_template(path: &str) -> bool {
    let in_folder = path.split_once('/').is_some_and(|(folder, name)| {
        folder.ends_with("infrastructure") && name != "manifest.yaml"
    });
    in_folder && [".yaml", ".yml", ".json", ".tf"].iter().any(|ending| path.ends_with(ending))
}

fn size(bytes: usize) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}
