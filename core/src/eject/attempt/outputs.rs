//! Outputs of the environment that a template reads with `Fn::GetStackOutput`.

use std::collections::HashSet;

use super::super::Wiring;
use super::super::marked::symbols_in;
use super::super::origin::{StackOutput, stack_output};
use super::super::parameter::{Parameter, free_name, stack_name_parameter};
use super::super::place::{Place, visit};
use super::{Attempt, Marked};
use crate::render::symbolic::{SymbolSource, marker};
use crate::sort::CompactSort;
use crate::value::{Key, Value};
use crate::yaml;

impl Attempt<'_, '_> {
    /// The symbols that are outputs of the environment, and that are printed only as properties that can be read with
    /// `Fn::GetStackOutput`.
    pub(super) fn reads(&self, all: &[Marked]) -> Vec<usize> {
        if self.conversion.subject.wiring == Wiring::Parameters {
            return vec![];
        }
        let (mut found, mut others) = (vec![], HashSet::new());
        for marked in all {
            visit(&marked.root, &mut |node, place| {
                let symbols = symbols_in(&marked.text, node.span);
                let is_whole = place == Place::Property
                    && node.tag.is_none()
                    && symbols.len() == 1
                    && node.text().is_some_and(|text| text == marker(symbols[0]));
                if is_whole {
                    found.extend(symbols);
                } else {
                    others.extend(symbols);
                }
            });
        }
        found.compact_sort();
        found.dedup();
        found.retain(|number| !others.contains(number) && self.output(*number).is_some());
        found
    }

    /// The name of the environment's output that is a symbol.
    pub(super) fn output(&self, number: usize) -> Option<String> {
        let SymbolSource::Value(path) = &self.conversion.symbols.sources[number] else {
            return None;
        };
        match path.as_slice() {
            [Key::Name(owner), Key::Name(outputs), Key::Name(name)]
                if owner == "environment" && outputs == "outputs" =>
            {
                Some(name.clone())
            }
            _ => None,
        }
    }

    /// The parameter with the name of the stack that outputs are read from.
    pub(super) fn environment_stack(
        &self,
        reads: &[usize],
        taken: &mut HashSet<String>,
    ) -> Option<Parameter> {
        let first = self.conversion.paths(reads.get(..1)?).into_iter().next()?;
        let StackOutput { of, .. } = stack_output(&self.conversion.subject, &first)?;
        Some(stack_name_parameter(&free_name("EnvironmentStack", taken), "the environment", of))
    }
}

/// The function that reads an output of the stack that the parameter `stack` names. Source: CloudFormation user guide,
/// "Intrinsic function reference", `Fn::GetStackOutput`.
pub(super) fn get_stack_output(stack: &str, output: String) -> String {
    let output = yaml::flow(&Value::String(output));
    format!(
        "{{\"Fn::GetStackOutput\": {{\"StackName\": {{\"Ref\": \"{stack}\"}}, \"OutputName\": {output}}}}}"
    )
}
