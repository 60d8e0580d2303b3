//! Any workspace: there is an analysis, the same each time, with every problem in its place; every
//! line can be asked about; and what can be packed opens again as it was.
//!
//! The input is files with the byte 0xFF between them, which no text has: the path in the first line,
//! then the content. They are put into a valid bundle, whose kind is the first byte.
#![no_main]

use cyclotron_core::assist::{About, Question, assist};
use cyclotron_core::text::Position;
use cyclotron_core::{Bundle, Content, File, Target, Workspace, prepare, rendered_lines, trace};
use cyclotron_fuzz::analyze_whole;
use libfuzzer_sys::fuzz_target;

/// The first bytes of an input, and what they stand for.
const KINDS: [&[(&str, &str)]; 6] = [
    &[SCHEMA_OF_ENVIRONMENT, ("infrastructure/manifest.yaml", JINJA), ENVIRONMENT],
    &[
        SCHEMA_OF_SERVICE,
        ("instance_infrastructure/manifest.yaml", JINJA),
        INSTANCE,
        ("pipeline_infrastructure/manifest.yaml", JINJA),
        ("pipeline_infrastructure/cloudformation.yaml", "a: {{ pipeline.inputs.name }}\n"),
    ],
    &[("manifest.yaml", JINJA), ("cloudformation.yaml", "a: {{ component.name }}\n")],
    &[SCHEMA_OF_ENVIRONMENT],
    &[
        SCHEMA_OF_ENVIRONMENT,
        (
            "infrastructure/manifest.yaml",
            "infrastructure: {templates: [{file: '*', rendering_engine: hcl, template_language: terraform}]}\n",
        ),
        ("infrastructure/main.tf", "resource \"a\" \"b\" {}\n"),
    ],
    &[
        SCHEMA_OF_SERVICE,
        (
            "instance_infrastructure/manifest.yaml",
            "infrastructure: {templates: [{rendering_engine: codebuild, settings: {image: a, provision: [b], env_variables: {c: d}}}]}\n",
        ),
    ],
];

const JINJA: &str = "infrastructure: {templates: [{file: cloudformation.yaml, rendering_engine: jinja, template_language: cloudformation}]}\n";
const ENVIRONMENT: (&str, &str) = (
    "infrastructure/cloudformation.yaml",
    "Resources:\n{% for key, value in environment.inputs.items() %}\n  R{{ key }}: {Type: '{{ value }}'}\n{% endfor %}\nOutputs:\n  Out: {Value: a}\n",
);
const INSTANCE: (&str, &str) = (
    "instance_infrastructure/cloudformation.yaml",
    "Resources:\n  {{ service_instance.name }}: {Type: '{{ environment.outputs.Out }}', A: {{ service_instance.inputs.size }}}\n",
);
const SCHEMA_OF_ENVIRONMENT: (&str, &str) = (
    "schema/schema.yaml",
    "schema:\n  format: {openapi: 3.0.0}\n  environment_input_type: Input\n  types:\n    Input:\n      type: object\n      required: [name]\n      properties:\n        name: {type: string, minLength: 1, pattern: '^[a-z]+$'}\n        tags: {type: array, items: {type: string}, default: [x]}\n",
);
const SCHEMA_OF_SERVICE: (&str, &str) = (
    "schema/schema.yaml",
    "schema:\n  format: {openapi: 3.0.0}\n  service_input_type: Input\n  pipeline_input_type: Pipe\n  types:\n    Input:\n      type: object\n      properties:\n        size: {type: integer, default: 1}\n        more: {oneOf: [{$ref: '#/Pipe'}, {type: boolean}]}\n    Pipe: {type: object, required: [name], properties: {name: {type: string}}}\n",
);

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let mut bundle = Bundle { name: "fuzzed".to_owned(), ..Bundle::default() };
    for (path, text) in KINDS[usize::from(*kind) % KINDS.len()] {
        bundle.files.push(File::new(*path, *text));
    }
    for part in rest.split(|byte| *byte == 0xff) {
        let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let Ok(path) = str::from_utf8(&part[..end]) else { continue };
        let content = part.get(end + 1..).unwrap_or_default().to_vec();
        let content = String::from_utf8(content)
            .map_or_else(|error| Content::Binary(error.into_bytes()), Content::Text);
        let file = File { path: path.to_owned(), content };
        match bundle.files.iter_mut().find(|other| other.path == file.path) {
            Some(other) => *other = file,
            None => bundle.files.push(file),
        }
    }
    bundle.sort();
    let other = Bundle {
        name: "other".to_owned(),
        files: vec![File::new(SCHEMA_OF_ENVIRONMENT.0, SCHEMA_OF_ENVIRONMENT.1), File::new(ENVIRONMENT.0, ENVIRONMENT.1)],
        ..Bundle::default()
    };
    let mut workspace = Workspace { bundles: vec![other] };
    prepare(&mut bundle, &workspace);
    workspace.bundles.push(bundle);
    let analysis = analyze_whole(&workspace);

    // A place that depends on the input, as a fuzzer cannot choose it besides.
    let at = Position { line: 1 + bytes.len() % 7, column: bytes.len() % 11 };
    for rendering in analysis.bundles.iter().flat_map(|bundle| &bundle.renderings) {
        let bundle = &rendering.template.bundle;
        trace(&workspace, bundle, &rendering.file_name, at.line);
        rendered_lines(&workspace, &rendering.file_name, &rendering.template, at.line);
    }
    let fuzzed = &workspace.bundles[1];
    for file in &fuzzed.files {
        for about in [
            About::Completions,
            About::Hover(Target::Environment),
            About::Definition,
            About::References,
            About::Outline,
        ] {
            assist(&workspace, &Question { file: fuzzed.id(&file.path), at, about });
        }
    }
});
