import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { browser } from "../browser";

const address = "127.0.0.1:4174";

/** The tests of `core` that run in the browser, as cargo builds them and serves them. */
export default defineConfig({
  testDir: ".",
  outputDir: "../results/wasm",
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  timeout: 120_000,
  use: { ...browser, baseURL: `http://${address}` },
  webServer: {
    command:
      "cargo test --package cyclotron-core --test browser --target wasm32-unknown-unknown",
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: {
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: "wasm-bindgen-test-runner",
      WASM_BINDGEN_TEST_ADDRESS: address,
      // The runner would look for a WebDriver of its own; so it serves a page and leaves the rest to us.
      NO_HEADLESS: "1",
    },
    url: `http://${address}`,
    stdout: "ignore",
    stderr: "pipe",
    // The first build of all that the engine is made of.
    timeout: 900_000,
    reuseExistingServer: false,
  },
});
