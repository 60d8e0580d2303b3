//! Helpers of the fuzz targets: a bundle into which hostile text is put.

mod workspace;

use cyclotron_core::{Analysis, Bundle, Content, File, Workspace, analyze};

pub use self::workspace::workspace;

/// A small service, so that a second is enough for thousands of analyses.
const FILES: [(&str, &str); 4] = [
    (
        "instance_infrastructure/cloudformation.yaml",
        "Resources:\n{% for key, value in service_instance.inputs.items() %}\n  R{{ key }}: {Type: '{{ value }}'}\n{% endfor %}\n",
    ),
    (
        "instance_infrastructure/manifest.yaml",
        "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n",
    ),
    (
        "schema/schema.yaml",
        "schema:\n  format: {openapi: 3.0.0}\n  service_input_type: Input\n  types:\n    Input:\n      type: object\n      required: [name]\n      properties:\n        name: {type: string, minLength: 1, pattern: '^[a-z]+$'}\n        size: {type: integer, default: 1, minimum: 0}\n        tags: {type: array, items: {type: string}}\n        more: {oneOf: [{$ref: '#/Input'}, {type: boolean}]}\n",
    ),
    (
        "spec/spec.yaml",
        "proton: ServiceSpec\ninstances:\n  - name: dev\n    environment: env\n    spec: {name: x, tags: [a, b], more: {name: y}}\n",
    ),
];

/// Analyzes the service with one of its files replaced.
///
/// # Panics
///
/// As [`analyze_whole`] does.
pub fn analyze_with(path: &str, text: &str) -> Analysis {
    let files = FILES.map(|(name, given)| File {
        path: name.to_owned(),
        content: Content::Text(if name == path { text } else { given }.into()),
    });
    let bundle = Bundle { name: "fuzzed".to_owned(), files: files.into(), ..Bundle::default() };
    analyze_whole(&Workspace { bundles: vec![bundle] })
}

/// Analyzes a workspace, twice, and returns what was found.
///
/// # Panics
///
/// Where the two differ, and as [`analyze_once`] does.
pub fn analyze_whole(workspace: &Workspace) -> Analysis {
    let analysis = analyze_once(workspace);
    let again = analyze(workspace);
    // Not a number equals nothing, but prints the same.
    assert!(
        analysis == again || format!("{analysis:?}") == format!("{again:?}"),
        "the same text, another analysis",
    );
    analysis
}

/// Analyzes a workspace, and returns what was found.
///
/// # Panics
///
/// If a problem is located outside its file.
pub fn analyze_once(workspace: &Workspace) -> Analysis {
    let analysis = analyze(workspace);
    for found in &analysis.diagnostics {
        let text = workspace.file(&found.file).and_then(|file| file.text()).unwrap_or("");
        if let Some(span) = found.span {
            assert!(text.get(span.start..span.end).is_some(), "{found:?} lies outside its file");
        }
    }
    analysis
}
