import { type Extension, StateEffect, StateField } from "@codemirror/state";
import {
  closeHoverTooltips,
  EditorView,
  hoverTooltip,
  keymap,
  showTooltip,
  type Tooltip,
} from "@codemirror/view";
import { placeOf, type Questions } from "./assist";
import { onLeave } from "./leave";
import { offsetOf } from "./marks";
import { nodes, plain, type Prose } from "./prose";

/** The hover text about a name. */
export interface Hover {
  fromLine: number;
  fromColumn: number;
  toLine: number;
  toColumn: number;
  /** The full name. */
  title: string;
  /** The kind of value. */
  facts: string;
  help: Prose[];
  /** The present value. */
  value?: string;
  /** Whether it has a definition to go to. */
  declared: boolean;
  /** The kind of name, if it can be renamed: "input". */
  noun?: string;
}

/** The actions on a name. */
export interface Actions {
  define(view: EditorView, at: number): boolean;
  rename(view: EditorView, at: number): boolean;
}

/** Shows the hover text where the mouse rests, and on Shift-F1 at the cursor. */
export function hovering(file: string, questions: Questions, actions: Actions): Extension {
  if (!questions.hover) return [];
  const ask = async (view: EditorView, at: number): Promise<[Hover, Tooltip] | null> => {
    const { doc } = view.state;
    const found = await questions.hover!(file, ...placeOf(view, at));
    // A reply about an older text is dropped.
    if (!found || view.state.doc !== doc) return null;
    const pos = offsetOf(doc, found.fromLine, found.fromColumn);
    const end = offsetOf(doc, found.toLine, found.toColumn);
    const create = (view: EditorView) => ({ dom: rendered(found, view, pos, actions) });
    return [found, { pos, end, above: true, create }];
  };
  return [
    hoverTooltip(async (view, at) => (await ask(view, at))?.[1] ?? null, { hideOnChange: true }),
    shown,
    onLeave((view) => {
      if (view.state.field(shown, false)) view.dispatch({ effects: show.of(null) });
    }),
    keymap.of([
      {
        key: "Shift-F1",
        run(view) {
          void ask(view, view.state.selection.main.head).then((answer) => {
            const said = answer ? sentence(answer[0]) : "There is nothing to say about this.";
            view.dispatch({ effects: [show.of(answer?.[1] ?? null), EditorView.announce.of(said)] });
          });
          return true;
        },
        preventDefault: true,
      },
      {
        key: "Escape",
        run(view) {
          const open = view.state.field(shown) !== null;
          if (open) view.dispatch({ effects: show.of(null) });
          return open;
        },
      },
    ]),
  ];
}

/** Shows a tooltip that was requested by key, or hides it. */
const show = StateEffect.define<Tooltip | null>();

const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    for (const effect of transaction.effects) if (effect.is(show)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});

const sentence = ({ title, facts, help, value }: Hover): string =>
  [`${title}.`, facts, plain(help), value && `Now ${value}.`].filter(Boolean).join(" ");

function rendered(hover: Hover, view: EditorView, at: number, actions: Actions): HTMLElement {
  const node = document.createElement("div");
  node.className = "cm-said";
  const part = (tag: string, name: string, ...inner: (Node | string)[]) => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...inner);
    node.append(element);
    return element;
  };
  part("p", "cm-saidTitle", hover.title);
  if (hover.facts) part("p", "cm-saidFacts", hover.facts);
  if (hover.help.length > 0) part("div", "cm-saidHelp", ...nodes(hover.help));
  if (hover.value !== undefined) part("p", "cm-saidValue", `Now ${hover.value}`);
  const button = (name: string, key: string, run: Actions["define"]) => {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "cm-saidAction";
    element.textContent = name;
    element.title = key;
    // Keeps the focus in the text.
    element.onmousedown = (event) => event.preventDefault();
    element.onclick = () => {
      view.dispatch({ effects: [closeHoverTooltips, show.of(null)] });
      run(view, at);
    };
    return element;
  };
  const buttons = [
    ...(hover.declared ? [button("Go to definition", "F12", actions.define)] : []),
    ...(hover.noun ? [button(`Rename ${hover.noun}`, "F2", actions.rename)] : []),
  ];
  if (buttons.length > 0) part("p", "cm-saidActions", ...buttons);
  return node;
}
