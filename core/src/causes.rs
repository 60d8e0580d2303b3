//! Relates problems that one mistake causes, so that a list can show them below the problem to fix first.
//!
//! Most effects of a mistake are not reported in the first place, such as the inputs of a schema that is not
//! well-formed. This is about the others, which are problems of their own at other places.

use crate::diagnostic::{Diagnostic, codes};

/// Whether the first problem causes the second one.
type Test = fn(&Diagnostic, &Diagnostic) -> bool;

/// A code, the codes of the problems that such a problem may cause, and how to tell.
const RELATIONS: [(&str, &[&str], Test); 6] = [
    // A template reads an input that the schema lacks, so what a spec gives for it is unknown as well.
    (codes::UNDECLARED_INPUT.code, &[codes::UNKNOWN_INPUT.code], is_about_same),
    // A template reads a misspelt input, so no template reads the declared one.
    (codes::UNDECLARED_INPUT.code, &[codes::UNUSED_INPUT.code], is_about_instead),
    // A manifest names another file than the template.
    (codes::MISSING_TEMPLATE.code, &[codes::UNLISTED_TEMPLATE.code], is_in_instead),
    (
        codes::MISPLACED_FILE.code,
        &[codes::MISSING_MANIFEST.code, codes::MISSING_SCHEMA.code, codes::MISSING_TEMPLATE.code],
        is_in_instead,
    ),
    // A spec gives a value that breaks the schema, and the resource that gets it is invalid.
    (codes::INVALID_INPUT.code, &[codes::CLOUDFORMATION], is_at_same),
    // A resource has a misspelt property, so it lacks a required one.
    (codes::CLOUDFORMATION, &[codes::CLOUDFORMATION], is_about_instead),
];

/// For each problem, the index of the problem that causes it, which itself has no cause.
pub fn causes(problems: &[Diagnostic]) -> Vec<Option<usize>> {
    let is_cause = |cause: &Diagnostic, effect: &Diagnostic| {
        cause.file.bundle == effect.file.bundle
            && RELATIONS.iter().any(|(code, effects, test)| {
                is(cause, code)
                    && effects.iter().any(|code| is(effect, code))
                    && test(cause, effect)
            })
    };
    // There may be hundreds of findings of CloudFormation, of which few suggest another property.
    let is_possible = |problem: &Diagnostic| {
        RELATIONS.iter().any(|(code, ..)| is(problem, code))
            && (problem.instead.is_some() || !is(problem, codes::CLOUDFORMATION))
    };
    let possible: Vec<usize> =
        (0..problems.len()).filter(|at| is_possible(&problems[*at])).collect();
    let direct: Vec<Option<usize>> = problems
        .iter()
        .enumerate()
        .map(|(at, effect)| {
            let mut causes = possible.iter().copied();
            causes.find(|&cause| cause != at && is_cause(&problems[cause], effect))
        })
        .collect();
    // An effect of an effect is listed below the first cause.
    let root = |at: usize| {
        let cause = direct[at]?;
        Some(direct[cause].filter(|first| *first != at).unwrap_or(cause))
    };
    (0..problems.len()).map(root).collect()
}

/// Whether a problem has a code of the table, or any of CloudFormation's.
fn is(problem: &Diagnostic, code: &str) -> bool {
    if code == codes::CLOUDFORMATION {
        problem.code.0.starts_with(code)
    } else {
        problem.code.0 == code
    }
}

fn is_about_same(cause: &Diagnostic, effect: &Diagnostic) -> bool {
    cause.about.is_some() && cause.about == effect.about
}

fn is_about_instead(cause: &Diagnostic, effect: &Diagnostic) -> bool {
    cause.instead.is_some() && cause.instead == effect.about
}

/// Whether the file of the effect is the one that the cause means, or in the folder that it means.
fn is_in_instead(cause: &Diagnostic, effect: &Diagnostic) -> bool {
    let path = effect.file.path.as_str();
    cause.instead.as_deref().is_some_and(|instead| {
        path == instead || instead.ends_with('/') && path.starts_with(instead)
    })
}

fn is_at_same(cause: &Diagnostic, effect: &Diagnostic) -> bool {
    cause.span.is_some() && cause.span == effect.span && cause.file == effect.file
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::FileId;
    use crate::diagnostic::Code;
    use crate::diagnostic::codes::Rule;

    fn problem(rule: &'static Rule, path: &str) -> Diagnostic {
        Diagnostic::new(rule, FileId { bundle: "b".into(), path: path.into() }, "")
    }

    #[test]
    fn a_misspelt_read_causes_that_the_declared_input_is_unused() {
        let read = problem(codes::UNDECLARED_INPUT, "t")
            .about("environment.inputs.siez")
            .instead(Some("environment.inputs.size".into()));
        let unused = |name: &str| problem(codes::UNUSED_INPUT, "schema").about(name);
        let all = [
            unused("environment.inputs.size"),
            read.clone(),
            unused("pipeline.inputs.size"),
            problem(codes::UNKNOWN_INPUT, "spec").about("environment.inputs.siez"),
            read,
        ];
        assert_eq!(causes(&all), [Some(1), None, None, Some(1), None]);
        let mut other = all;
        other[1].file.bundle = "other".into();
        other[4].file.bundle = "other".into();
        assert_eq!(causes(&other), [None; 5]);
    }

    #[test]
    fn a_file_in_a_wrong_place_causes_that_it_is_missing_in_the_right_one() {
        let all = [
            problem(codes::MISSING_MANIFEST, "infrastructure/manifest.yaml"),
            problem(codes::MISPLACED_FILE, "infra/manifest.yaml")
                .instead(Some("infrastructure/".into())),
            problem(codes::MISSING_SCHEMA, "schema/schema.yaml"),
        ];
        assert_eq!(causes(&all), [Some(1), None, None]);
    }

    #[test]
    fn a_misspelt_property_causes_that_a_required_one_is_missing() {
        let finding =
            |code: &'static str| Diagnostic { code: Code(code.into()), ..problem(codes::CFN, "t") };
        let all = [
            finding("cfn-e3003").about("Function.Code"),
            finding("cfn-e3002").about("Function.Cod").instead(Some("Function.Code".into())),
            finding("cfn-e3003").about("Other.Code"),
        ];
        assert_eq!(causes(&all), [Some(1), None, None]);
    }
}
