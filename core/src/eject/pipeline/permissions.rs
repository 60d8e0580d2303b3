//! Permissions for Proton in the policies of a pipeline, and those for CloudFormation in their place.

use std::fmt::Write;

use crate::eject::merge::{column, end_of};
use crate::text::{Edit, Span};
use crate::yaml::{Entry, Node};

/// The keys of a statement that is rewritten.
const KEYS: [&str; 4] = ["Sid", "Effect", "Action", "Resource"];

/// The replacement of a permission for Proton.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    /// Nothing: specs are no longer read.
    None,
    /// Reading the state of the stacks.
    Read,
    /// Updating the stacks.
    Update,
}

/// The new permissions of a template.
#[derive(Debug, Default)]
pub(super) struct Permissions {
    pub(super) edits: Vec<Edit>,
    /// Whether a role may be passed.
    pub(super) passes_role: bool,
}

/// The stacks that a pipeline deploys.
pub(super) struct Stacks<'s> {
    /// The parameters with their names.
    pub(super) parameters: &'s [String],
    /// Whether one of their templates has a macro.
    pub(super) has_transform: bool,
    /// The parameter with the role to pass, and its condition.
    pub(super) role: &'s str,
    pub(super) condition: &'s str,
}

impl Permissions {
    /// Rewrites the statements below `node`. Statements in another notation than blocks stay.
    pub(super) fn rewrite(&mut self, text: &str, node: &Node, stacks: &Stacks<'_>) {
        let count = node.items().len();
        for item in node.items() {
            match rewritten(text, item, count, stacks) {
                Some((edits, passes_role)) => {
                    self.edits.extend(edits);
                    self.passes_role |= passes_role;
                }
                None => self.rewrite(text, item, stacks),
            }
        }
        for entry in node.entries() {
            self.rewrite(text, &entry.value, stacks);
        }
    }
}

/// The edits of a statement, one of `count`, and whether it lets pass a role now.
fn rewritten(
    text: &str,
    statement: &Node,
    count: usize,
    stacks: &Stacks<'_>,
) -> Option<(Vec<Edit>, bool)> {
    if statement.is_flow() || statement.alias || statement.get("Effect")?.text()? != "Allow" {
        return None;
    }
    // Another key, such as a condition, would be lost.
    let is_known = |entry: &Entry| KEYS.contains(&entry.name());
    if !statement.entries().iter().all(is_known) {
        return None;
    }
    let actions = statement.get("Action")?;
    let list =
        if actions.items().is_empty() { std::slice::from_ref(actions) } else { actions.items() };
    let is_own = |action: &&Node| action.text().is_some_and(|name| name.starts_with("proton:"));
    let (own, others): (Vec<&Node>, Vec<&Node>) = list.iter().partition(is_own);
    let needs = own.iter().map(|action| need(action.text().unwrap_or_default()));
    let mut need = needs.collect::<Option<Vec<Need>>>()?.into_iter().max()?;
    if others.is_empty() && need == Need::None && count == 1 {
        // A policy needs a statement.
        need = Need::Read;
    }
    let start = statement.span.start - column(text, statement.span.start);
    let dash = text[start..statement.span.start].find('-')?;
    let end = end_of(text, statement.entries().last()?);
    let added = statements(need, dash, stacks);
    let passes_role = need == Need::Update;
    if others.is_empty() {
        return Some((vec![Edit { span: Span::new(start, end), text: added }], passes_role));
    }
    let mut edits = vec![Edit { span: Span::new(end, end), text: added }];
    for action in own {
        let line = action.span.start - column(text, action.span.start);
        let after = text[action.span.end..].find('\n').map(|at| action.span.end + at + 1)?;
        let is_alone = text[line..action.span.start].trim() == "-";
        edits.push(is_alone.then(|| Edit { span: Span::new(line, after), text: String::new() })?);
    }
    Some((edits, passes_role))
}

/// The replacement of an action of Proton; `None` if the action is unknown.
fn need(action: &str) -> Option<Need> {
    Some(match action.strip_prefix("proton:")? {
        "GetService" => Need::None,
        "GetServiceInstance" | "ListServiceInstances" | "ListServices" | "Get*" | "List*" => {
            Need::Read
        }
        "UpdateServiceInstance" | "Update*" | "*" => Need::Update,
        _ => return None,
    })
}

/// Statements with the dash in column `dash`.
fn statements(need: Need, dash: usize, stacks: &Stacks<'_>) -> String {
    let actions: &[&str] = match (need, stacks.has_transform) {
        (Need::None, _) => return String::new(),
        (Need::Read, _) => &["DescribeStacks"],
        (Need::Update, false) => &["DescribeStacks", "UpdateStack"],
        (Need::Update, true) => &["DescribeStacks", "GetTemplate", "UpdateStack"],
    };
    let arn = "arn:${AWS::Partition}:cloudformation:${AWS::Region}:";
    let mut text = "- Effect: Allow\n  Action:\n".to_owned();
    for action in actions {
        let _ = writeln!(text, "    - cloudformation:{action}");
    }
    text.push_str("  Resource:\n");
    for parameter in stacks.parameters {
        let _ = writeln!(text, "    - !Sub '{arn}${{AWS::AccountId}}:stack/${{{parameter}}}/*'");
    }
    if need == Need::Update {
        if stacks.has_transform {
            let _ = write!(
                text,
                "- Effect: Allow\n  Action: cloudformation:CreateChangeSet\n  Resource: !Sub '{arn}aws:transform/*'\n"
            );
        }
        let Stacks { role, condition, .. } = stacks;
        let _ = write!(
            text,
            "- !If\n  - {condition}\n  - Effect: Allow\n    Action: iam:PassRole\n    Resource: !Ref {role}\n  - !Ref AWS::NoValue\n"
        );
    }
    let indent = " ".repeat(dash);
    text.lines().flat_map(|line| [indent.as_str(), line, "\n"]).collect()
}
