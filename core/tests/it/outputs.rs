//! Outputs that a template writes out are rendered from it; all others are made up, and cause no errors.

use cyclotron_core::{Analysis, Bundle, File, Severity, Workspace, analyze, prepare};

use crate::common::fixture;

const MANIFEST: &str = "infrastructure: {templates: [{file: cloudformation.yaml, rendering_engine: jinja, template_language: cloudformation}]}\n";
const SCHEMA: &str = "\
schema:
  format: {openapi: \"3.0.0\"}
  service_input_type: Service
  pipeline_input_type: Pipeline
  types:
    Service: {type: object, properties: {runtime: {type: string, default: nodejs22.x}}}
    Pipeline: {type: object, properties: {command: {type: string, default: make}}}
";
const INSTANCE: &str = "\
Resources:
  A: {Type: AWS::CloudFormation::WaitConditionHandle}
Outputs:
  Runtime:
    Value: \"{{ service_instance.inputs.runtime }}\"
  Handle:
    Value: !Ref A
";

fn service(pipeline: &str) -> Analysis {
    let files = [
        ("schema/schema.yaml", SCHEMA),
        ("instance_infrastructure/manifest.yaml", MANIFEST),
        ("instance_infrastructure/cloudformation.yaml", INSTANCE),
        ("pipeline_infrastructure/manifest.yaml", MANIFEST),
        ("pipeline_infrastructure/cloudformation.yaml", pipeline),
    ];
    let files = files.map(|(path, text)| File::new(path, text)).into();
    let mut bundle = Bundle { name: "service".into(), files, ..Bundle::default() };
    prepare(&mut bundle, &Workspace::default());
    analyze(&Workspace { bundles: vec![bundle] })
}

fn pipeline(analysis: &Analysis) -> Option<&str> {
    let mut renderings = analysis.bundles[0].renderings.iter();
    renderings.find(|one| one.label == "pipeline")?.text.as_deref()
}

#[test]
fn an_output_that_the_template_writes_out_is_its_rendering() {
    let analysis = service(
        "# {{ pipeline.inputs.command }}\nResources: {}\nA: {{ service_instances[0].outputs.Runtime[:6] }} {{ {'nodejs22.x': 1}[service_instances[0].outputs.Runtime] }}\n",
    );
    assert_eq!(pipeline(&analysis).unwrap().lines().last(), Some("A: nodejs 1"));
}

#[test]
fn rendering_that_fails_for_a_made_up_output_is_a_warning() {
    let analysis = service(
        "# {{ pipeline.inputs.command }}\nResources:\n  B: {{ service_instances[0].outputs.Handle / 2 }}\n",
    );
    let found: Vec<_> =
        analysis.diagnostics.iter().filter(|one| one.code.0 == "template-error").collect();
    assert_eq!(found.len(), 1, "{:#?}", analysis.diagnostics);
    assert_eq!(found[0].severity, Severity::Warning);
    assert!(found[0].help.as_ref().unwrap().contains("real value of `Handle`"), "{found:#?}");
    // The same with a value of the spec is an error.
    let analysis = service(
        "# {{ pipeline.inputs.command / 2 }}\nResources:\n  B: {Type: AWS::CloudFormation::WaitConditionHandle}\n",
    );
    let errors = analysis.diagnostics.iter().filter(|one| one.severity == Severity::Error);
    assert_eq!(errors.map(|one| &*one.code.0).collect::<Vec<_>>(), ["template-error"]);
}

/// The service's only environment output is not among those of the environment, so it runs in another.
#[test]
fn an_environment_without_the_used_outputs_is_not_chosen() {
    let mut service = fixture("service");
    let workspace = Workspace { bundles: vec![fixture("customer-managed")] };
    prepare(&mut service, &workspace);
    assert!(service.text("spec/spec.yaml").unwrap().contains("environment: my-env"));
}
