//! The variables of a template with the paths that they may refer to.

use std::collections::HashMap;

use super::Step;

/// A path that the value of a variable may come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) path: Vec<Step>,
    /// Whether the variable has the value at the path itself, and not one computed from it.
    pub(super) is_exact: bool,
}

/// The enclosing scopes, innermost last.
pub(super) struct Scopes(Vec<Scope>);

#[derive(Default)]
struct Scope {
    variables: HashMap<String, Vec<Source>>,
    /// The number of enclosing conditions within this scope; a variable set in a condition may or may not be set.
    conditions: usize,
}

impl Default for Scopes {
    fn default() -> Self {
        Self(vec![Scope::default()])
    }
}

impl Scopes {
    pub(super) fn open(&mut self) {
        self.0.push(Scope::default());
    }

    pub(super) fn close(&mut self) {
        self.0.pop();
    }

    pub(super) fn open_condition(&mut self) {
        if let Some(scope) = self.0.last_mut() {
            scope.conditions += 1;
        }
    }

    pub(super) fn close_condition(&mut self) {
        if let Some(scope) = self.0.last_mut() {
            scope.conditions -= 1;
        }
    }

    /// Sets a variable. Within a condition, its previous sources are kept too.
    pub(super) fn set(&mut self, name: &str, sources: Vec<Source>) {
        let before = match self.0.last() {
            Some(scope) if scope.conditions > 0 => self.get(name).cloned().unwrap_or_default(),
            _ => Vec::new(),
        };
        self.put(name, before, sources);
    }

    /// Adds sources to a variable, for an assignment to an attribute of a namespace.
    pub(super) fn extend(&mut self, name: &str, sources: Vec<Source>) {
        let before = self.get(name).cloned().unwrap_or_default();
        for scope in self.0.iter_mut().rev() {
            if let Some(known) = scope.variables.get_mut(name) {
                *known = before;
                add(known, sources);
                return;
            }
        }
        self.put(name, before, sources);
    }

    /// The sources of a variable; `None` for a name that the template does not set.
    pub(super) fn get(&self, name: &str) -> Option<&Vec<Source>> {
        self.0.iter().rev().find_map(|scope| scope.variables.get(name))
    }

    fn put(&mut self, name: &str, mut all: Vec<Source>, sources: Vec<Source>) {
        add(&mut all, sources);
        if let Some(scope) = self.0.last_mut() {
            scope.variables.insert(name.to_owned(), all);
        }
    }
}

/// Maximum number of sources of a variable: more than any sensible template has, and few enough that a template which
/// collects thousands is processed quickly.
pub(super) const MAX_SOURCES: usize = 16;

fn add(all: &mut Vec<Source>, sources: Vec<Source>) {
    for source in sources {
        if all.len() < MAX_SOURCES && !all.contains(&source) {
            all.push(source);
        }
    }
}
