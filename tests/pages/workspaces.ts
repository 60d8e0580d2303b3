import { expect, type Locator, type Page } from "@playwright/test";
import { words } from "./words";

/** The dialog with the workspaces that the browser keeps, and the history of the open one. */
export class Workspaces {
  readonly button: Locator;
  readonly dialog: Locator;
  readonly list: Locator;
  readonly states: Locator;

  constructor(page: Page) {
    this.button = page.getByRole("button", { name: /^Workspaces: / });
    this.dialog = page.getByRole("dialog", { name: words.workspaces.title });
    this.list = this.dialog.getByRole("list", { name: words.workspaces.title });
    this.states = this.dialog.getByRole("list", { name: words.history.states });
  }

  async open(): Promise<void> {
    await this.button.click();
    await expect(this.dialog).toBeVisible();
  }

  /** Makes a workspace, which is open then. */
  async create(name: string): Promise<void> {
    await this.open();
    await this.dialog.getByLabel(words.workspaces.new, { exact: true }).last().fill(name);
    await this.dialog.getByRole("button", { name: words.workspaces.create }).click();
    await expect(this.dialog).toHaveCount(0);
    await expect(this.button).toContainText(name);
  }

  async switch(name: string): Promise<void> {
    await this.open();
    await this.list.getByRole("button", { name: `Open ${name}`, exact: true }).click();
    await expect(this.dialog).toHaveCount(0);
    await expect(this.button).toContainText(name);
  }

  /** Goes back to a state, counted from the newest. */
  async goBack(at: number): Promise<void> {
    await this.states.getByRole("button", { name: words.history.restoreOne }).nth(at).click();
    await expect(this.dialog).toHaveCount(0);
  }
}
