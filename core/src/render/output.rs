//! Blocks of YAML in the output, indented to where they begin.

use super::origin::Origin;

/// Private characters that mark, within the output, where a block of YAML begins and where its
/// further lines do. The column of a block is known only once all before it is printed, and that
/// may be after it went through `{% set %}…{% endset %}` or a macro.
const BLOCK: char = '\u{e000}';
const LINE: char = '\u{e001}';

/// Lines of YAML with their marks.
pub(super) fn marked(lines: &str) -> String {
    let lines = lines.chars().map(|c| if c == '\n' { LINE } else { c });
    std::iter::once(BLOCK).chain(lines).collect()
}

/// `output` with its blocks indented: every line begins in the column in which the block does.
/// `origins`, where parts of it begin, move along.
pub(super) fn indented(output: String, origins: Vec<Origin>) -> (String, Vec<Origin>) {
    if !output.contains([BLOCK, LINE]) {
        return (output, origins);
    }
    let mut text = String::with_capacity(output.len());
    let mut moved = Vec::with_capacity(origins.len());
    let mut origins = origins.into_iter().peekable();
    let mut line_start = 0;
    let mut indent = String::new();
    for (at, c) in output.char_indices() {
        while let Some(origin) = origins.next_if(|origin| origin.start <= at) {
            // A block may be nothing but its mark.
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
