import Ajv from "ajv";
import { CORE_SCHEMA, defineMappingTag, defineScalarTag, defineSequenceTag, load, mergeTag } from "js-yaml";
import nunjucks from "nunjucks";
import { type Data, names } from "./names";

/** A bundle's files by their path, its sample in `spec/` among them. */
export type Files = Record<string, string>;

/** The results of one change. */
export interface Result {
  /** The renderings by the names of their files; the error where one fails. */
  texts: Record<string, string>;
  /** Where the inputs break the schema. */
  faults: string[];
}

/**
 * The work behind one keystroke, as nunjucks, js-yaml and ajv do it: reads schema and spec, validates
 * the inputs, renders every template for everything it is rendered for, reads each text as YAML.
 */
export function work(files: Files): Result {
  const schema = (load(files["schema/schema.yaml"]!) as Data).schema as Data;
  const spec = load(files["spec/spec.yaml"]!) as Data;
  const outputs = load(files["spec/sample-outputs.yaml"] ?? "{}") as Data;
  const faults = validate(schema, spec);
  const texts: Record<string, string> = {};
  const templates = new Map<string, nunjucks.Template>();
  for (const { file, folder, context } of names(schema, spec, outputs, folders(files))) {
    try {
      let template = templates.get(folder);
      if (!template) {
        // As Jinja2 does, which drops the last line end.
        const source = files[templatePath(files, folder)]!.replace(/\n$/, "");
        template = new nunjucks.Template(source, engine, "", true);
        templates.set(folder, template);
      }
      texts[file] = template.render(context);
      load(texts[file], { schema: cloudformation });
    } catch (error) {
      texts[file] = `error: ${(error as Error).message}`;
    }
  }
  return { texts, faults };
}

const engine = new nunjucks.Environment(null, { autoescape: false });
// As Jinja2's: a text that is at most five characters too long stays.
engine.addFilter("truncate", (text: string, length = 255, kill = false, end = "...", leeway = 5) => {
  if (text.length <= length + leeway) return text;
  const cut = text.slice(0, length - end.length);
  return (kill ? cut : cut.slice(0, Math.max(0, cut.lastIndexOf(" ")) || cut.length)) + end;
});
engine.addFilter("trim", (value: unknown) => String(value).trim());
engine.addFilter("tojson", json);

/** YAML with CloudFormation's `!Ref`, `!Sub` and the like, whatever they are put before. */
const cloudformation = CORE_SCHEMA.withTags(
  mergeTag,
  defineScalarTag("!", {
    matchByTagPrefix: true,
    resolve: (value, _, tag) => ({ [tag]: value }),
    identify: () => false,
  }),
  defineSequenceTag("!", {
    matchByTagPrefix: true,
    create: () => [] as unknown[],
    addItem: (items, item) => void items.push(item),
    identify: () => false,
  }),
  defineMappingTag("!", {
    matchByTagPrefix: true,
    create: () => new Map<unknown, unknown>(),
    addPair: (map, key, value) => (map.set(key, value), ""),
    has: (map, key) => map.has(key),
    keys: (map) => map.keys(),
    get: (map, key) => map.get(key),
    identify: () => false,
  }),
);

/** JSON as Python writes it: sorted, with spaces. */
function json(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(json).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${json(name)}: ${json(item)}`).join(", ")}}`;
}

function validate(schema: Data, spec: Data): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true });
  for (const [name, type] of Object.entries(schema.types as Data)) {
    ajv.addSchema(type as Data, `#/${name}`);
  }
  const instances = (spec.instances ?? []) as Data[];
  const given: [type: unknown, inputs: unknown][] = [
    [schema.environment_input_type, spec.spec],
    [schema.pipeline_input_type, spec.pipeline],
    ...instances.map((instance): [unknown, unknown] => [schema.service_input_type, instance.spec]),
  ];
  return given.flatMap(([type, inputs]) => {
    const check = typeof type === "string" && ajv.getSchema(`#/${type}`);
    if (!check || check(inputs ?? {})) return [];
    return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  });
}

function folders(files: Files): string[] {
  return ["infrastructure/", "instance_infrastructure/", "pipeline_infrastructure/"].filter(
    (folder) => `${folder}manifest.yaml` in files,
  );
}

function templatePath(files: Files, folder: string): string {
  const manifest = load(files[`${folder}manifest.yaml`]!) as Data;
  const [template] = (manifest.infrastructure as Data).templates as Data[];
  return `${folder}${template!.file as string}`;
}
