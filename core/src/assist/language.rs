//! What Jinja has besides filters: tests, tags, functions, and what a loop knows of itself.

/// A word of the language, and what it does.
pub(super) type Described = (&'static str, &'static str);

/// What the test `name` asks.
pub(super) fn test(name: &str) -> Option<&'static str> {
    look_up(&TESTS, name)
}

/// What the tag `name` does.
pub(super) fn tag(name: &str) -> Option<&'static str> {
    look_up(&TAGS, name)
}

/// What the function `name` gives.
pub(super) fn function(name: &str) -> Option<&'static str> {
    look_up(&FUNCTIONS, name)
}

/// What `loop.name` is.
pub(super) fn of_loop(name: &str) -> Option<&'static str> {
    look_up(&LOOP, name)
}

fn look_up(words: &[Described], name: &str) -> Option<&'static str> {
    words.iter().find(|(known, _)| *known == name).map(|(_, help)| *help)
}

/// The tests that are words; `x is == y` is one that nobody writes.
pub(super) const TESTS: [Described; 33] = [
    ("boolean", "Whether it is true or false, and nothing else."),
    ("callable", "Whether it can be called."),
    ("defined", "Whether it is there at all."),
    ("divisibleby", "Whether the number divides by this one: `x is divisibleby 3`."),
    ("eq", "Whether it equals this value."),
    ("equalto", "Whether it equals this value."),
    ("escaped", "Whether it is marked as escaped."),
    ("even", "Whether the number is even."),
    ("false", "Whether it is false."),
    ("filter", "Whether there is a filter of this name."),
    ("float", "Whether it is a number with a fraction."),
    ("ge", "Whether it is this value or more."),
    ("greaterthan", "Whether it is more than this value."),
    ("gt", "Whether it is more than this value."),
    ("in", "Whether it is in this list, mapping or text."),
    ("integer", "Whether it is a whole number."),
    ("iterable", "Whether a loop can go through it."),
    ("le", "Whether it is this value or less."),
    ("lessthan", "Whether it is less than this value."),
    ("lower", "Whether all its letters are small."),
    ("lt", "Whether it is less than this value."),
    ("mapping", "Whether it is a mapping."),
    ("ne", "Whether it differs from this value."),
    ("none", "Whether it is null."),
    ("number", "Whether it is a number."),
    ("odd", "Whether the number is odd."),
    ("sameas", "Whether it is the very same value."),
    ("sequence", "Whether it has items: a list, a mapping or a text."),
    ("string", "Whether it is text."),
    ("test", "Whether there is a test of this name."),
    ("true", "Whether it is true."),
    ("undefined", "Whether it is not there."),
    ("upper", "Whether all its letters are large."),
];

/// The tags, and those that end one or go on with it.
pub(super) const TAGS: [Described; 15] = [
    ("for", "Repeats what follows for each item: `{% for x in y %}` … `{% endfor %}`."),
    ("if", "What follows is there only if this is true: `{% if x %}` … `{% endif %}`."),
    ("elif", "Another condition, where those before it are false."),
    ("else", "What is there otherwise."),
    ("set", "Gives a value a name: `{% set x = y %}`."),
    ("with", "Names that hold up to `{% endwith %}`."),
    ("macro", "A text with parameters, to be called by its name."),
    ("call", "Calls a macro with what follows."),
    ("filter", "Puts what follows through a filter."),
    ("block", "A part of the text with a name."),
    ("raw", "What follows is text, whatever it looks like: up to `{% endraw %}`."),
    ("autoescape", "Whether values are escaped as in HTML."),
    ("endif", "Ends `if`."),
    ("endfor", "Ends `for`."),
    ("endset", "Ends `set`."),
];

/// The functions that every template has.
pub(super) const FUNCTIONS: [Described; 5] = [
    ("range", "Whole numbers: `range(3)` is 0, 1, 2."),
    ("dict", "A mapping: `dict(a=1)`."),
    ("namespace", "Values that loops can change: `{% set ns = namespace(n=0) %}`."),
    ("cycler", "One value after the other, again and again."),
    ("joiner", "A text that is there from the second time on."),
];

/// What a loop knows of itself.
pub(super) const LOOP: [Described; 12] = [
    ("index", "Which turn it is, from 1."),
    ("index0", "Which turn it is, from 0."),
    ("first", "Whether it is the first turn."),
    ("last", "Whether it is the last turn."),
    ("length", "How many turns there are."),
    ("revindex", "How many turns are left, this one included."),
    ("revindex0", "How many turns are left after this one."),
    ("previtem", "The item of the turn before."),
    ("nextitem", "The item of the turn after."),
    ("depth", "How deep the loop is within itself, from 1."),
    ("depth0", "How deep the loop is within itself, from 0."),
    ("cycle", "One of these, turn by turn: `loop.cycle('a', 'b')`."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_tests_that_are_words_are_described() {
        let known: Vec<_> = TESTS.iter().map(|(name, _)| *name).collect();
        let there: Vec<_> = crate::render::test_names()
            .filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
            .collect();
        assert_eq!(known, there);
    }

    #[test]
    fn all_tags_are_described_but_those_that_need_a_second_template() {
        let needless = ["print", "include", "import", "from", "extends"];
        let there = crate::render::tag_names().filter(|name| !needless.contains(name));
        assert!(there.into_iter().all(|name| tag(name).is_some()));
    }
}
