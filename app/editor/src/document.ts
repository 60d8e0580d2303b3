import { invertedEffects } from "@codemirror/commands";
import {
  Compartment,
  EditorState,
  type Extension,
  Text,
  type TransactionSpec,
} from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { changesBetween } from "./changes";

/** Creates a state that keeps `text` byte for byte, with either kind of line break. */
export function createState(text: string, extensions: Extension): EditorState {
  const separator = separatorOf(text);
  return EditorState.create({
    doc: documentOf(text, separator),
    extensions: [extensions, separation.of(EditorState.lineSeparator.of(separator)), exact],
  });
}

/** The text of a state. */
export const textOf = (state: EditorState): string => state.sliceDoc();

/** Replaces the text of a state with as few changes as possible. */
export function replaceText(state: EditorState, text: string): TransactionSpec {
  const separator = separatorOf(text);
  return {
    changes: changesBetween(state.doc, documentOf(text, separator)),
    effects: separator === state.lineBreak ? [] : separateBy(separator),
  };
}

const separation = new Compartment();

const separateBy = (separator: string) =>
  separation.reconfigure(EditorState.lineSeparator.of(separator));

const exact: Extension = [
  // The separator is part of the text, so undoing the change restores the old one.
  invertedEffects.of(({ startState, state }) =>
    startState.lineBreak === state.lineBreak ? [] : [separateBy(startState.lineBreak)],
  ),
  // Pasted text gets the line breaks of this file.
  EditorView.clipboardInputFilter.of((text, state) =>
    text.replace(/\r\n?|\n/g, state.lineBreak),
  ),
];

/** `\r\n` if every line ends with it, or else `\n`: then a lone `\r` is an ordinary character. */
function separatorOf(text: string): "\r\n" | "\n" {
  return /\r\n/.test(text) && !/(?:^|[^\r])\n/.test(text) ? "\r\n" : "\n";
}

const documentOf = (text: string, separator: string): Text => Text.of(text.split(separator));
