import { foldService, type IndentContext, indentService } from "@codemirror/language";
import { EditorState, type Extension, type Text } from "@codemirror/state";
import { highlighting } from "./highlight";
import type { Range } from "./jinja";
import { reader, type Source } from "./source";

/** The language of a file by its name: YAML with Jinja, or none. */
export function languageOf(file: string): Extension {
  return /\.(ya?ml|json|template)$/i.test(file) ? templates : [];
}

/**
 * Indents a new line like the line before it, or deeper after a line that opens a block. Jinja's statements do not
 * indent YAML, and a block of YAML may begin in one branch of a statement and end in another.
 */
const indentation = indentService.of((context: IndentContext, at: number) => {
  // Only new lines are indented, since the indentation of others has a meaning in YAML.
  if (context.simulatedBreak === null) return context.lineIndent(at);
  for (let pos = at; ; ) {
    const { text, from } = context.lineAt(pos, -1);
    const indent = text.search(/\S/);
    if (indent >= 0) return context.countColumn(text, indent) + deeper(text, context.unit);
    if (from === 0) return 0;
    pos = from - 1;
  }
});

function deeper(line: string, unit: number): number {
  const text = line.replace(/\s+#.*$/, "").trimEnd();
  if (/^\s*#/.test(text) || /%\}$/.test(text)) return 0;
  const item = /^\s*(?:-\s+)+/.exec(text);
  const opens = /:$|^\s*-$|[:-]\s+(?:![\w:]+\s*)?[|>][-+\d]*$|[[{]$/.test(text);
  const column = item && /:(\s|$)/.test(text) ? item[0].trimStart().length : 0;
  return opens ? column + unit : column;
}

/** Folds the range that a Jinja statement encloses, or else the lines that are indented below a line. */
function folding(read: (doc: Text) => Source): Extension {
  return foldService.of(({ doc }, start, end) => {
    const source = read(doc);
    const enclosed = source.enclosed.find(
      ({ from, to }) => from >= start && from <= end && to > end,
    );
    return enclosed ?? indented(source, doc, doc.lineAt(start).number);
  });
}

function indented({ indents }: Source, doc: Text, first: number): Range | null {
  const indent = indents[first - 1]!;
  if (indent < 0) return null;
  const isItem = (number: number) => /^\s*-(?:\s|$)/.test(doc.line(number).text);
  // The items of a list may have the same indentation as their key.
  const below = isItem(first) ? indent + 1 : indent;
  let last = first;
  for (let number = first + 1; number <= indents.length; number++) {
    const here = indents[number - 1]!;
    if (here < 0) continue;
    if (here < below || (here === indent && !isItem(number))) break;
    last = number;
  }
  return last > first ? { from: doc.line(first).to, to: doc.line(last).to } : null;
}

const comments = EditorState.languageData.of(() => [
  { commentTokens: { line: "#", block: { open: "{#", close: "#}" } } },
]);

const yaml = (jinja: boolean): Extension => {
  const read = reader(jinja);
  return [highlighting(read), folding(read), comments, indentation];
};

const templates = yaml(true);

/** YAML without Jinja, for rendered text. */
export const rendered = yaml(false);
