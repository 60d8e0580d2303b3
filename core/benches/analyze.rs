//! From a keystroke to the analysis: the largest public bundle at hand with 20 service instances.
//!
//! The page has 16.7 ms for a keystroke; analysis may take 5 ms of that natively.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use cyclotron_core::assist::{About, AssistRequest, assist};
use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SPEC};
use cyclotron_core::eject::Ejection;
use cyclotron_core::text::Lines;
use cyclotron_core::{Bundle, File, Key, Severity, Target, Value, Workspace, analyze, yaml};

/// The bundle of a case, with its spec grown to 20 instances.
fn open(case: &Path) -> Option<Bundle> {
    let read = |path: &str| std::fs::read_to_string(case.join(path)).ok();
    let mut bundle = Bundle { name: "bench".into(), ..Bundle::default() };
    for path in [
        "schema/schema.yaml",
        "instance_infrastructure/manifest.yaml",
        "instance_infrastructure/cloudformation.yaml",
        "pipeline_infrastructure/manifest.yaml",
        "pipeline_infrastructure/cloudformation.yaml",
    ] {
        bundle.files.push(File::new(path, read(&format!("bundle/{path}"))?));
    }
    let mut spec = read("spec.yaml")?;
    let value = yaml::parse(&spec).root?.value();
    let instances = value.get("instances")?.as_list()?;
    for index in instances.len()..20 {
        let mut instance = instances[index % instances.len()].as_map()?.clone();
        instance.insert("name", Value::from(format!("instance-{index}").as_str()));
        let path = [Key::from("instances"), Key::from(index)];
        spec = yaml::set(&spec, &path, Some(&Value::Map(instance))).ok()?.apply(&spec);
    }
    bundle.files.push(File::new(SPEC, spec));
    bundle.files.push(File::new(SAMPLE_OUTPUTS, read("outputs.yaml")?));
    Some(bundle)
}

/// The size of the renderings in bytes; `None` if the bundle has an error.
fn size(bundle: &Bundle) -> Option<usize> {
    let analysis = analyze(&Workspace { bundles: vec![bundle.clone()] });
    let is_sound = analysis.diagnostics.iter().all(|found| found.severity != Severity::Error);
    let texts = analysis.bundles[0].renderings.iter().map(|rendering| rendering.text.as_ref());
    is_sound.then(|| texts.map(|text| text.map_or(0, String::len)).sum())
}

/// Measures the editor's requests while the user types, at the last read of the largest template.
fn answers(criterion: &mut Criterion, workspace: &Workspace) {
    let files = workspace.bundles[0].files.iter();
    let templates = files.filter(|file| file.path.ends_with("cloudformation.yaml"));
    let largest = templates.max_by_key(|file| file.text().map_or(0, str::len)).expect("a template");
    let file = workspace.bundles[0].id(&largest.path);
    let text = largest.text().unwrap_or("");
    let at =
        Lines::new(text).position(text.rfind(".inputs.").map_or(0, |at| at + ".inputs.".len()));
    for about in [
        About::Completions,
        About::Hover(Target::Instance(0)),
        About::Definition,
        About::References,
        About::Renamable,
        About::Outline,
    ] {
        let name = format!("assist {about:?} in {} bytes", text.len());
        let question = AssistRequest { file: file.clone(), at, about };
        criterion.bench_function(&name, |bencher| {
            bencher.iter(|| assist(black_box(workspace), black_box(&question)));
        });
    }
}

fn bench(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/oracle/cases");
    let Ok(cases) = std::fs::read_dir(folder) else {
        return eprintln!("skipped: no ../shared/oracle");
    };
    let bundles = cases.filter_map(|case| open(&case.unwrap().path()));
    let sized = bundles.filter_map(|bundle| Some((size(&bundle)?, bundle)));
    let (bytes, bundle) = sized.max_by_key(|(bytes, _)| *bytes).expect("a sound bundle");
    let workspace = Workspace { bundles: vec![bundle] };
    let renderings = analyze(&workspace).bundles[0].renderings.len();
    criterion.bench_function(
        &format!("analyze {renderings} renderings, {bytes} bytes"),
        |bencher| {
            bencher.iter(|| analyze(black_box(&workspace)));
        },
    );
    criterion.bench_function(&format!("eject {renderings} renderings, {bytes} bytes"), |bencher| {
        bencher.iter(|| Ejection::of(black_box(&workspace), &["bench"]).files());
    });
    answers(criterion, &workspace);
    let texts: Vec<String> = analyze(&workspace)
        .bundles
        .remove(0)
        .renderings
        .into_iter()
        .filter_map(|r| r.text)
        .collect();
    criterion.bench_function(
        "of which: whether the renderings are YAML, each by itself",
        |bencher| {
            bencher.iter(|| texts.iter().filter(|text| yaml::check(text).is_some()).count());
        },
    );
}

criterion_group!(benches, bench);
criterion_main!(benches);
