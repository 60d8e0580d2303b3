import { type ChangeSpec, Text } from "@codemirror/state";

/**
 * Returns small changes that turn one document into another, so that selections, folds, marks and the scroll
 * position keep their places.
 */
export function changesBetween(before: Text, after: Text): ChangeSpec[] {
  const [old, now] = [before.toJSON(), after.toJSON()];
  return hunks(old, now).flatMap((hunk) => {
    const lines = now.slice(hunk.newFrom, hunk.newTo);
    const count = hunk.oldTo - hunk.oldFrom;
    if (count === 0) return insertion(before, hunk.oldFrom, lines);
    if (lines.length === 0) return deletion(before, hunk);
    if (count !== lines.length) return replacement(before, hunk.oldFrom, hunk.oldTo, lines);
    return lines.flatMap((line, i) => {
      const at = hunk.oldFrom + i;
      return line === old[at] ? [] : replacement(before, at, at + 1, [line]);
    });
  });
}

/** Lines `oldFrom..oldTo` became lines `newFrom..newTo`: indices from 0, ends excluded. */
interface Hunk {
  oldFrom: number;
  oldTo: number;
  newFrom: number;
  newTo: number;
}

function insertion(doc: Text, at: number, lines: string[]): ChangeSpec {
  return at < doc.lines
    ? { from: doc.line(at + 1).from, insert: Text.of([...lines, ""]) }
    : { from: doc.length, insert: Text.of(["", ...lines]) };
}

function deletion(doc: Text, { oldFrom, oldTo }: Hunk): ChangeSpec {
  return oldTo < doc.lines
    ? { from: doc.line(oldFrom + 1).from, to: doc.line(oldTo + 1).from }
    : { from: doc.line(oldFrom).to, to: doc.length };
}

/** Replaces lines, except for the characters that both have at their start and at their end. */
function replacement(doc: Text, oldFrom: number, oldTo: number, lines: string[]): ChangeSpec {
  const [first, last] = [doc.line(oldFrom + 1), doc.line(oldTo)];
  const [head, tail] = [lines[0]!, lines.at(-1)!];
  const start = common(first.text, head, (line, i) => line.charCodeAt(i));
  const room = oldTo - oldFrom === 1 || lines.length === 1 ? start : 0;
  const end = Math.min(
    common(last.text, tail, (line, i) => line.charCodeAt(line.length - 1 - i)),
    Math.max(0, Math.min(last.length, tail.length) - room),
  );
  const insert = Text.of(lines);
  return {
    from: first.from + start,
    to: last.to - end,
    insert: insert.slice(start, insert.length - end),
  };
}

function common(a: string, b: string, unit: (line: string, i: number) => number): number {
  const length = Math.min(a.length, b.length);
  let count = 0;
  while (count < length && unit(a, count) === unit(b, count)) count++;
  return count;
}

/** The most edits to search for; beyond this, the whole changed range is one change. */
const MAX_EDITS = 200;

/** The differing parts, in order: a shortest edit script after Myers, "An O(ND) difference". */
function hunks(old: string[], now: string[]): Hunk[] {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let [oldEnd, newEnd] = [old.length, now.length];
  while (oldEnd > head && newEnd > head && old[oldEnd - 1] === now[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  const [n, m] = [oldEnd - head, newEnd - head];
  if (n === 0 && m === 0) return [];
  const whole = { oldFrom: head, oldTo: oldEnd, newFrom: head, newTo: newEnd };
  if (n === 0 || m === 0) return [whole];
  const changed = n === m ? inPlace(old, now, head, n) : [];
  // If most lines are the same at the same place, no lines were moved.
  if (changed.length > 0 && changed.length * 2 <= n) return changed;

  // reach[k]: the furthest line of `old` that the edits reach on the diagonal k (old line minus new line).
  const limit = Math.min(n + m, MAX_EDITS);
  const reach = new Int32Array(2 * limit + 3);
  const middle = limit + 1;
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits++) {
    trace.push(reach.slice());
    for (let k = -edits; k <= edits; k += 2) {
      const inserted = inserts(reach, middle, k, edits);
      let x = inserted ? reach[middle + k + 1]! : reach[middle + k - 1]! + 1;
      while (x < n && x - k < m && old[head + x] === now[head + x - k]) x++;
      reach[middle + k] = x;
      if (x >= n && x - k >= m) return walkBack(trace, n, m, head);
    }
  }
  return [whole];
}

function inPlace(old: string[], now: string[], head: number, count: number): Hunk[] {
  const found: Hunk[] = [];
  for (let at = head; at < head + count; at++) {
    if (old[at] === now[at]) continue;
    found.push({ oldFrom: at, oldTo: at + 1, newFrom: at, newTo: at + 1 });
  }
  return found;
}

/** Whether the best path to the diagonal `k` inserts a line, from `k + 1`, or deletes one, from `k - 1`. */
function inserts(reach: Int32Array, middle: number, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && reach[middle + k - 1]! < reach[middle + k + 1]!);
}

/** Follows the edits from the end to the beginning, and joins adjacent ones. */
function walkBack(trace: Int32Array[], n: number, m: number, head: number): Hunk[] {
  const found: Hunk[] = [];
  let [x, y] = [n, m];
  for (let edits = trace.length - 1; edits > 0; edits--) {
    const reach = trace[edits]!;
    const middle = (reach.length - 1) / 2;
    const k = x - y;
    const inserted = inserts(reach, middle, k, edits);
    const before = inserted ? k + 1 : k - 1;
    const fromX = reach[middle + before]!;
    const fromY = fromX - before;
    const [toX, toY] = inserted ? [fromX, fromY + 1] : [fromX + 1, fromY];
    const next = found.at(-1);
    if (next?.oldFrom === head + toX && next.newFrom === head + toY) {
      next.oldFrom = head + fromX;
      next.newFrom = head + fromY;
    } else {
      const [oldFrom, oldTo] = [head + fromX, head + toX];
      found.push({ oldFrom, oldTo, newFrom: head + fromY, newTo: head + toY });
    }
    [x, y] = [fromX, fromY];
  }
  return found.reverse();
}
