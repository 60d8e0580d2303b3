import type { Locator, Page } from "@playwright/test";

/** How long after a key went down, in milliseconds. */
export interface Lap {
  /** The first frame after it, with the key's own character in the editor, has been painted. */
  echoed: number;
  /** The viewer holds the new text. */
  shown: number;
  /** The frame with that text has been painted. */
  painted: number;
}

/**
 * Presses a key and waits for the viewer's first line to end with it.
 *
 * Begins with the key event's own time stamp, which the browser takes before any script runs. A
 * frame counts as painted when the first task after it runs: its animation callbacks, layout and
 * painting are over by then.
 */
export async function lap(viewer: Locator, key: string): Promise<Lap> {
  // The watch is set before the key goes down: an answer can be quicker than a round trip to here.
  const done = await viewer.evaluateHandle((content, key) => {
    const line = `${content.firstElementChild?.textContent}${key}`;
    const painted = (then: () => void) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = then;
        port2.postMessage(null);
      });
    let pressed = Number.NaN;
    let echoed = Number.NaN;
    const press = ({ timeStamp }: Event) => {
      pressed = timeStamp;
      painted(() => (echoed = performance.now() - pressed));
    };
    window.addEventListener("keydown", press, { capture: true, once: true });
    const lap = new Promise<Lap>((resolve, reject) => {
      // The engine is replaced after two seconds, and what it was at is not tried again.
      setTimeout(() => reject(new Error("The rendering did not follow the key within 10 s.")), 10_000);
      const observer = new MutationObserver(() => {
        if (content.firstElementChild?.textContent !== line) return;
        observer.disconnect();
        const shown = performance.now() - pressed;
        painted(() => resolve({ echoed, shown, painted: performance.now() - pressed }));
      });
      observer.observe(content, { childList: true, subtree: true, characterData: true });
    });
    // A promise by itself would be waited for.
    return { lap };
  }, key);
  await viewer.page().keyboard.press(key);
  const result = await done.evaluate(({ lap }) => lap);
  await done.dispose();
  return result;
}

/**
 * Presses keys and tells for each how long the browser took from the event to the next frame on the
 * screen, by its own account (Event Timing): in steps of 8 ms, and 8 for all below 16.
 */
export async function nextPaints(page: Page, keys: number): Promise<number[]> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    // TypeScript's own types do not have the threshold yet.
    const options: PerformanceObserverInit & { durationThreshold: number } = {
      type: "event",
      durationThreshold: 16,
    };
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === "keydown") seen.push(duration);
    }).observe(options);
  });
  for (let at = 0; at < keys; at += 1) {
    await page.keyboard.press("x");
    await page.waitForTimeout(60 + Math.random() * 60);
  }
  await page.waitForTimeout(500);
  const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen);
  return [...seen, ...Array.from({ length: keys - seen.length }, () => 8)];
}
