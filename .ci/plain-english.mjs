// Fails on wordings that a reader has to read twice: in comments, in the texts of the page, in messages and in
// documentation. `npm run check` runs it.
//
//     node .ci/plain-english.mjs [folder or file…]

import { readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";

/**
 * Each rule: the pattern to find, and the wording to write instead. `only` restricts it to kinds of text: the first
 * line of a comment (`doc`), its other lines (`comment`), a string, the name of a test, or Markdown (`prose`).
 */
const rules = [
  { find: /\b(whoever|nobody|somebody)\b/i, write: "name the subject: the user, the developer, a caller; or use the passive" },
  { find: /\btold\b/i, write: "“is notified”, “the page says”, or the command that the text gives" },
  { find: /\b(said of|is meant|are meant|was meant|meant to|meant for)\b/i, write: "“about”, “intended”, or the thing itself" },
  { find: /\b(stands?|stood)\b/i, write: "“is”, “is written”, “replaces”, or “follows”" },
  { find: /\b(lies|lay) (in|on|at|beside|below|above|elsewhere|directly|around|within|outside|there|where)\b/i, write: "“is”" },
  { find: /(?<!there )\bis none\b|\bis of (the|a|an|another)\b/i, write: "“does not exist”, “has”, or “belongs to”" },
  { find: /\bhangs? on\b/i, write: "“depends on”" },
  { find: /\b(mend|mends|mended|mending)\b/i, write: "“fix”" },
  { find: /\banew\b/i, write: "“again”" },
  { find: /^What (?!(if|does|happens)\b)(?!.*\?$)/, only: ["doc"], write: "the noun: “The problems of…”, not “What is wrong with…”" },
  { find: /^(They|Yes|It would|The same)\.$/, only: ["doc"], write: "a description of the item, or no comment" },
  { find: /(^|[.:;] )What (?!.*\?)|^what (?!.*\?)/, only: ["string"], write: "the noun: “The rendered text”, not “What is rendered”" },
  { find: /(?<!there )\b(is|are) no (?!(longer|more)\b)[a-z]/i, only: ["string", "prose"], write: "“isn’t a”, or “doesn’t”" },
  { find: /[;:] none (if|for|where)\b/, only: ["doc", "comment"], write: "“`None` if” for an option, “empty if” for a list" },
  { find: /^what_/, only: ["name"], write: "a statement: `files_are_sorted`" },
];

const skipped = new Set(["target", "node_modules", "dist", "results", "before-ids", "pictures"]);
const code = new Set([".rs", ".ts", ".mjs", ".js"]);
const failures = [];

/** The texts of a file to check, each with its line from 1 and its kind. */
function texts(path, source) {
  const ext = extname(path);
  const lines = source.split("\n");
  if (ext === ".md") return prose(lines);
  const found = [];
  let wasComment = false;
  lines.forEach((line, at) => {
    const comment = /^\s*(\/\/[/!]?|\/?\*\*?) ?(.*)$/.exec(line);
    // Only the first line of a comment can begin with its subject.
    if (comment) found.push({ line: at + 1, kind: wasComment ? "comment" : "doc", text: plain(comment[2]) });
    wasComment = Boolean(comment);
    const name = /^\s*fn (\w+)\(/.exec(line);
    if (name && ext === ".rs") found.push({ line: at + 1, kind: "name", text: name[1] });
  });
  const isWords = path.startsWith("app/src/words/");
  const isCore = path.startsWith("core/src/") && !/(^|\/)tests(\.rs|\/)/.test(path);
  if (ext !== ".rs" || !(isWords || isCore)) return found;
  for (const { line, text } of strings(source.split("#[cfg(test)]")[0])) {
    // Identifiers and templates are single words, or have no words.
    if (isWords || / /.test(text)) found.push({ line, kind: "string", text: plain(text) });
  }
  return found;
}

/** The string literals of Rust code, each with the line that it begins in; continued lines are joined. */
function strings(source) {
  const token = /\/\/[^\n]*|'(?:\\[^']*|[^\\'])'|\br(#*)"([^]*?)"\1|"((?:[^"\\]|\\[^])*)"/g;
  const found = [];
  for (const match of source.matchAll(token)) {
    const text = match[2] ?? match[3]?.replace(/\\\n\s*/g, "");
    if (text) found.push({ line: source.slice(0, match.index).split("\n").length, text });
  }
  return found;
}

/** The lines of a Markdown file outside code blocks. */
function prose(lines) {
  let isCode = false;
  return lines.flatMap((text, at) => {
    if (text.startsWith("```")) isCode = !isCode;
    return isCode ? [] : [{ line: at + 1, kind: "prose", text: plain(text) }];
  });
}

/** A text without code and quotations. */
function plain(text) {
  return text.replace(/`[^`]*`|\{\{.*?\}\}|\{%.*?%\}|“[^”]*”/g, "…");
}

function check(path) {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) if (!skipped.has(name)) check(join(path, name));
  } else if (code.has(extname(path)) || extname(path) === ".md") {
    for (const { line, kind, text } of texts(path, readFileSync(path, "utf8"))) {
      for (const { find, write, only } of rules) {
        const applies = kind === "name" ? only?.includes("name") : !only || only.includes(kind);
        const match = applies ? find.exec(text) : null;
        if (match) failures.push(`${path}:${line}: “${match[0].trim()}”: write ${write}`);
      }
    }
  }
}

const paths = process.argv.slice(2);
for (const path of paths.length > 0 ? paths : ["README.md", "ARCHITECTURE.md", "app", "core", "tests"]) check(path);
if (failures.length > 0) {
  console.error(failures.join("\n"));
  console.error(`${failures.length} wordings to change`);
  process.exit(1);
}
