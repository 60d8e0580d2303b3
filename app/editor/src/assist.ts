import type { Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { completing, type Completions } from "./completion";
import { type Hover, hovering } from "./hover";
import { type Renamable, renaming } from "./renaming";

/**
 * The requests of the editor about a position in a file: line from 1, column from 0 in UTF-16 code units. A reply
 * is `undefined` where a newer request replaced this one.
 */
export interface Questions {
  /** Requests the completions at the position. */
  complete?(file: string, line: number, column: number): Promise<Completions | undefined>;
  /** Requests the hover text at the position. */
  hover?(file: string, line: number, column: number): Promise<Hover | undefined>;
  /** Goes to the definition of the name; resolves to a message if it has no definition. */
  define?(file: string, line: number, column: number): Promise<string | undefined>;
  /** Goes to the places that read the name; resolves to a message if no place reads it. */
  references?(file: string, line: number, column: number): Promise<string | undefined>;
  /** Requests whether the name can be renamed. */
  renamable?(file: string, line: number, column: number): Promise<Renamable | undefined>;
  /** Renames the name; resolves to the error in the new name, or to `undefined`. */
  rename?(
    file: string,
    line: number,
    column: number,
    before: string,
    name: string,
  ): Promise<string | undefined>;
  /** Opens the outline of the file. */
  outline?(file: string): void;
  /** Opens the help about the name at the position. */
  help?(file: string, line: number, column: number): void;
}

/** The position of an offset, as requests have it. */
export function placeOf({ state }: EditorView, at: number): [line: number, column: number] {
  const line = state.doc.lineAt(at);
  return [line.number, at - line.from];
}

/** The language features for `file`: completion, hover, rename, and their keys. */
export function assisting(file: string, questions: Questions): Extension {
  const go = (ask: Questions["define"]) => (view: EditorView, at = view.state.selection.main.head) => {
    if (!ask) return false;
    void ask.call(questions, file, ...placeOf(view, at)).then((message) => {
      if (message) view.dispatch({ effects: EditorView.announce.of(message) });
    });
    return true;
  };
  const define = go(questions.define);
  const references = go(questions.references);
  const rename = renaming(file, questions);
  return [
    completing(file, questions),
    hovering(file, questions, { define, rename: rename.open }),
    rename.extension,
    keymap.of([
      { key: "F12", run: (view) => define(view), preventDefault: true },
      { key: "Shift-F12", run: (view) => references(view), preventDefault: true },
      { key: "F2", run: (view) => rename.open(view), preventDefault: true },
      {
        key: "F1",
        run: (view) => {
          questions.help?.(file, ...placeOf(view, view.state.selection.main.head));
          return questions.help !== undefined;
        },
      },
      {
        key: "Ctrl-Shift-o",
        mac: "Cmd-Shift-o",
        run: () => {
          questions.outline?.(file);
          return questions.outline !== undefined;
        },
        preventDefault: true,
      },
    ]),
    // A click that goes to a definition must not add a cursor.
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (event.button !== 0 || !(event.ctrlKey || event.metaKey) || event.altKey) return false;
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (at === null || !define(view, at)) return false;
        event.preventDefault();
        return true;
      },
    }),
  ];
}
