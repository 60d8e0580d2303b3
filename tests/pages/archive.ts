import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";

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

/** A service bundle that reads an output of an environment such as {@link environment}. */
export const serviceIn = (environmentName: string): Files => ({
  "schema/schema.yaml": `schema:
  format:
    openapi: "3.0.0"
  service_input_type: "Input"
  types:
    Input:
      type: object
      description: "A reader."
      properties:
        size:
          title: "Size"
          description: "The number of readers."
          type: number
          default: 1
`,
  "instance_infrastructure/manifest.yaml": environment["infrastructure/manifest.yaml"]!,
  "instance_infrastructure/cloudformation.yaml": `Resources:
  Parameter:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Value: "{{ environment.outputs.QueueArn }} {{ service_instance.inputs.size }}"
`,
  "spec/spec.yaml": `proton: ServiceSpec
instances:
  - name: dev
    environment: ${environmentName}
    spec:
      size: 2
`,
});

/** The same with every kind of name and content that has to come out as it went in. */
export const odd: Files = {
  ...environment,
  "infrastructure/windows.yaml": "a: 1\r\nb: 2\r\n",
  "infrastructure/mixed.yaml": "\uFEFFa: 1\r\nb: 2\nc: 3",
  "infrastructure/run.sh": "#!/bin/sh\necho é 😀\n",
  "schema/logo.png": Buffer.from([0x89, 0x50, 0xff, 0, 0xfe]),
  [`docs/${"long-name/".repeat(14)}README.md`]: "# Long\n",
};

/** Packs files with the machine's own tar. */
export function pack(name: string, files: Files): Archive {
  return inFolder((folder) => {
    write(join(folder, "in"), files);
    return packFolder(name, join(folder, "in"));
  });
}

/** Writes files below a folder. */
export function write(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Packs the files of a folder. */
export function packFolder(name: string, folder: string): Archive {
  const top = readdirSync(folder);
  const buffer = execFileSync("tar", ["-czf", "-", "-C", folder, "--", ...top], {
    maxBuffer: 64 << 20,
  });
  return { name, buffer };
}

/** Makes a zip of files. */
export function zip(name: string, files: Files): Archive {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [path, content] of Object.entries(files)) {
    const [bytes, title] = [Buffer.from(content as string), Buffer.from(path)];
    const packed = deflateRawSync(bytes);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(1 << 11, 2); // names are UTF-8
    shared.writeUInt16LE(8, 4); // deflated
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(title.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), shared, title, packed]);
    parts.push(local);
    list.push(Buffer.from("PK\u0001\u0002"), Buffer.from([20, 3]), shared, rest, title);
    at += local.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return { name, buffer: Buffer.concat([...parts, directory, Buffer.from("PK\u0005\u0006"), end]) };
}

/** Files below a folder. */
export const below = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

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
