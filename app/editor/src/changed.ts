import {
  Annotation,
  type Extension,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Transaction,
} from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** Marks a transaction whose changed lines are highlighted. */
export const highlightChanges = Annotation.define<true>();

/** Ends the highlight. */
export const endHighlight = StateEffect.define<null>();

const changed = Decoration.line({ class: "cm-changedLine" });

/** Highlights the lines that the newest change touched, until `endHighlight`. */
export const changedLines: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, transaction) {
    if (transaction.annotation(highlightChanges)) return touched(transaction);
    if (transaction.effects.some((effect) => effect.is(endHighlight))) return Decoration.none;
    return lines.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function touched({ changes, newDoc }: Transaction): DecorationSet {
  const lines = new RangeSetBuilder<Decoration>();
  let last = -1;
  changes.iterChangedRanges((_fromA, _toA, from, to) => {
    for (let at = from; at <= to; ) {
      const line = newDoc.lineAt(at);
      // A change that ends at the start of a line does not touch that line.
      if (line.from > last && (line.from < to || from === to)) {
        lines.add(line.from, line.from, changed);
        last = line.from;
      }
      at = line.to + 1;
    }
  });
  return lines.finish();
}
