import { expect, type Locator, type Page } from "@playwright/test";

/** The palette, by roles and names. */
export class Palette {
  readonly dialog: Locator;
  readonly field: Locator;
  readonly list: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: "Search or run" });
    this.field = this.dialog.getByRole("combobox", { name: "What to do, or where to go" });
    this.list = this.dialog.getByRole("listbox", { name: "What fits" });
  }

  async open(): Promise<void> {
    await this.page.keyboard.press("Control+k");
    await expect(this.field).toBeFocused();
  }

  /** Types, and waits until what fits begins with `first`. */
  async look(text: string, first: string | RegExp): Promise<void> {
    await this.open();
    await this.page.keyboard.type(text);
    await expect(this.list.getByRole("option").first()).toHaveAccessibleName(first);
  }

  /** Does an action. */
  async run(label: string): Promise<void> {
    await this.look(`>${label}`, new RegExp(`^${label.replace(/[.…?]/g, "\\$&")}`));
    await this.page.keyboard.press("Enter");
    await expect(this.dialog).toHaveCount(0);
  }
}
