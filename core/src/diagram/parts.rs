//! Computes the size of a node and shortens its texts to fit.

use super::draft::{New, unplaced};
use super::{Kind, Node, NodeState};
use crate::text::shortened;

/// The minimum and the maximum width, in units of the diagram.
const LEAST: i32 = 132;
const MOST: i32 = 248;
/// The minimum width of a node with a long word above its name, or with a second word.
const WORDY: i32 = 212;
/// The horizontal padding around a text.
const PADDING: i32 = 28;
/// The width of a character of the name, and of the smaller texts.
const LETTER: i32 = 8;
const SMALL_LETTER: i32 = 7;
/// The height of a node with a word above its name and one below it.
const HEIGHT: i32 = 66;
/// The height of a node with only a word above its name.
const LOW: i32 = 48;
/// The height of the button that opens the resources.
const BUTTON: i32 = 32;

/// The maximum length of a name, in characters.
const LONG: usize = 160;

/// Makes a node that fits its texts.
pub(super) fn node(mut new: New) -> Node {
    (new.name, new.owner) = (short(&new.name), short(&new.owner));
    let has_owner = !new.owner.is_empty() && new.kind != Kind::Output;
    let wanted = units(&new.name) * LETTER;
    let below = if has_owner { units(&new.owner) * SMALL_LETTER } else { 0 };
    let is_wordy = new.state != NodeState::Plain || new.kind == Kind::CustomerManaged;
    let least = if is_wordy { WORDY } else { LEAST };
    let width = (wanted.max(below) + PADDING).clamp(least, MOST);
    let height = if has_owner { HEIGHT } else { LOW };
    let height = if new.rendering.is_some() { height + BUTTON } else { height };
    let label = cut(&new.name, (width - PADDING) / LETTER);
    let owner_label =
        if has_owner { cut(&new.owner, (width - PADDING) / SMALL_LETTER) } else { String::new() };
    unplaced(new, label, owner_label, (width, height))
}

/// Shortens a name to a length that a screen reader can read out.
pub(super) fn short(name: &str) -> String {
    shortened(name, LONG).into_owned()
}

/// The width of a text in characters; East Asian characters count twice.
fn units(text: &str) -> i32 {
    text.chars().map(unit).sum()
}

const fn unit(letter: char) -> i32 {
    if letter as u32 >= 0x1100 { 2 } else { 1 }
}

/// Shortens a text to `room`. It keeps the start and the end, since either may distinguish it from other names.
fn cut(text: &str, room: i32) -> String {
    let is_seen = |letter: &char| !letter.is_control();
    if units(text) <= room {
        return text.chars().filter(is_seen).collect();
    }
    let take = |letters: &mut dyn Iterator<Item = char>, mut room: i32| {
        let mut taken = vec![];
        for letter in letters {
            room -= unit(letter);
            if room < 0 {
                break;
            }
            taken.push(letter);
        }
        taken
    };
    let tail_room = (room - 1) / 3;
    let head = take(&mut text.chars().filter(is_seen), room - 1 - tail_room);
    let mut tail = take(&mut text.chars().rev().filter(is_seen), tail_room);
    tail.reverse();
    head.into_iter().chain(['…']).chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, owner: &str) -> Node {
        let (name, owner) = (name.to_owned(), owner.to_owned());
        let kind = Kind::Resource;
        let (state, count, place, rendering) = (NodeState::Plain, 0, None, None);
        node(New { kind, name, owner, state, count, place, rendering })
    }

    #[test]
    fn a_long_name_is_cut_in_its_middle() {
        let node = of("AnExtraordinarilyLongNameOfAResourceThatGoesOn", "AWS::S3::Bucket");
        assert_eq!(node.label, "AnExtraordinarilyL…atGoesOn");
        assert_eq!(node.width, MOST);
        assert_eq!(node.owner_label, "AWS::S3::Bucket");
    }

    #[test]
    fn wide_letters_take_more_room() {
        assert_eq!(of("名前名前名前名前", "").width, 16 * LETTER + PADDING);
        assert!(of(&"名".repeat(1000), "").label.chars().count() < 16);
        assert_eq!(of("a\u{0}b\nc", "").label, "abc");
        assert_eq!(of(&"é".repeat(1 << 20), "").name.chars().count(), LONG + 1);
    }
}
