//! Templates, one for each rule, with what they render to and what is reported.
//!
//! The texts and the lines of errors are those of Python's Jinja2 3.1.6.

use std::fmt::Write;

use cyclotron_core::render::{Context, Rendered, Template, Undefined};
use cyclotron_core::yaml;

#[test]
fn each_rule_renders_as_in_python() {
    let names = yaml::parse(include_str!("../fixtures/render/names.yaml"));
    let context = Context(names.root.unwrap().value());
    insta::glob!("../fixtures/render", "*.j2", |path| {
        let source = std::fs::read_to_string(path).unwrap();
        insta::assert_snapshot!(report(&source, &context));
    });
}

fn report(source: &str, context: &Context) -> String {
    let template = match Template::compile(source) {
        Ok(template) => template,
        Err(error) => {
            let failed = Rendered { errors: vec![error], ..Rendered::default() };
            return errors(source, &failed);
        }
    };
    let lenient = template.render(context, Undefined::Lenient);
    let strict = template.render(context, Undefined::Strict);
    let mut report = match &lenient.text {
        Some(text) => format!("{text}\n"),
        None => errors(source, &lenient),
    };
    if strict.errors != lenient.errors {
        let _ = write!(report, "strict:\n{}", errors(source, &strict));
    }
    report
}

fn errors(source: &str, rendered: &Rendered) -> String {
    let mut list = String::new();
    for error in &rendered.errors {
        let place = error.span.of(source);
        let _ = writeln!(
            list,
            "line {}, {:?}, at {place:?}: {}",
            error.line, error.kind, error.message
        );
        if let Some(help) = &error.help {
            let _ = writeln!(list, "  {help}");
        }
    }
    list
}
