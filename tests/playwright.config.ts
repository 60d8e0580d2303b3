import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { browser } from "./browser";

const port = Number(process.env.PORT ?? 4173);

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  // A second try on a machine that others slow down; the report calls such a test flaky.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  reporter: "list",
  // Nothing here measures time: these only end tests that hang, on a slow machine too.
  timeout: 60_000,
  expect: {
    timeout: 20_000,
    // A little, for what another version of the browser smoothes otherwise.
    toHaveScreenshot: { maxDiffPixelRatio: 0.01, pathTemplate: "{testDir}/pictures/{arg}{ext}" },
  },
  use: {
    ...browser,
    baseURL: `http://127.0.0.1:${port}`,
    // Recording costs a fifth of the time of a journey, so only the second try of a failed one is recorded.
    trace: "on-first-retry",
    // A route sees what a page asks for, and not what a service worker has already.
    serviceWorkers: "block",
    viewport: { width: 1440, height: 900 },
  },
  projects: [
    { name: "editor", testDir: "editor" },
    { name: "journeys", testDir: "journeys" },
    { name: "firefox", testDir: "firefox" },
    { name: "visual", testDir: "visual" },
    // Minutes of heavy work: `make hostile` alone asks for it.
    // Records what a build keeps in a browser, for the builds after it.
    ...(process.env.RECORD ? [{ name: "record", testDir: "fixtures" }] : []),
    ...(process.env.HOSTILE_SET ? [{ name: "hostile", testDir: "hostile" }] : []),
  ],
  webServer: {
    command: `npx sirv dist --quiet --host 127.0.0.1 --port ${port}`,
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: !process.env.CI,
  },
});
