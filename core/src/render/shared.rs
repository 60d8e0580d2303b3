//! Cells that objects can share.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// A `RefCell` for values that must be `Send`, which minijinja requires. Rendering has a single thread, and no
/// borrow outlives the function that takes it.
#[derive(Debug, Default)]
pub(super) struct Shared<T>(RwLock<T>);

impl<T> Shared<T> {
    pub(super) fn new(value: T) -> Self {
        Self(RwLock::new(value))
    }

    pub(super) fn borrow(&self) -> RwLockReadGuard<'_, T> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn borrow_mut(&self) -> RwLockWriteGuard<'_, T> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Borrows the value mutably, unless it is already borrowed.
    pub(super) fn try_borrow_mut(&self) -> Option<RwLockWriteGuard<'_, T>> {
        self.0.try_write().ok()
    }

    pub(super) fn set(&self, value: T) {
        *self.borrow_mut() = value;
    }

    pub(super) fn replace(&self, value: T) -> T {
        std::mem::replace(&mut *self.borrow_mut(), value)
    }
}

impl<T: Copy> Shared<T> {
    pub(super) fn get(&self) -> T {
        *self.borrow()
    }
}

/// A `Cell` of a number, which is quicker than [`Shared`]: each operation of a template uses several.
#[derive(Debug, Default)]
pub(super) struct Number(AtomicUsize);

impl Number {
    pub(super) const fn new(value: usize) -> Self {
        Self(AtomicUsize::new(value))
    }

    pub(super) fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn set(&self, value: usize) {
        self.0.store(value, Ordering::Relaxed);
    }
}

impl<T: Default> Shared<T> {
    pub(super) fn take(&self) -> T {
        self.replace(T::default())
    }
}
