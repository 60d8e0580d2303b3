//! One attempt to convert: from the renderings for all combinations of choices to a template with its proof.

mod names;
mod outputs;

use std::collections::HashSet;

use super::choice::{Choice, combinations, own};
use super::conditions::{Conditions, Dimension};
use super::conversion::{Conversion, PrintedSymbols, Rendering, Stop, refused};
use super::inline::inlined;
use super::insert::{origin_output, with_origin, with_parameters, with_section};
use super::marked::{edited, in_prose, line_around, markers, symbols_at, symbols_in};
use super::merge::merged;
use super::parameter::{Parameter, parameter};
use super::place::visit;
use super::proof::{self, Additions};
use super::slug::slug;
use super::subject::Subject;
use super::substitute::Scalar;
use crate::bundle::Target;
use crate::render::symbolic::{SymbolSource, has_marker, marker};
use crate::sort::CompactSort;
use crate::text::{Edit, Span};
use crate::value::{Key, Map};
use crate::yaml::{self, Node};
pub(super) use names::take_names;
use outputs::get_stack_output;

/// The most parameters of a template. Source: CloudFormation's quotas.
const MAX_PARAMETERS: usize = 200;
/// The most bytes of a template, from S3. Source: CloudFormation's quotas.
const MAX_TEMPLATE: usize = 1 << 20;

/// The parts of a converted template.
pub(super) struct Parts {
    pub(super) text: String,
    pub(super) parameters: Vec<Parameter>,
    /// The symbol of each parameter but an added one.
    pub(super) numbers: Vec<usize>,
    /// The outputs that are read with `Fn::GetStackOutput`.
    pub(super) reads: Vec<Vec<Key>>,
}

pub(super) struct Attempt<'a, 'c> {
    pub(super) conversion: &'a mut Conversion<'c>,
    /// For each combination.
    pub(super) renderings: &'a [Rendering],
}

/// A rendering whose remaining markers are those of parameters.
struct Marked {
    text: String,
    root: Node,
    /// The edits of the rendering that made the text, in order.
    edits: Vec<Edit>,
}

impl Marked {
    /// The bytes of the rendering that a part of the text was made from.
    fn in_rendering(&self, span: Span) -> Span {
        Span::new(before(&self.edits, span.start), before(&self.edits, span.end))
    }
}

/// The offset before edits, in order, of one after them; for one in an edit, the end of what it replaces.
fn before(edits: &[Edit], at: usize) -> usize {
    let (mut removed, mut added) = (0, 0);
    for edit in edits {
        if edit.span.start + added >= at + removed {
            break;
        }
        removed += edit.span.end - edit.span.start;
        added += edit.text.len();
        if edit.span.end + added > at + removed {
            return edit.span.end;
        }
    }
    at + removed - added
}

/// Removes the parameters of choices that decide nothing: they are neither printed nor in a condition.
fn without_unused(
    parameters: &mut Vec<Parameter>,
    numbers: &mut Vec<usize>,
    all: &[Marked],
    conditions: &Conditions,
) {
    let printed = all.iter().flat_map(|marked| markers(&marked.text));
    let printed: HashSet<usize> = printed.map(|(_, symbol)| symbol).collect();
    let pairs = numbers.iter().zip(parameters.iter());
    let mut is_used = pairs
        .map(|(number, parameter)| printed.contains(number) || conditions.uses(&parameter.name))
        .collect::<Vec<_>>()
        .into_iter();
    let mut of_parameters = is_used.clone();
    numbers.retain(|_| is_used.next().unwrap_or(true));
    // The stack that outputs are read from comes last, without a symbol.
    parameters.retain(|_| of_parameters.next().unwrap_or(true));
}

/// The origin of a template: the bundle, with `/` and the name of the part if the bundle is a service.
fn origin(subject: &Subject<'_>) -> String {
    let bundle = slug(&subject.reading.bundle.name);
    match subject.scope.target {
        Target::Instance(_) => format!("{bundle}/instance"),
        Target::Pipeline => format!("{bundle}/pipeline"),
        Target::Environment | Target::Component => bundle,
    }
}

impl Attempt<'_, '_> {
    pub(super) fn converted(mut self) -> Result<Parts, Stop> {
        let mut all = vec![];
        for at in 0..self.renderings.len() {
            all.push(self.marked(at)?);
        }
        if self.conversion.choices.iter().any(|choice| self.number(choice).is_none()) {
            return Err(refused("An input decides what is rendered, and is not read."));
        }
        let reads = self.reads(&all);
        let (mut parameters, mut numbers) = self.parameters(&all, &reads)?;
        let mut taken = HashSet::new();
        for marked in &all {
            take_names(&marked.root, &mut taken);
        }
        taken.extend(parameters.iter().map(|parameter| parameter.name.to_ascii_lowercase()));
        let stack = self.environment_stack(&reads, &mut taken);
        let stack_name = stack.as_ref().map_or(String::new(), |stack| stack.name.clone());
        parameters.extend(stack);
        let mut texts = vec![];
        for (at, marked) in all.iter().enumerate() {
            texts.push(self.substituted(at, marked, &parameters, &numbers, &stack_name)?);
        }
        let (text, conditions) = self.merged(&texts, &parameters, &numbers, &taken)?;
        without_unused(&mut parameters, &mut numbers, &all, &conditions);
        let cannot = |reason: String| refused(&format!("A section cannot be added: {reason}."));
        let text = with_parameters(&text, &parameters).map_err(cannot)?;
        let roots: Vec<&Node> = all.iter().map(|marked| &marked.root).collect();
        let origin_name = origin_output(&roots);
        let text = match origin_name {
            Some(name) => {
                with_origin(&text, name, &origin(&self.conversion.subject)).map_err(cannot)?
            }
            None => text,
        };
        if text.len() > MAX_TEMPLATE {
            return Err(refused(
                "The template would have more than 1 MB, which is CloudFormation's limit.",
            ));
        }
        for (at, marked) in all.iter().enumerate() {
            let values = self.values(&parameters, &numbers, at);
            let ordinary = &self.renderings[at].ordinary;
            let texts = &self.renderings[at].symbolic.texts;
            let outputs = reads.iter().filter_map(|number| {
                let text = texts.get(number)?;
                Some((self.output(*number)?, text.clone()))
            });
            let outputs: Vec<(String, String)> = outputs.collect();
            let additions =
                Additions { parameters: &values, outputs: &outputs, origin: origin_name };
            let names = conditions.names();
            let difference = proof::model_difference(&text, ordinary, &additions, &names)
                .map_err(|reason| refused(&reason))?;
            let Some(path) = difference else { continue };
            let (symbols, place) = symbols_at(&marked.root, &marked.text, &path);
            let within = marked.in_rendering(place);
            if symbols.is_empty() {
                let place = path.join(".");
                return match self.conversion.choices.len() {
                    0 => {
                        Err(refused(&format!("The result differs from the rendering at {place}.")))
                    }
                    count => {
                        let reason = format!("the merged template differs at {place}");
                        Err(self.conversion.give_up_choice(count - 1, &reason))
                    }
                };
            }
            let printed = PrintedSymbols {
                symbolic: &self.renderings[at].symbolic,
                symbols: &symbols,
                within,
            };
            return Err(self.conversion.means_otherwise(&printed));
        }
        let symbolic = &self.renderings[own(&self.conversion.choices)].symbolic;
        if let Some((symbol, reason)) = proof::dependence(self.conversion, symbolic, &numbers) {
            return Err(self
                .conversion
                .freeze(&PrintedSymbols::anywhere(symbolic, &[symbol]), &reason));
        }
        let reads = self.conversion.paths(&reads);
        Ok(Parts { text, parameters, numbers, reads })
    }

    /// The rendering of a combination with the values in place of those markers that are for people, or that
    /// are printed as they are for each combination.
    fn marked(&mut self, at: usize) -> Result<Marked, Stop> {
        let symbolic = &self.renderings[at].symbolic;
        let text = symbolic.rendered.text.as_deref().unwrap_or_default();
        let document = yaml::parse(text);
        if let Some(error) = &document.error {
            let line = line_around(text, error.span.start);
            let (symbols, within) = match symbols_in(text, line) {
                symbols if symbols.is_empty() => {
                    let all = Span::new(0, text.len());
                    (symbols_in(text, all), all)
                }
                symbols => (symbols, line),
            };
            let reason = "the structure of the YAML depends on it";
            let printed = PrintedSymbols { symbolic, symbols: &symbols, within };
            return Err(self.conversion.freeze(&printed, reason));
        }
        let Some(root) = document.root else { return Err(refused("The rendering is empty.")) };
        for (within, symbol) in markers(text) {
            let lost = self.conversion.lost(symbol);
            if !lost.is_empty() {
                let reason = "it is computed with together with an input that has conditions";
                let printed = PrintedSymbols { symbolic, symbols: &lost, within };
                return Err(self.conversion.freeze(&printed, reason));
            }
        }
        let mut plain = in_prose(text, &root);
        let inlined = inlined(text, &root);
        let literal = |(_, symbol): &(Span, usize)| self.conversion.is_literal(*symbol);
        plain.extend(inlined.kept);
        plain.extend(markers(text).into_iter().filter(literal));
        if plain.iter().any(|(_, symbol)| self.conversion.is_of_secret(*symbol)) {
            return Err(refused(
                "A comment, description or mapping of the template would hold a secret.",
            ));
        }
        plain.compact_sort_by_key(|(span, _)| span.start);
        plain.dedup();
        if plain.is_empty() {
            return Ok(Marked { text: text.to_owned(), root, edits: vec![] });
        }
        let printed = |symbol: &usize| symbolic.texts.get(symbol).map_or("", String::as_str);
        let edits = plain
            .iter()
            .map(|(span, symbol)| Edit { span: *span, text: printed(symbol).to_owned() });
        // A choice that is written out in a mapping is written out where it is looked up, too.
        let uses = inlined.uses.into_iter().map(|mut edit| {
            for symbol in symbols_in(&edit.text, Span::new(0, edit.text.len())) {
                if self.conversion.is_literal(symbol) {
                    edit.text = edit.text.replace(&marker(symbol), printed(&symbol));
                }
            }
            edit
        });
        let mut edits: Vec<Edit> = edits.chain(uses).collect();
        edits.compact_sort_by_key(|edit| edit.span.start);
        let text = edited(text, edits.clone());
        let document = yaml::parse(&text);
        match document.root {
            Some(root) if document.error.is_none() => Ok(Marked { text, root, edits }),
            _ => Err(refused("The rendering is not YAML where an input is written out.")),
        }
    }

    /// The parameters of all symbols that are printed in any combination and of all choices, in the order in
    /// which they are printed.
    fn parameters(
        &mut self,
        all: &[Marked],
        reads: &[usize],
    ) -> Result<(Vec<Parameter>, Vec<usize>), Stop> {
        let mut found: Vec<(usize, usize)> = vec![];
        let mut taken: HashSet<String> = HashSet::new();
        for (at, marked) in all.iter().enumerate() {
            take_names(&marked.root, &mut taken);
            let mut numbers = vec![];
            visit(&marked.root, &mut |node, _| numbers.extend(symbols_in(&marked.text, node.span)));
            found.extend(numbers.into_iter().map(|number| (number, at)));
        }
        let choices = self.conversion.choices.iter().filter_map(|choice| self.number(choice));
        found.extend(choices.map(|number| (number, 0)));
        let mut known = HashSet::new();
        found.retain(|(number, _)| !reads.contains(number) && known.insert(*number));
        let mut parameters = vec![];
        for (number, at) in &found {
            let symbolic = &self.renderings[*at].symbolic;
            let text = symbolic.texts.get(number).map_or("", String::as_str);
            let source = self.conversion.symbols.sources[*number].clone();
            let is_of_secret = self.conversion.is_of_secret(*number);
            let presence = self.conversion.presence(&source);
            let given = presence.map(|choice| (&choice.values[0], choice.own == 0));
            let subject = &self.conversion.subject;
            match parameter(subject, &source, text, given, is_of_secret, &mut taken) {
                Ok(mut parameter) => {
                    let subject = self.conversion.subject;
                    let mut paths = self.conversion.paths(&[*number]).into_iter();
                    parameter.is_made_up |= paths.any(|path| subject.is_made_up(&path));
                    parameters.push(parameter);
                }
                Err(reason) => {
                    let own = [*number];
                    let printed = PrintedSymbols::anywhere(symbolic, &own);
                    return Err(self.conversion.freeze(&printed, &reason));
                }
            }
        }
        if parameters.len() > MAX_PARAMETERS {
            let count = parameters.len();
            return Err(refused(&format!(
                "The template would have {count} parameters, and CloudFormation allows {MAX_PARAMETERS}."
            )));
        }
        Ok((parameters, found.into_iter().map(|(number, _)| number).collect()))
    }

    /// The symbol of a choice.
    fn number(&self, choice: &Choice) -> Option<usize> {
        let source = SymbolSource::Value(choice.path.clone());
        self.conversion.symbols.sources.iter().position(|known| *known == source)
    }

    /// The parameters with the values that they have in a combination.
    fn values(&self, parameters: &[Parameter], numbers: &[usize], at: usize) -> Vec<Parameter> {
        let choices = &self.conversion.choices;
        let combination = combinations(choices).into_iter().nth(at).unwrap_or_default();
        let value = |number: usize| {
            let mut own = choices.iter().zip(&combination);
            let (choice, value) = own.find(|(choice, _)| self.number(choice) == Some(number))?;
            choice.text(*value)
        };
        let pairs = parameters.iter().zip(numbers);
        pairs
            .map(|(parameter, number)| {
                let value = value(*number).unwrap_or_else(|| parameter.value.clone());
                Parameter { value, ..parameter.clone() }
            })
            .chain(parameters[numbers.len()..].iter().cloned())
            .collect()
    }

    /// A rendering with a reference to its parameter in place of each symbol.
    fn substituted(
        &mut self,
        at: usize,
        marked: &Marked,
        parameters: &[Parameter],
        numbers: &[usize],
        stack: &str,
    ) -> Result<String, Stop> {
        let Marked { text, root, .. } = marked;
        let name = |number| {
            let at = numbers.iter().position(|known| *known == number);
            at.map_or(String::new(), |at| parameters[at].name.clone())
        };
        let is_list = |number| self.conversion.is_list(number);
        let mut edits: Vec<Edit> = vec![];
        let mut failed: Vec<(Vec<usize>, Span, String)> = vec![];
        visit(root, &mut |node, place| {
            let symbols = symbols_in(text, node.span);
            if symbols.is_empty() {
                return;
            }
            let scalar = Scalar { node, place, text, is_json: root.is_flow() };
            if let [symbol] = symbols.as_slice()
                && !numbers.contains(symbol)
                && let Some(output) = self.output(*symbol)
            {
                let text = get_stack_output(stack, output);
                edits.retain(|edit| edit.span != node.span);
                edits.push(Edit { span: node.span, text });
                return;
            }
            match scalar.rewritten(&name, &is_list) {
                Ok(text) => match edits.iter().find(|edit| edit.span == node.span) {
                    Some(edit) if edit.text == text => {}
                    Some(_) => {
                        let reason = "an alias repeats it at another kind of place";
                        failed.push((symbols, node.span, reason.into()));
                    }
                    None => edits.push(Edit { span: node.span, text }),
                },
                Err(reason) => failed.push((symbols, node.span, reason)),
            }
        });
        for (span, symbol) in markers(text) {
            let is_covered =
                edits.iter().any(|edit| edit.span.start <= span.start && span.end <= edit.span.end);
            let is_known = failed.iter().any(|(symbols, ..)| symbols.contains(&symbol));
            if !is_covered && !is_known {
                let reason = "CloudFormation allows no function at this place";
                failed.push((vec![symbol], span, reason.into()));
            }
        }
        let symbolic = &self.renderings[at].symbolic;
        let mut stop = None;
        for (symbols, span, reason) in failed {
            let within = marked.in_rendering(span);
            let printed = PrintedSymbols { symbolic, symbols: &symbols, within };
            match self.conversion.freeze(&printed, &reason) {
                Stop::Refused(_) if stop.is_some() => {}
                next => stop = Some(next),
            }
        }
        if let Some(stop) = stop {
            return Err(stop);
        }
        let text = edited(text, edits);
        if has_marker(&text) {
            return Err(refused("An input is printed where Cyclotron cannot replace it."));
        }
        Ok(text)
    }

    /// One template out of those for all combinations, with its conditions.
    fn merged(
        &mut self,
        texts: &[String],
        parameters: &[Parameter],
        numbers: &[usize],
        taken: &HashSet<String>,
    ) -> Result<(String, Conditions), Stop> {
        let choices = self.conversion.choices.clone();
        let all = combinations(&choices);
        let dimension = |choice: &Choice| {
            let at = numbers.iter().position(|number| self.number(choice) == Some(*number));
            let parameter = at.map_or(String::new(), |at| parameters[at].name.clone());
            let values = 0..choice.values.len();
            let values = values.map(|value| choice.text(value).unwrap_or_default()).collect();
            Dimension { parameter, values, is_presence: choice.is_presence }
        };
        let dimensions: Vec<Dimension> = choices.iter().map(dimension).collect();
        let mut taken = taken.clone();
        taken.extend(parameters.iter().map(|parameter| parameter.name.to_ascii_lowercase()));
        let mut conditions = Conditions::new(dimensions.clone(), all.clone(), taken.clone());
        let result = merged(texts, &mut conditions).and_then(|text| {
            let section: Map = conditions.section();
            with_section(&text, "Conditions", &section)
        });
        let reason = match result {
            Ok(text) => return Ok((text, conditions)),
            Err(reason) => reason,
        };
        // The choice that cannot be merged by itself is given up, or the last one.
        let alone = (0..choices.len()).find_map(|at| {
            let others_are_own = |combination: &&Vec<usize>| {
                let mut pairs = choices.iter().zip(*combination).enumerate();
                pairs.all(|(other, (choice, value))| other == at || *value == choice.own)
            };
            let pairs =
                all.iter().zip(texts).filter(|(combination, _)| others_are_own(combination));
            let own: Vec<String> = pairs.map(|(_, text)| text.clone()).collect();
            let values = (0..own.len()).map(|value| vec![value]).collect();
            let mut conditions =
                Conditions::new(vec![dimensions[at].clone()], values, taken.clone());
            merged(&own, &mut conditions).err().map(|reason| (at, reason))
        });
        let (at, reason) = alone.unwrap_or((choices.len() - 1, reason));
        Err(self.conversion.give_up_choice(at, &reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_those_before_the_edits() {
        let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.into() };
        // `ab[cd]ef[]gh` becomes `abXYZefWgh`.
        let edits = [edit(2, 4, "XYZ"), edit(6, 6, "W")];
        let all: Vec<usize> = [0, 1, 2, 3, 5, 6, 7, 8, 9].map(|at| before(&edits, at)).into();
        assert_eq!(all, [0, 1, 2, 4, 4, 5, 6, 6, 7]);
    }
}
