//! The arguments of a call, and their binding to parameters.

use std::sync::Arc;

use num_traits::ToPrimitive;

use super::RenderErrorKind;
use super::failure::{Failure, Outcome};
use super::object::Object;
use super::run::Run;
use crate::text::Span;

/// The arguments of a filter, test, method or function.
#[derive(Default)]
pub(super) struct Args {
    pub(super) positional: Vec<Object>,
    pub(super) keywords: Vec<(Arc<str>, Object)>,
    /// The span of the call.
    pub(super) span: Span,
}

impl Args {
    /// Positional arguments.
    pub(super) fn of(positional: Vec<Object>, span: Span) -> Self {
        Self { positional, keywords: Vec::new(), span }
    }

    /// Binds the arguments to the parameters `names`, of which the first `required` are mandatory.
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
                    return Err(Failure::other(format!("`{callee}` gets `{name}` twice")));
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

/// The value of an argument that must be an integer.
pub(super) fn integer(run: &Run, name: &str, value: &Object) -> Outcome<i64> {
    match value {
        // Python reports a wrong type here, not an undefined name.
        Object::Undefined(missing) if !run.strict => {
            let mut failure = missing.refuse();
            failure.kind = RenderErrorKind::Other;
            Err(failure)
        }
        _ => match value.as_int() {
            Some(value) => Ok(clamped(&value)),
            None => {
                Err(Failure::other(format!("{name} must be a whole number, not {}", value.kind())))
            }
        },
    }
}

/// The value of an argument that must be an integer, or a default if it is missing.
pub(super) fn integer_or(
    run: &Run,
    name: &str,
    value: Option<&Object>,
    default: i64,
) -> Outcome<i64> {
    value.map_or(Ok(default), |value| integer(run, name, value))
}

/// The number as a count: 0 if it is negative, and the maximum if it is too large for `usize`, which has 32 bits in a
/// browser.
pub(super) fn amount(number: i64) -> usize {
    usize::try_from(number.max(0)).unwrap_or(usize::MAX)
}

/// The number, clamped to the range of `i64`.
pub(super) fn clamped(value: &num_bigint::BigInt) -> i64 {
    let limit = if value.sign() == num_bigint::Sign::Minus { i64::MIN } else { i64::MAX };
    value.to_i64().unwrap_or(limit)
}

/// The value of an argument that must be text.
pub(super) fn string<'o>(name: &str, value: &'o Object) -> Outcome<&'o str> {
    value.as_str().ok_or_else(|| {
        Failure::other(format!("{name} must be text, not {}", value.kind()))
            .help("Convert it to text with `| string`.")
    })
}
