//! Going back and forward between the places that the user has visited.

use cyclotron_core::FileId;
use leptos::prelude::*;

use super::mounted::SharedEditor;
use crate::session::{Event, Reveal, Session};

/// The most places to go back to.
const KEPT: usize = 100;

/// A visited place in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitedPlace {
    /// The file.
    pub file: FileId,
    /// The line from 1, and the UTF-16 column from 0.
    pub at: (usize, usize),
}

/// The places before and after the current one, as in the history of a browser.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visited {
    back: Vec<VisitedPlace>,
    forward: Vec<VisitedPlace>,
}

impl Visited {
    /// Whether there is a place to go back to.
    pub fn has_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Whether there is a place to go forward to.
    pub fn has_forward(&self) -> bool {
        !self.forward.is_empty()
    }

    /// Remembers the place that the user leaves for another one.
    fn leave(&mut self, place: VisitedPlace) {
        self.forward.clear();
        push(&mut self.back, place);
    }

    /// The place to go back to, from `current`.
    fn go_back(&mut self, current: Option<VisitedPlace>) -> Option<VisitedPlace> {
        let place = self.back.pop()?;
        push(&mut self.forward, current?);
        Some(place)
    }

    /// The place to go forward to, from `current`.
    fn go_forward(&mut self, current: Option<VisitedPlace>) -> Option<VisitedPlace> {
        let place = self.forward.pop()?;
        push(&mut self.back, current?);
        Some(place)
    }

    /// Removes the places in files that no longer exist.
    fn retain(&mut self, exists: impl Fn(&FileId) -> bool) {
        self.back.retain(|place| exists(&place.file));
        self.forward.retain(|place| exists(&place.file));
    }
}

/// Adds a place, unless the last one is on the same line.
fn push(places: &mut Vec<VisitedPlace>, place: VisitedPlace) {
    let is_same = |last: &VisitedPlace| (&last.file, last.at.0) == (&place.file, place.at.0);
    if places.last().is_some_and(is_same) {
        places.pop();
    }
    places.push(place);
    let extra = places.len().saturating_sub(KEPT);
    places.drain(..extra);
}

/// Goes back and forward. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Navigation {
    session: Session,
    editor: SharedEditor,
    /// The visited places.
    pub visited: RwSignal<Visited>,
    /// The file in which the user is.
    current: StoredValue<Option<FileId>>,
    /// Whether a step back or forward is in progress, which is no new visit.
    is_going: StoredValue<bool>,
}

impl Navigation {
    /// Follows the selected file, and the places that other features go to.
    pub fn new(session: Session, editor: SharedEditor) -> Self {
        let this = Self {
            session,
            editor,
            visited: RwSignal::default(),
            current: StoredValue::new(session.selected.get_untracked()),
            is_going: StoredValue::new(false),
        };
        session.events.listen(move |event| match event {
            // A jump to another file is noticed when that file is selected.
            Event::Reveal(reveal) => this.jump_in_file(reveal),
            Event::Moved(change) => {
                this.visited.update(|visited| {
                    let places = visited.back.iter_mut().chain(&mut visited.forward);
                    places.for_each(|place| change.follow(&mut place.file));
                });
                this.current.update_value(|file| {
                    if let Some(file) = file {
                        change.follow(file);
                    }
                });
            }
            Event::Resumed => {
                this.visited.set(Visited::default());
                this.current.set_value(None);
            }
            _ => {}
        });
        Effect::new(move || {
            let selected = session.selected.get();
            let before = this.current.get_value();
            if before != selected {
                this.current.set_value(selected);
                if let Some(place) = before.and_then(|file| this.place_in(file)) {
                    this.visited.update(|visited| visited.leave(place));
                }
            }
        });
        Effect::new(move || {
            session.revisions.files.track();
            let exists = |file: &FileId| session.has_file(file);
            let is_gone = |visited: &Visited| {
                visited.back.iter().chain(&visited.forward).any(|place| !exists(&place.file))
            };
            if this.visited.with_untracked(is_gone) {
                this.visited.update(|visited| visited.retain(exists));
            }
        });
        this
    }

    /// Goes back to the previous place.
    pub fn back(self) {
        self.step(Visited::go_back);
    }

    /// Goes forward again.
    pub fn forward(self) {
        self.step(Visited::go_forward);
    }

    fn step(self, step: fn(&mut Visited, Option<VisitedPlace>) -> Option<VisitedPlace>) {
        let current = self.session.selected.get_untracked().and_then(|file| self.place_in(file));
        let place = self.visited.try_update(|visited| step(visited, current)).flatten();
        let Some(VisitedPlace { file, at }) = place else { return };
        self.current.set_value(Some(file.clone()));
        self.is_going.set_value(true);
        self.session.go(Reveal { file, range: Some((at, at)), focus: true });
        self.is_going.set_value(false);
    }

    fn jump_in_file(self, reveal: &Reveal) {
        let is_here = self.current.with_value(|file| file.as_ref() == Some(&reveal.file));
        let Some((to, _)) = reveal.range.filter(|_| is_here && !self.is_going.get_value()) else {
            return;
        };
        if let Some(place) = self.place_in(reveal.file.clone())
            && place.at.0 != to.0
        {
            self.visited.update(|visited| visited.leave(place));
        }
    }

    /// The place of the cursor in a file.
    fn place_in(self, file: FileId) -> Option<VisitedPlace> {
        if !self.session.has_file(&file) {
            return None;
        }
        let cursor = self
            .editor
            .with_value(|mounted| mounted.as_ref().and_then(|it| it.cursor(file.clone())));
        Some(VisitedPlace { at: cursor.map_or((1, 0), |cursor| cursor.from), file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(path: &str, line: usize) -> VisitedPlace {
        VisitedPlace { file: FileId { bundle: "one".into(), path: path.into() }, at: (line, 0) }
    }

    #[test]
    fn back_and_forward_lead_through_the_visited_places() {
        let [a, b, c] = [place("a", 1), place("b", 2), place("c", 3)];
        let mut visited = Visited::default();
        visited.leave(a.clone());
        visited.leave(b.clone());
        assert_eq!(visited.go_back(Some(c.clone())), Some(b.clone()));
        assert_eq!(visited.go_back(Some(b.clone())), Some(a.clone()));
        assert!(!visited.has_back());
        assert_eq!(visited.go_forward(Some(a.clone())), Some(b.clone()));
        assert_eq!(visited.go_forward(Some(b.clone())), Some(c.clone()));
        assert!(!visited.has_forward());
        // A new jump ends the way forward.
        assert_eq!(visited.go_back(Some(c.clone())), Some(b.clone()));
        visited.leave(b.clone());
        assert!(!visited.has_forward());
        visited.retain(|file| file.path != "a");
        assert_eq!(visited.go_back(Some(c)), Some(b));
        assert!(!visited.has_back());
    }

    #[test]
    fn places_on_one_line_are_one_place() {
        let mut visited = Visited::default();
        visited.leave(place("a", 1));
        visited.leave(VisitedPlace { at: (1, 5), ..place("a", 1) });
        assert_eq!(visited.back.len(), 1);
        (0..KEPT + 5).for_each(|line| visited.leave(place("b", line)));
        assert_eq!(visited.back.len(), KEPT);
    }
}
