import { expect, test } from "@playwright/test";
import { oracle, oracleFiles } from "../pages/oracle";

test("core's tests pass in Chromium", async ({ page }) => {
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  if (oracle === undefined) console.log("skipped: no ../shared/oracle");
  await page.context().route("**/oracle.json", (route) => route.fulfill({ json: oracleFiles() }));
  await page.goto("/");
  const output = page.locator("#output");
  await expect(output).toContainText("test result:", { timeout: 100_000 });
  const text = (await output.innerText()).trim();
  console.log([text, ...said].join("\n"));
  expect(text).toMatch(/test result: ok\. [1-9]\d* passed; 0 failed/);
});
