import type { Text } from "@codemirror/state";
import { findJinja, type Jinja } from "./jinja";

/** A document with its Jinja and its indentation. */
export interface Source extends Jinja {
  text: string;
  /**
   * The indentation of each line, from 0; -1 for a line that does not affect the nesting of YAML: a blank one, a
   * comment, or a line of Jinja tags only.
   */
  indents: Int32Array;
}

/** Returns a function that reads documents, and caches the result of each. */
export function reader(jinja: boolean): (doc: Text) => Source {
  const known = new WeakMap<Text, Source>();
  return (doc) => {
    let source = known.get(doc);
    if (!source) {
      const text = doc.toString();
      const found = jinja ? findJinja(text) : { parts: [], enclosed: [] };
      source = { ...found, text, indents: indents(text, doc.lines, found) };
      known.set(doc, source);
    }
    return source;
  };
}

function indents(text: string, lines: number, { parts }: Jinja): Int32Array {
  const found = new Int32Array(lines);
  let part = 0;
  for (let line = 0, from = 0; line < lines; line++) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    let at = skipBlanks(text, from, to);
    const indent = at - from;
    // Tags and comments of Jinja render to nothing; a print renders to text.
    for (; part < parts.length && parts[part]!.from < to; part++) {
      const { from: start, to: end } = parts[part]!;
      if (end > to) {
        if (at >= start && text[start + 1] !== "{") at = to;
        break;
      }
      if (at >= start && at < end && text[start + 1] !== "{") at = skipBlanks(text, end, to);
    }
    found[line] = at >= to || text[at] === "#" ? -1 : indent;
    from = to + 1;
  }
  return found;
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && (text[at] === " " || text[at] === "\t" || text[at] === "\r")) at++;
  return at;
}
