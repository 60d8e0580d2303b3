import { expect } from "@playwright/test";
import { unpack } from "../pages/archive";
import { words } from "../pages/words";
import { test } from "./workbench";

// The rules take seconds to start.
test.setTimeout(150_000);

test("a bundle is ejected and downloaded, by keyboard", async ({ workbench }) => {
  const { keyboard } = workbench.page;
  await keyboard.down("Control");
  await keyboard.press("p");
  await keyboard.up("Control");
  await keyboard.type(">Eject item-api");
  await expect.poll(async () => (await workbench.find("option", "Eject item-api-service")) !== null).toBe(true);
  await keyboard.press("Enter");
  const isDone = async () => (await workbench.find("status", words.eject.done)) !== null;
  await expect.poll(isDone, { timeout: 120_000 }).toBe(true);
  const archive = await workbench.save(() => workbench.click("button", "Download item-api-service-ejected"));
  expect(archive.name).toBe("item-api-service-ejected.tar.gz");
  expect(Object.keys(unpack(archive))).toContain("item-api-service-ejected/bin/deploy");
});
