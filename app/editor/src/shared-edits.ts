import { redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { Annotation, type EditorState, type StateCommand, type Transaction } from "@codemirror/state";

/** Undoes or redoes an edit, or applies it for the first time. */
export type EditStep = "apply" | "undo" | "redo";

/** The step of an edit of several files that a transaction is part of. */
export const sharedEdit = Annotation.define<number>();

/** Knows which steps in the history of a file are part of an edit of several files. */
export class SharedEdits {
  /** The edit that is the newest step of a history of this depth. */
  private byDepth = new Map<number, number>();

  /** Takes note of a transaction of the file. */
  follow(transaction: Transaction): void {
    if (!transaction.docChanged || isFromHistory(transaction)) return;
    const [before, depth] = [undoDepth(transaction.startState), undoDepth(transaction.state)];
    // The history drops its oldest steps when it is full.
    if (depth < before) this.shift(before + 1 - depth);
    // The change replaces the steps that could be redone.
    for (const at of [...this.byDepth.keys()]) if (at >= depth) this.byDepth.delete(at);
    const edit = transaction.annotation(sharedEdit);
    if (edit !== undefined) this.byDepth.set(depth, edit);
  }

  /** The edit of several files that the next undo, or redo, of this file would change. */
  next(state: EditorState, step: "undo" | "redo"): number | undefined {
    if (step === "undo") return this.byDepth.get(undoDepth(state));
    return redoDepth(state) > 0 ? this.byDepth.get(undoDepth(state) + 1) : undefined;
  }

  private shift(count: number): void {
    const shifted = [...this.byDepth].map(([depth, edit]) => [depth - count, edit] as const);
    this.byDepth = new Map(shifted.filter(([depth]) => depth > 0));
  }
}

/** The commands of the history. */
export const historyCommands: Record<"undo" | "redo", StateCommand> = { undo, redo };

const isFromHistory = (transaction: Transaction): boolean =>
  transaction.isUserEvent("undo") || transaction.isUserEvent("redo");
