//! Results that are reused while their inputs stay the same.

use std::rc::Rc;

/// The results of the last run of a computation, by their inputs. A run adds what it computes and keeps what it reuses;
/// the rest is dropped with the end of the run, so the memory is bounded by what one run needs.
pub(crate) struct Memo<K, V> {
    /// The results that this run has used so far.
    used: Vec<(K, Rc<V>)>,
    /// The results of the last run that this run has not used yet, in the order of their use.
    last: Vec<(K, Rc<V>)>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { used: vec![], last: vec![] }
    }
}

impl<K, V> Memo<K, V> {
    /// The result for equal inputs, if there is one. `is_same` compares all inputs that the result depends on.
    pub(crate) fn find(&mut self, is_same: impl Fn(&K) -> bool) -> Option<Rc<V>> {
        if let Some((_, value)) = self.used.iter().find(|(key, _)| is_same(key)) {
            return Some(value.clone());
        }
        // Mostly the first, as a run asks in the order of the last one.
        let at = self.last.iter().position(|(key, _)| is_same(key))?;
        let entry = self.last.remove(at);
        let value = entry.1.clone();
        self.used.push(entry);
        Some(value)
    }

    /// Adds a result.
    pub(crate) fn add(&mut self, key: K, value: V) -> Rc<V> {
        let value = Rc::new(value);
        self.used.push((key, value.clone()));
        value
    }

    /// Ends a run: drops the results that it didn't use.
    pub(crate) fn end_run(&mut self) {
        self.last = std::mem::take(&mut self.used);
    }

    /// The number of results.
    pub(crate) fn len(&self) -> usize {
        self.used.len() + self.last.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_keeps_what_it_used_and_nothing_else() {
        let mut memo = Memo::default();
        let mut computed = 0;
        let mut run = |memo: &mut Memo<u8, u8>, keys: &[u8]| {
            for &key in keys {
                let found = memo.find(|known| *known == key);
                let value = found.unwrap_or_else(|| {
                    computed += 1;
                    memo.add(key, key + 1)
                });
                assert_eq!(*value, key + 1);
            }
            memo.end_run();
            (computed, memo.len())
        };
        assert_eq!(run(&mut memo, &[1, 2, 1]), (2, 2));
        assert_eq!(run(&mut memo, &[2, 3, 3]), (3, 2));
        assert_eq!(run(&mut memo, &[3, 2]), (3, 2));
        assert_eq!(run(&mut memo, &[1]), (4, 1));
        assert_eq!(run(&mut memo, &[]), (4, 0));
    }
}
