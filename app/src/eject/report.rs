//! The report: the fate of each input, and the steps that are left to the user.

use cyclotron_core::FileId;
use cyclotron_core::eject::{
    Decision, Ejected, Ejection, Fate, Input, Module, ParameterFix, Stack,
};
use leptos::prelude::*;

use super::run::Run;
use crate::browser::lifetime::after_dialog;
use crate::session::{Reveal, use_session};
use crate::ui::flow::Show;
use crate::ui::prose;
use crate::words::eject as words;

/// The report of the newest result.
#[component]
pub fn Report(
    /// The run.
    run: Run,
    /// Closes the dialog.
    close: Callback<()>,
    /// Ejects again.
    again: Callback<()>,
) -> impl IntoView {
    // The names of stacks change nothing of it.
    let bundles = Memo::new(move |_| {
        run.reply.with(|reply| reply.as_ref().map(|reply| reply.ejection.bundles.clone()))
    });
    let tasks = Memo::new(move |_| {
        run.reply.with(|reply| {
            let reply = reply.as_ref()?;
            let leftovers = reply.leftovers.iter();
            let leftovers = leftovers.map(|(path, leftover)| {
                (words::leftover(path, leftover.line), Some(leftover.text.clone()))
            });
            let tasks = tasks(&reply.ejection).into_iter().map(|task| (task, None));
            Some(tasks.chain(leftovers).collect::<Vec<_>>())
        })
    });
    let links = Links { close, again, fixes: run.fixes };
    view! {
        <section class="eject__report" aria-label=words::REPORT>
            {move || bundles.get().map(|bundles| {
                bundles.into_iter().map(|ejected| bundle(ejected, links)).collect_view()
            })}
            {move || tasks.get().filter(|tasks| !tasks.is_empty()).map(|tasks| view! {
                <h3 class="eject__title">{words::TASKS}</h3>
                <ul class="eject__tasks">
                    {tasks.into_iter().map(|(task, code)| view! {
                        <li>{prose::message(&task)} {code.map(|code| view! { " " <code>{code}</code> })}</li>
                    }).collect_view()}
                </ul>
            })}
        </section>
    }
}

/// The ways from the report to templates. Cheap to copy.
#[derive(Clone, Copy)]
struct Links {
    /// Closes the dialog.
    close: Callback<()>,
    /// Ejects again.
    again: Callback<()>,
    /// The changes with which inputs become parameters.
    fixes: RwSignal<Option<Vec<ParameterFix>>>,
}

/// The steps that are left to the user.
fn tasks(ejection: &Ejection) -> Vec<String> {
    let mut tasks = vec![];
    for planned in &ejection.stacks {
        if planned.rendering.is_none() {
            tasks.push(words::not_validated(&planned.template));
        }
        tasks.extend(planned.missing.iter().map(|name| words::missing(&planned.parameters, name)));
        tasks.extend(planned.secrets.iter().map(|name| words::secret(&planned.id, name)));
    }
    let unnamed = ejection.others.iter().filter(|other| other.name.is_empty());
    tasks.extend(unnamed.map(|other| words::unnamed(&other.id)));
    tasks
}

fn bundle(ejected: Ejected, links: Links) -> AnyView {
    let Ejected { bundle, refusals, stacks, modules, .. } = ejected;
    let is_empty = refusals.is_empty() && stacks.is_empty() && modules.is_empty();
    let refused = |reason: String| {
        view! { <p class="eject__refusal">{prose::message(&words::refused(&reason))}</p> }
    };
    view! {
        <h3 class="eject__title">{bundle}</h3>
        {refusals.into_iter().map(refused).collect_view()}
        {is_empty.then(|| view! { <p class="eject__note">{words::NO_TEMPLATE}</p> })}
        {stacks.into_iter().map(|one| stack(one, links)).collect_view()}
        {modules.into_iter().map(module).collect_view()}
    }
    .into_any()
}

fn stack(stack: Stack, links: Links) -> AnyView {
    let Stack { label, template, inputs, file, .. } = stack;
    if let Err(reason) = template {
        return view! {
            <h4 class="eject__stack-title">{label}</h4>
            <p class="eject__refusal">{prose::message(&words::refused(&reason))}</p>
        }
        .into_any();
    }
    let is_unread = |input: &Input| input.fate == Fate::Unread;
    let is_parameter = |input: &Input| {
        matches!(input.fate, Fate::Parameter { .. } | Fate::Derived { .. })
            && input.decision.is_none()
    };
    let (unread, read): (Vec<Input>, Vec<Input>) = inputs.into_iter().partition(is_unread);
    let (parameters, others): (Vec<Input>, Vec<Input>) = read.into_iter().partition(is_parameter);
    let list = move |inputs: Vec<Input>| {
        let file = file.clone();
        let items = inputs.into_iter().map(move |one| input(one, file.clone(), links));
        view! { <ul class="eject__inputs">{items.collect_view()}</ul> }
    };
    let folded = |count: usize, title: String, inputs: Vec<Input>| {
        (count > 0).then(|| {
            view! {
                <details class="eject__more">
                    <summary>{title}</summary>
                    {list(inputs)}
                </details>
            }
        })
    };
    let (parameter_count, unread_count) = (parameters.len(), unread.len());
    view! {
        <h4 class="eject__stack-title">{label}</h4>
        {if others.is_empty() {
            view! { <p class="eject__note">{words::NOTHING_FROZEN}</p> }.into_any()
        } else {
            list(others).into_any()
        }}
        {folded(parameter_count, words::parameters(parameter_count), parameters)}
        {folded(unread_count, words::unread(unread_count), unread)}
    }
    .into_any()
}

/// An input, with the line of the template that decided what becomes of it.
fn input(input: Input, file: FileId, links: Links) -> AnyView {
    let Input { name, fate, value, decision, advice, .. } = input;
    let (close, of) = (links.close, file.clone());
    let fate = words::fate(&fate, value.as_deref(), decision.is_some());
    let reason = decision.map(|Decision { line, text, reason }| {
        view! {
            <p class="eject__reason">
                <Line file line close />
                " "
                <code>{text}</code>
                ": "
                {prose::message(&reason)}
            </p>
        }
    });
    let fixed = name.clone();
    view! {
        <li class="eject__input">
            <code>{name}</code>
            " "
            <span class="eject__fate">{prose::message(&fate)}</span>
            {reason}
            {advice.map(|advice| view! { <p class="eject__reason">{prose::message(&advice)}</p> })}
            <FixButton name=fixed file=of links />
        </li>
    }
    .into_any()
}

/// The button that changes the template so that an input becomes a parameter, if there is such a change.
#[component]
fn FixButton(
    /// The input.
    name: String,
    /// The template.
    file: FileId,
    /// The ways to the template.
    links: Links,
) -> impl IntoView {
    let session = use_session();
    let fix = Memo::new(move |_| {
        links.fixes.with(|fixes| {
            fixes.iter().flatten().find(|fix| fix.input == name && fix.file == file).cloned()
        })
    });
    let apply = move |_| {
        let Some(fix) = fix.get_untracked() else { return };
        let message = words::fixed(&fix.input, &fix.file.path);
        session.replace_all(vec![(fix.file, fix.text)], message);
        links.again.run(());
    };
    view! {
        <Show when=move || fix.with(Option::is_some)>
            <p class="eject__reason">
                <button class="button button--small" type="button" on:click=apply>
                    {move || fix.get().map(|fix| prose::message(&fix.title))}
                </button>
            </p>
        </Show>
    }
}

/// A button that goes to a line of Proton's template.
#[component]
fn Line(
    /// The template.
    file: FileId,
    /// The line, from 1.
    line: usize,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let title = words::go_to(&file.path, line);
    let go = move |_| {
        close.run(());
        let range = Some(((line, 0), (line, 0)));
        let reveal = Reveal { file: file.clone(), range, focus: true };
        // The dialog must restore the focus before the editor takes it.
        after_dialog(move || session.go(reveal));
    };
    view! {
        <button class="link" type="button" title=title on:click=go>{words::line(line)}</button>
    }
}

fn module(module: Module) -> AnyView {
    let Module { label, tool, missing, secrets, omitted, .. } = module;
    let notes = [
        (!missing.is_empty()).then(|| words::module_missing(&missing)),
        (!secrets.is_empty()).then(|| words::module_secrets(&secrets)),
        (!omitted.is_empty()).then(|| words::module_omitted(&omitted)),
    ];
    view! {
        <h4 class="eject__stack-title">{label}</h4>
        <p class="eject__note">{words::module(tool)}</p>
        {notes.into_iter().flatten().map(|note| view! {
            <p class="eject__note">{prose::message(&note)}</p>
        }).collect_view()}
    }
    .into_any()
}
