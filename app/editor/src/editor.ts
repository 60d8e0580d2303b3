import { redo, undo } from "@codemirror/commands";
import {
  Annotation,
  Compartment,
  EditorState,
  type Extension,
  type StateCommand,
  type StateEffect,
  Text,
  type Transaction,
  type TransactionSpec,
} from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { assisting, type Questions } from "./assist";
import { createState, replaceText, textOf } from "./document";
import { keysOf, press } from "./keys";
import { languageOf } from "./language";
import { type Mark, offsetOf, setMarks, showMark } from "./marks";
import { changeState, editing, mount } from "./setup";

/** What the editor tells. */
export interface Events extends Questions {
  /**
   * The user changed a file: typed, undid, replaced what was found … The change is about to be
   * drawn: the editor must not be changed before this returns.
   */
  change(file: string, text: string): void;
  /** The user wants the problem mended that was marked with this index. */
  fix(file: string, index: number): void;
  /** The cursor moved in a file: line from 1, column from 0. */
  cursor?(file: string, line: number, column: number): void;
}

/** Edits many files in one place; each keeps its history, selection, folds and scroll position. */
export class Editor {
  private readonly host: HTMLElement;
  private readonly view: EditorView;
  private readonly files = new Map<string, Page>();
  private readonly marks = new Map<string, Marked>();
  private shown: string | undefined;

  constructor(
    parent: HTMLElement,
    private readonly events: Events,
  ) {
    const { host, view } = mount(parent, {
      state: blank,
      dispatchTransactions: (transactions) => this.update(transactions),
    });
    this.host = host;
    this.view = view;
  }

  /** Shows a file, named `label` to those who cannot see it. */
  show(file: string, text: string, label: string): void {
    if (this.files.has(file)) this.replace(file, text);
    else this.create(file, text);
    const page = this.files.get(file)!;
    page.label = label;
    if (file === this.shown) {
      this.view.dispatch({});
      return;
    }
    this.leave();
    this.shown = file;
    changeState(this.view, page.state);
    if (page.scroll) this.view.dispatch({ effects: page.scroll });
  }

  /**
   * Takes over a text that was changed elsewhere. The user can undo that, in a file that was not
   * shown yet as well, where `before` is what stood there; no event tells of it.
   */
  replace(file: string, text: string, before = text): void {
    if (!this.files.has(file)) this.create(file, before);
    const state = this.state(file);
    if (!state || textOf(state) === text) return;
    this.dispatch(file, { ...replaceText(state, text), annotations: foreign.of(true) });
  }

  /** The files that it knows, shown or not. */
  names(): string[] {
    return [...new Set([...this.files.keys(), ...this.marks.keys()])];
  }

  /**
   * Knows files by other names from now on, `from` and `to` in the same order. Each keeps what it has;
   * one that was shown stays shown.
   */
  rename(from: string[], to: string[]): void {
    const { shown } = this;
    // All leave first: one may take the name of another.
    const moves = from.map((name, at) => {
      const move = { name, to: to[at]!, page: this.files.get(name), marked: this.marks.get(name) };
      this.files.delete(name);
      this.marks.delete(name);
      return move;
    });
    for (const { name, to, page, marked } of moves) {
      if (page) this.files.set(to, page);
      if (marked) this.marks.set(to, marked);
      if (name === shown) this.shown = to;
    }
    for (const { to, page, marked } of moves) {
      if (!page) continue;
      this.dispatch(to, { effects: named.reconfigure(this.naming(to)) });
      // The fixes of its problems are asked for by its name.
      if (marked) this.dispatch(to, this.marking(to, this.state(to)!));
    }
  }

  /** Closes a file for good: its history is gone. */
  forget(file: string): void {
    this.files.delete(file);
    this.marks.delete(file);
    if (file !== this.shown) return;
    this.shown = undefined;
    changeState(this.view, blank);
  }

  /** Shows the problems of a file, and no others. They may come before the file is shown. */
  mark(file: string, marks: Mark[]): void {
    const doc = this.state(file)?.doc;
    const before = this.marks.get(file);
    // Setting marks closes the tooltip that someone may be reading.
    if (before && before.doc === doc && same(before.marks, marks)) return;
    this.marks.set(file, { marks, doc });
    const state = this.state(file);
    if (state) this.dispatch(file, this.marking(file, state));
  }

  /**
   * Selects a range of a file that was shown before and brings it into view; with `focus` it gets the
   * keyboard, and what is marked there shows its message.
   */
  reveal(
    file: string,
    line: number,
    column: number,
    toLine: number,
    toColumn: number,
    focus = true,
  ): void {
    const page = this.files.get(file);
    if (!page) return;
    if (file !== this.shown) this.show(file, textOf(page.state), page.label);
    const { doc } = this.view.state;
    const anchor = offsetOf(doc, line, column);
    const head = Math.max(anchor, offsetOf(doc, toLine, toColumn));
    if (focus) showMark(this.view, anchor);
    this.view.dispatch({
      selection: { anchor, head },
      effects: EditorView.scrollIntoView(anchor, { y: "center" }),
    });
    if (focus) this.view.focus();
  }

  /** What is selected in a file: line from 1 and column from 0, of begin and end. */
  selection(file: string): Uint32Array | undefined {
    const state = this.state(file);
    if (!state) return undefined;
    const place = (offset: number) => {
      const line = state.doc.lineAt(offset);
      return [line.number, offset - line.from];
    };
    const { from, to } = state.selection.main;
    return new Uint32Array([...place(from), ...place(to)]);
  }

  /** Undoes the last change of a file; whether there was one. Tells of it like of typing. */
  undo(file: string): boolean {
    return this.run(file, undo);
  }

  /** Makes the last undone change again; whether there was one. */
  redo(file: string): boolean {
    return this.run(file, redo);
  }

  /** The keys that do something in the file that is shown, as `press` takes them. */
  keys(): string[] {
    return keysOf(this.view.state);
  }

  /** Puts the cursor into the text and does what a key does there; whether that was something. */
  press(key: string): boolean {
    this.view.focus();
    return press(this.view, key);
  }

  /** Puts the cursor into the text. */
  focus(): void {
    this.view.focus();
  }

  /** Takes the editor off the page. */
  destroy(): void {
    this.view.destroy();
    this.host.remove();
  }

  private create(file: string, text: string): void {
    const page: Page = { state: blank, label: "" };
    const label = EditorView.contentAttributes.of(() => ({ "aria-label": page.label }));
    page.state = createState(text, [
      editing,
      named.of(this.naming(file)),
      label,
    ]);
    this.files.set(file, page);
    if (this.marks.has(file)) {
      page.state = page.state.update(this.marking(file, page.state)).state;
    }
  }

  /** What hangs on the name of a file. */
  private naming(file: string): Extension {
    return [languageOf(file), assisting(file, this.events)];
  }

  private marking(file: string, state: EditorState): TransactionSpec {
    const { marks } = this.marks.get(file)!;
    this.marks.set(file, { marks, doc: state.doc });
    return setMarks(state, marks, (index) => this.events.fix(file, index));
  }

  private state(file: string): EditorState | undefined {
    return file === this.shown ? this.view.state : this.files.get(file)?.state;
  }

  /** Keeps what the shown file looks like, before another one takes its place. */
  private leave(): void {
    const page = this.shown === undefined ? undefined : this.files.get(this.shown);
    if (!page) return;
    page.state = this.view.state;
    page.scroll = this.view.scrollSnapshot();
  }

  private run(file: string, command: StateCommand): boolean {
    const state = this.state(file);
    if (!state) return false;
    return command({ state, dispatch: (transaction) => this.apply(file, transaction) });
  }

  private dispatch(file: string, spec: TransactionSpec): void {
    this.apply(file, this.state(file)!.update(spec));
  }

  private apply(file: string, transaction: Transaction): void {
    if (file === this.shown) {
      this.view.dispatch(transaction);
      return;
    }
    const page = this.files.get(file)!;
    page.state = transaction.state;
    if (page.scroll) page.scroll = page.scroll.map(transaction.changes)!;
    this.tell(file, [transaction]);
  }

  private update(transactions: readonly Transaction[]): void {
    const file = this.shown;
    // Told before it is drawn: others can work meanwhile.
    if (file !== undefined) this.tell(file, transactions);
    this.view.update(transactions);
    if (file === undefined) return;
    if (this.events.cursor && transactions.some(({ docChanged, selection }) => docChanged || selection)) {
      const { main } = this.view.state.selection;
      const line = this.view.state.doc.lineAt(main.head);
      this.events.cursor(file, line.number, main.head - line.from);
    }
  }

  private tell(file: string, transactions: readonly Transaction[]): void {
    const last = transactions.findLast(
      (transaction) => transaction.docChanged && !transaction.annotation(foreign),
    );
    if (last) this.events.change(file, textOf(last.state));
  }
}

/** A file that was shown once. While it is shown, the view has its newer state. */
interface Page {
  state: EditorState;
  label: string;
  scroll?: StateEffect<unknown>;
}

/** Marks, and the document that they were shown on. */
interface Marked {
  marks: readonly Mark[];
  doc: Text | undefined;
}

const foreign = Annotation.define<true>();

const named = new Compartment();

/** What there is to see when no file is shown. */
const blank = EditorState.create({
  extensions: [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ "aria-label": "No file is open" }),
  ],
});

const same = (a: readonly Mark[], b: readonly Mark[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
