import {
  type Extension,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Text,
} from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** A range of marked lines. Lines count from 1, and the last one is included. */
export interface LineMark {
  fromLine: number;
  toLine: number;
  /** `source` for lines that come from the template line at the cursor, or else the severity of a problem. */
  kind: "source" | "error" | "warning" | "info";
  /** The tooltip. */
  title: string;
}

/** Sets the marks, and removes the ones before. */
export const setLineMarks = StateEffect.define<readonly LineMark[]>();

/** Tints the marked lines, with a tooltip. */
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
