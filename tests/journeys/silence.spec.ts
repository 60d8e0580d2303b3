import { expect, expectAccessible, test } from "../pages/test";
import { environment, type Files, pack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { words } from "../pages/words";

const schema = "schema/schema.yaml";
const manifest = "infrastructure/manifest.yaml";
const template = "infrastructure/cloudformation.yaml";

/** Two inputs that no template reads: one with a comment, one whose check the configuration turns off. */
const unread = `          default: "jobs"
        old: {type: string, default: a} # cyclotron-ignore: unused-input -- read by the next version
`;
const silenced: Files = {
  ...environment,
  [schema]: `${environment[schema]}`.replace('          default: "jobs"\n', unread),
  [template]: `${environment[template]}`.replace("Outputs:", "# {{ no.such }}\nOutputs:"),
  ".cyclotron.yaml": "rules:\n  invisible-name: off\n",
};

test("rules of an opened bundle are shown once before they apply, and never hide a refusal", async ({ page }) => {
  const workbench = new Workbench(page);
  const { problems } = workbench;
  await workbench.open();
  await workbench.closeAll();
  await workbench.openArchive(pack("old.tar.gz", silenced));
  const old = workbench.problem("unused-input");
  const name = workbench.problem("invisible-name");
  await workbench.details("unused-input");
  await workbench.details("invisible-name");
  await expect(old).toContainText(`Would be silenced by ${schema}:15`);
  await expect(name).toContainText("Would be silenced by .cyclotron.yaml:2");
  const held = problems.getByText("Rules in the files of old would silence 2 problems. They are not applied yet.");
  await expect(held).toBeVisible();
  await expectAccessible(page);

  // A reload is no consent.
  await workbench.saved();
  await page.reload();
  await workbench.analyzed();
  await expect(old).toHaveCount(1);
  await problems.getByRole("button", { name: words.silence.apply }).click();
  await expect(old).toHaveCount(0);
  await expect(held).toHaveCount(0);
  await expect(workbench.said).toHaveText("2 problems are silenced.");

  // They stay counted, and are listed with the line that silences each.
  const count = problems.getByRole("button", { name: "2 silenced" });
  await expect(count).toHaveAttribute("aria-pressed", "false");
  await count.click();
  const list = problems.getByRole("tree", { name: words.silence.list });
  await expect(list.getByRole("treeitem", { level: 2 })).toHaveCount(2);
  const ofName = list.getByRole("treeitem", { level: 2 }).filter({ hasText: "invisible-name" });
  if ((await ofName.getAttribute("aria-expanded")) === "false") await ofName.press("Space");
  await expectAccessible(page);
  await list.getByRole("button", { name: "Silenced by .cyclotron.yaml:2" }).click();
  await expect(workbench.editor.getByRole("textbox", { name: ".cyclotron.yaml" })).toBeFocused();
  await expect(workbench.activeLine).toHaveText("  invisible-name: off");
  await page.reload();
  await workbench.analyzed();
  await expect(count).toBeVisible();
  await expect(old).toHaveCount(0);
  expect(workbench.complaints).toEqual([]);
});

test("a problem is ignored by the keyboard, and the comment is undone", async ({ page }) => {
  const workbench = new Workbench(page);
  const { problems } = workbench;
  await workbench.open();
  await workbench.closeAll();
  const plain: Files = { ...silenced, [schema]: `${silenced[schema]}`.replace(/ # cyclotron.*/, "") };
  delete plain[".cyclotron.yaml"];
  await workbench.openArchive(pack("plain.tar.gz", plain));
  const old = workbench.problem("unused-input");
  await (await workbench.details("unused-input")).getByRole("button", { name: /^Ignore here/ }).press("Enter");
  await expect(old).toHaveCount(0);
  await expect(problems.getByRole("button", { name: "1 silenced" })).toBeVisible();
  await workbench.select("plain", schema);
  await expect(workbench.editor).toContainText("default: a} # cyclotron-ignore: unused-input");
  await page.keyboard.press("F8");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Ignore the problem at the cursor");
  await page.keyboard.press("Enter");
  await expect(workbench.problem("invisible-name")).toHaveCount(0);
  await workbench.select("plain", template);
  await expect(workbench.editor).toContainText("# {{ no.such }} {#- cyclotron-ignore: invisible-name #}");
  const notice = workbench.alerts.filter({ hasText: `Added a comment to ${template} that silences invisible-name.` });
  await notice.getByRole("button", { name: words.notices.undo }).click();
  await expect(workbench.problem("invisible-name")).toHaveCount(1);
  await expect(workbench.editor).not.toContainText("cyclotron-ignore");
  expect(workbench.complaints).toEqual([]);
});

test("what Proton would have refused is listed before a download, silenced or not", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  const refused: Files = {
    ...environment,
    [manifest]: `# cyclotron-ignore-file: missing-rendering-engine\n${environment[manifest]}`.replace(
      "      rendering_engine: jinja\n",
      "",
    ),
  };
  await workbench.openArchive(pack("refused.tar.gz", refused));
  await workbench.problems.getByRole("button", { name: words.silence.apply }).click();
  await expect(workbench.problem("missing-rendering-engine")).toHaveCount(0);
  await workbench.downloads.click();
  await expect(page.getByRole("dialog")).toContainText(words.refusals.title("1 reason"));
  await expect(page.getByRole("dialog")).toContainText("rendering_engine");
});

test("a configuration in a folder around a bundle applies to it", async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  const repository: Files = { "repo/.cyclotron.yaml": "rules: {unused-input: off}\n" };
  for (const [path, file] of Object.entries(silenced)) {
    if (path !== ".cyclotron.yaml") repository[`repo/env/${path}`] = file;
  }
  repository[`repo/env/${schema}`] = `${silenced[schema]}`.replace(/ # cyclotron.*/, "");
  await workbench.openArchive(pack("repo.tar.gz", repository));
  const old = workbench.problem("unused-input");
  await workbench.details("unused-input");
  await expect(old).toContainText("Would be silenced by repo/.cyclotron.yaml:1");
  await workbench.problems.getByRole("button", { name: words.silence.apply }).click();
  await expect(old).toHaveCount(0);
  await expect(workbench.problem("invisible-name")).toHaveCount(1);
  await expect(workbench.problems.getByRole("button", { name: "1 silenced" })).toBeVisible();
  await workbench.saved();
  await page.reload();
  await workbench.analyzed();
  await expect(workbench.problems.getByRole("button", { name: "1 silenced" })).toBeVisible();
  await expect(old).toHaveCount(0);
});
