//! `registration`, `missing-registration` and `old-registration`: `.template-registration.yaml`, the file with
//! which template sync registers a service template.
//!
//! Source: user guide, on template sync: `compatible_environments` is required, `supported_component_sources` is
//! optional; environment templates have no such file. Public samples have an older `.compatible-envs`.

use super::Subject;
use super::template_name::synced_name;
use crate::bundle::{Kind, OLD_REGISTRATION, REGISTRATION};
use crate::diagnostic::{Diagnostic, Findings, Fix, Severity, codes};
use crate::nearest::nearest;
use crate::spec::is_name;
use crate::text::Span;
use crate::yaml::{self, Node, NodeKind};

const KEYS: [&str; 2] = ["compatible_environments", "supported_component_sources"];
/// The only component source that Proton supported.
const SOURCE: &str = "DIRECTLY_DEFINED";

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let bundle = subject.bundle;
    let is_service = bundle.kind() == Kind::Service;
    let has = |path| bundle.file(path).is_some();
    if has(REGISTRATION) && !is_service {
        let message = format!(
            "Template sync read `{REGISTRATION}` only for service templates, but the kind of this bundle is {}.",
            bundle.kind().noun()
        );
        let file = bundle.id(REGISTRATION);
        found.push(
            Diagnostic::new(codes::REGISTRATION, file, message)
                .severity(Severity::Warning)
                .help("Remove the file. It lists the environments that a service can run in."),
        );
    } else if let Some(text) = bundle.text(REGISTRATION) {
        let mut reader = Reader { found: Findings::of(bundle.id(REGISTRATION)) };
        reader.read(text);
        found.extend(reader.found.into_list());
    } else if is_service && has(OLD_REGISTRATION) {
        let message =
            format!("`{OLD_REGISTRATION}` is the old format. Template sync read `{REGISTRATION}`.");
        found.push(
            Diagnostic::new(
                codes::OLD_REGISTRATION,
                bundle.id(OLD_REGISTRATION),
                message,
            )
            .help(format!(
                "Add `{REGISTRATION}` with `compatible_environments:` and these lines as its list."
            )),
        );
    } else if is_service && !has(REGISTRATION) && synced_name(bundle).is_some() {
        let message = format!(
            "`{REGISTRATION}` is missing. Template sync could not register a service template without it, because it lists the compatible environments."
        );
        let file = bundle.id(REGISTRATION);
        found.push(Diagnostic::new(codes::MISSING_REGISTRATION, file, message).help(format!(
            "Add `{REGISTRATION}` beside `schema/`, with `compatible_environments: [my-env:1]`."
        )));
    }
}

struct Reader {
    found: Findings,
}

impl Reader {
    fn read(&mut self, text: &str) {
        let document = yaml::parse(text);
        if let Some(error) = document.error {
            return self.found.malformed(error);
        }
        let root = document.root;
        let list = |key| root.as_ref().and_then(|root| root.get(key));
        let environments = list(KEYS[0]);
        let mut has_environments = environments.is_some();
        for entry in root.as_ref().map(Node::entries).unwrap_or_default() {
            let name = entry.name();
            if entry.is_merge() {
                continue;
            }
            if KEYS.contains(&name) {
                continue;
            }
            // `compatible_envs` is what the older file was called.
            let is_short = name.to_lowercase().starts_with("compatible");
            let near = nearest(name, KEYS).or(is_short.then_some(KEYS[0]));
            if near == Some(KEYS[0]) && !has_environments {
                // The list is there, under a wrong name.
                has_environments = true;
                let message = format!(
                    "`{name}` must be `{}`: without that key, Proton registered the service for no environment.",
                    KEYS[0]
                );
                let fix = Fix::rename(entry.key.span, name, KEYS[0]);
                let help = format!("Write `{}`.", KEYS[0]);
                self.report(Severity::Error, Some(entry.key.span), message, help).fix = Some(fix);
                continue;
            }
            let help = near.map_or_else(
                || format!("The keys are `{}` and `{}`.", KEYS[0], KEYS[1]),
                |near| format!("Did you mean `{near}`?"),
            );
            let message = format!("`{name}` is not a known key; template sync ignored it.");
            let fix = near.map(|near| Fix::rename(entry.key.span, name, near));
            self.report(Severity::Warning, Some(entry.key.span), message, help).fix = fix;
        }
        let is_empty = environments.is_some_and(|node| node.items().is_empty());
        if is_empty || !has_environments {
            let span = root.as_ref().map(|root| root.place(&[KEYS[0].into()]));
            let message = "`compatible_environments` must list the environments that the service can run in. Proton registered it for no others.";
            let help = "Write `compatible_environments: [my-env:1]`, each item a template and its major version.";
            self.report(Severity::Error, span, message.into(), help.into());
        }
        for item in environments.map(Node::items).unwrap_or_default() {
            if is_environment(item) {
                continue;
            }
            let shown = item.text().unwrap_or("This item");
            let message = format!(
                "`{shown}` doesn't consist of an environment template and a major version."
            );
            let help = "Write the template's name, a colon and the major version: `my-env:1`.";
            self.report(Severity::Error, Some(item.span), message, help.into());
        }
        for item in list(KEYS[1]).map(Node::items).unwrap_or_default() {
            let given = item.text().unwrap_or("");
            if given == SOURCE {
                continue;
            }
            let near = nearest(given, [SOURCE]);
            let message = format!("`{given}` isn't a source of components that Proton knew.");
            let fix = near.map(|near| Fix::rename(item.span, given, near));
            let help = format!("Write `{SOURCE}`, or omit the key to allow no components.");
            self.report(Severity::Error, Some(item.span), message, help).fix = fix;
        }
    }

    fn report(
        &mut self,
        severity: Severity,
        span: Option<Span>,
        message: String,
        help: String,
    ) -> &mut Diagnostic {
        let diagnostic = self.found.report(span, codes::REGISTRATION, message);
        diagnostic.severity = severity;
        diagnostic.help = Some(help);
        diagnostic
    }
}

/// Whether an item has the form `name:major`.
fn is_environment(item: &Node) -> bool {
    let NodeKind::Scalar { text, .. } = &item.kind else { return false };
    text.rsplit_once(':').is_some_and(|(name, major)| {
        is_name(name) && !major.is_empty() && major.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use crate::bundle::{Bundle, File, REGISTRATION};
    use crate::diagnostic::Severity;
    use crate::{Workspace, analyze};

    #[test]
    fn only_template_sync_misses_it() {
        let codes = |folder: &str| {
            let files = vec![File::new("instance_infrastructure/manifest.yaml", "")];
            let bundle = Bundle { top_folder: Some(folder.into()), files, ..Bundle::default() };
            let found = analyze(&Workspace { bundles: vec![bundle] }).diagnostics;
            found.iter().filter(|finding| finding.code.0 == "missing-registration").count()
        };
        assert_eq!([codes("my-service/v1"), codes("my-service")], [1, 0]);
    }

    #[test]
    fn a_misspelt_key_is_one_problem() {
        let of = |text: &str| {
            let manifest = File::new("instance_infrastructure/manifest.yaml", "");
            let files = vec![manifest, File::new(REGISTRATION, text)];
            let bundle = Bundle { files, ..Bundle::default() };
            let found = analyze(&Workspace { bundles: vec![bundle] }).diagnostics.into_iter();
            let own = found.filter(|finding| finding.code.0 == "registration");
            own.map(|finding| (finding.severity, finding.fix.map(|fix| fix.title)))
                .collect::<Vec<_>>()
        };
        let fix = Some("Change to compatible_environments".to_owned());
        assert_eq!(of("compatible_environment:\n  - env:1\n"), [(Severity::Error, fix)]);
        assert!(of("compatible_environments:\n  - env:1\n").is_empty());
        assert_eq!(of("other: 1\n"), [(Severity::Error, None), (Severity::Warning, None)]);
    }
}
