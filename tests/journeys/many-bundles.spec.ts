import { below, environment, type Files, pack } from "../pages/archive";
import { soak } from "../pages/soak";
import { expect, test } from "../pages/test";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

/** The number of bundles in one archive, which is the most that the page opens at once. */
const PER_ARCHIVE = 100;
const ARCHIVES = soak ? 5 : 1;
/** The size of the largest file of each bundle, in bytes: 500 bundles have 50 MB. */
const SIZE = 100_000;
if (!soak && process.env.TEST_WORKER_INDEX === undefined) {
  console.log(`many bundles: ${PER_ARCHIVE}; \`make soak\` opens ${5 * PER_ARCHIVE} with 50 MB`);
}

/** An archive of bundles, each with a long text of its own. */
function archive(number: number) {
  const bundle = (at: number): Files => {
    const name = `queue-${number}-${at}`;
    const line = `${name}: a line of a long text that no other bundle has\n`;
    const notes = line.repeat(Math.ceil(SIZE / line.length));
    return below(name, { ...environment, "schema/notes.txt": notes });
  };
  const bundles = Array.from({ length: PER_ARCHIVE }, (_, at) => bundle(at + 1));
  return pack(`queues-${number}.tar.gz`, Object.assign({}, ...bundles) as Files);
}

test(`${ARCHIVES * PER_ARCHIVE} bundles open, are edited, saved and restored`, async ({ page }) => {
  test.setTimeout(ARCHIVES * 120_000);
  const workbench = new Workbench(page);
  await workbench.open();
  const patient = { timeout: 100_000 };
  for (let number = 1; number <= ARCHIVES; number += 1) {
    // The first opens in a workspace of its own, without the examples.
    await workbench.openArchive(archive(number));
    const bundles = async () => (await workbench.bundles()).length;
    await expect.poll(bundles, patient).toBe(number * PER_ARCHIVE);
    const view = page.getByRole("region", { name: words.repository.title });
    await expect(view).toContainText(`${number * PER_ARCHIVE} bundles`);
  }
  await workbench.analyzed();
  const edited = `queue-${ARCHIVES}-50`;
  await workbench.select(edited, "infrastructure/cloudformation.yaml");
  await workbench.typeFirst("# {{ environment.name }}, typed\n");
  await expect(workbench.rendering).toContainText(/^# \S+, typed/);
  await workbench.saved();
  await page.reload();
  await expect(workbench.rendering).toContainText(/^# \S+, typed/, patient);
  expect((await workbench.bundles()).length).toBe(ARCHIVES * PER_ARCHIVE);
  await expect(workbench.alerts).toHaveCount(0);
});
