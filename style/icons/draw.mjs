// Draws the icons that icon.svg is too little for, beside it: `node style/icons/draw.mjs`.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const svg = readFileSync(here("icon.svg"), "utf8");

/** Name, pixels, how much of the paper the drawing takes, and the paper. */
const icons = [
  { name: "icon-192.png", size: 192, share: 1, paper: "transparent" },
  // Whatever shape a system cuts out of it, the drawing stays whole.
  { name: "icon-512.png", size: 512, share: 0.6, paper: "#ffffff" },
];

const local = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({
  ...(existsSync(local) ? { executablePath: local } : {}),
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const { name, size, share, paper } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const margin = ((1 - share) / 2) * size;
  await page.setContent(
    `<style>body { margin: ${margin}px; background: ${paper} } svg { display: block }</style>${svg}`,
  );
  await page.screenshot({ path: here(name), omitBackground: true });
  await page.close();
}
await browser.close();
