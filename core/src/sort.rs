//! Sorting for a small download: its code exists once for all types.
//!
//! The methods of the standard library are compiled again for each type and comparison, which takes about 5 KB of wasm
//! each time. Lists in this program are short, so an indirect call for each comparison costs nothing noticeable.

use std::cmp::Ordering;

/// Stable sorting of slices.
pub trait CompactSort<T> {
    /// Sorts by a comparison.
    fn compact_sort_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by the order of the items.
    fn compact_sort(&mut self)
    where
        T: Ord,
    {
        self.compact_sort_by(T::cmp);
    }

    /// Sorts by a key, which is computed for each comparison.
    fn compact_sort_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.compact_sort_by(|one, other| key(one).cmp(&key(other)));
    }

    /// Sorts by a key, which is computed once for each item.
    fn compact_sort_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> CompactSort<T> for [T] {
    fn compact_sort_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let order = order(self.len(), &mut |one, other| compare(&self[one], &self[other]));
        rearrange(self, order);
    }

    fn compact_sort_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        let order = order(self.len(), &mut |one, other| keys[one].cmp(&keys[other]));
        rearrange(self, order);
    }
}

/// The indices from 0 to `count`, sorted by a comparison.
fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, other| compare(*one, *other));
    order
}

/// Moves the item at each index of `order` to the position of that index in `order`.
fn rearrange<T>(items: &mut [T], mut order: Vec<usize>) {
    for first in 0..order.len() {
        // The positions form cycles. The items of a cycle are exchanged one after the other.
        let mut at = first;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == first {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_standard_library(items: Vec<(u8, u16)>) {
            // Equal keys keep their order, which the second numbers show.
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            let mut by_key = items.clone();
            by_key.compact_sort_by_key(|item| item.0);
            prop_assert_eq!(&by_key, &expected);
            let mut by_cached_key = items.clone();
            by_cached_key.compact_sort_by_cached_key(|item| item.0);
            prop_assert_eq!(&by_cached_key, &expected);
            let mut whole = items;
            whole.compact_sort();
            expected.sort_unstable();
            prop_assert_eq!(whole, expected);
        }
    }
}
