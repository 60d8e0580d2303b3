import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";

test("the workbench, as a screen reader goes through it", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await expect(workbench.rendering).toContainText("items, instance dev");
  // Landmarks, in the order of the panes, with the lines between them.
  const roles = ["banner", "main", "navigation", "region", "separator", "contentinfo"] as const;
  const landmarks = roles.map((role) => page.getByRole(role)).reduce((some, more) => some.or(more));
  const names = landmarks.evaluateAll((all) =>
    all.map((one) => one.getAttribute("aria-label") ?? one.localName),
  );
  expect(await names).toEqual([
    "header",
    "First steps",
    "main",
    "Files",
    "Width of Files",
    "Source",
    "Width of Source",
    "Inputs",
    "Size of Inputs",
    "Rendered",
    "Height above Problems",
    "Problems",
    "footer",
    "Notifications",
  ]);
  await expect(page.getByRole("banner")).toMatchAriaSnapshot(`
    - banner:
      - heading "Cyclotron" [level=1]
      - 'button "Workspaces: My workspace"'
      - button "Search or run…"
      - group "New and open":
        - /children: equal
        - button "New…"
        - button "Open…"
      - group "More":
        - button "Help"
        - button "More actions and settings"
      - button "Download item-api-service"
      - button "Download options for item-api-service"
  `);
  await expect(workbench.tree).toMatchAriaSnapshot(`
    - tree "Files":
      - treeitem "item-api-environment environment" [expanded] [level=1]
      - treeitem "README.md" [level=2]
      - treeitem "infrastructure" [expanded] [level=2]
      - treeitem "cloudformation.yaml" [level=3]
      - treeitem "manifest.yaml" [level=3]
      - treeitem "schema" [expanded] [level=2]
      - treeitem "schema.yaml" [level=3]
      - treeitem "spec sample" [expanded] [level=2]
      - treeitem "sample-outputs.yaml" [level=3]
      - treeitem "spec.yaml" [level=3]
      - treeitem "item-api-service service" [expanded] [level=1]
      - treeitem ".template-registration.yaml" [level=2]
      - treeitem "README.md" [level=2]
      - treeitem "instance_infrastructure" [expanded] [level=2]
      - treeitem "cloudformation.yaml Actions for instance_infrastructure/cloudformation.yaml" [level=3] [selected]:
        - button "Actions for instance_infrastructure/cloudformation.yaml"
  `);
  await expect(workbench.problems).toMatchAriaSnapshot(`
    - region "Problems":
      - button "Problems pane" [expanded]
      - heading "Problems" [level=2]
      - group "Filter problems":
        - button "This bundle"
      - group: CloudFormation checks
      - paragraph: /No problems\\. \\d+ files in 2 bundles checked/
  `);
  await expect(workbench.inputs).toMatchAriaSnapshot(`
    - region "Inputs":
      - button "Inputs pane" [expanded]
      - heading "Inputs" [level=2]
      - tablist "Inputs and outputs":
        - tab "Inputs" [selected]
        - tab "Outputs"
      - combobox "Sample":
        - option "spec" [selected]
      - tablist "Inputs of":
        - tab "dev" [selected]
        - tab "prod"
        - tab "pipeline"
      - button "Add instance"
      - button "Actions on instance and sample"
      - tabpanel "Inputs form":
        - form "Service instance dev":
          - heading "Service instance dev" [level=3]
          - paragraph: runs in item-api-dev
          - textbox "Instance name": dev
          - combobox "Environment":
            - option "item-api-environment"
            - option "item-api-dev (not open)" [selected]
          - textbox "API path": /items
          - combobox "HTTP method"
          - checkbox "Serve the paths below, too" [checked]
          - group "Runtime default":
            - radio "python3.13" [checked]
            - radio "python3.14"
          - textbox "Handler"
          - spinbutton "Memory (MB)"
          - button "Check inputs"
  `);
  await expect(workbench.rendered).toMatchAriaSnapshot(`
    - region "Rendered":
      - button "Rendered pane" [expanded]
      - heading "Rendered" [level=2]
      - text: dev
      - button "Resources"
      - group "Rendered text":
        - textbox "Rendered template"
  `);
});
