//! Small bundles, each with everything that is reported about it: no false error, no missed error, and one finding per
//! mistake.

use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SCHEMA, SPEC};
use cyclotron_core::cloudformation::{Rules, Validator, findings, merge};
use cyclotron_core::{Bundle, File, Severity, Workspace, analyze, prepare_all};

const MANIFEST: &str = "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n";
const ENVIRONMENT: &str = "infrastructure/cloudformation.yaml";
const INSTANCE: &str = "instance_infrastructure/cloudformation.yaml";
const PIPELINE: &str = "pipeline_infrastructure/cloudformation.yaml";

/// A bundle in which tests put further files, or replace some.
struct Case(Bundle);

impl Case {
    fn new(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
        let mut bundle = Bundle { name: "own".into(), files, ..Bundle::default() };
        bundle.sort();
        Self(bundle)
    }

    /// An environment with the inputs `properties`, one in a line, and this template.
    fn environment(properties: &str, template: &str) -> Self {
        let schema = schema("environment_input_type: In", properties);
        Self::new(&[
            (SCHEMA, &schema),
            ("infrastructure/manifest.yaml", MANIFEST),
            (ENVIRONMENT, template),
        ])
    }

    /// A service whose instances `names` have the input `size`.
    fn service(names: &[&str], template: &str) -> Self {
        let instances: Vec<String> = names
            .iter()
            .map(|name| format!("{{name: {name}, environment: my-env, spec: {{}}}}"))
            .collect();
        let spec = format!("proton: ServiceSpec\ninstances: [{}]\n", instances.join(", "));
        Self::new(&[
            (SCHEMA, &schema("service_input_type: In", "size: {type: string, default: small}")),
            ("instance_infrastructure/manifest.yaml", MANIFEST),
            (INSTANCE, template),
            (SPEC, &spec),
        ])
    }

    fn with(mut self, path: &str, text: &str) -> Self {
        self.0.files.retain(|file| file.path != path);
        self.0.files.push(File::new(path, text));
        self.0.sort();
        self
    }

    /// Code and line of each problem, in the order of the page, with a sign for the severity.
    fn reports(self) -> Vec<String> {
        let mut bundles = [self.0];
        prepare_all(&mut bundles, &Workspace::default());
        let workspace = Workspace { bundles: bundles.into() };
        let mut all = analyze(&workspace).diagnostics;
        let validator = Validator::new().unwrap();
        let found = findings(&workspace, &Rules::default(), |text| validator.validate(text));
        merge(&workspace, &mut all, found);
        let report = |one: cyclotron_core::Diagnostic| {
            let line = one.range.map_or(0, |(start, _)| start.line);
            let sign = match one.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "note",
            };
            format!("{sign} {} {line}", one.code.0)
        };
        all.into_iter().map(report).collect()
    }

    /// Without notes, and without the warning about the input that a template does not read.
    fn problems(self) -> Vec<String> {
        let all = self.reports().into_iter();
        all.filter(|one| !one.starts_with("note") && !one.contains("unused-input ")).collect()
    }
}

fn schema(key: &str, properties: &str) -> String {
    let lines: Vec<String> = properties.lines().map(|line| format!("        {line}\n")).collect();
    format!(
        "schema:\n  format: {{openapi: \"3.0.0\"}}\n  {key}\n  types:\n    In:\n      type: object\n      properties:\n{}",
        lines.concat()
    )
}

/// A template with one resource whose type is `kind` and which has `properties` in flow style.
fn one(kind: &str, properties: &str) -> String {
    format!("Resources:\n  One:\n    Type: {kind}\n    Properties: {properties}\n")
}

fn parameter(value: &str) -> String {
    one("AWS::SSM::Parameter", &format!("{{Type: String, Value: \"{value}\"}}"))
}

const SIZE: &str = "size: {type: string, default: small}";

#[test]
fn a_made_up_number_causes_no_error() {
    let template = one("AWS::Logs::LogGroup", "{RetentionInDays: {{ environment.inputs.days }}}");
    let schema = schema("environment_input_type: In", "days: {type: integer, minimum: 2}");
    let schema = schema.replace("      properties:", "      required: [days]\n      properties:");
    let case = || Case::environment("", &template).with(SCHEMA, &schema);
    assert_eq!(case().reports(), ["note cfn-w3030 4"]);
    // The spec gives another number, so it is not a new sample.
    let spec = "proton: EnvironmentSpec\nspec: {days: 4}\n";
    assert_eq!(case().with(SPEC, spec).problems(), ["warning cfn-w3030 4"]);
    let function = "Resources:\n  One:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: arn:aws:iam::123456789012:role/a\n      Code: {S3Bucket: abc, S3Key: a}\n      Handler: a\n      Runtime: python3.13\n      MemorySize: {{ environment.inputs.days }}\n";
    assert_eq!(case().with(ENVIRONMENT, function).problems(), [""; 0]);
    assert_eq!(
        case().with(ENVIRONMENT, function).with(SPEC, spec).problems(),
        ["error cfn-e3034 9"]
    );
}

#[test]
fn an_output_of_the_first_instance_is_made_up_like_that_of_each() {
    let outputs =
        parameter("{{ service_instance.inputs.size }}") + "Outputs:\n  Count: {Value: !Ref One}\n";
    for read in [
        "{{ service_instances[0].outputs.Count }}",
        "{% for one in service_instances %}{{ one.outputs.Count }}{% endfor %}",
    ] {
        let pipeline = one("AWS::Logs::LogGroup", &format!("{{RetentionInDays: {read}}}"));
        let schema = "schema:\n  format: {openapi: \"3.0.0\"}\n  service_input_type: In\n  pipeline_input_type: In\n  types:\n    In: {type: object, properties: {size: {type: string, default: small}}}\n";
        let case = Case::service(&["dev"], &outputs)
            .with("pipeline_infrastructure/manifest.yaml", MANIFEST)
            .with(PIPELINE, &pipeline)
            .with(SCHEMA, schema);
        assert_eq!(case.problems(), [""; 0], "{read}");
    }
}

#[test]
fn an_input_of_the_service_that_a_component_is_attached_to_is_unknown() {
    let template = parameter("{{ service_instance.inputs.action }}");
    let case = || Case::new(&[("manifest.yaml", MANIFEST), ("cloudformation.yaml", &template)]);
    assert_eq!(case().problems(), ["warning undefined-name 4"]);
    let spec = "proton: ServiceSpec\ninstances: [{name: dev, environment: e, spec: {action: a}}]\n";
    assert_eq!(case().with(SPEC, spec).problems(), [""; 0]);
}

#[test]
fn a_wrong_logical_id_names_each_instance_that_causes_it() {
    let template = "Resources:\n  A{{ service_instance.name }}:\n    Type: AWS::SQS::Queue\n";
    let case = Case::service(&["dev-1", "dev1", "dev_1", "dev-1"], template);
    let all = analyze(&Workspace { bundles: vec![case.0] }).diagnostics;
    let found = all.iter().find(|problem| problem.code.0 == "logical-id").unwrap();
    let expected = "A logical id must be alphanumeric: `dev-1` and `dev_1` are not, so CloudFormation refuses this template.";
    assert_eq!(found.message, expected);
}

#[test]
fn a_wrong_logical_id_is_one_problem_and_never_less_than_it_is() {
    let of = |key: &str, default: &str| {
        let template = format!("Resources:\n  {key}:\n    Type: AWS::SNS::Topic\n");
        Case::environment(&format!("size: {{type: string, default: {default}}}"), &template)
            .problems()
    };
    assert_eq!(of("A{{ environment.inputs.size }}", "b"), ["warning logical-id 2"]);
    assert_eq!(of("A{{ environment.inputs.size }}", "b-c"), ["error logical-id 2"]);
    // Whatever the input is, this id is wrong.
    assert_eq!(of("A-{{ environment.inputs.size }}", "b"), ["error cfn-f0006 2"]);
    assert_eq!(of("A_b", "b"), ["error cfn-f0006 2"]);
    // The name of the environment is made up.
    let name = "A{{ environment.name }}";
    assert_eq!(of(name, "b"), ["warning logical-id 2"]);
    let output = parameter("a") + "Outputs:\n  A{{ environment.inputs.size }}: {Value: b}\n";
    let input = "size: {type: string, default: b-c}";
    assert_eq!(Case::environment(input, &output).problems(), ["error logical-id 6"]);
}

#[test]
fn a_value_in_a_wrong_format_is_one_problem() {
    let of = |properties: &str, kind: &str| {
        let template = one(kind, properties)
            + "  Two: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: \"{{ environment.inputs.size }}\"}}\n";
        Case::environment(SIZE, &template).problems()
    };
    assert_eq!(
        of("{FunctionName: f, EventSourceArn: short}", "AWS::Lambda::EventSourceMapping"),
        ["error cfn-e3031 4"]
    );
    assert_eq!(of("{RetentionInDays: often}", "AWS::Logs::LogGroup"), ["error cfn-e3012 4"]);
}

#[test]
fn a_loop_without_its_transform_is_one_problem() {
    let template = "Resources:\n  Fn::ForEach::Topics:\n    - Name\n    - [{{ environment.inputs.size }}]\n    - Topic${Name}: {Type: AWS::SNS::Topic}\n";
    assert_eq!(Case::environment(SIZE, template).problems(), ["error cfn-e1032 2"]);
}

#[test]
fn a_misspelt_section_of_resources_is_one_problem() {
    for section in ["resources", "Resource", "Ressources"] {
        let template = parameter("{{ environment.inputs.size }}").replace("Resources", section);
        assert_eq!(Case::environment(SIZE, &template).problems(), ["error no-resources 1"]);
    }
}

#[test]
fn resources_can_come_from_a_transform() {
    let template = "Resources:\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: \"s3://a/{{ environment.inputs.size }}\"}}\n";
    assert_eq!(Case::environment(SIZE, template).problems(), [""; 0]);
}

#[test]
fn a_condition_that_the_template_chooses_is_no_constant() {
    let of = |text: &str| {
        let template = format!("Conditions:\n  X: !Equals [{text}, \"a\"]\n")
            + &parameter("{{ environment.inputs.size }}")
                .replace("    Type: AWS", "    Condition: X\n    Type: AWS");
        Case::environment(SIZE, &template).problems()
    };
    assert_eq!(
        of("{% if environment.inputs.size == 'a' %}\"a\"{% else %}\"b\"{% endif %}"),
        [""; 0]
    );
    assert_eq!(of("\"{{ environment.inputs.size }}\""), [""; 0]);
    assert_eq!(of("\"a\""), ["warning cfn-w8003 2"]);
}

#[test]
fn two_instances_with_one_name_collide() {
    let of = |template: &str| Case::service(&["one", "two"], template).problems();
    let name = "{{ service.name }}-{{ service_instance.inputs.size }}";
    for (kind, properties) in [
        (
            "AWS::SQS::Queue",
            format!(
                "{{DelaySeconds: 1, QueueName: {name}, Tags: [{{Key: a, Value: {{{{ service_instance.name }}}}}}]}}"
            ),
        ),
        (
            "AWS::AutoScaling::AutoScalingGroup",
            format!(
                "{{AutoScalingGroupName: {name}, MinSize: \"1\", MaxSize: \"1\", InstanceId: i-0123456789abcdef0}}"
            ),
        ),
        ("AWS::Events::Rule", format!("{{Name: {name}, ScheduleExpression: rate(1 day)}}")),
    ] {
        let found = of(&one(kind, &properties));
        assert!(found.contains(&"error colliding-name 4".to_owned()), "{kind}: {found:?}");
    }
    let bus = one(
        "AWS::Events::Rule",
        &format!("{{Name: {name}, EventBusName: b, ScheduleExpression: rate(1 day)}}"),
    );
    assert_eq!(of(&bus), [""; 0]);
    let export = |name: &str| {
        parameter("{{ service_instance.inputs.size }}")
            + &format!("Outputs:\n  A: {{Value: b, Export: {{Name: \"{name}\"}}}}\n")
    };
    assert_eq!(of(&export(name)), ["error colliding-name 6"]);
    assert_eq!(of(&export("{{ service_instance.name }}")), [""; 0]);
}

#[test]
fn terraform_in_json_is_terraform() {
    let schema = schema("environment_input_type: In", SIZE);
    let case = |manifest: &[(&str, &str)]| {
        let files = [
            (SCHEMA, schema.as_str()),
            ("infrastructure/main.tf.json", "{\"module\": {\"a\": {\"source\": \"./net\"}}}"),
        ];
        Case::new(&[files.as_slice(), manifest].concat())
    };
    assert_eq!(case(&[]).problems(), ["error local-module 1", "error missing-manifest 0"]);
    let all = (
        "infrastructure/manifest.yaml",
        "infrastructure:\n  templates:\n    - file: \"*\"\n      rendering_engine: hcl\n      template_language: terraform\n",
    );
    assert_eq!(case(&[all]).problems(), ["error local-module 1"]);
}

#[test]
fn the_layout_of_the_preview_is_one_problem() {
    let manifest = MANIFEST.replace("rendering_engine", "engine");
    let service = "schema:\n  format: {openapi: \"3.0.0\"}\n  service_input_type: In\n  pipeline_input_type: In\n  types:\n    In: {type: object, properties: {size: {type: string, default: small}}}\n";
    let case = |schema: &str| {
        Case::new(&[
            (SCHEMA, schema),
            ("infrastructure/manifest.yaml", &manifest),
            (ENVIRONMENT, &parameter("{{ service_instance.size }}{{ environment.VpcId }}")),
            ("pipeline/manifest.yaml", &manifest),
            ("pipeline/cloudformation.yaml", &parameter("{{ pipeline.size }}")),
        ])
    };
    assert_eq!(case(service).reports(), ["error preview-layout 3"]);
    assert_eq!(case("").reports(), ["error preview-layout 0"]);
    // The pipeline has been moved, the instances have not.
    let mut half = case(service);
    for file in &mut half.0.files {
        file.path = file.path.replace("pipeline/", "pipeline_infrastructure/");
    }
    half.0.sort();
    assert_eq!(half.reports(), ["error preview-layout 3"]);
}

/// The archive of the environment was put in the service's place, or the other way round.
#[test]
fn an_environment_with_the_schema_of_a_service_has_not_the_layout_of_the_preview() {
    let schema = schema("service_input_type: In", SIZE);
    let case = Case::environment("", &parameter("{{ environment.inputs.size }}"));
    assert_eq!(
        case.with(SCHEMA, &schema).with(SPEC, "proton: EnvironmentSpec\nspec: {}\n").problems(),
        ["error missing-input-type 2", "warning unused-input-type 3"]
    );
}

#[test]
fn the_sample_of_outputs_is_used_as_it_is_given() {
    let template = one("AWS::Logs::LogGroup", "{RetentionInDays: {{ environment.outputs.Days }}}");
    let case = Case::service(&["dev"], &template);
    assert_eq!(
        case.with(SAMPLE_OUTPUTS, "environment: {Days: often}\n").problems(),
        ["error cfn-e3012 4"]
    );
}

/// A misspelt key is both missing and unknown; the missing one is reported, with the misspelt one.
#[test]
fn a_misspelt_key_is_one_problem() {
    let environment = || Case::environment(SIZE, &parameter("{{ environment.inputs.size }}"));
    let manifest = |key: &str, misspelt: &str| {
        let text = MANIFEST.replace(key, misspelt);
        environment().with("infrastructure/manifest.yaml", &text).problems()
    };
    assert_eq!(
        manifest("rendering_engine", "rendering_engin"),
        ["error missing-rendering-engine 4"]
    );
    assert_eq!(
        manifest("template_language", "templat_language"),
        ["error missing-template-language 5"]
    );
    assert_eq!(manifest("file:", "files:"), ["error missing-template 3"]);
    let schema = |text: String| environment().with(SCHEMA, &text).problems();
    let sound = schema_of(SIZE);
    assert_eq!(
        schema(sound.replace("properties", "propertys")),
        ["error undeclared-input 4", "error no-inputs 7"]
    );
    let required = sound.replace("      properties", "      required: [size]\n      properties");
    let spec = "proton: EnvironmentSpec\nspec: {sise: a}\n";
    let without_default = required.replace(", default: small", "");
    assert_eq!(
        environment().with(SCHEMA, &without_default).with(SPEC, spec).problems(),
        ["error missing-input 2"]
    );
    let service = |spec: &str| {
        Case::service(&[], &parameter("{{ service_instance.inputs.size }}"))
            .with(SPEC, spec)
            .problems()
    };
    assert_eq!(
        service("proton: ServiceSpec\ninstance: [{name: dev, environment: e, spec: {}}]\n"),
        ["error no-instances 2"]
    );
    assert_eq!(
        service("proton: ServiceSpec\ninstances: [{nam: dev, environment: e, spec: {}}]\n"),
        ["error missing-name 2"]
    );
    for key in ["compatible_envs", "compatible_environment", "compatibleEnvironments"] {
        let case = Case::service(&["dev"], &parameter("{{ service_instance.inputs.size }}"));
        let case = case.with(".template-registration.yaml", &format!("{key}: [x:1]\n"));
        assert_eq!(case.problems(), ["error registration 1"], "{key}");
    }
}

fn schema_of(properties: &str) -> String {
    schema("environment_input_type: In", properties)
}

#[test]
fn blanks_that_are_no_spaces_are_named() {
    let template = parameter("{{ environment.inputs.size }}");
    let of = |case: Case| case.problems();
    let environment = || Case::environment(SIZE, &template);
    let odd = template.replace("    Properties", "\u{a0}\u{a0}  Properties");
    assert_eq!(
        of(Case::environment(SIZE, &odd)),
        ["error cfn-e3003 2", "error cfn-e3003 2", "error no-break-space 4"]
    );
    let spec = |text: &str| {
        of(environment().with(SPEC, &format!("proton: EnvironmentSpec\nspec:\n{text}\n")))
    };
    assert_eq!(spec("\u{3000}\u{3000}size: a"), ["warning no-break-space 3"]);
    assert_eq!(spec("  size:\u{a0}a"), ["error invalid-inputs 3", "warning no-break-space 3"]);
    assert_eq!(spec("  size: \"a:\u{a0}b\""), [""; 0]);
    let tag = template.replace("{{ ", "{{\u{200b}");
    assert_eq!(of(Case::environment(SIZE, &tag)), ["error template-syntax 4"]);
}

#[test]
fn a_name_without_its_owner_gets_one() {
    for (read, fixed) in [
        ("size", "environment.inputs.size"),
        ("inputs.size", "environment.inputs.size"),
        ("environment.size", "environment.inputs.size"),
        ("environment['size']", "environment.inputs['size']"),
    ] {
        let text = parameter(&format!("{{{{ {read} }}}}"));
        let Case(bundle) = Case::environment(SIZE, &text);
        let found = analyze(&Workspace { bundles: vec![bundle] }).diagnostics;
        let own = found.iter().find(|one| one.code.0 == "invisible-name").unwrap();
        assert!(own.help.as_ref().unwrap().contains("environment.inputs"), "{own:?}");
        let (text, _) = cyclotron_core::apply_fixes(&text, own.fix.as_ref());
        assert_eq!(text, parameter(&format!("{{{{ {fixed} }}}}")));
    }
}

#[test]
fn options_for_the_items_of_a_list_are_one_problem() {
    let template = parameter("{{ environment.inputs.size | join(',') }}");
    let of = |properties: &str| Case::environment(properties, &template).problems();
    assert_eq!(
        of("size: {type: array, items: {type: string}, enum: [a, b], default: []}"),
        ["error enum-breaks-type 8", "error default-breaks-schema 8"]
    );
    let Case(bundle) =
        Case::environment("size: {type: array, items: {type: string}, enum: [a, b]}", &template);
    let found = analyze(&Workspace { bundles: vec![bundle] }).diagnostics;
    let own = found.iter().find(|one| one.code.0 == "enum-breaks-type").unwrap();
    assert_eq!(own.fix.as_ref().unwrap().title, "Move enum under items");
}

#[test]
fn names_that_a_schema_does_not_allow_are_reported_one_by_one() {
    let schema = "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: In\n  types:\n    In:\n      type: object\n      additionalProperties: false\n      properties:\n        size: {type: string, default: small}\n        code: {type: object, additionalProperties: false, properties: {bucket: {type: string}}}\n";
    let spec =
        "proton: EnvironmentSpec\nspec:\n  sise: large\n  other: 1\n  code:\n    bukket: b\n";
    let template = parameter(
        "{{ environment.inputs.size }}-{{ environment.inputs.code.bucket | default('') }}",
    );
    let Case(bundle) = Case::environment("", &template).with(SCHEMA, schema).with(SPEC, spec);
    let found = analyze(&Workspace { bundles: vec![bundle] }).diagnostics;
    let own = found.iter().filter(|one| one.file.path == SPEC).map(|one| {
        let line = one.range.map_or(0, |(from, _)| from.line);
        (line, one.code.0.as_ref(), one.severity, one.help.as_deref().unwrap_or_default())
    });
    assert_eq!(
        own.collect::<Vec<_>>(),
        [
            (3, "invalid-input", Severity::Error, "Did you mean `size`?"),
            (4, "invalid-input", Severity::Error, "Remove it, or declare it in the schema."),
            (6, "invalid-input", Severity::Error, "Did you mean `bucket`?"),
        ]
    );
}
