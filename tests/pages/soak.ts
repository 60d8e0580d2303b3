/** Whether sweeps run in full, as in `make soak`. */
export const soak = Boolean(process.env.SOAK);

/** All cases in `make soak`; otherwise a sample of them, spread evenly over the list. Prints what is left out. */
export function sample<T>(what: string, cases: readonly T[], count: number): T[] {
  if (soak || cases.length <= count) return [...cases];
  // The runner loads each file in its own process first, and again in every worker.
  if (process.env.TEST_WORKER_INDEX === undefined) {
    console.log(`${what}: a sample of ${count}; \`make soak\` runs all ${cases.length}`);
  }
  return Array.from({ length: count }, (_, at) => cases[Math.floor((at * cases.length) / count)]!);
}
