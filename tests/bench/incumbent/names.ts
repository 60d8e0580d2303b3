/** A mapping of YAML. */
export type Data = Record<string, unknown>;

/** One rendering of a template: its target, and the names that it can read. */
export interface Rendered {
  file: string;
  folder: string;
  context: Data;
}

/** The names that Proton put into each template of a bundle. */
export function names(schema: Data, spec: Data, outputs: Data, folders: string[]): Rendered[] {
  const resources = section(outputs, "resources");
  const service = { name: "service", ...section(resources, "service") };
  const account = { name: "environment", ...section(resources, "environment") };

  const withDefaults = (role: string, given: unknown): Data => {
    const type = section(section(schema, "types"), schema[`${role}_input_type`] as string);
    const properties = Object.entries(section(type, "properties") as Record<string, Data>);
    const defaults = properties.filter(([, { default: value }]) => value !== undefined);
    return { ...Object.fromEntries(defaults.map(([name, one]) => [name, one.default])), ...(given as Data) };
  };
  const environment = (name: unknown): Data => {
    const own = section(section(outputs, "environments"), name as string);
    return {
      ...account,
      name: name ?? account.name,
      account_id: own.account_id ?? (account as Data).account_id,
      outputs: { ...section(outputs, "environment"), ...section(own, "outputs") },
    };
  };
  const components = { default: section(section(outputs, "components"), "default") };
  const instances = ((spec.instances ?? []) as Data[]).map((instance) => ({
    name: instance.name,
    inputs: withDefaults("service", instance.spec),
    components: { default: { outputs: {}, ...components.default } },
    environment: environment(instance.environment),
  }));

  const contexts: Record<string, () => Rendered[]> = {
    "infrastructure/": () => [
      {
        file: "environment.yaml",
        folder: "infrastructure/",
        context: { environment: { ...account, inputs: withDefaults("environment", spec.spec) } },
      },
    ],
    "instance_infrastructure/": () =>
      instances.map((instance) => ({
        file: `instance-${instance.name as string}.yaml`,
        folder: "instance_infrastructure/",
        context: { environment: instance.environment, service, service_instance: instance },
      })),
    "pipeline_infrastructure/": () => [
      {
        file: "pipeline.yaml",
        folder: "pipeline_infrastructure/",
        context: {
          service,
          pipeline: { inputs: withDefaults("pipeline", spec.pipeline) },
          service_instances: instances.map((instance) => ({
            ...instance,
            outputs: {
              ...section(outputs, "service"),
              ...section(section(section(outputs, "service_instances"), instance.name as string), "outputs"),
            },
          })),
        },
      },
    ],
  };
  return folders.flatMap((folder) => contexts[folder]!());
}

const section = (of: Data, name: string): Data => (of[name] ?? {}) as Data;
