import type { Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { completing, type Completions } from "./completion";
import { type Hover, hovering } from "./hover";
import { type Renamable, renaming } from "./renaming";

/**
 * What the editor asks about a place in a file: line from 1, column from 0 in UTF-16 code units.
 * Nothing comes back where a newer question came first.
 */
export interface Questions {
  /** What can be written here. */
  complete?(file: string, line: number, column: number): Promise<Completions | undefined>;
  /** What is to be said about what stands here. */
  hover?(file: string, line: number, column: number): Promise<Hover | undefined>;
  /** Goes to where it is declared; gives what is to be said where that is nowhere. */
  define?(file: string, line: number, column: number): Promise<string | undefined>;
  /** Goes to where it is read. */
  references?(file: string, line: number, column: number): Promise<string | undefined>;
  /** Whether it can be renamed. */
  renamable?(file: string, line: number, column: number): Promise<Renamable | undefined>;
  /** Renames it; gives what is wrong with the name, if anything is. */
  rename?(
    file: string,
    line: number,
    column: number,
    before: string,
    name: string,
  ): Promise<string | undefined>;
  /** The user wants to see what the file is made of. */
  outline?(file: string): void;
  /** The user wants help about what stands here. */
  help?(file: string, line: number, column: number): void;
}

/** A place as it is asked about. */
export function placeOf({ state }: EditorView, at: number): [line: number, column: number] {
  const line = state.doc.lineAt(at);
  return [line.number, at - line.from];
}

/** All that helps whoever edits `file`. */
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
    // A click that goes elsewhere must not add a cursor here.
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
