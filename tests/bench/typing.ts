import { expect } from "@playwright/test";
import { below, pack } from "../pages/archive";
import type { Workbench } from "../pages/workbench";
import type { Subject } from "./subjects";

/** A letter to type, another one for each number. */
export const letter = (at: number): string => "abcdefghijklmnopqrstuvwxyz"[at % 26]!;

/** Goes to the page and closes what is open. */
export async function empty(workbench: Workbench): Promise<void> {
  await workbench.page.goto("/");
  await workbench.analyzed();
  await workbench.closeAll();
}

/** Opens a subject, and puts the cursor into a comment in its first line, which every instance renders again. */
export async function openInComment(workbench: Workbench, { name, files }: Subject): Promise<void> {
  await workbench.openArchive(pack(`${name}.tar.gz`, below(name, files)));
  await expect(workbench.downloads).toHaveAccessibleName(`Download ${name}`);
  // The page shows the first template of what was opened.
  const template = "instance_infrastructure/cloudformation.yaml";
  await workbench.editor.getByRole("textbox", { name: template }).waitFor();
  await workbench.typeFirst("# \n");
  await workbench.rendering.getByText("#", { exact: true }).waitFor();
  await workbench.page.keyboard.press("ArrowUp");
  await workbench.page.keyboard.press("End");
}
