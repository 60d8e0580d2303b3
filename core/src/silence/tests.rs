use super::*;
use crate::bundle::{Bundle, File};
use crate::diagnostic::codes;
use crate::{Analysis, analyze, ignore, starters};

const MANIFEST: &str = "infrastructure:\n  templates:\n    - {file: cloudformation.yaml, rendering_engine: jinja, template_language: cloudformation}\n";

/// An environment whose schema has two unused inputs, in lines 8 and 9.
fn workspace(schema_end: &str, template: &str, more: &[(&str, &str)]) -> Workspace {
    let schema = format!(
        "schema:\n  format: {{openapi: \"3.0.0\"}}\n  environment_input_type: Input\n  types:\n    Input:\n      type: object\n      properties:\n        one: {{type: string, default: a}}{schema_end}\n        two: {{type: string, default: b}}\n        three: {{type: string, default: c}}\n"
    );
    let mut files = vec![
        File::new("schema/schema.yaml", schema),
        File::new("infrastructure/manifest.yaml", MANIFEST),
        File::new("infrastructure/cloudformation.yaml", template),
    ];
    files.extend(more.iter().map(|(path, text)| File::new(*path, *text)));
    let mut bundle = Bundle { name: "net".into(), files, ..Bundle::default() };
    bundle.sort();
    Workspace { bundles: vec![bundle] }
}

const TEMPLATE: &str = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: \"{{ environment.inputs.three }}\"\n";

/// The code and line of each finding that is shown, and the silenced findings, under the rules of `workspace` and those
/// that `add` adds.
fn parts(
    workspace: &Workspace,
    add: impl FnOnce(&mut Silencing),
) -> (Vec<(String, usize)>, Vec<Silenced>) {
    let mut analysis = analyze(workspace);
    add(&mut analysis.silencing);
    let found = analysis.diagnostics;
    let (shown, silenced) =
        silence(workspace, found, &analysis.silencing, |file| file.path.clone());
    let place = |finding: &Diagnostic| {
        (finding.code.0.to_string(), finding.range.map_or(0, |(start, _)| start.line))
    };
    (shown.iter().map(place).collect(), silenced)
}

fn unused(lines: &[usize]) -> Vec<(String, usize)> {
    lines.iter().map(|line| ("unused-input".to_owned(), *line)).collect()
}

#[test]
fn a_comment_is_about_its_line_or_the_next() {
    let none = |_: &mut Silencing| {};
    assert_eq!(parts(&workspace("", TEMPLATE, &[]), none).0, unused(&[8, 9]));
    for (comment, left, line) in [
        (" # cyclotron-ignore: unused-input", vec![9], 8),
        (" # cyclotron-ignore: unused-input, yaml-syntax -- a reason", vec![9], 8),
        ("\n        # cyclotron-ignore: unused-input", vec![8], 9),
        ("\n        # cyclotron-ignore: unused-input\n\n        # two is old", vec![8], 9),
    ] {
        let (shown, silenced) = parts(&workspace(comment, TEMPLATE, &[]), none);
        assert_eq!(shown, unused(&left), "{comment}");
        let file = FileId { bundle: "net".into(), path: "schema/schema.yaml".into() };
        let by: Vec<_> = silenced.into_iter().map(|silenced| silenced.by).collect();
        assert_eq!(by, [Silencer::Line { file, line }], "{comment}");
    }
}

#[test]
fn a_comment_for_the_file_silences_all_of_it() {
    let comment = "\n        # cyclotron-ignore-file: unused-input";
    let (shown, silenced) = parts(&workspace(comment, TEMPLATE, &[]), |_| {});
    assert_eq!((shown, silenced.len()), (vec![], 2));
    assert!(matches!(silenced[0].by, Silencer::File { line: 9, .. }), "{:?}", silenced[0].by);
}

/// Neither other codes nor other comments silence anything.
#[test]
fn other_words_silence_nothing() {
    for comment in [
        " # cyclotron-ignore: yaml-syntax",
        " # cyclotron-ignored: unused-input",
        " # see cyclotron-ignore: unused-input",
        "\n        four: {type: string, default: 'x#cyclotron-ignore: unused-input'}",
    ] {
        let (shown, silenced) = parts(&workspace(comment, TEMPLATE, &[]), |_| {});
        assert!(shown.contains(&("unused-input".to_owned(), 8)), "{comment}: {shown:?}");
        assert_eq!(silenced, [], "{comment}");
    }
}

#[test]
fn a_code_that_does_not_exist_is_a_problem() {
    let comment = " # cyclotron-ignore: unused-inputs";
    let workspace = workspace(comment, TEMPLATE, &[]);
    let found = analyze(&workspace).diagnostics;
    let unknown = found.iter().find(|finding| finding.code.0 == "unknown-code").unwrap();
    assert_eq!(unknown.help.as_deref(), Some("Did you mean `unused-input`?"));
    let text = workspace.file(&unknown.file).unwrap().text().unwrap();
    assert_eq!(unknown.span.unwrap().of(text), "unused-inputs");
    let empty = super::comments::comments("a: 1 # cyclotron-ignore:\n");
    let problems = empty[0].problems(&FileId::default(), "a: 1 # cyclotron-ignore:\n");
    assert_eq!(problems[0].message, "This comment names no code, so it has no effect.");
}

/// With `{#-`, the rendering is the same as without the comment, beside a line and on a line of its own.
#[test]
fn a_comment_in_a_template_does_not_change_the_rendering() {
    let broken = TEMPLATE.replace("three }}", "threee }}{{ environment.inputs.three }}");
    let plain = broken.replace("{{ environment.inputs.threee }}", "");
    let beside = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines[4] += " {#- cyclotron-ignore: undeclared-input #}";
        lines.join("\n") + "\n"
    };
    let above = |text: &str| {
        text.replace(
            "      DisplayName",
            "      {#- cyclotron-ignore: undeclared-input #}\n      DisplayName",
        )
    };
    let rendered = |text: &str| {
        let analysis = analyze(&workspace("", text, &[]));
        analysis.bundles[0].renderings[0].text.clone().unwrap()
    };
    for comment in [&beside as &dyn Fn(&str) -> String, &above] {
        assert_eq!(rendered(&comment(&plain)), rendered(&plain));
        let (shown, silenced) = parts(&workspace("", &comment(&broken), &[]), |_| {});
        assert_eq!(shown, unused(&[8, 9]));
        assert_eq!(silenced[0].diagnostic.code.0, "undeclared-input");
    }
}

#[test]
fn the_configuration_silences_and_weighs() {
    let text = "rules:\n  unused-input: off\n  undeclared-input: warning\nfail_on: warning\n";
    let broken = TEMPLATE.replace("three", "threee");
    let mut workspace = workspace("", &broken, &[(CONFIGURATION, text)]);
    let Analysis { silencing, diagnostics: found, .. } = analyze(&workspace);
    let (shown, silenced) = silence(&workspace, found, &silencing, |file| file.path.clone());
    let by = |silenced: &Silenced| match &silenced.by {
        Silencer::Configuration { file, line } => (file.path.clone(), *line),
        other => panic!("{other:?}"),
    };
    assert_eq!(silenced.iter().map(by).collect::<Vec<_>>(), vec![(CONFIGURATION.to_owned(), 2); 3]);
    let [undeclared] = &*shown else { panic!("{shown:?}") };
    assert_eq!(undeclared.severity, Severity::Warning);
    assert!(silencing.fails(undeclared));

    // A nearer configuration overrides single rules of an outer one.
    let (outer, _) =
        Configuration::read(FileId::default(), "rules: {unused-input: error, W: off}\n");
    let mut silencing = silencing;
    silencing.around("net", outer.clone());
    let found = analyze(&workspace).diagnostics;
    assert_eq!(silence(&workspace, found.clone(), &silencing, |_| String::new()).1.len(), 3);
    workspace.bundles[0].files.retain(|file| file.path != CONFIGURATION);
    let mut silencing = analyze(&workspace).silencing;
    silencing.around("net", outer);
    let (shown, _) = silence(&workspace, found, &silencing, |_| String::new());
    assert!(shown.iter().all(|finding| finding.severity == Severity::Error), "{shown:?}");
    assert!(shown.iter().all(|finding| silencing.fails(finding)));
}

#[test]
fn invalid_configurations_are_reported() {
    for (text, code, at) in [
        ("rules: [unused-input]\n", "configuration", "[unused-input]"),
        ("rules: {unused-inputs: off}\n", "unknown-code", "unused-inputs"),
        ("rules: {E99999: off}\n", "unknown-code", "E99999"),
        ("rules: {unused-input: hidden}\n", "configuration", "hidden"),
        ("fail_on: off\n", "configuration", "off"),
        ("fail-on: error\n", "configuration", "fail-on"),
        ("- a\n", "configuration", "- a"),
    ] {
        let (_, found) = Configuration::read(FileId::default(), text);
        let [found] = &*found else { panic!("{text}: {found:?}") };
        assert_eq!((&*found.code.0, found.span.unwrap().of(text).trim()), (code, at), "{text}");
        assert!(found.range.is_some() && found.help.is_some());
    }
    let (_, found) = Configuration::read(FileId::default(), "rules: {\n");
    assert_eq!(found[0].code.0, "configuration");
    for text in [
        "",
        "# nothing yet\n",
        "rules:\n",
        "rules: {e3012: off, cfn-w3005: info, W: off, cfn: info}\n",
    ] {
        assert_eq!(Configuration::read(FileId::default(), text).1, [], "{text}");
    }
}

#[test]
fn codes_name_rules_of_cloudformation_by_their_beginning() {
    let code = |text: &'static str| Code(text.into());
    let matches =
        |selector: &str, of: &'static str| Selector::parse(selector).unwrap().matches(&code(of));
    assert!(matches("E3012", "cfn-e3012") && matches("cfn-e3012", "cfn-e3012"));
    assert!(
        matches("W", "cfn-w3005") && matches("e30", "cfn-e3012") && matches("cfn", "cfn-i1022")
    );
    assert!(!matches("W", "cfn-e3012") && !matches("E", "unused-input"));
    assert!(matches("Unused-Input", "unused-input"));
    assert_eq!(Selector::parse("unused").unwrap_err().code, "unused");
    assert!(Selector::parse("").is_err() && Selector::parse("cfn-").is_err());
}

/// A known finding stays silenced if its line moves or other findings appear; an additional one is shown.
#[test]
fn a_baseline_follows_the_line() {
    let before = workspace("", TEMPLATE, &[]);
    let mut baseline = Baseline::default();
    for diagnostic in &analyze(&before).diagnostics {
        let text = before.file(&diagnostic.file).and_then(File::text);
        baseline.add(&diagnostic.file.path, diagnostic, text);
    }
    let baseline = Baseline::read(&baseline.json()).unwrap();
    let with_baseline = |silencing: &mut Silencing| silencing.set_baseline(baseline.clone());
    assert_eq!(parts(&before, with_baseline).0, []);

    let mut moved = before.clone();
    for file in &mut moved.bundles[0].files {
        let text = file.text().unwrap();
        *file = File::new(file.path.clone(), format!("# moved\n\n{text}"));
    }
    let (shown, silenced) = parts(&moved, with_baseline);
    assert_eq!(shown, []);
    assert!(
        silenced.iter().all(|silenced| silenced.by == Silencer::Baseline) && silenced.len() == 2
    );

    let another = workspace("\n        four: {type: string, default: d}", TEMPLATE, &[]);
    assert_eq!(parts(&another, with_baseline).0, unused(&[9]));
    assert!(
        Baseline::read("{}").is_err()
            && Baseline::read("{\"version\": 2, \"findings\": []}").is_err()
    );
}

/// The ready workspace has nothing to silence, and is not changed.
#[test]
fn nothing_is_silenced_without_a_reason() {
    let workspace = starters::ready_workspace();
    let mut silencing = analyze(&workspace).silencing;
    assert_eq!(silencing, Silencing::default());
    assert_eq!(parts(&workspace, |_| {}).1, []);
    assert_eq!(silencing.ignore("unused-inptu").unwrap_err().near, Some("unused-input"));
}

#[test]
fn rules_of_a_bundle_can_be_left_out() {
    let comment = " # cyclotron-ignore: unused-input";
    let workspace =
        workspace(comment, TEMPLATE, &[(CONFIGURATION, "rules: {unused-input: off}\n")]);
    let silencing = analyze(&workspace).silencing;
    assert!(silencing.has_rules("net") && !silencing.has_rules("other"));
    assert_eq!(silencing.without(|bundle| bundle == "net"), Silencing::default());
    assert_eq!(silencing.without(|bundle| bundle == "other"), silencing);
}

/// The text of `path` after the problem with `code` in line `line` (0 for the whole file) has been ignored.
fn ignored(workspace: &Workspace, path: &str, code: &str, line: usize) -> Option<String> {
    let found = analyze(workspace).diagnostics;
    let mut named =
        found.iter().filter(|finding| finding.code.0 == code && finding.file.path == path);
    let wanted = named.find(|finding| finding.range.map_or(0, |(start, _)| start.line) == line);
    let wanted = wanted.unwrap_or_else(|| panic!("{code} is not in {found:#?}"));
    let edit = ignore(workspace, wanted)?;
    let text = edit.apply(workspace.file(&wanted.file).unwrap().text().unwrap());
    let mut after = workspace.clone();
    *after.file_mut(&wanted.file).unwrap() = File::new(path, text.clone());
    let count = found.iter().filter(|finding| finding.code.0 == code).count();
    let (shown, silenced) = parts(&after, |_| {});
    assert_eq!(silenced.len(), 1, "{text}");
    assert_eq!(shown.iter().filter(|(other, _)| other == code).count(), count - 1, "{text}");
    let rendered = |workspace: &Workspace| analyze(workspace).bundles;
    assert_eq!(rendered(workspace), rendered(&after), "{text}");
    Some(text)
}

#[test]
fn a_problem_is_ignored_beside_its_line() {
    let sound = workspace("", TEMPLATE, &[]);
    let text = ignored(&sound, "schema/schema.yaml", "unused-input", 8).unwrap();
    let line = "        one: {type: string, default: a} # cyclotron-ignore: unused-input";
    assert_eq!(text.lines().nth(7), Some(line));

    let broken = workspace("", &TEMPLATE.replace("three", "threee"), &[]);
    let path = "infrastructure/cloudformation.yaml";
    let text = ignored(&broken, path, "undeclared-input", 5).unwrap();
    let end = "threee }}\" {#- cyclotron-ignore: undeclared-input #}";
    assert!(text.lines().nth(4).is_some_and(|line| line.ends_with(end)), "{text}");
}

/// A comment within a text, a tag or a raw block would be printed or would break the template.
#[test]
fn a_comment_is_put_where_it_is_one() {
    let path = "infrastructure/cloudformation.yaml";
    for (display_name, expected) in [
        (
            "\"{{ environment.inputs.threee\n        }}\"",
            "Properties:\n      {#- cyclotron-ignore: undeclared-input #}\n      DisplayName",
        ),
        (
            "|\n        {{ environment.inputs.threee }}  \n        more",
            "threee }}  {# cyclotron-ignore: undeclared-input #}\n",
        ),
        (
            "\"{{ environment.inputs.threee }}{% raw %}\n        x{% endraw %}\"",
            "Properties:\n      {#- cyclotron-ignore: undeclared-input #}\n      DisplayName",
        ),
        (
            "\"{{ environment.inputs.threee }}{% if x is defined\n        %}{% endif %}\"",
            "Properties:\n      {#- cyclotron-ignore: undeclared-input #}\n      DisplayName",
        ),
    ] {
        let template = TEMPLATE.replace("\"{{ environment.inputs.three }}\"", display_name);
        let text = ignored(&workspace("", &template, &[]), path, "undeclared-input", {
            let before = &template[..template.find("threee").unwrap()];
            before.lines().count()
        });
        let text = text.unwrap_or_else(|| panic!("{template}"));
        assert!(text.contains(expected), "{text}");
    }
}

/// A problem of a whole file is ignored by a comment for the file; a problem of a missing file cannot be ignored.
#[test]
fn a_problem_of_a_file_is_ignored_at_its_top() {
    let long = format!("Description: {}\n{TEMPLATE}", "x".repeat(600_000));
    let workspace = workspace("", &long, &[]);
    let path = "infrastructure/cloudformation.yaml";
    let found = analyze(&workspace).diagnostics;
    let of_file =
        found.iter().find(|finding| finding.file.path == path && finding.range.is_none()).unwrap();
    let text = ignored(&workspace, path, &of_file.code.0, 0).unwrap();
    let comment = format!("{{#- cyclotron-ignore-file: {} -#}}\n", of_file.code.0);
    assert!(text.starts_with(&comment), "{}", &text[..80]);
    let missing = Diagnostic::new(codes::UNUSED_INPUT, workspace.bundles[0].id("missing.yaml"), "");
    assert_eq!(ignore(&workspace, &missing), None);
}

/// A comment in the lines of a finding is about it, unless the comment has a finding of its own line.
#[test]
fn a_comment_in_a_block_is_about_the_block_without_a_finding_of_its_own() {
    let text = "a:\n  b:\n    c: 1 # cyclotron-ignore: unused-input\n";
    let files = vec![File::new("x.yaml", text)];
    let bundle = Bundle { name: "net".into(), files, ..Bundle::default() };
    let mut silencing = Silencing::default();
    silencing.read(&bundle);
    let workspace = Workspace { bundles: vec![bundle] };
    let at = |line: usize| {
        let file = FileId { bundle: "net".into(), path: "x.yaml".into() };
        let mut found = Diagnostic::new(codes::UNUSED_INPUT, file, "");
        let position = crate::text::Position { line, column: 2 };
        found.range = Some((position, position));
        found
    };
    let shown = |lines: &[usize]| {
        let found = lines.iter().map(|line| at(*line)).collect();
        let (shown, _) = silence(&workspace, found, &silencing, |file| file.path.clone());
        shown.into_iter().map(|one| one.range.unwrap().0.line).collect::<Vec<_>>()
    };
    assert_eq!(shown(&[2]), [0; 0]);
    assert_eq!(shown(&[3]), [0; 0]);
    assert_eq!(shown(&[2, 3]), [2]);
    assert_eq!(shown(&[1]), [1]);
}
