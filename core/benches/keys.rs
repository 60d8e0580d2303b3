//! From a keystroke to the analysis, with 1, 26 and 80 bundles open: public bundles, each under a name of its own.
//!
//! Each key changes a comment in the first line of the same instance template, whose service has 20 instances. The
//! workspaces take turns in one run, so that the ratios compare like with like; "shown" ends with the rendering of the
//! first instance, which comes before the rest, and "from scratch" analyzes everything.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SPEC};
use cyclotron_core::{Analyzer, Bundle, File, Key, Value, Workspace, analyze, yaml};

/// The numbers of open bundles.
const OPEN: [usize; 3] = [1, 26, 80];
/// The bundle that is typed in.
const EDITED: &str =
    "cfn--public-private-fargate-microservices--microservices-svc--loadbalanced-public-svc--full";
const TEMPLATE: &str = "instance_infrastructure/cloudformation.yaml";
const KEYS: usize = 60;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/oracle/cases");
    let Ok(cases) = std::fs::read_dir(folder) else {
        return say("skipped: no ../shared/oracle\n");
    };
    let mut cases: Vec<_> = cases.map(|case| case.unwrap().path()).collect();
    cases.sort_by_key(|case| !case.ends_with(EDITED));
    let mut bundles: Vec<Bundle> = cases.iter().map(|case| open(case)).collect();
    grow(&mut bundles[0]);
    for at in bundles.len()..OPEN[OPEN.len() - 1] {
        let mut copy = bundles[1 + at % (cases.len() - 1)].clone();
        copy.rename(&format!("copy-{at}"));
        bundles.push(copy);
    }
    let mut opened = OPEN.map(|count| {
        let mut analyzer = Analyzer::default();
        analyzer.set_workspace(&Workspace { bundles: bundles[..count].to_vec() });
        let revision = analyzer.update(0, None, usize::MAX).revision;
        (analyzer, revision, vec![], vec![], vec![])
    });
    let analysis = opened[0].0.analysis();
    let rendering = analysis.bundles[0].renderings[0].file_name.clone();
    for key in 0..KEYS {
        for (analyzer, revision, shown, incremental, scratch) in &mut opened {
            let started = Instant::now();
            let bundle = analyzer.bundle_mut(EDITED).expect("it is open");
            let file = bundle.files.iter_mut().find(|file| file.path == TEMPLATE);
            let file = file.expect("it has a template");
            let text = file.text().expect("a template is text");
            let text = if key == 0 { &format!("# \n{text}") } else { text };
            let letter = char::from(b'a' + u8::try_from(key % 26).unwrap());
            *file = File::new(TEMPLATE, format!("# {letter}{}", &text[2..]));
            let first = analyzer.render_first(EDITED, &rendering);
            assert!(first.is_some_and(|first| first.text.is_some()), "{rendering} is new");
            shown.push(started.elapsed());
            let update = analyzer.update(*revision, None, usize::MAX);
            *revision = update.revision;
            incremental.push(started.elapsed());
            assert_eq!(update.changed.len(), 1, "one bundle changes");
            // A few are enough of what takes long.
            if key < 8 {
                let started = Instant::now();
                analyze(analyzer.workspace());
                scratch.push(started.elapsed());
            }
        }
    }
    let mut table =
        "open bundles | shown | a key | ÷ with one | from scratch | ÷ a key\n".to_owned();
    let first = median(&mut opened[0].3);
    for (count, (_, _, shown, incremental, scratch)) in OPEN.iter().zip(&mut opened) {
        let (shown, incremental, scratch) = (median(shown), median(incremental), median(scratch));
        let _ = writeln!(
            table,
            "{count:>12} | {:>5.2} | {:>5.2} | {:>10.2} | {:>12.1} | {:>7.1}",
            milliseconds(shown),
            milliseconds(incremental),
            incremental.as_secs_f64() / first.as_secs_f64(),
            milliseconds(scratch),
            scratch.as_secs_f64() / incremental.as_secs_f64(),
        );
    }
    say(&table);
}

/// The bundle of a case with its samples.
fn open(case: &Path) -> Bundle {
    let name = case.file_name().unwrap().to_str().unwrap().to_owned();
    let mut bundle = Bundle { name, ..Bundle::default() };
    files(&case.join("bundle"), "", &mut bundle.files);
    for (path, file) in [(SPEC, "spec.yaml"), (SAMPLE_OUTPUTS, "outputs.yaml")] {
        if let Ok(text) = std::fs::read_to_string(case.join(file)) {
            bundle.files.push(File::new(path, text));
        }
    }
    bundle.sort();
    bundle
}

fn files(folder: &Path, prefix: &str, found: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            files(&entry.path(), &format!("{path}/"), found);
        } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
            found.push(File::new(path, text));
        }
    }
}

/// Repeats the instances of the spec until there are 20.
fn grow(bundle: &mut Bundle) {
    let file = bundle.files.iter_mut().find(|file| file.path == SPEC).expect("it has a spec");
    let mut spec = file.text().expect("a spec is text").to_owned();
    let value = yaml::parse(&spec).root.expect("it is YAML").value();
    let instances = value.get("instances").and_then(Value::as_list).expect("it has instances");
    for index in instances.len()..20 {
        let mut instance = instances[index % instances.len()].as_map().unwrap().clone();
        instance.insert("name", Value::from(format!("instance-{index}").as_str()));
        let path = [Key::from("instances"), Key::from(index)];
        spec = yaml::set(&spec, &path, Some(&Value::Map(instance))).unwrap().apply(&spec);
    }
    *file = File::new(SPEC, spec);
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn say(text: &str) {
    std::io::stdout().write_all(text.as_bytes()).unwrap();
}
