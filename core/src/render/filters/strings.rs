//! Filters on text.

use super::super::arguments::{Args, amount, integer, integer_or};
use super::super::arithmetic::kept;
use super::super::attributes;
use super::super::failure::{Failure, Outcome};
use super::super::iteration::{Cursor, length, truth};
use super::super::methods;
use super::super::object::{Flavor, Object};
use super::super::percent;
use super::super::printing;
use super::super::run::Run;
use super::super::text::{self, is_space, lines};
use super::selection::Getter;

/// The value converted to text, unless it is text already.
pub(super) fn soft(run: &Run, value: &Object) -> Outcome<Object> {
    match value {
        Object::Text(text) if text.flavor != Flavor::Block => Ok(value.clone()),
        _ => run.text(printing::string(run, value)?),
    }
}

pub(super) fn string(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("string", [], 0)?;
    soft(run, &value)
}

/// Applies a method of `str` as a filter.
fn by_method(
    run: &Run,
    value: &Object,
    name: &'static str,
    arguments: Vec<Object>,
) -> Outcome<Object> {
    let value = soft(run, value)?;
    methods::call(run, &value, name, Args::of(arguments, crate::text::Span::default()))
}

pub(super) fn upper(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("upper", [], 0)?;
    by_method(run, &value, "upper", Vec::new())
}

pub(super) fn lower(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("lower", [], 0)?;
    by_method(run, &value, "lower", Vec::new())
}

pub(super) fn capitalize(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("capitalize", [], 0)?;
    by_method(run, &value, "capitalize", Vec::new())
}

pub(super) fn center(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [width] = args.bind("center", ["width"], 0)?;
    by_method(run, &value, "center", vec![width.unwrap_or(Object::Int(80))])
}

pub(super) fn trim(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [characters] = args.bind("trim", ["chars"], 0)?;
    by_method(run, &value, "strip", characters.into_iter().collect())
}

/// The text with the first letter of each word in upper case, and the others in lower case.
pub(super) fn title(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("title", [], 0)?;
    let text = printing::string(run, &value)?;
    let mut titled = String::with_capacity(text.len());
    let mut in_word = false;
    for c in text.chars() {
        if in_word {
            titled.extend(c.to_lowercase());
        } else {
            titled.extend(c.to_uppercase());
        }
        in_word = !(is_space(c) || "-({[<".contains(c));
    }
    run.text(titled)
}

pub(super) fn replace(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [old, new, count] = args.bind("replace", ["old", "new", "count"], 2)?;
    let text = printing::string(run, &value)?;
    let old = printing::string(run, &old.unwrap_or(Object::None))?;
    let new = printing::string(run, &new.unwrap_or(Object::None))?;
    let count = count.filter(|count| !matches!(count, Object::None));
    let count = integer_or(run, "the count", count.as_ref(), -1)?;
    Ok(Object::text(methods::replaced(run, &text, &old, &new, count)?))
}

pub(super) fn join(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [separator, attribute] = args.bind("join", ["d", "attribute"], 0)?;
    let separator = separator.map_or(Ok(String::new()), |d| printing::string(run, &d))?;
    let getter = Getter::new(attribute, None);
    let mut cursor = Cursor::new(&value)?;
    let mut joined = String::new();
    let mut first = true;
    while let Some(item) = cursor.next(run)? {
        if !std::mem::take(&mut first) {
            joined.push_str(&separator);
        }
        printing::write_string(run, &mut joined, &getter.get(run, &item)?)?;
    }
    run.text(joined)
}

pub(super) fn format(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    if !args.positional.is_empty() && !args.keywords.is_empty() {
        return Err(Failure::other(
            "`format` takes values either by position or by name, not both",
        ));
    }
    let template = soft(run, &value)?;
    let Object::Text(template) = &template else { return Ok(template) };
    let values = if args.keywords.is_empty() {
        run.tuple(args.positional)?
    } else {
        let mut dict = super::super::dict::Dict::default();
        for (name, value) in args.keywords {
            dict.insert_str(&name, value);
        }
        run.dict(dict)?
    };
    percent::of_text(run, template, &values)
}

pub(super) fn indent(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [width, first, blank] = args.bind("indent", ["width", "first", "blank"], 0)?;
    let indentation = match &width {
        Some(Object::Text(text)) => text.text.clone(),
        width => {
            let width = integer_or(run, "the width", width.as_ref(), 4)?;
            let width = amount(width);
            run.charge_text(width)?;
            " ".repeat(width)
        }
    };
    let (first, blank) = (first.is_some_and(|o| truth(&o)), blank.is_some_and(|o| truth(&o)));
    let text = match &value {
        Object::Text(text) => text,
        Object::Undefined(missing) => {
            run.refuse(missing)?;
            return Ok(value.clone());
        }
        _ => {
            return Err(Failure::other(format!("`indent` takes text, not {}", value.kind()))
                .help("Convert it to text first, with `| string`."));
        }
    };
    // A final line break does not begin another line.
    let whole = text.text.clone() + "\n";
    let parts = lines(&whole, false);
    let added = parts.len().saturating_mul(indentation.len());
    run.charge_text(added.saturating_add(text.text.len()))?;
    let mut indented = String::new();
    for (at, line) in parts.iter().enumerate() {
        if at > 0 {
            indented.push('\n');
        }
        let wanted = if at == 0 { first } else { blank || !line.is_empty() };
        if wanted {
            indented.push_str(&indentation);
        }
        indented.push_str(line);
    }
    run.flavored(indented, kept(text.flavor))
}

pub(super) fn truncate(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [length_limit, killwords, end, leeway] =
        args.bind("truncate", ["length", "killwords", "end", "leeway"], 0)?;
    let limit = integer_or(run, "the length", length_limit.as_ref(), 255)?;
    let end = end.unwrap_or_else(|| Object::text("..."));
    let leeway = leeway.filter(|leeway| !matches!(leeway, Object::None));
    let leeway = integer_or(run, "the leeway", leeway.as_ref(), 5)?;
    let Some(end_length) = length(&end) else {
        return Err(Failure::other(format!("the end must be text, not {}", end.kind())));
    };
    let end_length = i64::try_from(end_length).unwrap_or(i64::MAX);
    if limit < end_length {
        return Err(Failure::other(format!(
            "`truncate` to {limit} has no room for an end of {end_length} characters"
        ))
        .help("Give a greater length or a shorter `end`."));
    }
    if leeway < 0 {
        return Err(Failure::other("the leeway of `truncate` cannot be negative"));
    }
    if let Object::Text(text) = &value {
        run.charge_text(text.text.len())?;
    }
    let Some(size) = length(&value) else {
        return Err(Failure::other(format!("{} cannot be truncated", value.kind()))
            .help("Convert it to text first, with `| string`."));
    };
    if i64::try_from(size).unwrap_or(i64::MAX) <= limit.saturating_add(leeway) {
        return Ok(value);
    }
    let kept_part = Some(Object::Int(limit - end_length));
    let head = attributes::slice(run, &value, &[None, kept_part, None])?;
    let add = super::super::operation::Arithmetic::Add;
    if killwords.is_some_and(|killwords| truth(&killwords)) {
        return super::super::arithmetic::operate(run, add, &head, &end);
    }
    let Object::Text(text) = &head else {
        return Err(Failure::other(format!("{} has no words to be cut at", value.kind())));
    };
    let cut = text.text.rsplit_once(' ').map_or(&*text.text, |(before, _)| before);
    let cut = run.flavored(cut.to_owned(), kept(text.flavor))?;
    super::super::arithmetic::operate(run, add, &cut, &end)
}

pub(super) fn wordcount(run: &Run, value: Object, args: Args) -> Outcome<Object> {
    let [] = args.bind("wordcount", [], 0)?;
    let text = printing::string(run, &value)?;
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words = text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).count();
    Ok(Object::length(words))
}

/// A positive number as a count.
pub(super) fn count(run: &Run, name: &str, value: &Object) -> Outcome<usize> {
    integer(run, name, value).map(amount)
}

/// `value.lower()` for text, otherwise the value; used by filters that ignore case.
pub(super) fn without_case(run: &Run, value: Object) -> Outcome<Object> {
    match &value {
        Object::Text(text) => run.text(text.text.to_lowercase()),
        _ => Ok(value),
    }
}

/// The value escaped for HTML, unless it is markup already.
pub(super) fn escaped(run: &Run, value: &Object) -> Outcome<String> {
    match value {
        Object::Text(own) if own.is_markup() => Ok(own.text.clone()),
        _ => Ok(text::escape(&printing::string(run, value)?)),
    }
}
