import { expect, straysOf, test } from "../pages/test";

test("a request to elsewhere would be seen", async ({ baseURL, browser }) => {
  const context = await browser.newContext();
  const strays = straysOf(context, baseURL!);
  await context.route("http://elsewhere.test/**", (route) => route.fulfill({ body: "" }));
  const page = await context.newPage();
  await page.goto(baseURL!);
  expect(strays).toEqual([]);
  // From a page without our policy, which lets none out.
  await page.goto("about:blank");
  await page.evaluate(async () => {
    const ask = (url: string) => fetch(url, { mode: "no-cors" });
    await ask("http://elsewhere.test/page");
    const source = "fetch('http://elsewhere.test/worker', { mode: 'no-cors' }).then(() => postMessage(1))";
    const worker = new Worker(URL.createObjectURL(new Blob([source])));
    await new Promise((done) => (worker.onmessage = done));
  });
  expect(strays).toEqual(["http://elsewhere.test/page", "http://elsewhere.test/worker"]);
  await context.close();
});
