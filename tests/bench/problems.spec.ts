import { type Locator, test } from "@playwright/test";
import { pack } from "../pages/archive";
import { Workbench } from "../pages/workbench";
import { median, ms, p95, print } from "./figures";
import { type Subject, subjects } from "./subjects";
import { empty, letter } from "./typing";

const keystrokes = 60;
const template = "instance_infrastructure/cloudformation.yaml";

/** The mistakes to type, and their places: an unknown name for Jinja, an unknown property for CloudFormation. */
const mistakes = {
  "without CloudFormation": (text: string) => `# {{ nope }}\n${text}`,
  "with CloudFormation": (text: string) =>
    text.replace(
      /^Resources:.*$/m,
      "$&\n  Bench:\n    Type: AWS::SNS::Topic\n    Properties:\n      nope: 1",
    ),
};

test("from a key to the complete list of problems", async ({ page }) => {
  const rows: Record<string, string>[] = [];
  for (const subject of subjects()) {
    const row: Record<string, string> = { bundle: subject.name, instances: `${subject.instances}` };
    for (const [what, mistake] of Object.entries(mistakes)) {
      const workbench = await open(new Workbench(page), subject, mistake);
      const times: number[] = [];
      let name = "nope";
      for (let at = -5; at < keystrokes; at += 1) {
        const key = letter(at + 26);
        name += key;
        const time = await listed(workbench.problems, key, name);
        if (at >= 0) times.push(time);
        await page.waitForTimeout(60 + Math.random() * 60);
      }
      row[`${what}, median`] = ms(median(times));
      row[`${what}, p95`] = ms(p95(times));
    }
    rows.push(row);
    console.log("measured:", JSON.stringify(row));
  }
  print(`From key to complete list of problems, ${keystrokes} keystrokes, in milliseconds`, rows);
});

/** Opens a bundle with a mistake, waits until it is listed, and puts the cursor behind its name. */
async function open(
  workbench: Workbench,
  { name, files }: Subject,
  mistake: (text: string) => string,
): Promise<Workbench> {
  const { page } = workbench;
  await empty(workbench);
  const wrong = { ...files, [template]: mistake(files[template]!) };
  const top = Object.entries(wrong).map(([path, text]) => [`${name}/${path}`, text]);
  await workbench.openArchive(pack(`${name}.tar.gz`, Object.fromEntries(top)));
  await workbench.editor.getByRole("textbox", { name: template }).waitFor();
  await workbench.problem("nope").first().waitFor();
  await workbench.text.focus();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("nope");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  return workbench;
}

/** Milliseconds from the key event's own time stamp until the list speaks of `name`. */
async function listed(problems: Locator, key: string, name: string): Promise<number> {
  const done = await problems.evaluateHandle((list, name) => {
    const time = new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error(`${name} was not listed within 20 s.`)), 20_000);
      let pressed = Number.NaN;
      window.addEventListener("keydown", ({ timeStamp }) => (pressed = timeStamp), {
        capture: true,
        once: true,
      });
      const observer = new MutationObserver(() => {
        if (!list.textContent?.includes(name)) return;
        observer.disconnect();
        resolve(performance.now() - pressed);
      });
      observer.observe(list, { childList: true, subtree: true, characterData: true });
    });
    // A promise by itself would be waited for.
    return { time };
  }, name);
  await problems.page().keyboard.press(key);
  const time = await done.evaluate(({ time }) => time);
  await done.dispose();
  return time;
}
