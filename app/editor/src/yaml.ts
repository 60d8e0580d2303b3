import type { Token } from "./token";

/** Replaces a character of Jinja in a line of YAML: part of the scalar around it. */
export const JINJA = "\uE000";

/** The state of YAML at the start of a line. */
export interface YamlState {
  /** The indentation of an open block scalar, whose lines are indented deeper; -1 outside of one. */
  block: number;
  /** The number of open flow collections. */
  flow: number;
  /** The quote of an open string, or the empty string. */
  quote: string;
}

/** The state at the beginning of a document. */
export const outside = (): YamlState => ({ block: -1, flow: 0, quote: "" });

/**
 * Reads a line, and updates the state for the next one.
 *
 * This does not parse YAML: lines are enough for colours, and a template need not be YAML before it is rendered.
 */
export function yamlTokens(line: string, state: YamlState): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (length: number, kind?: Token["kind"]) => {
    if (kind) tokens.push({ from: at, to: at + length, kind });
    at += length;
  };
  const next = (expression: RegExp, from = at): string | undefined => {
    expression.lastIndex = from;
    return expression.exec(line)?.[0];
  };

  if (state.quote) {
    const rest = next(state.quote === '"' ? doubleRest : singleRest)!;
    if (rest.endsWith(state.quote)) state.quote = "";
    take(rest.length, "string");
  } else if (!blank.test(line)) {
    if (state.block >= 0 && line.search(/\S/) > state.block) return tokens;
    state.block = -1;
    const marker = next(documentMarker);
    if (marker) take(marker.length, "punctuation");
  }
  // Whether a key or an item may begin here, and whether a value, such as a block scalar, may.
  let start = at === 0;
  let value = start;
  while (at < line.length) {
    let found: string | undefined;
    if ((found = next(space))) take(found.length);
    else if ((found = next(comment))) take(found.length, "comment");
    else if (start && state.flow === 0 && (found = next(indicator))) {
      take(found.length, "punctuation");
      value = true;
    } else if ((found = next(property))) take(found.length, "tag");
    else if (value && state.flow === 0 && next(header)) {
      state.block = blockIndent(line);
      take(next(header)!.length, "punctuation");
    } else if ((start || value || state.flow > 0) && (found = next(quoted))) {
      const closed = found.length > 1 && found.endsWith(found[0]!);
      if (!closed) state.quote = found[0]!;
      const isKey = closed && next(colon, at + found.length) !== undefined;
      take(found.length, isKey ? "key" : "string");
      start = value = false;
    } else if ((found = next(colon)) && at > 0) {
      take(found.length, "punctuation");
      value = true;
    } else if ((value || state.flow > 0) && (found = next(flowOpen))) {
      state.flow++;
      take(1, "punctuation");
      value = true;
    } else if (state.flow > 0 && (found = next(flowEnd))) {
      if (found !== ",") state.flow--;
      take(1, "punctuation");
      value = found === ",";
    } else if ((start || state.flow > 0) && (found = next(state.flow > 0 ? flowKey : key))) {
      take(found.length, "key");
      start = value = false;
    } else {
      found = next(state.flow > 0 ? flowPlain : plain) ?? line[at]!;
      take(found.length, constant.test(found) ? "number" : undefined);
      start = value = false;
    }
  }
  return tokens;
}

/** The indentation of the block scalar that a line begins; -1 where it begins none. */
export function blockIndent(line: string): number {
  if (!headerLine.test(line)) return -1;
  const lead = /^\s*(?:-\s+)*/.exec(line)![0];
  const rest = line.slice(lead.length);
  return /^[|>!&]/.test(rest) ? lead.lastIndexOf("-") : lead.length;
}

const blank = /^\s*$/;
const space = /\s+/y;
const comment = /(?<!\S)#.*/y;
const documentMarker = /(?:---|\.\.\.)(?=\s|$)|%[A-Z].*/y;
const indicator = /[-?](?=\s|$)/y;
const property = /(?<![^\s[{,])(?:![^\s,[\]{}]*|[&*][^\s,[\]{}]+)/y;
const header = /[|>][-+\d]{0,2}(?=\s*$|\s+#)/y;
const headerLine = /(?:^|[:-])\s+(?:[!&]\S+\s+)*[|>][-+\d]{0,2}(?:\s*$|\s+#)/;
const colon = /\s*:(?=\s|$)/y;
const flowOpen = /[[{]/y;
const flowEnd = /[\]},]/y;
const quoted = /"(?:[^"\\]|\\.)*(?:"|\\?$)|'(?:[^']|'')*(?:'|$)/y;
const doubleRest = /(?:[^"\\]|\\.)*(?:"|\\?$)/y;
const singleRest = /(?:[^']|'')*(?:'|$)/y;
const key = /[^\s#[\]{},"'&*!|>%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*(?=:(?:\s|$))/y;
const flowKey = /[^\s#[\]{},"'&*!|>%@`](?:[^:#[\]{},]|:(?=\S)|(?<=\S)#)*(?=:(?:\s|$))/y;
const plain = /\S(?:[^#]|(?<=\S)#)*/y;
const flowPlain = /[^\s[\]{},](?:[^#:[\]{},]|:(?=\S)|(?<=\S)#)*/y;
const constant =
  /^(?:[-+]?(?:\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|0x[\da-fA-F]+|0o?[0-7]+|\.\d+|\.inf)|~|null|true|false|yes|no|on|off)\s*$/i;
