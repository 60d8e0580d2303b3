//! A bundle whose names and values contain the syntax of all formats of the result.

use cyclotron_core::{Bundle, File, Workspace};

/// Texts that would do something as code.
const TEXT: &str = "--execute \"'`touch pwned` $(touch pwned) ${x} ${{ github.token }} {{ y }} | <b>#[a](b) \\ é ;touch pwned";
/// The same in several lines.
const LINES: &str = "\n- a: b\n;touch pwned\n...\n---\n#";

const MANIFEST: &str = "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n";

/// An environment and a service with these texts, and the text that is the value of the parameter `Text`.
pub fn hostile() -> (Workspace, String) {
    let quoted = serde_json::to_string(TEXT).unwrap();
    let lines = serde_json::to_string(&format!("{TEXT}{LINES}")).unwrap();
    let schema = |key: &str| {
        format!(
            "schema:\n  format: {{openapi: \"3.0.0\"}}\n  {key}: Input\n  types:\n    Input:\n      type: object\n      description: {quoted}\n      properties:\n        text: {{type: string, title: {quoted}, description: {quoted}, default: {quoted}}}\n        lines: {{type: string, default: {lines}, description: {lines}}}\n        secret: {{type: string, format: password}}\n        frozen: {{type: string, description: {quoted}}}\n"
        )
    };
    let environment = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: {{ environment.inputs.text | tojson }}\n      TopicName: \"{{ environment.inputs.secret }}\"\n{% if environment.inputs.frozen != 'x' %}\n  Other:\n    Type: AWS::SNS::Topic\n{% endif %}\n  Third:\n    Type: AWS::SNS::Topic\n    Properties: {TopicName: \"{{ environment.name | length }}\"}\nOutputs:\n  Name: {Value: !Ref Topic}\n";
    // The text is printed within a block scalar, where every character is allowed.
    let environment = environment.replace(
        "{{ environment.inputs.text | tojson }}",
        "|-\n        {{ environment.inputs.text }}\n      KmsMasterKeyId: |-\n        {{ environment.inputs.lines | indent(8) }}",
    );
    let service = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: |-\n        {{ service_instance.inputs.text | replace('\\n', ' ') }}\n      TopicName: \"{{ environment.outputs.Name }}\"\n      Kms: '{{ service_instance.inputs.plain }}'\n";
    let service_schema = schema("service_input_type").replace(
        "      properties:\n",
        "      properties:\n        plain: {type: string, default: a}\n",
    );
    let bundle = |name: &str, folder: &str, template: &str, schema: String, spec: String| {
        let files = vec![
            File::new(format!("{folder}/manifest.yaml"), MANIFEST),
            File::new(format!("{folder}/cloudformation.yaml"), template),
            File::new("schema/schema.yaml", schema),
            File::new("spec/spec.yaml", spec),
            File::new(
                "spec/sample-outputs.yaml",
                format!(
                    "resources:\n  environment: {{name: {quoted}}}\n  service: {{name: {quoted}}}\n"
                ),
            ),
        ];
        Bundle { name: name.into(), files, ..Bundle::default() }
    };
    let first = bundle(
        &TEXT.replace(['/', '\n'], " "),
        "infrastructure",
        &environment,
        schema("environment_input_type"),
        format!(
            "proton: EnvironmentSpec\nspec: {{secret: 'hunter2$(touch pwned)', frozen: {quoted}, text: {quoted}}}\n"
        ),
    );
    let second = bundle(
        "$(touch pwned)",
        "instance_infrastructure",
        service,
        service_schema,
        format!(
            "proton: ServiceSpec\ninstances:\n  - name: {lines}\n    environment: {quoted}\n    spec: {{text: {quoted}}}\n  - name: --execute\n    environment: {quoted}\n    spec: {{text: {quoted}}}\n"
        ),
    );
    (Workspace { bundles: vec![first, second] }, TEXT.to_owned())
}
