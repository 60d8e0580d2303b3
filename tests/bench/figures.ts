/** The value that half of all are below. */
export const median = (values: number[]): number => quantile(values, 0.5);

/** The value that 95 of 100 are below. */
export const p95 = (values: number[]): number => quantile(values, 0.95);

/** Milliseconds as the table shows them. */
export const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

/** Prints rows under a heading as Markdown, ready to be taken over. */
export function print(heading: string, rows: Record<string, string>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const widths = columns.map((name) => Math.max(...[name, ...rows.map((row) => row[name]!)].map((cell) => cell.length)));
  const line = (cells: string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(" | ")} |`;
  const table = [
    line(columns),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.map((row) => line(columns.map((name) => row[name]!))),
  ];
  console.log(`\n${heading}\n\n${table.join("\n")}\n`);
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
