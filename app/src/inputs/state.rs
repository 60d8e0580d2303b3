//! Which of the two forms is shown: the inputs, or the outputs of other stacks.

use leptos::prelude::*;

/// A tab of the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum InputsTab {
    /// The inputs of the shown target.
    #[default]
    Inputs,
    /// The values from other stacks.
    Outputs,
}

/// The shown tab. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct ShownTab(pub RwSignal<InputsTab>);

impl ShownTab {
    /// Shows a tab.
    pub fn show(self, tab: InputsTab) {
        self.0.set(tab);
    }
}

/// The shown tab. Must be called below the root component.
pub fn use_shown_tab() -> ShownTab {
    expect_context()
}
