//! The language features of the editor: functions for its JavaScript that send requests to the engine and return
//! promises.

use cyclotron_core::assist::{
    About, Answer, AssistRequest, Completion, CompletionKind, EditorLocation, Range, Said,
};
use cyclotron_core::text::Position;
use cyclotron_core::{FileId, Prose, ProsePart};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::places::{Listed, Listing, OpenListing};
use crate::engine::Engine;
use crate::help::state::HelpState;
use crate::session::{Reveal, Session};
use crate::words::engine as words;

/// A function of a file and a position.
type Ask = Closure<dyn Fn(String, usize, usize) -> Promise>;

/// The functions that the editor calls. They live as long as this value.
pub struct Assistant {
    asking: Vec<(&'static str, Ask)>,
    rename: Rename,
    outline: Closure<dyn Fn(String)>,
    help: Closure<dyn Fn(String, usize, usize)>,
}

impl Assistant {
    /// Creates functions that send requests about the files of `session` to `engine`. Several places are shown in
    /// `listing`, and help pages in `help`.
    pub fn new(session: Session, engine: &Engine, listing: OpenListing, help: HelpState) -> Self {
        let asking = [
            ("complete", Kind::Completions),
            ("hover", Kind::Hover),
            ("define", Kind::Definition),
            ("references", Kind::References),
            ("renamable", Kind::Renamable),
        ];
        let asking = asking.into_iter().map(|(name, kind)| {
            let engine = engine.clone();
            let ask = move |file: String, line: usize, column: usize| {
                let about = kind.about(session);
                let show = move |answer| shown(session, listing, answer);
                promise(&engine, &file, Position { line, column }, about, show)
            };
            (name, Ask::new(ask))
        });
        let asking = asking.collect();
        let rename = rename(session, engine.clone());
        let help = open_help(session, engine.clone(), help);
        let engine = engine.clone();
        let outline = Closure::<dyn Fn(String)>::new(move |file: String| {
            if let Some(file) = file_of(&file) {
                list_outline(listing, &engine, file);
            }
        });
        Self { asking, rename, outline, help }
    }

    /// Sets the functions on the object of events.
    pub fn give(&self, events: &Object) {
        let give = |name: &str, function: &Function| {
            // Cannot fail: the object is new and extensible.
            let _ = Reflect::set(events, &name.into(), function);
        };
        for (name, ask) in &self.asking {
            give(name, ask.as_ref().unchecked_ref());
        }
        give("rename", self.rename.as_ref().unchecked_ref());
        give("outline", self.outline.as_ref().unchecked_ref());
        give("help", self.help.as_ref().unchecked_ref());
    }
}

/// Opens the help about the name at a position.
fn open_help(
    session: Session,
    engine: Engine,
    help: HelpState,
) -> Closure<dyn Fn(String, usize, usize)> {
    Closure::new(move |file: String, line: usize, column: usize| {
        let Some(file) = file_of(&file) else { return };
        let about = Kind::Hover.about(session);
        let question = AssistRequest { file, at: Position { line, column }, about };
        let engine = engine.clone();
        spawn_local(async move {
            let page = match engine.assist(question).await {
                Some(Answer::Hover(Some(said))) => said.page,
                _ => None,
            };
            help.toggle(page.as_deref());
        });
    })
}

/// Lists the outline of a file.
pub fn list_outline(listing: OpenListing, engine: &Engine, file: FileId) {
    let about = About::Outline;
    let question = AssistRequest { file: file.clone(), at: Position::default(), about };
    let engine = engine.clone();
    spawn_local(async move {
        let Some(Answer::Outline(parts)) = engine.assist(question).await else { return };
        let items = parts.into_iter().map(|part| Listed {
            name: part.name,
            detail: part.detail,
            depth: part.depth,
            reveal: reveal(file.clone(), part.range),
        });
        listing.open(Listing { title: words::OUTLINE.into(), items: items.collect() });
    });
}

/// The key of a file in the editor. The names of bundles have no line breaks.
pub fn key_of(file: &FileId) -> String {
    format!("{}\n{}", file.bundle, file.path)
}

/// The file with a key of the editor.
pub fn file_of(key: &str) -> Option<FileId> {
    let (bundle, path) = key.split_once('\n')?;
    Some(FileId { bundle: bundle.to_owned(), path: path.to_owned() })
}

/// The kind of a request at a position.
#[derive(Clone, Copy)]
enum Kind {
    Completions,
    Hover,
    Definition,
    References,
    Renamable,
}

impl Kind {
    fn about(self, session: Session) -> About {
        match self {
            Kind::Completions => About::Completions,
            Kind::Hover => About::Hover(untrack(|| session.shown_target())),
            Kind::Definition => About::Definition,
            Kind::References => About::References,
            Kind::Renamable => About::Renamable,
        }
    }
}

/// A promise of the reply, converted by `show`; it resolves to `undefined` without a reply.
fn promise(
    engine: &Engine,
    file: &str,
    at: Position,
    about: About,
    show: impl FnOnce(Answer) -> JsValue + 'static,
) -> Promise {
    let question = file_of(file).map(|file| AssistRequest { file, at, about });
    let engine = engine.clone();
    future_to_promise(async move {
        let answer = match question {
            Some(question) => engine.assist(question).await,
            None => None,
        };
        Ok(answer.map_or(JsValue::UNDEFINED, show))
    })
}

/// A function of a file, a position, the old name and the new one.
type Rename = Closure<dyn Fn(String, usize, usize, String, String) -> Promise>;

/// Renames; the promise resolves to the error, or to `undefined`.
fn rename(session: Session, engine: Engine) -> Rename {
    Closure::new(move |file: String, line: usize, column: usize, old: String, new: String| {
        let revision = session.revisions.text.get_untracked();
        let about = About::Rename(new.clone());
        promise(&engine, &file, Position { line, column }, about, move |answer| {
            let Answer::Renamed(renamed) = answer else { return JsValue::UNDEFINED };
            match renamed {
                Err(reason) => reason.into(),
                Ok(_) if session.revisions.text.get_untracked() != revision => {
                    words::TEXT_CHANGED.into()
                }
                Ok(renaming) => {
                    session.rename(&old, &new, &renaming);
                    JsValue::UNDEFINED
                }
            }
        })
    })
}

/// Converts a reply for the editor. For a reply with places, the session goes there.
fn shown(session: Session, listing: OpenListing, answer: Answer) -> JsValue {
    match answer {
        Answer::Completions(from, mut options, wanted) => {
            if let Some(wanted) = wanted {
                options.extend(
                    session.cloudformation.catalog.with_value(|catalog| catalog.options(&wanted)),
                );
            }
            let options: Array = options.iter().map(completion).collect();
            object([
                ("line", from.line.into()),
                ("column", from.column.into()),
                ("options", options.into()),
            ])
        }
        Answer::Hover(said) => said.map_or(JsValue::UNDEFINED, hover),
        Answer::Places(places) => go(session, listing, places),
        Answer::Renamable(Ok((at, name, noun))) => {
            let fields = [("name", name.into()), ("noun", noun.into())];
            object(fields.into_iter().chain(range(at)))
        }
        Answer::Renamable(Err(reason)) => object([("error", reason.into())]),
        _ => JsValue::UNDEFINED,
    }
}

/// Goes to the place, or lists several. Returns the message for the editor, or `undefined`.
fn go(session: Session, listing: OpenListing, mut places: Vec<EditorLocation>) -> JsValue {
    match places.len() {
        0 => words::NOWHERE.into(),
        1 => {
            let place = places.remove(0);
            session.go(reveal(place.file, place.range));
            JsValue::UNDEFINED
        }
        count => {
            let items = places.into_iter().map(|place| Listed {
                name: place.line,
                detail: format!("{}:{}", place.file.path, place.range.0.line),
                depth: 0,
                reveal: reveal(place.file, place.range),
            });
            let title = words::places(count);
            listing.open(Listing { title, items: items.collect() });
            JsValue::UNDEFINED
        }
    }
}

fn reveal(file: FileId, (from, to): Range) -> Reveal {
    Reveal { file, range: Some(((from.line, from.column), (to.line, to.column))), focus: true }
}

fn completion(one: &Completion) -> JsValue {
    let kind = match one.kind {
        CompletionKind::Input => "property",
        CompletionKind::Output => "constant",
        CompletionKind::Name => "namespace",
        CompletionKind::Variable => "variable",
        CompletionKind::Filter | CompletionKind::Function => "function",
        CompletionKind::Test | CompletionKind::Tag | CompletionKind::Key => "keyword",
        CompletionKind::Value => "enum",
        CompletionKind::Type => "type",
        CompletionKind::File => "text",
    };
    object([
        ("label", one.label.as_str().into()),
        ("insert", one.insert.as_deref().map_or(JsValue::UNDEFINED, JsValue::from)),
        ("detail", one.detail.as_str().into()),
        ("help", prose(&one.help)),
        ("kind", kind.into()),
    ])
}

fn hover(said: Said) -> JsValue {
    let fields = [
        ("title", said.title.into()),
        ("facts", said.facts.into()),
        ("help", prose(&said.help)),
        ("value", said.value.map_or(JsValue::UNDEFINED, JsValue::from)),
        ("declared", said.is_declared.into()),
        ("noun", said.noun.map_or(JsValue::UNDEFINED, JsValue::from)),
    ];
    object(fields.into_iter().chain(range(said.range)))
}

fn range((from, to): Range) -> [(&'static str, JsValue); 4] {
    [
        ("fromLine", from.line.into()),
        ("fromColumn", from.column.into()),
        ("toLine", to.line.into()),
        ("toColumn", to.column.into()),
    ]
}

/// A description as a tree of texts and elements.
fn prose(pieces: &[Prose]) -> JsValue {
    let piece = |piece: &Prose| -> JsValue {
        let element = |tag: &str, inner: JsValue, address: JsValue| {
            object([("tag", tag.into()), ("inner", inner), ("address", address)])
        };
        let none = JsValue::UNDEFINED;
        match piece {
            Prose::Text(text) => text.as_str().into(),
            Prose::Code(code) => element("code", Array::of1(&code.as_str().into()).into(), none),
            Prose::Break => element("br", Array::new().into(), none),
            Prose::Part(part, inner) => {
                let address = match part {
                    ProsePart::Link(address) => address.as_str().into(),
                    _ => none,
                };
                element(tag(part), prose(inner), address)
            }
        }
    };
    pieces.iter().map(piece).collect::<Array>().into()
}

const fn tag(part: &ProsePart) -> &'static str {
    match part {
        ProsePart::Paragraph => "p",
        ProsePart::Heading | ProsePart::Strong => "strong",
        ProsePart::Emphasis => "em",
        ProsePart::Link(_) | ProsePart::Page(_) => "a",
        ProsePart::CodeBlock => "pre",
        ProsePart::Quote => "blockquote",
        ProsePart::List => "ul",
        ProsePart::Numbered(_) => "ol",
        ProsePart::Item => "li",
    }
}

fn object<'f>(fields: impl IntoIterator<Item = (&'f str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Cannot fail: the object is new and extensible.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}
