//! What each filter does, in a line. Sources: the documentation of Jinja 3.1, and the AWS Proton
//! user guide for the last four.

/// What the filter `name` does.
pub(super) fn filter(name: &str) -> Option<&'static str> {
    FILTERS.iter().find(|(known, _)| *known == name).map(|(_, help)| *help)
}

const FILTERS: [(&str, &str); 58] = [
    ("abs", "The number without its sign."),
    ("attr", "The attribute of this name: `x | attr('y')`."),
    ("batch", "Lists of so many items each: `x | batch(3)`."),
    ("capitalize", "The first letter large, all others small."),
    ("center", "The text in the middle of so many characters: `x | center(20)`."),
    ("count", "How many items or characters there are."),
    ("d", "The value, or this one where it is not defined: `x | d('y')`."),
    ("default", "The value, or this one where it is not defined: `x | default('y')`."),
    ("dictsort", "Pairs of key and value, in order of the keys."),
    ("e", "The text with `&`, `<`, `>` and quotes as HTML writes them."),
    ("escape", "The text with `&`, `<`, `>` and quotes as HTML writes them."),
    ("filesizeformat", "A number of bytes as people read it: `13.0 kB`."),
    ("first", "The first item."),
    ("float", "The value as a number; 0.0 where it is none."),
    ("forceescape", "As `escape`, whether or not that was done before."),
    ("format", "The text with values for its `%s`: `'%s-%s' | format(a, b)`."),
    ("groupby", "The items in groups that have the same attribute: `x | groupby('y')`."),
    ("indent", "The text with every line but the first indented: `x | indent(4)`."),
    ("int", "The value as a whole number; 0 where it is none."),
    ("items", "Pairs of key and value of a mapping."),
    ("join", "The items as one text, with this between them: `x | join(',')`."),
    ("last", "The last item."),
    ("length", "How many items or characters there are."),
    ("list", "The items as a list; of a text its characters."),
    ("lower", "All letters small."),
    ("map", "An attribute of each item, or each item through a filter: `x | map('upper')`."),
    ("max", "The largest item."),
    ("min", "The smallest item."),
    ("pprint", "The value as Python shows it."),
    (
        "proton_cfn_ecs_task_definition_formatted_env_vars",
        "Outputs as the `Environment` of an ECS task definition: a list of `Name` and `Value`.",
    ),
    (
        "proton_cfn_iam_policy_arns",
        "Those of the outputs that are ARNs of IAM policies, as a list.",
    ),
    (
        "proton_cfn_lambda_function_formatted_env_vars",
        "Outputs as the `Variables` of a Lambda function: a mapping.",
    ),
    (
        "proton_cfn_sanitize",
        "The text, where it has nothing but letters, digits, `_` and `-` or is an ARN; else rendering fails.",
    ),
    ("random", "Any one item."),
    ("reject", "The items that do not pass a test: `x | reject('none')`."),
    ("rejectattr", "The items of which an attribute does not pass a test: `x | rejectattr('y')`."),
    ("replace", "The text with one part replaced by another: `x | replace('-', '')`."),
    ("reverse", "The items, or the characters, from last to first."),
    ("round", "The number rounded to so many decimal places: `x | round(2)`."),
    ("safe", "The text, marked as one that needs no escaping."),
    ("select", "The items that pass a test: `x | select('defined')`."),
    ("selectattr", "The items of which an attribute passes a test: `x | selectattr('y')`."),
    ("slice", "The items in so many lists: `x | slice(3)`."),
    ("sort", "The items in order."),
    ("string", "The value as text."),
    ("striptags", "The text without tags of HTML or XML."),
    ("sum", "The sum of the items."),
    ("title", "The first letter of each word large."),
    ("tojson", "The value as JSON, which is YAML as well: safe quotes for any text."),
    ("trim", "The text without blanks at its ends."),
    ("truncate", "At most so many characters of the text: `x | truncate(20)`."),
    ("unique", "The items, each once."),
    ("upper", "All letters large."),
    ("urlencode", "The text as an address can hold it."),
    ("urlize", "The text with its addresses made links of HTML."),
    ("wordcount", "How many words there are."),
    ("wordwrap", "The text in lines of so many characters: `x | wordwrap(79)`."),
    ("xmlattr", "A mapping as attributes of XML."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_has_its_line_and_no_other() {
        let known: Vec<_> = FILTERS.iter().map(|(name, _)| *name).collect();
        let there: Vec<_> = crate::render::filter_names().collect();
        assert_eq!(known, there);
    }
}
