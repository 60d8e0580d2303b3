import { expect, expectAccessible, test } from "../pages/test";
import { type Files, pack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const manifest = `infrastructure:
  templates:
    - file: cloudformation.yaml
      engine: jinja
      template_language: cloudformation
`;
const template = (value: string) => `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: "{{ ${value} }}"
`;

/** A service as Proton's preview had it. */
const service: Files = {
  "schema/schema.yaml": `schema:
  format: {openapi: "3.0.0"}
  service_input_type: Service
  pipeline_input_type: Pipeline
  types:
    Service: {type: object, properties: {title: {type: string, default: Hello}}}
    Pipeline: {type: object, properties: {command: {type: string, default: make}}}
`,
  "infrastructure/manifest.yaml": manifest,
  "infrastructure/cloudformation.yaml": template("service_instance.title"),
  "pipeline/manifest.yaml": manifest,
  "pipeline/cloudformation.yaml": template("pipeline.command"),
};

test("a service of the preview is converted in one step, and back in one", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  await workbench.openArchive(pack("old.tar.gz", service));
  const problem = workbench.problem("preview-layout");
  await expect(problem).toHaveCount(1);
  await workbench.select("old", "infrastructure/cloudformation.yaml");
  await expectAccessible(page);
  await problem.getByRole("button", { name: words.problems.convert }).click();
  await expect(problem).toHaveCount(0);
  await expect(workbench.problems).toContainText(words.problems.none);
  await expect(workbench.editor).toContainText("service_instance.inputs.title");
  const moved = ["instance_infrastructure/cloudformation.yaml", "instance_infrastructure/manifest.yaml"];
  expect(await workbench.paths("old")).toEqual(expect.arrayContaining(moved));
  await expect(workbench.rendering).toContainText("DisplayName: \"Hello\"");

  const notice = workbench.alerts.filter({ hasText: "Converted old to the current layout." });
  await notice.getByRole("button", { name: words.notices.undo }).click();
  await expect(problem).toHaveCount(1);
  await expect(workbench.editor).toContainText("service_instance.title");
  expect((await workbench.paths("old")).sort()).toEqual(Object.keys(service).sort());
  expect(workbench.complaints).toEqual([]);
});
