//! Changes of templates with which frozen inputs become parameters. Each is tried: the new template renders the same for every stack
//! of the bundle, and the input is a parameter afterwards.

use serde::{Deserialize, Serialize};

use super::report::{Decision, Fate, Input};
use super::{Ejected, Options, Stack, eject_with};
use crate::bundle::{File, FileId};
use crate::text::{Edit, Lines, Span};
use crate::workspace::Workspace;

/// The most changes that are tried for a bundle: each ejects it once.
const MAX_TRIED: usize = 24;
/// The most places of a template that one fix changes.
const MAX_PLACES: usize = 12;

/// A change of a template with which a frozen input becomes a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParameterFix {
    /// The input, as templates write it.
    pub input: String,
    /// The template.
    pub file: FileId,
    /// The title of its button.
    pub title: String,
    /// The new text of the template.
    pub text: String,
}

/// The fixes for a bundle, in the order of the report. `ejected` is its result with these options.
pub fn parameter_fixes(
    workspace: &Workspace,
    ejected: &Ejected,
    options: &Options,
) -> Vec<ParameterFix> {
    let mut search = Search { workspace, ejected, options, tried: 0 };
    let mut fixes: Vec<ParameterFix> = vec![];
    let mut seen = vec![];
    for (at, stack) in ejected.stacks.iter().enumerate() {
        for input in stack.inputs.iter().filter(|input| input.is_frozen()) {
            // Stacks of the same template have the same inputs.
            let key = (stack.file.clone(), input.name.clone());
            if !seen.contains(&key) {
                seen.push(key);
                fixes.extend(search.fix(at, input));
            }
        }
    }
    fixes
}

struct Search<'s> {
    workspace: &'s Workspace,
    ejected: &'s Ejected,
    options: &'s Options,
    tried: usize,
}

impl Search<'_> {
    /// The first change that works for an input of a stack.
    fn fix(&mut self, stack: usize, input: &Input) -> Option<ParameterFix> {
        let file = &self.ejected.stacks[stack].file;
        let text = self.workspace.file(file)?.text()?;
        let decision = input.decision.as_ref()?;
        let tag = Tag::at(text, decision)?;
        let title = tag.title(input)?;
        let bare = tag.without_filters();
        let candidates = [bare.as_ref().map(|bare| format!("\"{bare}\"")), bare, tag.value(input)];
        candidates.into_iter().flatten().find_map(|replacement| {
            let text = self.replaced(stack, input, &replacement)?;
            Some(ParameterFix {
                input: input.name.clone(),
                file: file.clone(),
                title: title.clone(),
                text,
            })
        })
    }

    /// The template with another text in place of each tag that freezes the input, if that makes it a parameter.
    fn replaced(&mut self, stack: usize, input: &Input, replacement: &str) -> Option<String> {
        let file = &self.ejected.stacks[stack].file;
        let mut text = self.workspace.file(file)?.text()?.to_owned();
        let mut decision = input.decision.clone()?;
        let inner = Tag::at(&text, &decision)?.inner.to_owned();
        for _ in 0..MAX_PLACES {
            let tag = Tag::at(&text, &decision).filter(|tag| tag.inner == inner)?;
            let edit = Edit { span: tag.span, text: replacement.to_owned() };
            text = edit.apply(&text);
            let changed = self.eject(file, &text)?;
            let after = &changed.stacks[stack];
            if after.rendering != self.ejected.stacks[stack].rendering {
                return None;
            }
            let own = after.inputs.iter().find(|one| one.name == input.name)?;
            match &own.fate {
                Fate::Parameter { .. } => return self.is_same(&changed).then_some(text),
                Fate::Frozen | Fate::Split => decision = own.decision.clone()?,
                Fate::Derived { .. } | Fate::Unread => return None,
            }
        }
        None
    }

    /// Whether a changed bundle renders the same, and freezes fewer inputs.
    fn is_same(&self, changed: &Ejected) -> bool {
        let frozen = |stacks: &[Stack]| {
            stacks.iter().flat_map(|stack| &stack.inputs).filter(|input| input.is_frozen()).count()
        };
        let (before, after) = (&self.ejected.stacks, &changed.stacks);
        let renderings = before.iter().zip(after);
        before.len() == after.len()
            && renderings.into_iter().all(|(one, other)| {
                one.rendering == other.rendering && one.template.is_ok() == other.template.is_ok()
            })
            && frozen(after) < frozen(before)
    }

    /// The result for the bundle with another text of a template.
    fn eject(&mut self, file: &FileId, text: &str) -> Option<Ejected> {
        if self.tried == MAX_TRIED {
            return None;
        }
        self.tried += 1;
        let mut workspace = self.workspace.clone();
        let bundle = workspace.bundles.iter_mut().find(|bundle| bundle.name == file.bundle)?;
        let changed = bundle.files.iter_mut().find(|one| one.path == file.path)?;
        *changed = File::new(file.path.clone(), text);
        eject_with(&workspace, &file.bundle, self.options)
    }
}

/// A tag that prints an expression.
struct Tag<'t> {
    /// The bytes from `{{` to `}}`.
    span: Span,
    /// The expression.
    inner: &'t str,
}

impl<'t> Tag<'t> {
    /// The tag with the expression of a decision.
    fn at(text: &'t str, decision: &Decision) -> Option<Self> {
        let from = Lines::new(text).span(decision.line).start;
        let expression = from + text[from..].find(&decision.text)?;
        let start = text[..expression].rfind("{{")?;
        let end = expression + text[expression..].find("}}")?;
        // The expression may be in a statement after the tag.
        if text[start..expression].contains("}}") || text[expression..end].contains("{%") {
            return None;
        }
        let inner =
            text[start + 2..end].trim_matches(|letter| letter == '-' || letter == '+').trim();
        Some(Self { span: Span { start, end: end + 2 }, inner })
    }

    /// The tag without filters, if it prints a path with filters.
    fn without_filters(&self) -> Option<String> {
        let (path, _) = self.inner.split_once('|')?;
        let path = path.trim();
        is_path(path).then(|| format!("{{{{ {path} }}}}"))
    }

    /// The value of the input, if the tag prints that as it is.
    fn value(&self, input: &Input) -> Option<String> {
        let value = input.value.as_ref().filter(|_| self.inner == input.name)?;
        let is_plain =
            value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        is_plain.then(|| value.clone())
    }

    /// The title of a fix that replaces the tag.
    fn title(&self, input: &Input) -> Option<String> {
        if let Some(bare) = self.without_filters() {
            return Some(format!("Print `{bare}` without a filter"));
        }
        Some(format!("Write `{}` in place of the tag", self.value(input)?))
    }
}

/// Whether an expression only names a value.
fn is_path(expression: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    expression.split('.').all(is_name)
}
