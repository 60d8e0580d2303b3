//! The settings of CloudFormation's rules.

use std::collections::BTreeMap;

use cyclotron_core::cloudformation::{Rules, rule_of};
use leptos::prelude::*;

use crate::browser::lifetime::bound;
use crate::session::use_session;
use crate::ui::flow::For;
use crate::words::problems as words;

/// Switches for CloudFormation's rules: for all of them, for advice, and for each rule that has found a problem.
#[component]
pub fn RuleFilters() -> impl IntoView {
    let session = use_session();
    let rules = session.cloudformation.rules;
    let switch =
        move |label: &'static str, read: fn(&Rules) -> bool, write: fn(&mut Rules, bool)| {
            view! {
                <label class="rules__switch">
                    <input
                        type="checkbox"
                        prop:checked=move || rules.with(read)
                        on:change=bound(move |event| {
                            let on = event_target_checked(&event);
                            rules.update(|rules| write(rules, on));
                        })
                    />
                    {label}
                </label>
            }
        };
    // The number of problems of each rule; 0 for a hidden one.
    let counts = Memo::new(move |_| {
        let mut counts: BTreeMap<String, usize> =
            rules.with(|rules| rules.hidden.iter().map(|rule| (rule.clone(), 0)).collect());
        session.analysis.with(|analysis| {
            for rule in analysis.diagnostics.iter().filter_map(rule_of) {
                *counts.entry(rule).or_default() += 1;
            }
        });
        counts
    });
    let each = move || counts.get().into_iter().collect::<Vec<_>>();
    view! {
        <details class="rules">
            <summary class="rules__title">{words::RULES}</summary>
            <div class="rules__body">
                {switch(words::RULES_ENABLED, |rules| rules.enabled, |rules, on| rules.enabled = on)}
                {switch(words::RULES_ADVICE, Rules::informational, Rules::set_informational)}
                <For
                    each=each
                    key=Clone::clone
                    let((rule, count))
                >
                    <RuleSwitch rule count />
                </For>
            </div>
        </details>
    }
}

#[component]
fn RuleSwitch(
    /// The id of the rule.
    rule: String,
    /// The number of its problems.
    count: usize,
) -> impl IntoView {
    let rules = use_session().cloudformation.rules;
    let name = rule.clone();
    view! {
        <label class="rules__switch">
            <input
                type="checkbox"
                prop:checked={count > 0}
                on:change=bound(move |event| {
                    let on = event_target_checked(&event);
                    rules.update(|rules| if on { rules.show(&rule) } else { rules.hide(&rule) });
                })
            />
            {words::rule(&name, count)}
        </label>
    }
}
