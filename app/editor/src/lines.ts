import {
  type Extension,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Text,
} from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** Lines of a text that there is something to say of. They count from 1, the last included. */
export interface LineMark {
  fromLine: number;
  toLine: number;
  /** Why: they come from the line with the cursor, or a problem shows there. */
  kind: "source" | "error" | "warning" | "info";
  /** What there is to say. */
  title: string;
}

/** Sets the marks, and no others. */
export const setLineMarks = StateEffect.define<readonly LineMark[]>();

/** Tints the lines that are marked, and says why where the pointer rests on them. */
export const markedLines: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, { changes, effects, newDoc }) {
    const marks = effects.find((effect) => effect.is(setLineMarks));
    return marks ? decorations(newDoc, marks.value) : lines.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorations(doc: Text, marks: readonly LineMark[]): DecorationSet {
  const byLine = new Map<number, LineMark[]>();
  for (const mark of marks) {
    for (let line = Math.max(1, mark.fromLine); line <= Math.min(mark.toLine, doc.lines); line++) {
      byLine.set(line, [...(byLine.get(line) ?? []), mark]);
    }
  }
  const lines = new RangeSetBuilder<Decoration>();
  for (const [line, own] of [...byLine].sort(([a], [b]) => a - b)) {
    const { from } = doc.line(line);
    const classes = own.map(({ kind }) => `cm-marked-${kind}`);
    const title = [...new Set(own.map(({ title }) => title))].join(" ");
    lines.add(from, from, Decoration.line({ class: classes.join(" "), attributes: { title } }));
  }
  return lines.finish();
}
