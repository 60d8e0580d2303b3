//! Commands and permissions of AWS Proton in a template. They fail, since Proton has ended.

use serde::{Deserialize, Serialize};

/// A line of an ejected template that still uses Proton.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leftover {
    /// The line, from 1.
    pub line: usize,
    /// Its text, without the blanks around it.
    pub text: String,
}

/// The lines of a template that call Proton: its commands of the AWS CLI, edits of a spec, its endpoints, its service
/// principal, its tasks of Step Functions, and its actions of IAM.
pub(super) fn leftovers(template: &str) -> Vec<Leftover> {
    let lines = template.lines().enumerate();
    let own = lines.filter(|(_, line)| uses_proton(line));
    own.map(|(at, line)| Leftover { line: at + 1, text: line.trim().to_owned() }).collect()
}

fn uses_proton(line: &str) -> bool {
    let code = line.trim_start();
    if code.starts_with('#') {
        return false;
    }
    let is_after = |start: &str, follows: fn(char) -> bool| {
        line.match_indices(start).any(|(at, _)| line[at + start.len()..].starts_with(follows))
    };
    (line.contains("aws ")
        && is_after(" proton ", |letter| letter.is_ascii_lowercase() || letter == '-'))
        || (line.contains("yq ") && line.contains("instances") && line.contains("spec"))
        || line.contains("aws-sdk:proton:")
        || line.contains("proton.amazonaws.com")
        || line.contains("://proton.")
        || is_after("proton:", |letter| letter.is_ascii_uppercase() || letter == '*')
}

#[cfg(test)]
mod tests {
    use super::leftovers;

    #[test]
    fn uses_of_proton_are_found() {
        let template = "\
a: aws proton get-service
# aws proton get-service
b: [proton:GetService, 'proton:*']
c: arn:aws:states:::aws-sdk:proton:getService
d: {Service: proton.amazonaws.com}
e: https://proton.$AWS_DEFAULT_REGION.amazonaws.com
f: photon:Get, proton:environment, AWS Proton, aws s3 cp proton X
g: aws --region a proton --output b get-service
h: yq w service.yaml 'instances[*].spec.image' a
";
        let lines: Vec<usize> = leftovers(template).iter().map(|found| found.line).collect();
        assert_eq!(lines, [1, 3, 4, 5, 6, 8, 9]);
    }
}
