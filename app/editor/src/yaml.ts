import type { Token } from "./token";

/** Stands for a character of Jinja in a line of YAML: part of whatever scalar is around it. */
export const JINJA = "\uE000";

/** What a line of YAML inherits from the lines before it. */
export interface YamlState {
  /** The column that the lines of a block scalar lie right of; -1 outside of one. */
  block: number;
  /** How many flow collections are open. */
  flow: number;
  /** The quote that an open string began with. */
  quote: string;
}

/** The state at the beginning of a document. */
export const outside = (): YamlState => ({ block: -1, flow: 0, quote: "" });

/**
 * Reads one line, and brings the state to the next.
 *
 * YAML as a whole is not checked here: lines are enough for colours, and a template need not be
 * YAML before it is rendered.
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
  // Whether a key or an item may begin here, and whether a block scalar may.
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

/** The column right of which a line lets a block scalar begin; -1 where it does not begin one. */
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
