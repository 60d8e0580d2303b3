//! A workspace made of the bytes of an input.

use cyclotron_core::{Bundle, File, Workspace, prepare};

/// The bundles that the first byte of an input selects.
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

/// A valid bundle with files of the input put into it, beside an environment. The first byte is the kind of
/// the bundle; what follows is files with the byte 0xFF between them, which no text has: the path in the
/// first line, then the content.
pub fn workspace(bytes: &[u8]) -> Option<Workspace> {
    let (kind, rest) = bytes.split_first()?;
    let mut bundle = Bundle { name: "fuzzed".to_owned(), ..Bundle::default() };
    for (path, text) in KINDS[usize::from(*kind) % KINDS.len()] {
        bundle.files.push(File::new(*path, *text));
    }
    for part in rest.split(|byte| *byte == 0xff) {
        let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let Ok(path) = str::from_utf8(&part[..end]) else { continue };
        let content = part.get(end + 1..).unwrap_or_default().to_vec();
        let file = File::from_bytes(path, content);
        match bundle.files.iter_mut().find(|other| other.path == file.path) {
            Some(other) => *other = file,
            None => bundle.files.push(file),
        }
    }
    bundle.sort();
    let other = Bundle {
        name: "other".to_owned(),
        files: [SCHEMA_OF_ENVIRONMENT, ENVIRONMENT]
            .map(|(path, text)| File::new(path, text))
            .into(),
        ..Bundle::default()
    };
    let mut workspace = Workspace { bundles: vec![other] };
    prepare(&mut bundle, &workspace);
    workspace.bundles.push(bundle);
    Some(workspace)
}
