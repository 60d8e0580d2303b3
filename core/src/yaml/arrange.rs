//! Renames keys, and moves and copies items, without a change of their values.

use super::emit::key as emit_key;
use super::set::{SetError, refuse, same, set};
use super::source::{dash, line_end, line_start};
use super::{Node, parse};
use crate::text::{Edit, Span};
use crate::value::{Key, Map, Value};

/// The edit that renames the key at the end of `path`, which keeps its position.
pub fn rename(text: &str, path: &[Key], name: &str) -> Result<Edit, SetError> {
    let (root, before) = read(text)?;
    let Some((Key::Name(old), around)) = path.split_last() else {
        return refuse("Only a key of a mapping has a name to change.");
    };
    let Some((mapping, entry)) =
        root.at(around).and_then(|mapping| Some((mapping, mapping.entry(old)?)))
    else {
        return refuse(format!("`{old}` no longer exists here."));
    };
    if mapping.get(name).is_some() && name != old {
        return refuse(format!("An entry named `{name}` already exists. Choose another name."));
    }
    let after = with(&before, around, &|value| {
        let Value::Map(map) = value else { return };
        let entries = std::mem::take(map).into_iter();
        let renamed = |key: String| if key == *old { name.to_owned() } else { key };
        *map = entries.map(|(key, value)| (renamed(key), value)).collect::<Map>();
    });
    let edit = Edit { span: entry.key.span, text: emit_key(name, mapping.is_flow()) };
    proven(text, edit, &after)
}

/// The edit that moves the item `from` of the list at `path` to the index `to`, together with its comments.
pub fn move_item(text: &str, path: &[Key], from: usize, to: usize) -> Result<Edit, SetError> {
    let (root, before) = read(text)?;
    let sequence = list(&root, path)?;
    let count = sequence.items().len();
    if from >= count || to >= count {
        return refuse("The list doesn't have this position.");
    }
    let after = with(&before, path, &|value| {
        if let Value::List(items) = value {
            let item = items.remove(from);
            items.insert(to, item);
        }
    });
    if let Some(chunks) = chunks(text, sequence) {
        let (first, last) = (from.min(to), from.max(to));
        let mut order: Vec<usize> = (first..=last).collect();
        order.remove(from - first);
        order.insert(to - first, from);
        let mut moved = String::new();
        for (place, &item) in (first..).zip(&order) {
            moved.push_str(&text[chunks[item].start..chunks[item].end]);
            if place < last {
                moved.push_str(&text[chunks[place].end..chunks[place + 1].start]);
            }
        }
        let span = Span::new(chunks[first].start, chunks[last].end);
        if let Ok(edit) = proven(text, Edit { span, text: moved }, &after) {
            return Ok(edit);
        }
    }
    rewritten(text, path, &after)
}

/// The edit that inserts a copy of the item `index` of the list at `path` after it.
pub fn copy_item(text: &str, path: &[Key], index: usize) -> Result<Edit, SetError> {
    let (root, before) = read(text)?;
    let list = list(&root, path)?;
    if index >= list.items().len() {
        return refuse("The item to copy doesn't exist.");
    }
    let after = with(&before, path, &|value| {
        if let Value::List(items) = value {
            items.insert(index, items[index].clone());
        }
    });
    if let Some(chunk) = chunks(text, list).map(|chunks| chunks[index]) {
        let lead = match (list.is_flow(), text.contains("\r\n")) {
            (true, _) => ", ",
            (false, true) => "\r\n",
            (false, false) => "\n",
        };
        let copy = format!("{lead}{}", &text[chunk.start..chunk.end]);
        let edit = Edit { span: Span::new(chunk.end, chunk.end), text: copy };
        if let Ok(edit) = proven(text, edit, &after) {
            return Ok(edit);
        }
    }
    rewritten(text, path, &after)
}

fn read(text: &str) -> Result<(Node, Value), SetError> {
    let document = parse(text);
    match (document.root, document.error) {
        (_, Some(error)) => refuse(format!("Fix the syntax of the file first. {}", error.message)),
        (None, None) => refuse("The file is empty."),
        (Some(root), None) => {
            let value = root.value();
            Ok((root, value))
        }
    }
}

fn list<'n>(root: &'n Node, path: &[Key]) -> Result<&'n Node, SetError> {
    match root.at(path) {
        Some(node) if node.alias => {
            refuse("This list is an alias (`*`). Change the original, or write the list here.")
        }
        Some(node) if !node.items().is_empty() => Ok(node),
        _ => refuse("The list no longer exists here."),
    }
}

/// A copy of `value` in which `change` has been applied to the value at `path`.
fn with(value: &Value, path: &[Key], change: &dyn Fn(&mut Value)) -> Value {
    let mut value = value.clone();
    let mut at = &mut value;
    for key in path {
        let next = match (key, at) {
            (Key::Name(name), Value::Map(map)) => map.get_mut(name),
            (Key::Index(index), Value::List(items)) => items.get_mut(*index),
            _ => None,
        };
        match next {
            Some(next) => at = next,
            None => return value_of_nothing(),
        }
    }
    change(at);
    value
}

/// A value that no text resolves to, so that no edit passes the check against it.
fn value_of_nothing() -> Value {
    Value::BigInt(String::new())
}

/// The lines of each item with the comments right above it; in brackets, the span of each item. None if two items share
/// a line.
fn chunks(text: &str, list: &Node) -> Option<Vec<Span>> {
    if list.is_flow() {
        return Some(list.items().iter().map(|item| item.span).collect());
    }
    let mut end_before = 0;
    list.items()
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let dash = dash(text, list, index)?;
            let mut start = line_start(text, dash);
            let blank = |line: &str| line.trim_start_matches('\u{feff}').trim().is_empty();
            if !blank(&text[start..dash]) {
                return None;
            }
            while start > end_before {
                let above = line_start(text, start - 1);
                if above < end_before || !text[above..start].trim_start().starts_with('#') {
                    break;
                }
                start = above;
            }
            let end = line_end(text, item.span.end.max(dash + 1));
            end_before = end;
            Some(Span::new(start, end))
        })
        .collect()
}

/// The edit that replaces the whole list at `path`.
fn rewritten(text: &str, path: &[Key], after: &Value) -> Result<Edit, SetError> {
    let list = path.iter().try_fold(after, |value, key| match key {
        Key::Name(name) => value.get(name),
        Key::Index(index) => value.as_list()?.get(*index),
    });
    set(text, path, list)
}

/// The edit, provided that the edited text resolves to `after`.
fn proven(text: &str, edit: Edit, after: &Value) -> Result<Edit, SetError> {
    let changed = parse(&edit.apply(text)).root.as_ref().map(Node::value);
    if changed.is_some_and(|changed| same(&changed, after)) {
        Ok(edit)
    } else {
        refuse(
            "This cannot be changed separately, because other values depend on it. Edit the file itself.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\
# instances of the service
instances:
  # for tests
  - name: dev # small
    spec: {}

  # for people
  - name: prod
    spec:
      text: |
        lines
other: 1
";

    fn at(names: &[&str]) -> Vec<Key> {
        names.iter().map(|name| Key::from(*name)).collect()
    }

    #[test]
    fn an_item_moves_with_its_comments() {
        let moved = move_item(LIST, &at(&["instances"]), 0, 1).expect("an edit").apply(LIST);
        insta::assert_snapshot!(moved, @r"
        # instances of the service
        instances:
          # for people
          - name: prod
            spec:
              text: |
                lines

          # for tests
          - name: dev # small
            spec: {}
        other: 1
        ");
        let back = move_item(&moved, &at(&["instances"]), 1, 0).expect("an edit").apply(&moved);
        assert_eq!(back, LIST);
    }

    #[test]
    fn an_item_is_copied_with_its_comments() {
        let edit = copy_item(LIST, &at(&["instances"]), 1).expect("an edit");
        insta::assert_snapshot!(edit.text, @r"

          # for people
          - name: prod
            spec:
              text: |
                lines
        ");
    }

    #[test]
    fn lists_in_brackets_move_too() {
        let text = "a: [1, [2, 3], 4] # c\n";
        let moved = move_item(text, &at(&["a"]), 2, 0).expect("an edit").apply(text);
        assert_eq!(moved, "a: [4, 1, [2, 3]] # c\n");
        let copied = copy_item(text, &at(&["a"]), 1).expect("an edit").apply(text);
        assert_eq!(copied, "a: [1, [2, 3], [2, 3], 4] # c\n");
    }

    #[test]
    fn lists_without_a_final_line_end_and_of_lists() {
        let text = "- 1\n- 2";
        let moved = move_item(text, &[], 0, 1).expect("an edit").apply(text);
        assert_eq!(moved, "- 2\n- 1");
        let text = "- - 1\n  - 2\n- 3\n";
        let moved = move_item(text, &[Key::Index(0)], 0, 1).expect("an edit").apply(text);
        assert_eq!(parse(&moved).root.expect("a list").value(), {
            let inner = Value::List(vec![Value::Int(2), Value::Int(1)]);
            Value::List(vec![inner, Value::Int(3)])
        });
    }

    #[test]
    fn a_key_is_renamed_in_its_place() {
        let text = "a: 1 # one\nb: {c: 2}\n";
        let renamed = rename(text, &at(&["a"]), "x: y").expect("an edit").apply(text);
        assert_eq!(renamed, "'x: y': 1 # one\nb: {c: 2}\n");
        let renamed = rename(text, &at(&["b", "c"]), "yes").expect("an edit").apply(text);
        assert_eq!(renamed, "a: 1 # one\nb: {'yes': 2}\n");
        assert!(rename(text, &at(&["a"]), "b").is_err());
        assert!(rename(text, &at(&["z"]), "y").is_err());
    }

    #[test]
    fn anchored_and_aliased_lists_are_not_changed() {
        let text = "a: &l [1, 2]\nb: *l\n";
        assert!(move_item(text, &at(&["b"]), 0, 1).is_err());
        assert!(move_item(text, &at(&["a"]), 0, 1).is_err());
    }
}
