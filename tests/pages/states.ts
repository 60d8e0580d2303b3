import { expect, type Page } from "@playwright/test";
import { Palette } from "./palette";
import { Workbench } from "./workbench";
import { words } from "./words";

/** The page in the states that people see most, each reached as a person does. */
export const states: Record<string, (workbench: Workbench) => Promise<void>> = {
  start: async () => {},
  problems: async (workbench) => {
    await workbench.page.setViewportSize({ width: 1440, height: 900 });
    await workbench.select("item-api-service", "instance_infrastructure/cloudformation.yaml");
    await workbench.typeFirst("# {{ service_instance.inputs.memori }}\n");
    await expect(workbench.problems).toContainText("memori");
  },
  nothing: async (workbench) => {
    await workbench.page.setViewportSize({ width: 1440, height: 900 });
    await workbench.closeAll();
    await workbench.dismissAll();
  },
  new: ({ page }) => run(page, "New bundle", "New bundle"),
  download: ({ page }) => run(page, "Download options", "Download"),
  share: ({ page }) => run(page, "Share", "Share"),
  workspaces: ({ page }) => run(page, "Workspaces", "Workspaces"),
  versions: ({ page }) => run(page, "Versions", "Versions"),
  compare: ({ page }) => run(page, "Compare", "Compare"),
  diagram: async ({ page }) => {
    await run(page, words.diagram.workspace, words.diagram.workspace);
    await expect(page.getByRole("status").filter({ hasText: /\d+ nodes/ })).toBeVisible();
  },
  repository: async ({ page }) => {
    await new Palette(page).run("Show repository");
    await expect(page.getByRole("region", { name: words.repository.title })).toBeVisible();
  },
  palette: ({ page }) => new Palette(page).look("new file", /^New file/),
  shortcuts: ({ page }) => run(page, "Keyboard shortcuts", "Keyboard shortcuts"),
  help: async (workbench) => {
    await workbench.page.keyboard.press("F1");
    await workbench.help.getByRole("searchbox").fill("undefined name");
    await workbench.help.getByRole("button", { name: /undefined-name/ }).first().click();
  },
};

/** Does what the palette offers, which is in reach at every width. */
async function run(page: Page, action: string, dialog: string): Promise<void> {
  await new Palette(page).run(action);
  await expect(page.getByRole("dialog", { name: new RegExp(`^${dialog}`) })).toBeVisible();
}
