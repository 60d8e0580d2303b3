//! The methods of `str` and `Markup`.

use std::sync::Arc;

use super::super::arguments::{Args, amount, integer, integer_or, string};
use super::super::dict::Dict;
use super::super::failure::{Failure, Outcome};
use super::super::filters::web::{strip_tags, unescape};
use super::super::format::template;
use super::super::iteration::{items, truth};
use super::super::object::{Object, Text};
use super::super::run::Run;
use super::super::text::{escape, lines};
use super::characters::{cased, is};
use super::layout::{expand_tabs, justify};
use super::search::search;
use super::trim::{split, split_back, strip};

const NONE: Object = Object::None;

#[allow(clippy::too_many_lines)] // One arm for each method.
pub(super) fn call(run: &Run, own: &Arc<Text>, name: &str, args: Args) -> Outcome<Object> {
    let text = own.text.as_str();
    run.charge_text(text.len())?;
    let flavor = super::super::arithmetic::kept(own.flavor);
    let made = |text: String| run.flavored(text, flavor);
    // As in `Markup`, inserted text is escaped.
    let insert = |other: &str, object: &Object| match own.is_markup() {
        true if !matches!(object, Object::Text(text) if text.is_markup()) => escape(other),
        _ => other.to_owned(),
    };
    match name {
        "upper" | "lower" | "casefold" | "swapcase" | "capitalize" | "title" => {
            let [] = args.bind(name, [], 0)?;
            made(cased(text, name))
        }
        "strip" | "lstrip" | "rstrip" => {
            let [characters] = args.bind(name, [""], 0)?;
            let characters = optional(characters.as_ref())?;
            made(strip(text, characters, name != "rstrip", name != "lstrip").to_owned())
        }
        "split" | "rsplit" => {
            let [separator, limit] = args.bind(name, ["sep", "maxsplit"], 0)?;
            let separator = optional(separator.as_ref())?;
            if separator == Some("") {
                return Err(Failure::other("text cannot be split at an empty separator")
                    .help("Use `| list` for its characters."));
            }
            let limit = integer_or(run, "maxsplit", limit.as_ref(), -1)?;
            let limit = usize::try_from(limit).unwrap_or(usize::MAX);
            let parts = match name {
                "split" => split(text, separator, limit),
                _ => split_back(text, separator, limit),
            };
            run.charge(parts.len() * 2)?;
            run.list(parts.into_iter().map(|part| Object::flavored(part, flavor)).collect())
        }
        "splitlines" => {
            let [keep] = args.bind(name, ["keepends"], 0)?;
            let parts = lines(text, keep.is_some_and(|keep| truth(&keep)));
            run.charge(parts.len() * 2)?;
            run.list(parts.into_iter().map(|part| Object::flavored(part, flavor)).collect())
        }
        "replace" => {
            let [old, new, count] = args.bind(name, ["", "", ""], 2)?;
            let (old, new) = (old.unwrap_or(NONE), new.unwrap_or(NONE));
            let (from, to) =
                (string("the text to replace", &old)?, string("the replacement", &new)?);
            let count = integer_or(run, "the count", count.as_ref(), -1)?;
            made(replace(run, text, &insert(from, &old), &insert(to, &new), count)?)
        }
        "join" => {
            let [parts] = args.bind(name, [""], 1)?;
            let mut joined = String::new();
            for (at, part) in items(run, &parts.unwrap_or(NONE))?.iter().enumerate() {
                if at > 0 {
                    joined.push_str(text);
                }
                match part {
                    Object::Text(_) => joined.push_str(&insert(string("a part", part)?, part)),
                    _ if own.is_markup() => {
                        joined.push_str(&escape(&super::super::printing::string(run, part)?));
                    }
                    _ => {
                        return Err(Failure::other(format!(
                            "`join` takes text only, but item {at} is {}",
                            part.kind()
                        ))
                        .help("Use the filter: `| join(…)` joins anything."));
                    }
                }
                run.check_text(joined.len())?;
            }
            made(joined)
        }
        "format" => {
            let text = template::format(run, text, &args, own.is_markup())?;
            made(text)
        }
        "format_map" => {
            let span = args.span;
            let [mapping] = args.bind(name, [""], 1)?;
            let args = template::keywords(&mapping.unwrap_or(NONE), span)?;
            made(template::format(run, text, &args, own.is_markup())?)
        }
        "center" | "ljust" | "rjust" | "zfill" => justify(run, text, name, args).and_then(made),
        "startswith" | "endswith" | "find" | "rfind" | "index" | "rindex" | "count" => {
            search(run, text, name, args)
        }
        "partition" | "rpartition" => {
            let [separator] = args.bind(name, [""], 1)?;
            let separator = separator.unwrap_or(NONE);
            let separator = string("the separator", &separator)?;
            if separator.is_empty() {
                return Err(Failure::other("text cannot be split at an empty separator"));
            }
            let found = match name {
                "partition" => text.split_once(separator),
                _ => text.rsplit_once(separator),
            };
            let parts = match found {
                Some((before, after)) => [before, separator, after],
                None if name == "partition" => [text, "", ""],
                None => ["", "", text],
            };
            run.tuple(parts.map(|part| Object::flavored(part, flavor)).into())
        }
        "removeprefix" | "removesuffix" => {
            let [part] = args.bind(name, [""], 1)?;
            let part = part.unwrap_or(NONE);
            let part = string("the characters to remove", &part)?;
            let rest = match name {
                "removeprefix" => text.strip_prefix(part),
                _ => text.strip_suffix(part),
            };
            made(rest.unwrap_or(text).to_owned())
        }
        "expandtabs" => {
            let [size] = args.bind(name, ["tabsize"], 0)?;
            let size = integer_or(run, "tabsize", size.as_ref(), 8)?;
            made(expand_tabs(run, text, amount(size))?)
        }
        "maketrans" => make_translation(run, args),
        "translate" => {
            let [table] = args.bind(name, [""], 1)?;
            made(translate(run, text, &table.unwrap_or(NONE))?)
        }
        "striptags" => {
            let [] = args.bind(name, [], 0)?;
            run.text(strip_tags(text))
        }
        "unescape" => {
            let [] = args.bind(name, [], 0)?;
            run.text(unescape(text))
        }
        "encode" => {
            Err(Failure::other("bytes cannot be printed as text").help("Remove `.encode()`."))
        }
        _ => {
            let [] = args.bind(name, [], 0)?;
            Ok(Object::Bool(is(text, name)))
        }
    }
}

fn optional(value: Option<&Object>) -> Outcome<Option<&str>> {
    match value {
        None | Some(Object::None) => Ok(None),
        Some(value) => string("the argument", value).map(Some),
    }
}

fn replace(run: &Run, text: &str, old: &str, new: &str, count: i64) -> Outcome<String> {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let found = text.matches(old).take(count).count();
    let kept = text.len() - found * old.len();
    run.charge_text(found.saturating_mul(new.len()).saturating_add(kept))?;
    Ok(text.replacen(old, new, count))
}

/// The result of `text.replace(old, new, count)`; a negative count replaces all.
pub(crate) fn replaced(run: &Run, text: &str, old: &str, new: &str, count: i64) -> Outcome<String> {
    replace(run, text, old, new, count)
}

fn make_translation(run: &Run, args: Args) -> Outcome<Object> {
    let [from, to, remove] = args.bind("maketrans", ["", "", ""], 1)?;
    let code = |c: char| Object::Int(i64::from(u32::from(c)));
    let mut table = Dict::default();
    match (from.unwrap_or(NONE), to) {
        (Object::Dict(mapping), None) => {
            for (key, value) in mapping.entries.borrow().iter() {
                let key = match key.as_str().map(|key| (key.chars().next(), key.chars().count())) {
                    Some((Some(c), 1)) => code(c),
                    Some(_) => return Err(Failure::other("a key of `maketrans` is one character")),
                    None => key.clone(),
                };
                table.insert(run, &key, value.clone())?;
            }
        }
        (from, Some(to)) => {
            let (from, to) =
                (string("the first argument", &from)?, string("the second argument", &to)?);
            if from.chars().count() != to.chars().count() {
                return Err(Failure::other("both texts of `maketrans` must have the same length"));
            }
            for (from, to) in from.chars().zip(to.chars()) {
                table.insert(run, &code(from), code(to))?;
            }
            if let Some(remove) = remove {
                for c in string("the third argument", &remove)?.chars() {
                    table.insert(run, &code(c), NONE)?;
                }
            }
        }
        _ => return Err(Failure::other("`maketrans` takes a mapping or two texts")),
    }
    run.dict(table)
}

fn translate(run: &Run, text: &str, table: &Object) -> Outcome<String> {
    let Object::Dict(mapping) = table else {
        return Err(Failure::other("`translate` takes a mapping that `maketrans` makes"));
    };
    let entries = mapping.entries.borrow();
    let mut translated = String::with_capacity(text.len());
    for c in text.chars() {
        match entries.get(run, &Object::Int(i64::from(u32::from(c))))? {
            None => translated.push(c),
            Some(Object::None) => {}
            Some(Object::Text(other)) => translated.push_str(&other.text),
            Some(other) => {
                let code = integer(run, "a translation", other)?;
                let c = u32::try_from(code).ok().and_then(char::from_u32);
                translated.push(c.ok_or_else(|| Failure::other("there is no such character"))?);
            }
        }
        run.check_text(translated.len())?;
    }
    Ok(translated)
}
