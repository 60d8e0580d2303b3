import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView, type Panel, showPanel } from "@codemirror/view";
import { placeOf, type Questions } from "./assist";

/** The name at the cursor, or the reason why it cannot be renamed. */
export interface Renamable {
  name: string;
  /** "input" or "output". */
  noun: string;
  error?: string;
}

/** The name that is being renamed, and its position. */
interface Asked extends Renamable {
  line: number;
  column: number;
}

const ask = StateEffect.define<Asked | null>();

/** Asks for a new name, in a panel above the text. */
export function renaming(
  file: string,
  questions: Questions,
): { extension: Extension; open(view: EditorView, at?: number): boolean } {
  const panel = StateField.define<Asked | null>({
    create: () => null,
    update(asked, transaction) {
      for (const effect of transaction.effects) if (effect.is(ask)) return effect.value;
      // The position of the name may have changed.
      return transaction.docChanged ? null : asked;
    },
    provide: (field) =>
      showPanel.from(field, (asked) =>
        asked ? (view) => form(view, asked, (name) => apply(asked, name)) : null,
      ),
  });
  const apply = async ({ line, column, name }: Asked, next: string) =>
    questions.rename?.(file, line, column, name, next);
  const open = (view: EditorView, at = view.state.selection.main.head): boolean => {
    if (!questions.renamable) return false;
    const [line, column] = placeOf(view, at);
    const { doc } = view.state;
    void questions.renamable(file, line, column).then((found) => {
      if (!found || view.state.doc !== doc) return;
      const effects = found.error
        ? EditorView.announce.of(found.error)
        : ask.of({ ...found, line, column });
      view.dispatch({ effects });
      view.dom.querySelector<HTMLInputElement>(".cm-renaming input")?.select();
    });
    return true;
  };
  return { extension: panel, open };
}

function form(
  view: EditorView,
  asked: Asked,
  apply: (name: string) => Promise<string | undefined>,
): Panel {
  const dom = document.createElement("form");
  dom.className = "cm-renaming";
  dom.setAttribute("aria-label", `Rename ${asked.noun}`);
  const label = document.createElement("label");
  label.textContent = `Rename ${asked.noun} `;
  const name = document.createElement("strong");
  name.textContent = asked.name;
  label.append(name, " to ");
  const input = document.createElement("input");
  input.className = "cm-textfield";
  input.name = "name";
  input.value = asked.name;
  input.autocomplete = "off";
  input.spellcheck = false;
  input.setAttribute("aria-label", `New name of ${asked.name}`);
  const error = document.createElement("p");
  error.className = "cm-renamingError";
  error.setAttribute("role", "alert");
  const button = (text: string, type: "submit" | "button") => {
    const element = document.createElement("button");
    element.className = "cm-button";
    element.type = type;
    element.textContent = text;
    return element;
  };
  const close = () => {
    view.dispatch({ effects: ask.of(null) });
    view.focus();
  };
  const cancel = button("Cancel", "button");
  cancel.onclick = close;
  dom.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  };
  dom.onsubmit = async (event) => {
    event.preventDefault();
    const wrong = await apply(input.value.trim());
    if (!wrong) return close();
    error.textContent = wrong;
    input.setAttribute("aria-invalid", "true");
    input.select();
  };
  label.append(input);
  dom.append(label, button("Rename", "submit"), cancel, error);
  return { dom, top: true };
}
