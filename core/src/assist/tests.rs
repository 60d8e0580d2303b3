//! Tests on the ready workspace and on small bundles.

use proptest::prelude::*;

use super::*;
use crate::{Content, File, analyze, starters};

const SERVICE: &str = "item-api-service";
const INSTANCE: &str = "instance_infrastructure/cloudformation.yaml";
const PIPELINE: &str = "pipeline_infrastructure/cloudformation.yaml";
const ENVIRONMENT: &str = "infrastructure/cloudformation.yaml";

fn id(bundle: &str, path: &str) -> FileId {
    FileId { bundle: bundle.into(), path: path.into() }
}

/// The byte offset after the first `what` in the file.
fn after(workspace: &Workspace, file: &FileId, what: &str) -> usize {
    let text = text_of(workspace, file);
    text.find(what).unwrap_or_else(|| panic!("{} has no {what}", file.path)) + what.len()
}

fn hovered(path: &str, what: &str) -> Hover {
    let workspace = starters::ready_workspace();
    let file = id(SERVICE, path);
    let at = after(&workspace, &file, what);
    hover(&workspace, &file, at, Target::Instance(1)).unwrap()
}

fn went(bundle: &str, path: &str, what: &str) -> Vec<String> {
    let workspace = starters::ready_workspace();
    let file = id(bundle, path);
    let at = after(&workspace, &file, what);
    let found = definition(&workspace, &file, at);
    let line = |location: Location| {
        let text = text_of(&workspace, &location.file);
        let line = text[..location.span.start].matches('\n').count() + 1;
        format!("{}:{line} {}", location.file.path, location.span.of(text))
    };
    found.into_iter().map(line).collect()
}

#[test]
fn a_read_says_what_it_is_and_what_it_holds() {
    let said = hovered(INSTANCE, "MemorySize: {{ service_instance.inputs.mem");
    assert_eq!(said.title, "service_instance.inputs.memory");
    assert_eq!(said.facts, "Whole number, 128 to 10240; default 256.");
    assert_eq!(said.value.as_deref(), Some("512 for prod"));
    assert!(format!("{:?}", said.help).contains("share of processor time"));
    let said = hovered(INSTANCE, "service_instance.inputs.code.buc");
    assert_eq!(said.value.as_deref(), Some("example-packages for prod"));
    let said = hovered(INSTANCE, "{{ environment.outputs.TableN");
    assert_eq!(said.value.as_deref(), Some("items-prod for prod"));
    assert_eq!(said.facts, "Output that item-api-environment declares; text.");
    let said = hovered(INSTANCE, "{{ service.na");
    assert_eq!(said.value.as_deref(), Some("items for prod"));
    let said = hovered(INSTANCE, "{%- set meth");
    assert_eq!(said.facts, "Variable of this template, set in line 145.");
}

#[test]
fn the_language_and_the_schema_are_described() {
    assert_eq!(hovered(INSTANCE, "inputs.handler | tojs").facts, "Filter.");
    assert_eq!(hovered(INSTANCE, "inputs.layers is defi").facts, "Test.");
    assert_eq!(hovered(INSTANCE, "{%- fo").facts, "Tag.");
    let said = hovered("schema/schema.yaml", "        api_pa");
    assert!(said.facts.ends_with("required. Read 5 times."), "{}", said.facts);
    let said = hovered("spec/spec.yaml", "      log_reten");
    assert_eq!(said.title, "service_instance.inputs.log_retention");
}

#[test]
fn a_read_leads_to_its_declaration_and_back() {
    let bucket = "inputs.code.buck";
    let to = went(SERVICE, INSTANCE, bucket);
    assert_eq!(to.len(), 1, "{to:?}");
    assert!(to[0].starts_with("schema/schema.yaml:") && to[0].ends_with(" bucket"), "{to:?}");
    let back = went(SERVICE, "schema/schema.yaml", "        bucke");
    assert_eq!(back.len(), 1, "{back:?}");
    assert!(back[0].starts_with(INSTANCE) && back[0].ends_with(" bucket"), "{back:?}");
    let output = went(SERVICE, INSTANCE, "environment.outputs.ApiI");
    assert!(output[0].starts_with(ENVIRONMENT) && output[0].ends_with(" ApiId"), "{output:?}");
    let readers = went("item-api-environment", ENVIRONMENT, "\n  TableArn");
    assert!(
        !readers.is_empty() && readers.iter().all(|reader| reader.ends_with(" TableArn")),
        "{readers:?}"
    );
    assert_eq!(went(SERVICE, INSTANCE, "- \"{{ lay"), [format!("{INSTANCE}:26 layer")]);
    let of_type = went(SERVICE, "schema/schema.yaml", "$ref: \"#/CodeLo");
    assert!(of_type[0].ends_with(" CodeLocation"), "{of_type:?}");
    let file = went(SERVICE, "instance_infrastructure/manifest.yaml", "file: \"cloud");
    assert_eq!(file, [format!("{INSTANCE}:1 ")]);
    let input = went(SERVICE, "spec/spec.yaml", "        bucke");
    assert!(input[0].starts_with("schema/schema.yaml:"), "{input:?}");
}

fn renamed(file: &FileId, what: &str, new: &str) -> Result<Renaming, String> {
    let workspace = starters::ready_workspace();
    rename(&workspace, file, after(&workspace, file, what), new)
}

#[test]
fn an_input_is_renamed_wherever_it_is_called_by_its_name() {
    let found = renamed(&id(SERVICE, INSTANCE), "inputs.cors_ori", "web_sites").unwrap();
    let files: Vec<_> =
        found.iter().map(|(file, edits)| (file.path.as_str(), edits.len())).collect();
    assert_eq!(files, [(INSTANCE, 2), ("schema/schema.yaml", 1), ("spec/spec.yaml", 2)]);
    let found = renamed(&id(SERVICE, INSTANCE), "inputs.code.buck", "store").unwrap();
    let files: Vec<_> =
        found.iter().map(|(file, edits)| (file.path.as_str(), edits.len())).collect();
    assert_eq!(files, [(INSTANCE, 1), ("schema/schema.yaml", 2), ("spec/spec.yaml", 2)]);
}

#[test]
fn an_output_is_renamed_in_other_bundles_too() {
    let file = id("item-api-environment", ENVIRONMENT);
    let found = renamed(&file, "\n  TableArn", "ItemsArn").unwrap();
    let files: Vec<_> =
        found.iter().map(|(file, edits)| (file.path.as_str(), edits.len())).collect();
    assert_eq!(files, [(ENVIRONMENT, 1), (INSTANCE, 1), ("spec/sample-outputs.yaml", 2)]);
    let same = renamed(&id(SERVICE, INSTANCE), "environment.outputs.TableArn", "ItemsArn").unwrap();
    assert_eq!(same, found);
    let own = renamed(&id(SERVICE, PIPELINE), ".outputs.FunctionNa", "Name").unwrap();
    assert!(own.iter().any(|(file, _)| file.path == INSTANCE), "{own:?}");
}

#[test]
fn a_name_that_cannot_be_is_refused_with_a_reason() {
    let refused = |new: &str| {
        renamed(&id(SERVICE, INSTANCE), "service_instance.inputs.mem", new).unwrap_err()
    };
    assert!(refused("2gb").starts_with("Use letters"));
    assert!(refused("").starts_with("Use letters"));
    assert!(refused("memory-size").starts_with("Use letters"));
    assert_eq!(refused("timeout"), "An input named `timeout` already exists.");
    assert!(refused("items").contains("Every Python mapping"));
    assert!(refused("yes").contains("a special meaning"));
    assert!(refused("not").contains("a special meaning"));
    let elsewhere = renamed(&id(SERVICE, INSTANCE), "AWSTemplate", "x").unwrap_err();
    assert!(elsewhere.starts_with("Put the cursor"));
}

/// An environment with one input and this template.
fn small(template: &str) -> Workspace {
    let manifest = "infrastructure:\n  templates:\n    - {file: t.yaml, rendering_engine: jinja, template_language: cloudformation}\n";
    let schema = "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: T\n  types:\n    T:\n      type: object\n      required: ['port'] # the one\n      properties:\n        port: {type: integer}\n        list:\n          type: array\n          items: {type: object, properties: {n: {type: string}}}\n          default: [{n: 'a'}]\n";
    let files = [
        ("infrastructure/manifest.yaml", manifest),
        ("infrastructure/t.yaml", template),
        ("schema/schema.yaml", schema),
        (
            "spec/spec.yaml",
            "proton: EnvironmentSpec\nspec: &s # here\n  \"port\": 80\n  list:\n  - {n: b}\n",
        ),
        ("spec/other.yaml", "proton: EnvironmentSpec\nspec: {port: 1}\n"),
    ];
    let files = files.into_iter().map(|(path, text)| File::new(path, text)).collect();
    let bundle = crate::Bundle { name: "small".into(), files, ..crate::Bundle::default() };
    Workspace { bundles: vec![bundle] }
}

#[test]
fn aliases_quotes_comments_and_line_ends_are_kept() {
    let template = "{% set i = environment.inputs %}\r\nA: {{ i['port'] }} # {{ i.port }}\r\n{% for x in i.list %}\r\nB: {{ x.n }}\r\n{% endfor %}\r\n";
    let workspace = small(template);
    let file = id("small", "schema/schema.yaml");
    let at = after(&workspace, &file, "        po");
    let renaming = rename(&workspace, &file, at, "number").unwrap();
    let after_it = apply(&workspace, &renaming);
    let text = |path: &str| text_of(&after_it, &id("small", path)).to_owned();
    assert_eq!(text("infrastructure/t.yaml"), template.replace("port", "number"));
    assert!(text("schema/schema.yaml").contains("required: ['number'] # the one"));
    assert!(text("spec/spec.yaml").contains("&s # here\n  \"number\": 80\n"));
    assert_eq!(text("spec/other.yaml"), "proton: EnvironmentSpec\nspec: {number: 1}\n");
    let at = after(&workspace, &file, "properties: {n");
    let renaming = rename(&workspace, &file, at, "name").unwrap();
    let edits: usize = renaming.iter().map(|(_, edits)| edits.len()).sum();
    assert_eq!(edits, 4, "declared, default, read, given: {renaming:?}");
}

#[test]
fn renames_with_untraceable_uses_are_refused() {
    let refused = |template: &str| {
        let workspace = small(template);
        let file = id("small", "spec/spec.yaml");
        rename(&workspace, &file, after(&workspace, &file, "\"po"), "number").unwrap_err()
    };
    let followed = "A template uses the name in a way that a rename cannot find";
    assert!(refused("A: {{ environment.inputs.get('port') }}").starts_with(followed));
    assert!(
        refused("{% for k in environment.inputs %}{{ k }}: 1\n{% endfor %}").starts_with(followed)
    );
    assert!(refused("{% set k = 'port' %}A: {{ environment.inputs[k] }}").starts_with(followed));
    assert!(refused("A: {{ environment.inputs.port }").contains("cannot be read, so"));
}

#[test]
fn places_are_counted_as_editors_do() {
    let workspace = small("é: 😀 {{ environment.inputs.port }}\n");
    let file = id("small", "infrastructure/t.yaml");
    let at =
        Position { line: 1, column: "é: 😀 {{ environment.inputs.po".encode_utf16().count() };
    let question =
        AssistRequest { file: file.clone(), at, about: About::Hover(Target::Environment) };
    let Answer::Hover(Some(said)) = assist(&workspace, &question) else { panic!("nothing said") };
    assert_eq!(said.range.0.column, "é: 😀 {{ environment.inputs.".encode_utf16().count());
    let question = AssistRequest { file, at, about: About::Definition };
    let Answer::Places(places) = assist(&workspace, &question) else { panic!("no places") };
    assert_eq!(places[0].line, "port: {type: integer}");
}

#[test]
fn every_input_of_the_ready_workspace_can_be_renamed_and_back() {
    let before = starters::ready_workspace();
    let texts = |workspace: &Workspace| -> Vec<_> {
        let all = analyze(workspace).bundles.into_iter().flat_map(|bundle| bundle.renderings);
        all.map(|rendering| rendering.text).collect()
    };
    for bundle in &before.bundles {
        let file = bundle.id(crate::bundle::SCHEMA);
        for item in
            outline(&before, &file).iter().filter(|outlined| outlined.kind == OutlineKind::Property)
        {
            let forward = rename(&before, &file, item.span.start, "renamed_here").unwrap();
            let renamed = apply(&before, &forward);
            assert_ne!(renamed, before);
            assert_eq!(texts(&renamed), texts(&before), "{}", item.name);
            let moved = outline(&renamed, &file)
                .into_iter()
                .find(|outlined| outlined.name == "renamed_here");
            let back = rename(&renamed, &file, moved.unwrap().span.start, &item.name).unwrap();
            assert_eq!(apply(&renamed, &back), before, "{}", item.name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any request at any position has an answer, whatever is typed there.
    #[test]
    fn anything_can_be_asked_anywhere(
        at in 0usize..9000,
        typed in "[-{%}|. \\[\\]'\"a-z:\\n#é😀]{0,8}",
        which in 0usize..4,
    ) {
        let mut workspace = starters::ready_workspace();
        let path = [INSTANCE, "schema/schema.yaml", "spec/spec.yaml", PIPELINE][which];
        let file = id(SERVICE, path);
        let mut here = 0;
        if let Some(File { content: Content::Text(text), .. }) = workspace.file_mut(&file) {
            let at = text.floor_char_boundary(at % (text.len() + 1));
            *text = [&text[..at], &typed, &text[at..]].concat().into();
            here = at + typed.len();
        }
        let at = Lines::new(text_of(&workspace, &file)).position(here);
        for about in [
            About::Completions,
            About::Hover(Target::Instance(0)),
            About::Definition,
            About::Renamable,
            About::Outline,
        ] {
            assist(&workspace, &AssistRequest { file: file.clone(), at, about });
        }
    }
}
