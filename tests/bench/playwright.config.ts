import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { browser } from "../browser";

const port = 4175;

/** Measures the built page. No part of the tests: it prints figures and judges nothing. */
export default defineConfig({
  testDir: ".",
  outputDir: "../results/bench",
  reporter: [["line"]],
  // One after the other: whatever runs beside a measurement is measured too.
  workers: 1,
  timeout: 1_200_000,
  expect: { timeout: 60_000 },
  use: {
    ...browser,
    // Its downloads beside the page would be measured too.
    serviceWorkers: "block",
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
  },
  webServer: {
    command: `sirv dist --quiet --host 127.0.0.1 --port ${port}`,
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
  },
});
