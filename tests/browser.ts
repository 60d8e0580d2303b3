import { existsSync } from "node:fs";

const local = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Chromium as every test of ours runs it: the machine's own, else Playwright's. */
export const browser = {
  launchOptions: {
    ...(existsSync(local) ? { executablePath: local } : {}),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
};
