//! Key combinations: parsing, matching, and their visible and accessible names.

use web_sys::KeyboardEvent;

/// A key and its modifiers, such as Ctrl and K.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own")]
pub struct Keys {
    ctrl: bool,
    alt: bool,
    shift: bool,
    meta: bool,
    key: String,
}

/// Whether this is a Mac, decided the same way as in the editor.
pub fn is_mac() -> bool {
    let platform = gloo::utils::window().navigator().platform().unwrap_or_default();
    ["Mac", "iPhone", "iPad"].iter().any(|name| platform.starts_with(name))
}

impl Keys {
    /// Parses a key in the editor's notation, such as `Mod-Shift-o`. `Mod` is ⌘ on a Mac and Ctrl elsewhere.
    pub fn read(written: &str, mac: bool) -> Self {
        // The key may be the dash itself, as in `Mod--`.
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

    /// Parses the keys of an action. Keys that begin with `mac:` are for a Mac only, and those with `pc:` are for
    /// other computers.
    pub fn all(written: &[&str], mac: bool) -> Vec<Self> {
        let here = |written: &&str| match written.split_once(':') {
            Some(("mac", keys)) => mac.then(|| Self::read(keys, mac)),
            Some(("pc", keys)) => (!mac).then(|| Self::read(keys, mac)),
            _ => Some(Self::read(written, mac)),
        };
        written.iter().filter_map(here).collect()
    }

    /// The keys of a keyboard event.
    pub fn of(event: &KeyboardEvent) -> Self {
        let key = match event.key() {
            // With Shift, the key of the dash gives an underscore.
            key if key == "_" && event.shift_key() => "-".to_owned(),
            // On a keyboard with a non-Latin layout, use the physical key of a letter.
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

    /// Whether the `pressed` keys match these. Shift is ignored for punctuation other than the dash, as layouts
    /// differ in which characters need it.
    pub fn are(&self, pressed: &Self) -> bool {
        let is_sign = self.is_sign();
        self.key.eq_ignore_ascii_case(&pressed.key)
            && (self.ctrl, self.alt, self.meta) == (pressed.ctrl, pressed.alt, pressed.meta)
            && (is_sign || self.shift == pressed.shift)
    }

    /// Whether this is a single character without Ctrl, Alt or Meta. Speech input can trigger such a shortcut
    /// by accident.
    pub fn are_single(&self) -> bool {
        self.key.chars().count() == 1 && !self.ctrl && !self.alt && !self.meta
    }

    fn is_sign(&self) -> bool {
        let mut letters = self.key.chars();
        letters.next().is_some_and(|letter| letter.is_ascii_punctuation() && letter != '-')
            && letters.next().is_none()
    }

    /// The keys as shown to the user, one string per key.
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

    /// The keys as one string: `Ctrl+K`, or `⌘K` on a Mac.
    pub fn short(&self, mac: bool) -> String {
        self.shown(mac).join(if mac { "" } else { "+" })
    }

    /// The text for screen readers: `Control K`.
    pub fn said(&self) -> String {
        self.names().join(" ")
    }

    /// The value of `aria-keyshortcuts`: `Control+K`.
    pub fn aria(&self) -> String {
        self.names().join("+")
    }

    fn names(&self) -> Vec<String> {
        let held =
            [(self.ctrl, "Control"), (self.alt, "Alt"), (self.shift, "Shift"), (self.meta, "Meta")];
        let held = held.iter().filter(|(is, _)| *is).map(|(_, name)| (*name).to_owned());
        held.chain([self.capital(&self.key)]).collect()
    }

    /// Capitalizes a letter that is pressed with a modifier.
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
        // On a US keyboard, the question mark needs Shift.
        assert!(are("?", "Shift-?"));
        assert!(!are("?", "Ctrl-?"));
        // On a Mac, Ctrl+K deletes the rest of the line.
        assert!(!Keys::read("Mod-k", true).are(&Keys::read("Ctrl-k", true)));
    }

    #[test]
    fn keys_can_be_for_one_kind_of_computer() {
        let short = |mac| {
            let all = Keys::all(&["mac:Ctrl--", "pc:Ctrl-Alt--", "F4"], mac);
            all.iter().map(|keys| keys.short(mac)).collect::<Vec<_>>()
        };
        assert_eq!(short(true), ["⌃-", "F4"]);
        assert_eq!(short(false), ["Ctrl+Alt+-", "F4"]);
        let are = |written: &str, pressed: &str| {
            Keys::read(written, false).are(&Keys::read(pressed, false))
        };
        // Back and forward differ in Shift only.
        assert!(!are("Ctrl--", "Ctrl-Shift--"));
    }

    #[test]
    fn a_single_character_is_told_from_other_keys() {
        let are_single = |written: &str| Keys::read(written, false).are_single();
        assert!(are_single("?") && are_single("n"));
        assert!(!are_single("F8") && !are_single("Mod-k"));
    }
}
