//! The parts of Jinja without a help page of their own: tags, their end tags, and the members of `loop`.

/// A word of the language, and its description.
pub(crate) type Described = (&'static str, &'static str);

/// The description of the tag `name`.
pub(crate) fn tag(name: &str) -> Option<&'static str> {
    look_up(&TAGS, name)
}

/// The description of `loop.name`.
pub(crate) fn of_loop(name: &str) -> Option<&'static str> {
    look_up(&LOOP, name)
}

fn look_up(words: &[Described], name: &str) -> Option<&'static str> {
    words.iter().find(|(known, _)| *known == name).map(|(_, help)| *help)
}

/// The tags, including those that continue or end another.
pub(crate) const TAGS: [Described; 15] = [
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

/// The members of `loop`.
pub(crate) const LOOP: [Described; 12] = [
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
    fn all_tags_are_described_but_those_that_need_a_second_template() {
        let needless = ["print", "include", "import", "from", "extends"];
        let tags = crate::render::tag_names().filter(|name| !needless.contains(name));
        assert!(tags.into_iter().all(|name| tag(name).is_some()));
    }
}
