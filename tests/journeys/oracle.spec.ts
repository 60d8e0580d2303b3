import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Worker } from "../pages/test";
import { pack, read } from "../pages/archive";
import { oracle } from "../pages/oracle";
import { sample } from "../pages/soak";
import { Workbench } from "../pages/workbench";

/** A case where Python fails: we make up outputs that the sample leaves out. */
const ownWay = "special--missing-environment-outputs";

const cases = sample(
  "renderings in the page's worker",
  oracle === undefined ? [] : readdirSync(join(oracle, "cases")).filter((name) => name !== ownWay),
  16,
);

test("the page's own worker renders public bundles as Python does", async ({ page }) => {
  if (oracle === undefined) console.log("skipped: no ../shared/oracle");
  test.skip(oracle === undefined, "the public bundles are not here");
  test.setTimeout(300_000);
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  // On a busy machine the page may replace its worker; what it has said is lost with it.
  let worker = overheard(page.workers()[0]!);
  page.on("worker", (next) => {
    worker = overheard(next);
  });

  let texts = 0;
  for (const name of cases) {
    const files = read(join(oracle!, "cases", name));
    const expected = below(files, "expected/", /\.yaml$/);
    const bundle = below(files, "bundle/");
    const sample = { "spec/spec.yaml": files["spec.yaml"], "spec/sample-outputs.yaml": files["outputs.yaml"] };
    for (const [path, text] of Object.entries(sample)) if (text !== undefined) bundle[path] = text;
    const buffers = Object.entries(bundle).map(([path, text]) => [path, Buffer.from(text, "latin1")]);
    await workbench.openArchive(pack(`${name}.tar.gz`, Object.fromEntries(buffers)));
    await expect(workbench.tree.getByRole("treeitem").first()).toBeVisible();
    const lacking = async () => {
      const silence = new Promise<string[]>((resolve) =>
        setTimeout(() => resolve(["the worker did not answer"]), 2_000),
      );
      const found = worker.then((worker) => lacks(worker, Object.values(expected)));
      return Promise.race([found.catch(String), silence]);
    };
    await expect.poll(lacking, { message: name, timeout: 15_000 }).toEqual([]);
    texts += Object.keys(expected).length;
    await workbench.closeAll();
  }
  console.log(`the page's worker: ${texts} renderings of ${cases.length} public bundles agree with Python`);
  expect(texts).toBeGreaterThan(0);
});

/** The files below a folder, by their path from there. */
function below(files: Record<string, string>, folder: string, name = /$/): Record<string, string> {
  const mine = Object.entries(files).filter(([path]) => path.startsWith(folder) && name.test(path));
  return Object.fromEntries(mine.map(([path, text]) => [path.slice(folder.length), text]));
}

/** Keeps the last answer of the worker at hand, there. */
async function overheard(worker: Worker): Promise<Worker> {
  await worker.evaluate(() => {
    const scope = self as unknown as Scope;
    const post = scope.postMessage.bind(scope);
    scope.postMessage = (bytes, transfer) => {
      scope.answer = new TextDecoder("latin1").decode(bytes);
      post(bytes, transfer);
    };
  });
  return worker;
}

/** The texts, as Latin-1 of their bytes, that are not in the last answer: byte for byte, whole. */
function lacks(worker: Worker, texts: string[]): Promise<string[]> {
  return worker.evaluate((texts) => {
    const { answer = "" } = self as unknown as Scope;
    // A text is written as its length, seven bits to a byte, and its bytes.
    const written = (text: string) => {
      const bytes: number[] = [];
      let length = text.length;
      for (; length > 127; length >>>= 7) bytes.push((length & 127) | 128);
      bytes.push(length, ...Array.from(text, (letter) => letter.charCodeAt(0)));
      return new TextDecoder("latin1").decode(new Uint8Array(bytes));
    };
    return texts.filter((text) => !answer.includes(written(text)));
  }, texts);
}

/** The parts of the worker's global scope that are used here. */
interface Scope {
  postMessage: (bytes: Uint8Array, transfer: Transferable[]) => void;
  answer?: string;
}
