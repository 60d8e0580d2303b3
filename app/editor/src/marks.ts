import {
  type Diagnostic,
  forEachDiagnostic,
  lintGutter,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
} from "@codemirror/lint";
import {
  type EditorState,
  type Extension,
  Prec,
  type Text,
  type TransactionSpec,
} from "@codemirror/state";
import { closeHoverTooltips, type Command, EditorView, keymap } from "@codemirror/view";

/** One problem in a file. Lines count from 1, columns from 0 in UTF-16 code units. */
export interface Mark {
  fromLine: number;
  fromColumn: number;
  toLine: number;
  toColumn: number;
  severity: "error" | "warning" | "info";
  message: string;
  /** The way out. */
  help?: string;
  /** What the button says that mends it; without one there is no button. */
  fixTitle?: string;
  /** Which of the file's problems this is; comes back when its fix is asked for. */
  index: number;
}

/** Problems in the gutter and under the text, and the keys that go from one to the next. */
export const marking: Extension = [
  // Left of the line numbers.
  Prec.high(lintGutter()),
  keymap.of([
    { key: "F8", run: announcing(nextDiagnostic), preventDefault: true },
    { key: "Shift-F8", run: announcing(previousDiagnostic), preventDefault: true },
    { key: "Alt-Enter", run: applyFix },
    { key: "Escape", run: closeTooltip },
  ]),
];

/** Shows `marks` and no others. `fix` is called with the index of the one to be mended. */
export function setMarks(
  state: EditorState,
  marks: readonly Mark[],
  fix: (index: number) => void,
): TransactionSpec {
  return setDiagnostics(
    state,
    marks.map((mark) => diagnostic(state.doc, mark, fix)),
  );
}

/** The offset of a place; the nearest one where the document has no such place. */
export function offsetOf(doc: Text, line: number, column: number): number {
  if (line > doc.lines) return doc.length;
  if (!(line >= 1)) return 0;
  const { from, length } = doc.line(Math.floor(line));
  return from + Math.min(Math.max(0, Math.floor(column) || 0), length);
}

function diagnostic(doc: Text, mark: Mark, fix: (index: number) => void): Diagnostic {
  const from = offsetOf(doc, mark.fromLine, mark.fromColumn);
  const to = Math.max(from, offsetOf(doc, mark.toLine, mark.toColumn));
  return {
    from,
    to,
    severity: mark.severity,
    message: sentence(mark),
    renderMessage: () => rendered(mark),
    actions: mark.fixTitle ? [{ name: mark.fixTitle, apply: () => fix(mark.index) }] : [],
  };
}

const severities = { error: "Error", warning: "Warning", info: "Note" };

const sentence = (mark: Mark): string =>
  [`${severities[mark.severity]}: ${mark.message}`, mark.help].filter(Boolean).join(" ");

function rendered(mark: Mark): Node {
  const node = document.createElement("div");
  const line = (name: string, text: string) => {
    const part = document.createElement("p");
    part.className = name;
    part.textContent = text;
    node.append(part);
  };
  line("cm-markMessage", `${severities[mark.severity]}: ${mark.message}`);
  if (mark.help) line("cm-markHelp", mark.help);
  return node;
}

/** The tooltip that a move to a problem shows is not read out: so say what is there. */
function announcing(move: Command): Command {
  return (view) => {
    move(view);
    const found = selected(view.state);
    const said = found.map(({ message, actions }) =>
      actions?.length ? `${message} Press Alt+Enter to mend it: ${actions[0]!.name}.` : message,
    );
    const text = said.join(" ") || "No problems in this file.";
    view.dispatch({ effects: EditorView.announce.of(text) });
    return true;
  };
}

function applyFix(view: EditorView): boolean {
  const found = selected(view.state).find(({ actions }) => actions?.length);
  found?.actions![0]!.apply(view, found.from, found.to);
  return found !== undefined;
}

/** Closes the tooltip that a move to a problem shows; Escape may have more to do. */
function closeTooltip(view: EditorView): boolean {
  view.dispatch({ effects: closeHoverTooltips });
  return false;
}

/** The problems that touch the selection. */
function selected(state: EditorState): Diagnostic[] {
  const found: Diagnostic[] = [];
  const { from, to } = state.selection.main;
  forEachDiagnostic(state, (diagnostic, start, end) => {
    if (start <= to && end >= from) found.push(diagnostic);
  });
  return found;
}
