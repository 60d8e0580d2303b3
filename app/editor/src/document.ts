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

/** A state that holds `text` byte for byte, whatever ends its lines. */
export function createState(text: string, extensions: Extension): EditorState {
  const separator = separatorOf(text);
  return EditorState.create({
    doc: documentOf(text, separator),
    extensions: [extensions, separation.of(EditorState.lineSeparator.of(separator)), exact],
  });
}

/** The text of a state. */
export const textOf = (state: EditorState): string => state.sliceDoc();

/** Turns the text of a state into another, touching as little as possible. */
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
  // The separator belongs to the text: whoever undoes the change gets the old one back.
  invertedEffects.of(({ startState, state }) =>
    startState.lineBreak === state.lineBreak ? [] : [separateBy(startState.lineBreak)],
  ),
  // Text from elsewhere ends its lines as this file does.
  EditorView.clipboardInputFilter.of((text, state) =>
    text.replace(/\r\n?|\n/g, state.lineBreak),
  ),
];

/** `\r\n` if every line ends so, else `\n`: then a lone `\r` is a character like any other. */
function separatorOf(text: string): "\r\n" | "\n" {
  return /\r\n/.test(text) && !/(?:^|[^\r])\n/.test(text) ? "\r\n" : "\n";
}

const documentOf = (text: string, separator: string): Text => Text.of(text.split(separator));
