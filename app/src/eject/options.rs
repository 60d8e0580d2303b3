//! The choices: which bundles to eject, and how.

use std::collections::BTreeMap;

use cyclotron_core::bundle::Part;
use cyclotron_core::eject::{Deliverable, Options, Wiring};
use cyclotron_worker::cloudformation::Eject;
use leptos::prelude::*;

use super::kept::{self, KeptChoices};
use super::run::Run;
use crate::browser::download::Download;
use crate::browser::lifetime::bound;
use crate::session::{Session, use_session};
use crate::ui::flow::{For, Show};
use crate::ui::prose;
use crate::words::eject as words;

/// The list of bundles is open at first if it has at most this many.
const SHORT: usize = 8;

/// The choices. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Choices {
    /// The names of the open bundles.
    all: StoredValue<Vec<String>>,
    /// The chosen bundles, in any order.
    chosen: RwSignal<Vec<String>>,
    parts: RwSignal<Vec<Deliverable>>,
    get_stack_output: RwSignal<bool>,
    /// The names of existing stacks by id.
    stack_names: RwSignal<BTreeMap<String, String>>,
}

impl Choices {
    /// Begins with the choice of `bundles`, and with the other choices that are kept for the workspace with this id.
    pub fn new(session: Session, bundles: Vec<String>, workspace: u64) -> Self {
        let kept = kept::read(workspace);
        let parts =
            kept.as_ref().map_or_else(|| Options::default().deliverables, KeptChoices::parts);
        let kept = kept.unwrap_or_default();
        let all = session
            .workspace
            .with_untracked(|open| open.bundles.iter().map(|bundle| bundle.name.clone()).collect());
        Self {
            all: StoredValue::new(all),
            chosen: RwSignal::new(bundles),
            parts: RwSignal::new(parts),
            get_stack_output: RwSignal::new(kept.get_stack_output),
            stack_names: RwSignal::new(kept.stack_names),
        }
    }

    /// The request for these choices.
    pub fn request(self) -> Eject {
        let bundles: Vec<String> = self.chosen.with(|chosen| {
            self.all.with_value(|all| {
                all.iter().filter(|name| chosen.contains(name)).cloned().collect()
            })
        });
        Eject {
            bundles,
            options: self.options(),
            stack_names: self
                .stack_names
                .with(|names| names.iter().map(|(id, name)| (id.clone(), name.clone())).collect()),
            folder: self.folder(),
        }
    }

    /// The name of the folder of the result.
    pub fn folder(self) -> String {
        let file = self.file_name();
        file.strip_suffix(".tar.gz").unwrap_or(&file).to_owned()
    }

    fn options(self) -> Options {
        let get_stack_output = self.get_stack_output.get();
        let wiring = if get_stack_output { Wiring::GetStackOutput } else { Wiring::Parameters };
        Options { wiring, deliverables: self.parts.get() }
    }

    /// The choices to keep for the workspace.
    pub fn to_keep(self) -> KeptChoices {
        let parts = self.parts.get();
        KeptChoices::new(&parts, self.get_stack_output.get(), self.stack_names.get())
    }

    fn choose_part(self, part: Deliverable, is_chosen: bool) {
        self.parts.update(|parts| {
            parts.retain(|one| *one != part);
            if is_chosen {
                parts.push(part);
            }
        });
    }

    /// The name of the archive.
    pub fn file_name(self) -> String {
        self.chosen.with(|chosen| file_name(chosen))
    }

    fn choose(self, name: &str, is_chosen: bool) {
        self.chosen.update(|chosen| {
            chosen.retain(|one| one != name);
            if is_chosen {
                chosen.push(name.to_owned());
            }
        });
    }

    /// Sets the name of an existing stack; an empty name is a new stack.
    fn name_stack(self, id: &str, name: &str) {
        let name = name.trim().to_owned();
        self.stack_names.update(|names| {
            if name.is_empty() {
                names.remove(id);
            } else {
                names.insert(id.to_owned(), name);
            }
        });
    }
}

fn file_name(bundles: &[String]) -> String {
    let title = if let [one] = bundles { one } else { words::SEVERAL };
    Download::Ejected(title).name()
}

/// The fields of the choices.
#[component]
pub fn ChoiceFields(
    /// The choices.
    choices: Choices,
    /// The run, whose result has the ids of the stacks.
    run: Run,
) -> impl IntoView {
    let count = choices.all.with_value(Vec::len);
    let (has_several, is_short) = (count > 1, count <= SHORT);
    let chosen = move || words::chosen(choices.chosen.with(Vec::len), count);
    let bundle = move |name: String| {
        let (own, changed) = (name.clone(), name.clone());
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || choices.chosen.with(|chosen| chosen.contains(&own))
                    on:change=bound(move |event| choices.choose(&changed, event_target_checked(&event)))
                />
                {name}
            </label>
        }
    };
    view! {
        {has_several.then(|| view! {
            <details class="eject__more" open=is_short>
                <summary>{chosen}</summary>
                <div class="eject__bundles" role="group" aria-label=words::BUNDLES>
                    {choices.all.with_value(|all| all.iter().cloned().map(bundle).collect_view())}
                </div>
            </details>
        })}
        <Parts choices />
        <div class="options">
            <label class="check">
                <input
                    type="checkbox"
                    aria-describedby="eject-outputs"
                    prop:checked=move || choices.get_stack_output.get()
                    on:change=bound(move |event| {
                        choices.get_stack_output.set(event_target_checked(&event));
                    })
                />
                <span>{prose::message(words::GET_STACK_OUTPUT)}</span>
            </label>
            <p class="eject__note" id="eject-outputs">{prose::message(words::GET_STACK_OUTPUT_HINT)}</p>
        </div>
        <StackNames choices run />
    }
}

/// The parts of the result.
#[component]
fn Parts(
    /// The choices.
    choices: Choices,
) -> impl IntoView {
    let session = use_session();
    let has_pipeline = move || {
        session.workspace.with(|open| {
            choices.chosen.with(|chosen| {
                let mut own = open.bundles.iter().filter(|bundle| chosen.contains(&bundle.name));
                own.any(|bundle| bundle.has_part(Part::Pipeline))
            })
        })
    };
    let shown = move || {
        let is_shown = |part: &Deliverable| *part != Deliverable::Pipelines || has_pipeline();
        Deliverable::ALL.into_iter().filter(is_shown).collect::<Vec<_>>()
    };
    let part = move |part: Deliverable| {
        // A chosen part may need another one.
        let needed_by = Memo::new(move |_| {
            choices
                .parts
                .with(|parts| parts.iter().copied().find(|chosen| chosen.needs() == Some(part)))
        });
        let is_chosen = move || choices.parts.with(|parts| parts.contains(&part));
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || is_chosen() || needed_by.get().is_some()
                    disabled=move || needed_by.get().is_some()
                    on:change=bound(move |event| {
                        choices.choose_part(part, event_target_checked(&event));
                    })
                />
                <span>
                    {words::part(part)}
                    {move || needed_by.get().map(|by| view! {
                        <span class="eject__note">{words::needed_by(by)}</span>
                    })}
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="eject__parts">
            <legend>{words::PARTS}</legend>
            <For each=shown key=|part| *part let(one)>{part(one)}</For>
        </fieldset>
    }
}

/// A field for the name of each stack.
#[component]
fn StackNames(
    /// The choices.
    choices: Choices,
    /// The run.
    run: Run,
) -> impl IntoView {
    let ids = Memo::new(move |_| {
        run.reply.with(|reply| {
            let ids = reply.as_ref().map(|reply| reply.ejection.ids());
            ids.into_iter().flatten().map(str::to_owned).collect::<Vec<_>>()
        })
    });
    let wrong = Memo::new(move |_| {
        run.reply
            .with(|reply| reply.as_ref().map(|reply| reply.wrong_names.clone()).unwrap_or_default())
    });
    let row = move |id: String| {
        let field = format!("eject-stack-{id}");
        let message = format!("{field}-wrong");
        let (own, set) = (id.clone(), id.clone());
        let named = choices.stack_names.with_untracked(|names| names.get(&id).cloned());
        let reason = Memo::new(move |_| {
            wrong.with(|wrong| wrong.iter().find(|(of, _)| *of == own).map(|(_, why)| why.clone()))
        });
        view! {
            <div class="eject__stack">
                <label class="field__label" for=field.clone()>{id}</label>
                <input
                    class="field__input"
                    id=field
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=words::NEW_STACK
                    prop:value=named.unwrap_or_default()
                    aria-describedby=message.clone()
                    aria-invalid=move || reason.with(Option::is_some).to_string()
                    on:change=bound(move |event| choices.name_stack(&set, &event_target_value(&event)))
                />
                <p class="field__message" id=message>
                    {move || reason.get().map(|why| prose::message(&why))}
                </p>
            </div>
        }
    };
    view! {
        <Show when=move || ids.with(|ids| !ids.is_empty())>
            <details class="eject__more">
                <summary>{move || words::stack_names(ids.with(Vec::len))}</summary>
                <p class="eject__note">{prose::message(words::STACK_NAMES_HINT)}</p>
                <For each=move || ids.get() key=Clone::clone let(id)>{row(id)}</For>
            </details>
        </Show>
    }
}
