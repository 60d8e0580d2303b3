//! Indents blocks of YAML in the output to the column in which they begin.

use super::origin::Origin;

/// Private-use characters that mark, in the output, the start of a block of YAML and of each of its further lines. The
/// column of a block is known only once everything before it is printed, which may be after it went through `{% set
/// %}…{% endset %}` or a macro.
const BLOCK: char = '\u{e000}';
const LINE: char = '\u{e001}';
/// The first byte of both marks in UTF-8.
const FIRST_BYTE: u8 = 0xee;

/// Lines of YAML with their marks.
pub(super) fn marked(lines: &str) -> String {
    let lines = lines.chars().map(|c| if c == '\n' { LINE } else { c });
    std::iter::once(BLOCK).chain(lines).collect()
}

/// `output` with each line of a block indented to the column of the block, and `origins` moved accordingly.
pub(super) fn indented(output: String, origins: Vec<Origin>) -> (String, Vec<Origin>) {
    // Looking for the first byte of both marks is many times faster than decoding the characters.
    if !output.as_bytes().contains(&FIRST_BYTE) || !output.contains([BLOCK, LINE]) {
        return (output, origins);
    }
    let mut text = String::with_capacity(output.len());
    let mut moved = Vec::with_capacity(origins.len());
    let mut origins = origins.into_iter().peekable();
    let mut line_start = 0;
    let mut indent = String::new();
    for (at, c) in output.char_indices() {
        while let Some(origin) = origins.next_if(|origin| origin.start <= at) {
            // A block may consist of its mark alone.
            moved.pop_if(|last: &mut Origin| last.start == text.len());
            moved.push(Origin { start: text.len(), ..origin });
        }
        match c {
            BLOCK => {
                let before = text[line_start..].chars();
                indent = before.map(|c| if c == '\t' { c } else { ' ' }).collect();
            }
            LINE => {
                text.push('\n');
                line_start = text.len();
                text.push_str(&indent);
            }
            '\n' => {
                text.push('\n');
                line_start = text.len();
                indent.clear();
            }
            _ => text.push(c),
        }
    }
    moved.pop_if(|last| last.start == text.len());
    (text, moved)
}
