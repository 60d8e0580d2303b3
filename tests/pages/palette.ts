import { expect, type Locator, type Page } from "@playwright/test";
import { words } from "./words";

/** The palette, by roles and names. */
export class Palette {
  readonly dialog: Locator;
  readonly field: Locator;
  readonly list: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: words.palette.title });
    this.field = this.dialog.getByRole("combobox", { name: words.palette.field });
    this.list = this.dialog.getByRole("listbox", { name: words.palette.list });
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

  /** The listed labels, without the texts beside them. */
  labels(): Promise<string[]> {
    const read = (options: Element[]) => options.map((option) => option.firstElementChild!.textContent!);
    return this.list.getByRole("option").evaluateAll(read);
  }

  /** Does an action where it can be done now; leaves the palette where it cannot. */
  async choose(label: string): Promise<void> {
    await this.open();
    await this.field.fill(`>${label}`);
    const option = this.list.getByRole("option").first();
    await expect(option).toHaveAccessibleName(named(label));
    await this.page.keyboard.press((await option.isDisabled()) ? "Escape" : "Enter");
    await expect(this.dialog).toHaveCount(0);
  }

  /** Does an action. */
  async run(label: string): Promise<void> {
    await this.look(`>${label}`, named(label));
    await this.page.keyboard.press("Enter");
    await expect(this.dialog).toHaveCount(0);
  }
}

/** The name of a command, which may say what it acts on. */
function named(label: string): RegExp {
  const plain = new RegExp(`^${escaped(label)}`);
  const object = words.onObjects[label];
  return object ? new RegExp(`${plain.source}|${object.source}`) : plain;
}

const escaped = (label: string) => label.replace(/[.…?]/g, "\\$&");
