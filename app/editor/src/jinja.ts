import type { Token } from "./token";

/**
 * The Jinja of a template: its prints, tags and comments, and the ranges that tags enclose.
 *
 * A template is usually broken while the user types, so the reader never fails. An unclosed delimiter ends with
 * its line, and the rest keeps its meaning.
 */
export interface Jinja {
  /** Prints, tags and comments, in order. */
  parts: readonly Range[];
  /** The ranges from a tag to its end tag, and the insides of comments. */
  enclosed: readonly Range[];
}

/** Offsets in the text; the end is excluded. */
export interface Range {
  from: number;
  to: number;
}

/** Finds the Jinja of a text. */
export function findJinja(text: string): Jinja {
  const parts: Range[] = [];
  const enclosed: Range[] = [];
  const open: { name: string; at: number }[] = [];
  const counts = new Map<string, number>();
  const missing: Missing = { comment: false, quote: 0 };
  for (let at = 0; ; ) {
    const from = search(opening, text, at)?.index;
    if (from === undefined) return { parts, enclosed };
    const part = { from, to: partEnd(text, from, missing) };
    parts.push(part);
    at = part.to;
    if (text[from + 1] === "#") enclosed.push({ from: from + 2, to: at - 2 });
    if (text[from + 1] !== "%") continue;
    const name = search(tagName, text, from)?.[1] ?? "";
    // Only open tags are searched for, since there may be very many end tags.
    if (name.startsWith("end") && counts.get(name.slice(3))) {
      const start = open.findLastIndex((tag) => `end${tag.name}` === name);
      const closed = open.splice(start);
      for (const tag of closed) counts.set(tag.name, counts.get(tag.name)! - 1);
      // Tags in between without an end tag enclose nothing.
      enclosed.push({ from: closed[0]!.at, to: from });
    } else if (enclosing.has(name) && !search(assignment, text, from)) {
      open.push({ name, at });
      counts.set(name, (counts.get(name) ?? 0) + 1);
      // A raw block has no Jinja up to its end.
      if (name === "raw") at = search(rawEnd, text, at)?.index ?? text.length;
    }
  }
}

/** Failed searches. They are not repeated, since an opening may occur a million times. */
interface Missing {
  /** No further comment has an end. */
  comment: boolean;
  /** No string that begins before this offset has an end. */
  quote: number;
}

/** The tokens of a print, tag or comment. */
export function jinjaTokens(text: string, { from, to }: Range): Token[] {
  if (text[from + 1] === "#") return [{ from, to, kind: "comment" }];
  const begin = from + search(delimiter, text, from)![0].length;
  const end = search(delimiterEnd, text.slice(from, to), 0)?.[0].length ?? 0;
  const tokens: Token[] = [{ from, to: begin, kind: "template" }];
  let before = text[from + 1] === "%" ? "%" : "";
  for (let at = begin; at < to - end; ) {
    const found = search(token, text, at)!;
    const length = Math.min(found[0].length, to - end - at);
    if (/\S/.test(found[0])) {
      tokens.push({ from: at, to: at + length, kind: kindOf(found, before, text) });
      before = found[0];
    }
    at += length;
  }
  if (end > 0) tokens.push({ from: to - end, to, kind: "template" });
  return tokens;
}

const opening = /\{[{%#]/g;
const delimiter = /\{.[-+]?/y;
const delimiterEnd = /[-+]?[%}]\}$/g;
const tagName = /\{%[-+]?\s*(\w+)/y;
const assignment = /\{%[-+]?\s*set\s[^%|]*=/y;
const rawEnd = /\{%[-+]?\s*endraw\b/g;
const openingOrLine = /\{[{%#]|\n/g;
const newLine = /\n/g;
const string = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;
const token =
  /\s+|("(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)|(\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?)|([\p{L}_][\p{L}\d_]*)|[=!<>]=|\/\/|\*\*|[^]/uy;
const call = /\s*\(/y;

const words = (list: string) => new Set(list.split(" "));
const enclosing = words("for if macro call filter block with autoescape raw trans set");
const operators = words(
  "in is not and or if else recursive as import with without context ignore missing",
);
const constants = words("true false none True False None");

function kindOf(found: RegExpExecArray, before: string, text: string): Token["kind"] {
  const [, string, number, word] = found;
  if (string) return "string";
  if (number) return "number";
  if (!word) return "punctuation";
  if (before === "%") return "template";
  if (before === "|") return "filter";
  if (before === ".") return "variable";
  if (operators.has(word)) return "template";
  if (constants.has(word)) return "number";
  return search(call, text, found.index + word.length) ? "filter" : "variable";
}

/** The end of the print, tag or comment that begins at `from`. */
function partEnd(text: string, from: number, missing: Missing): number {
  if (text[from + 1] === "#") {
    const end = missing.comment ? -1 : text.indexOf("#}", from + 2);
    missing.comment = end < 0;
    return end < 0 ? lineEnd(text, from) : end + 2;
  }
  const close = text[from + 1] === "%" ? "%}" : "}}";
  let braces = 0;
  for (let at = from + 2; at < text.length; at++) {
    const sign = text[at]!;
    if (at >= missing.quote && (sign === '"' || sign === "'")) {
      const found = search(string, text, at);
      if (found) at += found[0].length - 1;
      else missing.quote = search(newLine, text, at)?.index ?? text.length;
    } else if (sign === "{") {
      if ("{%#".includes(text[at + 1] ?? " ")) break;
      braces++;
    } else if (braces === 0 && text.startsWith(close, at)) {
      return at + 2;
    } else if (sign === "}") {
      // The braces of a dictionary may come before the closing ones.
      braces = Math.max(0, braces - 1);
    }
  }
  return lineEnd(text, from);
}

/** The end of an unclosed part: the end of its line, or the next delimiter in it. */
function lineEnd(text: string, from: number): number {
  return search(openingOrLine, text, from + 2)?.index ?? text.length;
}

/** The next match of a global expression from an offset, or the match of a sticky one at it. */
function search(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
