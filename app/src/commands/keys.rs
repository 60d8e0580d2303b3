//! Keys: how they are written down, recognized, shown and said.

use web_sys::KeyboardEvent;

/// Keys that are pressed together, such as Ctrl and K.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own")]
pub struct Keys {
    ctrl: bool,
    alt: bool,
    shift: bool,
    meta: bool,
    key: String,
}

/// Whether the keyboard is a Mac's: told as the editor tells it.
pub fn is_mac() -> bool {
    let platform = gloo::utils::window().navigator().platform().unwrap_or_default();
    ["Mac", "iPhone", "iPad"].iter().any(|name| platform.starts_with(name))
}

impl Keys {
    /// Reads what is written as the editor writes it: `Mod-Shift-o`, where `Mod` is ⌘ on a Mac and Ctrl
    /// elsewhere.
    pub fn read(written: &str, mac: bool) -> Self {
        // The last may be the dash itself.
        let end = written[..written.len().saturating_sub(1)].rfind('-').map_or(0, |dash| dash + 1);
        let (before, key) = written.split_at(end);
        let mut keys =
            Self { ctrl: false, alt: false, shift: false, meta: false, key: key.to_owned() };
        for name in before.split('-') {
            match name {
                "Mod" if mac => keys.meta = true,
                "Mod" | "Ctrl" => keys.ctrl = true,
                "Alt" => keys.alt = true,
                "Shift" => keys.shift = true,
                "Cmd" | "Meta" => keys.meta = true,
                _ => {}
            }
        }
        keys
    }

    /// The keys that an event tells of.
    pub fn of(event: &KeyboardEvent) -> Self {
        let key = match event.key() {
            // Where a keyboard writes another script, a letter is known by its place.
            key if !key.is_ascii() && event.code().starts_with("Key") => {
                event.code()[3..].to_owned()
            }
            key => key,
        };
        Self {
            ctrl: event.ctrl_key(),
            alt: event.alt_key(),
            shift: event.shift_key(),
            meta: event.meta_key(),
            key,
        }
    }

    /// Whether these keys mean those that were `pressed`. Keyboards differ in what takes Shift, but for
    /// letters and named keys.
    pub fn are(&self, pressed: &Self) -> bool {
        let is_sign = self.is_sign();
        self.key.eq_ignore_ascii_case(&pressed.key)
            && (self.ctrl, self.alt, self.meta) == (pressed.ctrl, pressed.alt, pressed.meta)
            && (is_sign || self.shift == pressed.shift)
    }

    /// Whether a single character does it, which whoever speaks to the page may say by mistake.
    pub fn are_single(&self) -> bool {
        self.key.chars().count() == 1 && !self.ctrl && !self.alt && !self.meta
    }

    fn is_sign(&self) -> bool {
        let mut letters = self.key.chars();
        letters.next().is_some_and(|one| one.is_ascii_punctuation()) && letters.next().is_none()
    }

    /// As it is shown, key by key.
    pub fn shown(&self, mac: bool) -> Vec<String> {
        let held: [(bool, &str, &str); 4] = [
            (self.ctrl, "⌃", "Ctrl"),
            (self.alt, "⌥", "Alt"),
            (self.shift, "⇧", "Shift"),
            (self.meta, "⌘", "Meta"),
        ];
        let held = held.iter().filter(|(is, ..)| *is);
        let mut all: Vec<_> =
            held.map(|(_, sign, name)| if mac { *sign } else { *name }.to_owned()).collect();
        all.push(match self.key.as_str() {
            "ArrowUp" => "↑".to_owned(),
            "ArrowDown" => "↓".to_owned(),
            "ArrowLeft" => "←".to_owned(),
            "ArrowRight" => "→".to_owned(),
            "Escape" => "Esc".to_owned(),
            key => self.capital(key),
        });
        all
    }

    /// In one word: `Ctrl+K`, `⌘K`.
    pub fn short(&self, mac: bool) -> String {
        self.shown(mac).join(if mac { "" } else { "+" })
    }

    /// As it is read out: `Control K`.
    pub fn said(&self) -> String {
        self.names().join(" ")
    }

    /// As `aria-keyshortcuts` has it: `Control+K`.
    pub fn aria(&self) -> String {
        self.names().join("+")
    }

    fn names(&self) -> Vec<String> {
        let held =
            [(self.ctrl, "Control"), (self.alt, "Alt"), (self.shift, "Shift"), (self.meta, "Meta")];
        let held = held.iter().filter(|(is, _)| *is).map(|(_, name)| (*name).to_owned());
        held.chain([self.capital(&self.key)]).collect()
    }

    /// A letter as keys have it.
    fn capital(&self, key: &str) -> String {
        if key.chars().count() == 1 && !self.are_single() {
            key.to_uppercase()
        } else {
            key.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_shown_as_the_keyboard_has_them() {
        for (written, other, mac, said) in [
            ("Mod-k", "Ctrl+K", "⌘K", "Control K"),
            ("Shift-Alt-ArrowUp", "Alt+Shift+↑", "⌥⇧↑", "Alt Shift ArrowUp"),
            ("Ctrl-Space", "Ctrl+Space", "⌃Space", "Control Space"),
            ("Mod--", "Ctrl+-", "⌘-", "Control -"),
            ("F8", "F8", "F8", "F8"),
            ("?", "?", "?", "?"),
            ("n", "n", "n", "n"),
        ] {
            assert_eq!(Keys::read(written, false).short(false), other);
            assert_eq!(Keys::read(written, true).short(true), mac);
            assert_eq!(Keys::read(written, false).said(), said);
        }
        assert_eq!(Keys::read("Mod-Shift-z", true).aria(), "Shift+Meta+Z");
    }

    #[test]
    fn keys_are_those_that_are_held_and_no_others() {
        let are = |written: &str, pressed: &str| {
            Keys::read(written, false).are(&Keys::read(pressed, false))
        };
        assert!(are("Mod-k", "Ctrl-K"));
        assert!(!are("Mod-k", "Ctrl-Shift-k"));
        assert!(!are("Mod-k", "k"));
        assert!(!are("F8", "Shift-F8"));
        // Where the keyboard is American, Shift is what makes it a question mark.
        assert!(are("?", "Shift-?"));
        assert!(!are("?", "Ctrl-?"));
        // On a Mac, Ctrl and K cut what is right of the cursor.
        assert!(!Keys::read("Mod-k", true).are(&Keys::read("Ctrl-k", true)));
    }

    #[test]
    fn a_single_character_is_told_from_other_keys() {
        let are_single = |written: &str| Keys::read(written, false).are_single();
        assert!(are_single("?") && are_single("n"));
        assert!(!are_single("F8") && !are_single("Mod-k"));
    }
}
