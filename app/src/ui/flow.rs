//! `For` and `Show` like those of Leptos, but with code that all uses share. Leptos compiles its own once for each use,
//! which made the page's wasm a tenth larger.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use leptos::either::Either;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use leptos::tachys::view::keyed::keyed;

/// Shows its children while `when` is true, and else the fallback.
#[component]
pub fn Show(
    children: ChildrenFn,
    /// Whether the children are shown.
    #[prop(into)]
    when: Condition,
    /// The view in their place.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView {
    let is_shown = Memo::new(move |_| (when.0)());
    move || {
        if is_shown.get() { Either::Left(children()) } else { Either::Right(fallback.run()) }
    }
}

/// The condition of a `Show`.
pub struct Condition(Box<dyn Fn() -> bool + Send + Sync>);

impl<F: Fn() -> bool + Send + Sync + 'static> From<F> for Condition {
    fn from(condition: F) -> Self {
        Self(Box::new(condition))
    }
}

/// A view for each item. The view of an item stays while there is an item with an equal key. Keys are compared by a
/// hash of 64 bits.
#[component]
pub fn For<Each, Items, Item, Key, Value, Child, Content>(
    /// Returns the items.
    each: Each,
    /// The key of an item.
    key: Key,
    /// Creates the view of an item.
    children: Child,
) -> impl IntoView
where
    Each: Fn() -> Items + Send + 'static,
    Items: IntoIterator<Item = Item>,
    Item: Send + 'static,
    Key: Fn(&Item) -> Value + Send + 'static,
    Value: Hash,
    Child: Fn(Item) -> Content + Send + Sync + 'static,
    Content: IntoView + 'static,
{
    let children = Arc::new(children);
    list(Box::new(move || {
        let mut rows = vec![];
        for item in each() {
            let mut hasher = DefaultHasher::new();
            key(&item).hash(&mut hasher);
            let children = children.clone();
            let create: Create = Box::new(move || children(item).into_any());
            rows.push((hasher.finish(), create));
        }
        rows
    }))
}

/// Creates the view of an item.
type Create = Box<dyn FnOnce() -> AnyView + Send>;

fn list(rows: Box<dyn Fn() -> Vec<(u64, Create)> + Send>) -> AnyView {
    // The signals of a row exist until its view is removed.
    let parent = Owner::current().unwrap_or_default();
    let view = move |_, (_, create): (u64, Create)| {
        let owner = parent.with(Owner::new);
        let view = owner.with(create);
        (drop::<usize>, OwnedView::new_with_owner(view, owner))
    };
    (move || keyed(rows(), |(key, _)| *key, view.clone())).into_any()
}
