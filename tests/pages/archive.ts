import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A file with its name. */
export interface Archive {
  name: string;
  buffer: Buffer;
}

/** Files by their path. */
export type Files = Record<string, string | Buffer>;

/** An environment bundle with one input. */
export const environment: Files = {
  "schema/schema.yaml": `schema:
  format:
    openapi: "3.0.0"
  environment_input_type: "Input"
  types:
    Input:
      type: object
      description: "A queue."
      required: [queue_name]
      properties:
        queue_name:
          title: "Queue name"
          type: string
          default: "jobs"
`,
  "infrastructure/manifest.yaml": `infrastructure:
  templates:
    - file: "cloudformation.yaml"
      rendering_engine: jinja
      template_language: cloudformation
`,
  "infrastructure/cloudformation.yaml": `Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: "{{ environment.inputs.queue_name }}"
Outputs:
  QueueArn:
    Value: !GetAtt Queue.Arn
`,
};

/** Packs files with the machine's own tar. */
export function pack(name: string, files: Files): Archive {
  return inFolder((folder) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, "in", dirname(path)), { recursive: true });
      writeFileSync(join(folder, "in", path), content);
    }
    return packFolder(name, join(folder, "in"));
  });
}

/** Packs what lies in a folder. */
export function packFolder(name: string, folder: string): Archive {
  const top = readdirSync(folder);
  const buffer = execFileSync("tar", ["-czf", "-", "-C", folder, "--", ...top], {
    maxBuffer: 64 << 20,
  });
  return { name, buffer };
}

/** Unpacks an archive with the machine's own tar. */
export function unpack({ buffer }: Archive): Record<string, string> {
  return inFolder((folder) => {
    execFileSync("tar", ["-xzf", "-", "-C", folder], { input: buffer });
    return read(folder);
  });
}

/** The paths of an archive's files, in its order, as the machine's own tar lists them. */
export function list({ buffer }: Archive): string[] {
  const options = ["--quoting-style=literal", "-tzf", "-"];
  const listed = execFileSync("tar", options, { input: buffer, encoding: "utf8" });
  return listed.split("\n").filter((path) => path !== "" && !path.endsWith("/"));
}

/** The files below a folder, their bytes as Latin-1. */
export function read(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length + 1)] = readFileSync(path, "latin1");
  }
  return files;
}

/** The same form for files that were never on a disk. */
export const bytes = (files: Files): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      Buffer.from(content as string).toString("latin1"),
    ]),
  );

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "cyclotron-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
