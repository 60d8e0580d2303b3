//! `cyclotron eject`: converts bundles to CloudFormation stacks that do not need Proton.

use std::fs;
use std::path::{Component, Path};

use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SPEC};
use cyclotron_core::eject::{Deliverable, Ejection, Options, ResultFile, Wiring};
use cyclotron_core::text::free;
use cyclotron_core::{Bundle, Workspace};

use crate::Outcome;
use crate::arguments::{Eject, EjectFormat, EjectPart};
use crate::disk::{self, Opened};
use crate::failure::{Failure, print, print_raw};
use crate::render::{put, refuse_file};

/// Writes the result into an empty or new folder, and prints the report. If a stack cannot be ejected, the others are
/// written, and the outcome is bad.
pub fn eject(arguments: &Eject, quiet: bool) -> Result<Outcome, Failure> {
    refuse_file(&arguments.out)?;
    refuse_full(&arguments.out)?;
    let opening = disk::open_all(&arguments.bundles);
    // A template that lacks an input would look complete.
    if let Some(fault) = opening.faults.into_iter().next() {
        return Err(fault.into());
    }
    let mut opened = opening.bundles;
    for (option, path, file) in
        [("--spec", SPEC, &arguments.spec), ("--outputs", SAMPLE_OUTPUTS, &arguments.outputs)]
    {
        let Some(file) = file else { continue };
        let [one] = opened.as_mut_slice() else {
            return Err(Failure::usage_error(
                format!("{option} is for one bundle, and there are {}", opened.len()),
                "Put the file into its bundle's folder `spec`, or eject the bundles one by one.",
            ));
        };
        put(&mut one.bundle, path, disk::text(file)?);
        if path == SPEC {
            one.bundle.sample.clear();
            one.specs.clear();
        }
    }
    let bundles = for_each_spec(opened);
    let names: Vec<String> = bundles.iter().map(|bundle| bundle.name.clone()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut ejection = Ejection::with(&Workspace { bundles }, &names, options(arguments));
    for stack in &arguments.stacks {
        let help = "Write `--stack ID=NAME`, for example `--stack items/instance-dev=items-dev`.";
        let Some((id, name)) = stack.split_once('=') else {
            return Err(Failure::usage_error(format!("--stack: `{stack}` has no `=`"), help));
        };
        ejection
            .name_stack(id, name)
            .map_err(|reason| Failure::usage_error(format!("--stack: {reason}"), help))?;
    }
    let is_empty = ejection.is_empty();
    let files = if is_empty { vec![] } else { ejection.files() };
    for file in &files {
        write(&arguments.out, file)?;
    }
    match arguments.format {
        EjectFormat::Human => {
            let mut text = ejection.report();
            if !quiet && !is_empty {
                let (count, out) = (files.len(), arguments.out.display());
                let next = "README.md there describes the next steps.";
                text = format!("{text}Wrote {count} files to {out}. {next}\n");
            }
            print(text.as_bytes())?;
        }
        EjectFormat::Json => {
            let json = serde_json::to_string_pretty(&ejection.report_json()).unwrap_or_default();
            print_raw(format!("{json}\n").as_bytes())?;
        }
    }
    Ok(if ejection.is_complete() { Outcome::Good } else { Outcome::Bad })
}

/// The choices of the user.
fn options(arguments: &Eject) -> Options {
    let is_chosen = |part: &Deliverable| {
        let is_named =
            |names: &[EjectPart]| names.iter().any(|name| Deliverable::from(*name) == *part);
        (part.is_default() || is_named(&arguments.with)) && !is_named(&arguments.without)
    };
    let wiring =
        if arguments.get_stack_output { Wiring::GetStackOutput } else { Wiring::Parameters };
    Options { wiring, deliverables: Deliverable::ALL.into_iter().filter(is_chosen).collect() }
}

impl From<EjectPart> for Deliverable {
    fn from(part: EjectPart) -> Self {
        match part {
            EjectPart::GitSync => Self::GitSync,
            EjectPart::Scripts => Self::Scripts,
            EjectPart::Pipelines => Self::Pipelines,
            EjectPart::GithubActions => Self::GithubActions,
            EjectPart::Backstage => Self::Backstage,
            EjectPart::Sceptre => Self::Sceptre,
            EjectPart::ExecutionRole => Self::ExecutionRole,
        }
    }
}

/// The bundles. If `proton-ops.yaml` names several specs for a template, there is a bundle with the name of the service
/// for each.
fn for_each_spec(opened: Vec<Opened>) -> Vec<Bundle> {
    let mut bundles: Vec<Bundle> = vec![];
    for Opened { bundle, specs, .. } in opened {
        let is_synced = specs.iter().any(|spec| spec.path == bundle.spec());
        if specs.len() < 2 || !is_synced {
            bundles.push(bundle);
            continue;
        }
        for spec in specs {
            let name = free(spec.service, |name| bundles.iter().any(|one| one.name == name));
            bundles.push(Bundle { name, sample: spec.path, ..bundle.clone() });
        }
    }
    bundles
}

/// Refuses an output folder with files: a file of an earlier run could be taken for a part of the result.
fn refuse_full(out: &Path) -> Result<(), Failure> {
    let mut entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::file("read", out, &error)),
    };
    if entries.next().is_none() {
        return Ok(());
    }
    Err(Failure::usage_error(
        format!("--out: {} is not empty", out.display()),
        "Name a new or an empty folder.",
    ))
}

fn write(out: &Path, file: &ResultFile) -> Result<(), Failure> {
    let below = Path::new(&file.path);
    let is_below = below.components().all(|part| matches!(part, Component::Normal(_)));
    let path = out.join(below);
    if !is_below {
        return Err(Failure::usage_error(
            format!("cannot write {}: it is outside {}", path.display(), out.display()),
            "Rename the file in the bundle.",
        ));
    }
    fs::create_dir_all(path.parent().unwrap_or(out))
        .and_then(|()| fs::write(&path, &file.bytes))
        .and_then(|()| if file.is_executable { make_executable(&path) } else { Ok(()) })
        .map_err(|error| Failure::file("write", &path, &error))
}

#[cfg(unix)]
fn make_executable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "other systems have no executable bit")]
fn make_executable(_: &Path) -> std::io::Result<()> {
    Ok(())
}
