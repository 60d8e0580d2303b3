//! Shell commands in the lines of a template: how they are quoted there, and their words.

/// A line of a template with a shell command in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShellLine<'t> {
    /// The part before the command, with the opening quote.
    before: &'t str,
    /// The command without the quoting of the template.
    pub(super) code: String,
    /// The part after the command, with the closing quote.
    after: &'t str,
    quoting: Quoting,
}

/// How a line of a template quotes a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quoting {
    /// A string of JSON.
    Json,
    /// Single quotes of YAML.
    Single,
    /// An item of a list in YAML without quotes.
    Plain,
    /// A line of a script.
    Script,
}

/// A word of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'c> {
    /// As it is written.
    pub(super) raw: &'c str,
    /// Without quotes.
    pub(super) text: String,
}

/// Commands that are connected by `|`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chain<'c> {
    /// Its text.
    pub(super) raw: &'c str,
    /// The words of each command.
    pub(super) commands: Vec<Vec<Word<'c>>>,
    /// The file that `>` writes the output to.
    pub(super) output: Option<Word<'c>>,
}

impl<'t> ShellLine<'t> {
    /// The command in a line that fulfils `is_wanted`.
    pub(super) fn find(line: &'t str, is_wanted: impl Fn(&str) -> bool) -> Option<Self> {
        let indent = line.len() - line.trim_start().len();
        let is_item = line[indent..].starts_with("- ");
        let mut start = indent;
        while line[start..].starts_with("- ") {
            start += 2;
            start += line[start..].len() - line[start..].trim_start().len();
        }
        let rest = &line[start..];
        let whole = match rest.chars().next()? {
            '"' => None,
            '\'' => {
                let end = single_end(&rest[1..])?;
                let (before, after) = (&line[..=start], &line[start + 1 + end..]);
                Some((rest[1..=end].replace("''", "'"), before, after, Quoting::Single))
            }
            _ => {
                let quoting = if is_item { Quoting::Plain } else { Quoting::Script };
                let code = rest.trim_end();
                Some((code.to_owned(), &line[..start], &rest[code.len()..], quoting))
            }
        };
        if let Some((code, before, after, quoting)) = whole
            && is_wanted(&code)
        {
            return Some(Self { before, code, after, quoting });
        }
        let mut at = start;
        while let Some(open) = line[at..].find('"') {
            let from = at + open + 1;
            let end = from + json_end(&line[from..])?;
            if let Some(code) = json_text(&line[from..end])
                && is_wanted(&code)
            {
                let (before, after) = (&line[..from], &line[end..]);
                return Some(Self { before, code, after, quoting: Quoting::Json });
            }
            at = end + 1;
        }
        None
    }

    /// The lines with other commands in place of its own: a line for each, where each is an item of a list.
    pub(super) fn with(&self, commands: &[String]) -> String {
        let Self { before, after, quoting, .. } = self;
        let lead = before.trim_start();
        match quoting {
            Quoting::Json if lead == "\"" => {
                let items: Vec<String> = commands.iter().map(|code| json_escaped(code)).collect();
                format!("{before}{}{after}", items.join(&format!("\",\n{before}")))
            }
            Quoting::Json if lead == "- \"" => {
                let items: Vec<String> = commands.iter().map(|code| json_escaped(code)).collect();
                format!("{before}{}{after}", items.join(&format!("\"\n{before}")))
            }
            Quoting::Json => format!("{before}{}{after}", json_escaped(&commands.join(" && "))),
            Quoting::Single if lead == "- '" => {
                let items: Vec<String> =
                    commands.iter().map(|code| code.replace('\'', "''")).collect();
                format!("{before}{}{after}", items.join(&format!("'\n{before}")))
            }
            Quoting::Single => {
                format!("{before}{}{after}", commands.join(" && ").replace('\'', "''"))
            }
            Quoting::Plain => {
                let items = commands.iter().map(|code| format!("'{}'", code.replace('\'', "''")));
                let items: Vec<String> = items.collect();
                format!("{before}{}{after}", items.join(&format!("\n{before}")))
            }
            Quoting::Script => format!("{before}{}{after}", commands.join(" && ")),
        }
    }
}

/// The chains of a command line, which `&&` and `;` separate. `None` if it has other syntax than words, quotes, `|` and `>`.
pub(super) fn chains(code: &str) -> Option<Vec<Chain<'_>>> {
    let mut all = vec![];
    let mut chain = Chain::default();
    let mut words: Vec<Word<'_>> = vec![];
    let (mut start, mut at, mut is_output) = (0, 0, false);
    loop {
        at += code[at..].len() - code[at..].trim_start().len();
        let rest = &code[at..];
        let is_end = rest.is_empty() || rest.starts_with("&&") || rest.starts_with(';');
        let is_pipe = rest.starts_with('|') && !rest.starts_with("||");
        if is_end || is_pipe {
            if is_output {
                return None;
            }
            if !words.is_empty() {
                chain.commands.push(std::mem::take(&mut words));
            }
        }
        if is_end {
            chain.raw = code[start..at].trim();
            if !chain.raw.is_empty() {
                all.push(std::mem::take(&mut chain));
            }
            if rest.is_empty() {
                return Some(all);
            }
            at += if rest.starts_with(';') { 1 } else { 2 };
            start = at;
        } else if is_pipe {
            at += 1;
        } else if rest.starts_with('>') && !rest.starts_with(">>") && !rest.starts_with(">&") {
            is_output = true;
            at += 1;
        } else {
            let (length, text) = word(rest)?;
            let word = Word { raw: &rest[..length], text };
            at += length;
            if std::mem::take(&mut is_output) {
                chain.output = Some(word);
            } else {
                words.push(word);
            }
        }
    }
}

/// The first word of a text: its length, and its text without quotes. `None` if it begins with an operator, or a quote is
/// open.
fn word(text: &str) -> Option<(usize, String)> {
    let mut letters = text.char_indices();
    let mut plain = String::new();
    while let Some((at, letter)) = letters.next() {
        let is_end = letter.is_whitespace()
            || matches!(letter, ';' | '|' | '>')
            || text[at..].starts_with("&&");
        if is_end {
            return (at > 0).then_some((at, plain));
        }
        match letter {
            '&' | '<' | '(' | ')' | '`' | '#' if at == 0 => return None,
            '\'' => loop {
                match letters.next()?.1 {
                    '\'' => break,
                    letter => plain.push(letter),
                }
            },
            '"' => loop {
                match letters.next()?.1 {
                    '"' => break,
                    '\\' => plain.push(letters.next()?.1),
                    letter => plain.push(letter),
                }
            },
            '\\' => plain.push(letters.next()?.1),
            letter => plain.push(letter),
        }
    }
    (!text.is_empty()).then_some((text.len(), plain))
}

/// The length of a text up to the quote that ends a string of JSON.
fn json_end(text: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some(at),
            '\\' => drop(letters.next()),
            _ => {}
        }
    }
    None
}

/// The text of a string of JSON; `None` for other escapes than those of quotes and slashes.
fn json_text(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.push(letters.next().filter(|letter| "\"\\/".contains(*letter))?),
            letter => plain.push(letter),
        }
    }
    Some(plain)
}

fn json_escaped(code: &str) -> String {
    code.replace('\\', "\\\\").replace('"', "\\\"")
}

/// The length of a text up to the quote that ends a scalar in single quotes.
fn single_end(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(quote) = text[at..].find('\'') {
        at += quote;
        if !text[at + 1..].starts_with('\'') {
            return Some(at);
        }
        at += 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_found_in_each_quoting() {
        for (line, code, again) in [
            (r#"  "aws a \"$X\" > b","#, r#"aws a "$X" > b"#, "  \"c 'd'\",\n  \"e \\\"f\\\"\","),
            (r#"  - "aws a""#, "aws a", "  - \"c 'd'\"\n  - \"e \\\"f\\\"\""),
            ("  - 'aws ''a'''  ", "aws 'a'", "  - 'c ''d'''\n  - 'e \"f\"'  "),
            ("  - aws a 'b' # c", "aws a 'b' # c", "  - 'c ''d'''\n  - 'e \"f\"'"),
            ("  aws a", "aws a", "  c 'd' && e \"f\""),
            (
                r#"{"commands": ["aws a", "b"]}"#,
                "aws a",
                r#"{"commands": ["c 'd' && e \"f\"", "b"]}"#,
            ),
        ] {
            let found = ShellLine::find(line, |code| code.starts_with("aws")).expect(line);
            assert_eq!(found.code, code);
            assert_eq!(found.with(&["c 'd'".into(), "e \"f\"".into()]), again);
        }
        for line in ["", "  \"aws", r#""aws\tb""#, "'aws", r#"\"aws a\""#] {
            assert_eq!(ShellLine::find(line, |code| code.starts_with("aws")), None, "{line}");
        }
    }

    #[test]
    fn command_lines_have_chains_of_words() {
        let code = "aws a --b \"$X y\" | jq -r '.c | d' > e.yaml && f;";
        let all = chains(code).expect("chains");
        let words: Vec<Vec<&str>> = all[0]
            .commands
            .iter()
            .map(|words| words.iter().map(|word| word.text.as_str()).collect())
            .collect();
        assert_eq!(words, [&["aws", "a", "--b", "$X y"][..], &["jq", "-r", ".c | d"]]);
        assert_eq!(all[0].commands[0][3].raw, "\"$X y\"");
        assert_eq!(all[0].output.as_ref().map(|word| word.raw), Some("e.yaml"));
        assert_eq!((all.len(), all[1].raw), (2, "f"));
        for code in ["a || b", "a &", "(a)", "a 'b", "a >> b", "a >", "a < b", "a # b", "`a`"] {
            assert_eq!(chains(code), None, "{code}");
        }
    }
}
