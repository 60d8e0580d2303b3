//! The variables of a template, and what each stands for.

use std::collections::HashMap;

use super::Step;

/// What a variable may have got its value from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) path: Vec<Step>,
    /// Whether it is the value at the path, and not something computed from it.
    pub(super) is_exact: bool,
}

/// The scopes around, the innermost last.
pub(super) struct Scopes(Vec<Scope>);

#[derive(Default)]
struct Scope {
    variables: HashMap<String, Vec<Source>>,
    /// In how many conditions of this scope it is: what is set there may be set or not.
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

    /// Sets a variable; within a condition it keeps what it stood for besides.
    pub(super) fn set(&mut self, name: &str, sources: Vec<Source>) {
        let before = match self.0.last() {
            Some(scope) if scope.conditions > 0 => self.get(name).cloned().unwrap_or_default(),
            _ => Vec::new(),
        };
        self.put(name, before, sources);
    }

    /// Adds to what a variable stands for, as setting an attribute of a namespace does.
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

    /// What a variable stands for; none for a name that the template does not set.
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

/// How many sources a variable may have: enough for any sensible template, and little enough that one
/// which collects thousands takes no time.
pub(super) const MAX_SOURCES: usize = 16;

fn add(all: &mut Vec<Source>, sources: Vec<Source>) {
    for source in sources {
        if all.len() < MAX_SOURCES && !all.contains(&source) {
            all.push(source);
        }
    }
}
