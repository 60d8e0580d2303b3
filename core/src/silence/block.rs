//! The lines that a finding about a whole key or list item is about, such as those of a resource.

use std::ops::RangeInclusive;

/// The lines of a finding that begins in the line `start` and ends in the line `end` of `text`, from 1: with those
/// that are indented below its first line. None if these are no more than the two lines, and for a key in the first
/// column, which holds a whole section of the file.
pub(super) fn block(text: &str, start: usize, end: usize) -> Option<RangeInclusive<usize>> {
    let mut lines = text.lines().enumerate().skip(start.checked_sub(1)?);
    let (_, first) = lines.next()?;
    let indent = indent(first);
    let mut last = start;
    for (index, line) in lines {
        let content = line.trim_start();
        let is_list = content.starts_with("- ") && !first.trim_start().starts_with('-');
        let is_below = self::indent(line) > indent || is_list && self::indent(line) == indent;
        if is_below {
            last = index + 1;
        } else if !is_passed(content) {
            break;
        }
    }
    let last = if indent == 0 { end } else { last.max(end) };
    (last > start).then_some(start..=last)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Whether a line ends no block, however it is indented: an empty line, a comment or a tag.
fn is_passed(content: &str) -> bool {
    content.is_empty()
        || content.starts_with('#')
        || content.starts_with("{%")
        || content.starts_with("{#")
}

#[cfg(test)]
mod tests {
    use super::block;

    const TEXT: &str = "\
Resources:
  Topic:
    Type: AWS::SNS::Topic
{% if a %}
    Tags:
    - Key: a
      Value: b

{% endif %}
  Queue:
    Type: AWS::SQS::Queue
";

    #[test]
    fn a_key_has_the_lines_below_it() {
        assert_eq!(block(TEXT, 2, 2), Some(2..=7));
        assert_eq!(block(TEXT, 5, 5), Some(5..=7));
        assert_eq!(block(TEXT, 6, 6), Some(6..=7));
        assert_eq!(block(TEXT, 10, 10), Some(10..=11));
        assert_eq!(block(TEXT, 11, 11), None);
    }

    #[test]
    fn a_section_is_not_a_finding_about_everything_in_it() {
        assert_eq!(block(TEXT, 1, 1), None);
        assert_eq!(block(TEXT, 1, 3), Some(1..=3));
        assert_eq!(block(TEXT, 99, 99), None);
    }
}
