import {
  type Diagnostic,
  forEachDiagnostic,
  lintGutter,
  nextDiagnostic,
  setDiagnostics,
} from "@codemirror/lint";
import {
  type EditorState,
  type Extension,
  Prec,
  type Text,
  type TransactionSpec,
} from "@codemirror/state";
import { closeHoverTooltips, EditorView, keymap } from "@codemirror/view";

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

/** Problems in the gutter and under the text, and the keys for the one at the cursor. */
export const marking: Extension = [
  // Left of the line numbers.
  Prec.high(lintGutter()),
  keymap.of([
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

/** Shows what the mark at an offset says, and leaves the selection at it. */
export function showMark(view: EditorView, offset: number): void {
  let begins = false;
  forEachDiagnostic(view.state, (_, from) => (begins ||= from === offset));
  if (!begins) return;
  // The library shows a message only on its way to the next mark: so it begins just before this one.
  const anchor = offset > 0 ? offset - 1 : view.state.doc.length;
  view.dispatch({ selection: { anchor } });
  nextDiagnostic(view);
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
