//! The arguments of one call, and how they meet parameters.

use std::sync::Arc;

use num_traits::ToPrimitive;

use super::RenderErrorKind;
use super::failure::{Failure, Outcome};
use super::object::Object;
use super::run::Run;
use crate::text::Span;

/// What a filter, test, method or function is called with.
#[derive(Default)]
pub(super) struct Args {
    pub(super) positional: Vec<Object>,
    pub(super) keywords: Vec<(Arc<str>, Object)>,
    /// Where the call is.
    pub(super) span: Span,
}

impl Args {
    /// Arguments by position alone.
    pub(super) fn of(positional: Vec<Object>, span: Span) -> Self {
        Self { positional, keywords: Vec::new(), span }
    }

    /// Binds them to the parameters `names`, of which the first `required` must be given.
    pub(super) fn bind<const N: usize>(
        self,
        callee: &str,
        names: [&str; N],
        required: usize,
    ) -> Outcome<[Option<Object>; N]> {
        let mut bound = [const { None }; N];
        if self.positional.len() > N {
            return Err(Failure::other(match N {
                0 => format!("`{callee}` takes no arguments"),
                1 => format!("`{callee}` takes at most one argument"),
                _ => format!("`{callee}` takes at most {N} arguments"),
            }));
        }
        for (slot, value) in bound.iter_mut().zip(self.positional) {
            *slot = Some(value);
        }
        for (name, value) in self.keywords {
            match names.iter().position(|own| *own == &*name) {
                Some(at) if bound[at].is_none() => bound[at] = Some(value),
                Some(_) => {
                    return Err(Failure::other(format!("`{callee}` is given `{name}` twice")));
                }
                None => {
                    let known: Vec<&str> =
                        names.iter().copied().filter(|n| !n.is_empty()).collect();
                    let failure =
                        Failure::other(format!("`{callee}` has no parameter named `{name}`"));
                    return Err(match known.is_empty() {
                        true => failure,
                        false => failure.help(format!("It has `{}`.", known.join("`, `"))),
                    });
                }
            }
        }
        if let Some(at) = bound[..required].iter().position(Option::is_none) {
            return Err(Failure::other(match names[at] {
                "" => format!("`{callee}` needs {required} argument(s)"),
                name => format!("`{callee}` needs the argument `{name}`"),
            }));
        }
        Ok(bound)
    }
}

/// An argument that has to be a whole number.
pub(super) fn integer(run: &Run, name: &str, value: &Object) -> Outcome<i64> {
    match value {
        // Python finds it to be of the wrong type, rather than undefined.
        Object::Undefined(missing) if !run.strict => {
            let mut failure = missing.refuse();
            failure.kind = RenderErrorKind::Other;
            Err(failure)
        }
        _ => match value.as_int() {
            Some(value) => Ok(clamped(&value)),
            None => Err(Failure::other(format!(
                "{name} has to be a whole number, not {}",
                value.kind()
            ))),
        },
    }
}

/// The same, or a default where it was not given.
pub(super) fn integer_or(
    run: &Run,
    name: &str,
    value: Option<&Object>,
    default: i64,
) -> Outcome<i64> {
    value.map_or(Ok(default), |value| integer(run, name, value))
}

/// A number of things: none where it is negative, the most there can be where it is larger. In a
/// browser that is 32 bits.
pub(super) fn amount(number: i64) -> usize {
    usize::try_from(number.max(0)).unwrap_or(usize::MAX)
}

/// The nearest number that fits.
pub(super) fn clamped(value: &num_bigint::BigInt) -> i64 {
    let limit = if value.sign() == num_bigint::Sign::Minus { i64::MIN } else { i64::MAX };
    value.to_i64().unwrap_or(limit)
}

/// An argument that has to be text.
pub(super) fn string<'o>(name: &str, value: &'o Object) -> Outcome<&'o str> {
    value.as_str().ok_or_else(|| {
        Failure::other(format!("{name} has to be text, not {}", value.kind()))
            .help("Turn it into text with `| string`.")
    })
}
