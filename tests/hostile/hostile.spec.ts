import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../pages/test";
import { groups, growth, intruders, make, watch } from "../pages/hostile";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

test.use({ cloudformation: true });

/** The longest time for a case, on a slow machine too: this only ends a run that hangs. */
const HANGS = 60_000;
/** Megabytes that a case may take. */
const LARGEST = 512;
/** The open work: a file of the ready workspace. */
const mine = ["item-api-service", "instance_infrastructure/cloudformation.yaml"] as const;

for (const group of groups) {
  test(`hostile ${group}: refused or survived, and the open work stays`, async ({
    page,
    browser,
  }) => {
    test.setTimeout(45 * 60_000);
    const { folder, cases } = make(group);
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await watch(page);
    const workbench = new Workbench(page);
    await workbench.open();
    await workbench.select(...mine);
    await workbench.typeFirst("# mine {{ service.name }}\n");
    await workbench.analyzed();
    // Their schemas take hundreds of megabytes, whatever is open.
    await workbench.rulesChecked();
    const address = page.url();
    const before = await intruders(page);
    const ready = await workbench.bundles();
    let slowest = ["", 0] as [string, number];
    let largest = ["", 0] as [string, number];

    for (const { file, outcome, says } of cases) {
      const megabytes = await growth(browser, async () => {
        await page.evaluate(() => void (window.longest = 0));
        await page.getByLabel(words.opening.openLabel).setInputFiles(join(folder, file));
        // A refusal or a killed engine gives an alert; every other file is analyzed.
        const told = async () => {
          if ((await workbench.alerts.count()) > 0) return true;
          const opened = (await workbench.bundles()).length > ready.length;
          return opened && /Analyzed in/.test((await workbench.status.textContent()) ?? "");
        };
        await expect.poll(told, { message: file, timeout: HANGS }).toBe(true);
        const opened = (await workbench.bundles()).slice(ready.length);
        if (outcome === "refused") {
          expect(opened, file).toEqual([]);
          await expect(workbench.alerts, file).toHaveCount(1);
          await expect(workbench.alerts, file).toContainText(says);
        }
        if (outcome === "survived") expect(opened.length, file).toBeGreaterThan(0);
        expect(await intruders(page), file).toEqual(before);
        expect(await page.evaluate(() => window.pwned), file).toBeUndefined();

        await workbench.dismissAll();
        for (const _ of opened) {
          await workbench.closeShown();
          await workbench.dismissAll();
        }
        await expect.poll(() => workbench.bundles(), { message: file, timeout: HANGS }).toEqual(ready);
      });
      const longest = await page.evaluate(() => window.longest);
      if (longest > slowest[1]) slowest = [file, longest];
      if (megabytes > largest[1]) largest = [file, megabytes];
      expect(megabytes, `${file}: megabytes that the page grew by`).toBeLessThan(LARGEST);
    }

    await workbench.select(...mine);
    await workbench.analyzed();
    await expect(workbench.text).toContainText("# mine {{ service.name }}");
    await expect(workbench.rendering).toContainText("# mine items");
    expect(page.url()).toBe(address);
    expect(dialogs).toEqual([]);
    console.log(
      `${group}: ${cases.length} cases; the page was busy for ${Math.round(slowest[1])} ms at most`,
      `(${slowest[0]}), and grew by ${largest[1]} MB at most (${largest[0]})`,
    );
    rmSync(folder, { recursive: true });
  });
}
