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
    ("for", "Repeats its content for each item: `{% for x in y %}` … `{% endfor %}`."),
    ("if", "Renders its content only if the condition is true: `{% if x %}` … `{% endif %}`."),
    ("elif", "Another condition, tested if those before it are false."),
    ("else", "The content to render otherwise."),
    ("set", "Assigns a value to a name: `{% set x = y %}`."),
    ("with", "Defines names up to `{% endwith %}`."),
    ("macro", "Defines a macro: content with parameters, called by its name."),
    ("call", "Calls a macro, and passes the content to it."),
    ("filter", "Applies a filter to its content."),
    ("block", "A named part of the template."),
    ("raw", "Content that is not interpreted as Jinja, up to `{% endraw %}`."),
    ("autoescape", "Turns HTML escaping of values on or off."),
    ("endif", "Ends `if`."),
    ("endfor", "Ends `for`."),
    ("endset", "Ends `set`."),
];

/// The members of `loop`.
pub(crate) const LOOP: [Described; 12] = [
    ("index", "The current iteration, counted from 1."),
    ("index0", "The current iteration, counted from 0."),
    ("first", "Whether this is the first iteration."),
    ("last", "Whether this is the last iteration."),
    ("length", "The number of iterations."),
    ("revindex", "The number of remaining iterations, including this one."),
    ("revindex0", "The number of remaining iterations, without this one."),
    ("previtem", "The item of the previous iteration."),
    ("nextitem", "The item of the next iteration."),
    ("depth", "The nesting level of a recursive loop, counted from 1."),
    ("depth0", "The nesting level of a recursive loop, counted from 0."),
    ("cycle", "One of the arguments, in turn for each iteration: `loop.cycle('a', 'b')`."),
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
