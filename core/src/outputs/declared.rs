//! Finds the outputs that a template declares.

use crate::examples::{made_up, of_resource};
use crate::text::Span;

/// A declared output.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Declared {
    /// Its name.
    pub name: String,
    /// The span of the name, without quotes.
    pub span: Span,
    /// An example value if the output refers to a resource, such as an ARN.
    of_resource: Option<String>,
}

impl Declared {
    /// An output without a known value.
    pub(super) fn named(name: &str, span: Span) -> Self {
        Self { name: name.to_owned(), span, of_resource: None }
    }

    /// The output without its place. An edit above an output moves it, which changes nothing for its readers.
    pub(super) fn without_place(self) -> Self {
        Self { span: Span::default(), ..self }
    }

    /// An example value: from the resource that it refers to, else from its use, else from its name.
    pub(super) fn example(&self, of_use: Option<&String>) -> String {
        self.of_resource.as_ref().or(of_use).cloned().unwrap_or_else(|| made_up(&self.name))
    }
}

/// Returns the outputs that a template declares: names under `Outputs:` that contain no Jinja tag, or Terraform's
/// `output "name"`.
pub(crate) fn declared(template: &str) -> Vec<Declared> {
    let terraform = lines(template).filter_map(|(start, line)| {
        let name = line.strip_prefix("output")?.trim_start().strip_prefix('"')?.split_once('"')?.0;
        let at = start + line.find('"')? + 1;
        let span = Span::new(at, at + name.len());
        Some(Declared::named(name, span))
    });
    let terraform: Vec<_> = terraform.collect();
    if !terraform.is_empty() {
        return terraform;
    }
    let below = lines(template).skip_while(|(_, line)| line.trim_end() != "Outputs:").skip(1);
    let mut outputs: Vec<(Span, String)> = vec![];
    let mut column = None;
    for (start, line) in below {
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        if text.trim().is_empty() || text.starts_with(['#', '{']) {
            continue;
        }
        if indent == 0 {
            break;
        }
        let column = *column.get_or_insert(indent);
        if indent == column
            && let Some((name, rest)) = text.split_once(':')
            && !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric())
        {
            let at = start + indent;
            outputs.push((Span::new(at, at + name.len()), rest.to_owned()));
        } else if let Some((_, body)) = outputs.last_mut() {
            body.push('\n');
            body.push_str(text);
        }
    }
    let example = |name: &str, body: &str| {
        let reference = reference(body)?;
        of_resource(reference.attribute, resource_type(template, reference.resource)?, name)
    };
    let outputs = outputs.into_iter().map(|(span, body)| {
        let name = span.of(template);
        Declared { name: name.to_owned(), span, of_resource: example(name, &body) }
    });
    outputs.collect()
}

/// The lines of a text without line ends, each with its byte offset.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches('\n').trim_end_matches('\r'))
    })
}

/// A reference to a resource in the value of an output.
struct Reference<'t> {
    resource: &'t str,
    /// The attribute; `None` for `Ref`.
    attribute: Option<&'t str>,
}

/// Parses a value that is a `Ref` or `Fn::GetAtt`, in any notation.
fn reference(body: &str) -> Option<Reference<'_>> {
    let from = body.find("Value:")? + "Value:".len();
    let value = body[from..].split("\nExport:").next()?.trim();
    let value = value.split("\nDescription:").next()?.trim();
    let plain = |text: &str| -> bool {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == ':')
    };
    let quotes = |c: char| matches!(c, '"' | '\'' | ' ' | '[' | ']' | '{' | '}' | ',' | '\n' | '-');
    for (lead, is_ref) in
        [("!Ref", true), ("Ref:", true), ("!GetAtt", false), ("Fn::GetAtt:", false)]
    {
        let Some(rest) = value.trim_start_matches(['{', ' ', '"']).strip_prefix(lead) else {
            continue;
        };
        let mut parts = rest.split(|c| c == '.' || quotes(c)).filter(|part| !part.is_empty());
        let resource = parts.next().filter(|name| plain(name))?;
        let attribute = if is_ref { None } else { Some(parts.next()?) };
        return Some(Reference { resource, attribute });
    }
    None
}

/// The `Type` of a resource, found line by line, since the template may not be YAML before it is rendered.
fn resource_type<'t>(template: &'t str, resource: &'t str) -> Option<&'t str> {
    if resource.starts_with("AWS::") {
        return Some(resource);
    }
    let mut lines = template.lines();
    lines.find(|line| {
        let text = line.trim_start();
        text.len() < line.len() && text.trim_end().strip_suffix(':') == Some(resource)
    })?;
    let kind = lines.take(12).find_map(|line| line.trim_start().strip_prefix("Type:"))?;
    Some(kind.trim().trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_like_what_it_refers_to() {
        let template = "\
Resources:
  Items:
    Type: AWS::DynamoDB::Table
  Net:
    Type: 'AWS::EC2::VPC'
  Fn:
    # what runs
    Type: AWS::Lambda::Function
Outputs:
  Table: {Value: !Ref Items}
  TableArn:
    Description: its ARN
    Value: !GetAtt Items.Arn
  Where:
    Value: !GetAtt [Fn, Arn]
  Network:
    Value:
      Ref: Net
    Export: {Name: x}
  Zone: {Value: !Ref AWS::Region}
  Odd: {Value: '{{ x }}'}
";
        let found = declared(template);
        let found: Vec<_> = found
            .iter()
            .map(|declared| format!("{} {}", declared.name, declared.example(None)))
            .collect();
        assert_eq!(
            found,
            [
                "Table sample-table",
                "TableArn arn:aws:dynamodb:us-east-1:123456789012:table/sample-table-arn",
                "Where arn:aws:lambda:us-east-1:123456789012:function:sample-where",
                "Network vpc-0123456789abcdef0",
                "Zone us-east-1",
                "Odd sample-odd",
            ]
        );
    }
}
