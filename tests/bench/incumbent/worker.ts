import { type Files, type Result, work } from "./work";

/** The worker's reply: the results, and the time that they took, in milliseconds. */
export interface Answer extends Result {
  milliseconds: number;
}

self.onmessage = ({ data }: MessageEvent<Files>) => {
  const start = performance.now();
  const result = work(data);
  const answer: Answer = { ...result, milliseconds: performance.now() - start };
  self.postMessage(answer);
};
