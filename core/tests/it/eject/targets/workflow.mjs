// Checks a workflow with the parser of GitHub Actions, and prints the errors.
import { pathToFileURL } from "node:url";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";

// The package imports JSON as not every version of Node.js allows.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "workflow-"));
const bundle = path.join(folder, "parser.mjs");
buildSync({
    entryPoints: [path.join(import.meta.dirname, "../../../../../node_modules/@actions/workflow-parser/dist/index.js")],
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: bundle,
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import(pathToFileURL(bundle));
const content = fs.readFileSync(process.argv[2], "utf8");
const { context, value } = parseWorkflow({ name: "deploy.yml", content }, new NoOperationTraceWriter());
const found = [...context.errors.getErrors().map(String)];
if (value) {
    const workflow = await convertWorkflowTemplate(context, value);
    found.push(...(workflow.errors ?? []).map((error) => error.Message));
    if (found.length === 0 && !workflow.jobs?.length) found.push("There is no job.");
}
fs.rmSync(folder, { recursive: true });
console.log([...new Set(found)].join("\n"));
