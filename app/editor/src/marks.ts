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
import { closeHoverTooltips, type EditorView, keymap } from "@codemirror/view";
import { onLeave } from "./leave";

/** A problem in a file. Lines count from 1, columns from 0 in UTF-16 code units. */
export interface Mark {
  fromLine: number;
  fromColumn: number;
  toLine: number;
  toColumn: number;
  severity: "error" | "warning" | "info";
  message: string;
  /** The way out. */
  help?: string;
  /** The label of the button that fixes it; without a label there is no button. */
  fixTitle?: string;
  /** The index of the problem, which is returned when its fix is requested. */
  index: number;
}

/** Shows problems in the gutter and under the text, with keys for the one at the cursor. */
export const marking: Extension = [
  // Left of the line numbers.
  Prec.high(lintGutter()),
  keymap.of([
    { key: "Mod-.", run: applyFix },
    { key: "Alt-Enter", run: applyFix },
    { key: "Escape", run: closeTooltip },
  ]),
  // The tooltip would cover the text while the user works elsewhere on the page.
  onLeave(closeTooltip),
];

/** Sets the marks, and removes the ones before. `fix` is called with the index of the problem to fix. */
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

/** The offset of a position, or the nearest one where the document has no such position. */
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
  spans([`${severities[mark.severity]}: ${mark.message}`, mark.help].filter(Boolean).join(" "))
    .map(({ text }) => text)
    .join("");

/** The parts of a message: the text between two backticks is code. */
function spans(message: string): { text: string; isCode: boolean }[] {
  const parts = message.split("`");
  // The last of an odd number of backticks is text.
  if (parts.length % 2 === 0) parts.push(`${"`"}${parts.splice(-1).join("")}`);
  return parts
    .map((text, at) => ({ text, isCode: at % 2 === 1 && at < parts.length - 1 }))
    .filter(({ text }) => text !== "");
}

function rendered(mark: Mark): Node {
  const node = document.createElement("div");
  const line = (name: string, text: string) => {
    const part = document.createElement("p");
    part.className = name;
    for (const span of spans(text)) {
      const element = document.createElement(span.isCode ? "code" : "span");
      element.textContent = span.text;
      part.append(element);
    }
    node.append(part);
  };
  line("cm-markMessage", `${severities[mark.severity]}: ${mark.message}`);
  if (mark.help) line("cm-markHelp", mark.help);
  return node;
}

/** Shows the message of the problem that begins at an offset, and selects it. */
export function showMark(view: EditorView, offset: number): void {
  let begins = false;
  forEachDiagnostic(view.state, (_, from) => (begins ||= from === offset));
  if (!begins) return;
  // The library shows a message only when it moves to the next problem, so the move starts just before this one.
  const anchor = offset > 0 ? offset - 1 : view.state.doc.length;
  view.dispatch({ selection: { anchor } });
  nextDiagnostic(view);
}

function applyFix(view: EditorView): boolean {
  const found = selected(view.state).find(({ actions }) => actions?.length);
  found?.actions![0]!.apply(view, found.from, found.to);
  return found !== undefined;
}

/** Closes the tooltip of a problem. Returns `false`, so that Escape goes on to other commands. */
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
