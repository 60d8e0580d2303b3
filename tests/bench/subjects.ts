import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dump, load } from "js-yaml";
import { read } from "../pages/archive";
import { oracle } from "../pages/oracle";
import type { Files } from "./incumbent/work";

/** A bundle with its sample. */
export interface Subject {
  name: string;
  instances: number;
  files: Files;
  /** Python's renderings by file name, where they are known. */
  expected: Record<string, string>;
}

/** The largest public bundles, the largest once more with as many instances as Proton allowed. */
export function subjects(): Subject[] {
  if (oracle === undefined) {
    console.log("There is no ../shared/oracle: measuring the ready workspace's service.");
    const service = fileURLToPath(new URL("../../core/samples/item-api-service", import.meta.url));
    const subject = { name: "item-api-service", files: utf8(service), expected: {} };
    return [counted(subject), widened(subject)];
  }
  const families = new Set<unknown>();
  const largest = cases(join(oracle, "cases")).filter(({ family }) => {
    const first = !families.has(family);
    families.add(family);
    return first;
  });
  return [widened(largest[0]!), ...largest.slice(0, 3).map(counted)];
}

const mostInstances = 20;

type Uncounted = Omit<Subject, "instances">;

/** Every service that renders, the largest first. */
function cases(folder: string): (Uncounted & { family: unknown })[] {
  return readdirSync(folder)
    .map((name) => {
      const text = (file: string) => readFileSync(join(folder, name, file), "utf8");
      const files = utf8(join(folder, name, "bundle"));
      files["spec/spec.yaml"] = text("spec.yaml");
      if (existsSync(join(folder, name, "outputs.yaml"))) {
        files["spec/sample-outputs.yaml"] = text("outputs.yaml");
      }
      const expected = utf8(join(folder, name, "expected"));
      const { family } = JSON.parse(text("case.json")) as { family: unknown };
      return { name, family, files, expected };
    })
    .filter(({ files, expected }) => {
      const renders = Object.keys(expected).every((file) => file.endsWith(".yaml"));
      return renders && "instance_infrastructure/manifest.yaml" in files;
    })
    .sort((a, b) => size(b.expected) - size(a.expected));
}

function utf8(folder: string): Files {
  const files = Object.entries(read(folder));
  return Object.fromEntries(
    files.map(([path, bytes]) => [path, Buffer.from(bytes, "latin1").toString()]),
  );
}

interface Spec {
  instances: { name: string }[];
}

function counted(subject: Uncounted): Subject {
  const { instances } = load(subject.files["spec/spec.yaml"]!) as Spec;
  return { ...subject, instances: instances.length };
}

/** The same with the instances of its spec over and over, each under a name of its own. */
function widened({ name, files }: Uncounted): Subject {
  const spec = load(files["spec/spec.yaml"]!) as Spec;
  const instances = Array.from({ length: mostInstances }, (_, at) => {
    const instance = spec.instances[at % spec.instances.length]!;
    return { ...instance, name: `${instance.name}-${at + 1}` };
  });
  const widened = { ...files, "spec/spec.yaml": dump({ ...spec, instances }) };
  return { name, files: widened, instances: mostInstances, expected: {} };
}

/** How much there is to show with the most instances. */
function size({ "pipeline.yaml": pipeline = "", ...instances }: Files): number {
  const sizes = Object.values(instances).map((text) => text.length);
  return pipeline.length + (mostInstances * sizes.reduce((sum, one) => sum + one, 0)) / sizes.length;
}
