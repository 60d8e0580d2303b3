import { expect, test } from "../pages/test";
import { pack, unpack } from "../pages/archive";
import { article } from "../pages/article";
import { Workbench } from "../pages/workbench";

test.use({ cloudformation: true });

test("the article's mistakes are seen, mended by their fixes, and the bundle is downloaded", async ({
  page,
}) => {
  const workbench = new Workbench(page);
  await workbench.open();
  await workbench.closeAll();
  await workbench.openArchive(pack("function-service.tar.gz", article));
  await expect.poll(() => workbench.bundles()).toContain("function-service");

  // Each problem has a place and a fix.
  const { problems } = workbench;
  await expect(problems.getByRole("treeitem", { name: /^function-service\/schema\/schema\.yaml.*3 errors/ })).toBeVisible();
  const runtime = workbench.problem("java8").filter({ hasText: /line 15:/ });
  const method = workbench.problem("http_method").filter({ hasText: /line 19:/ });
  const path = workbench.problem("api_path").filter({ hasText: /line 23:/ });
  for (const problem of [runtime, method, path]) await expect(problem).toHaveCount(1);
  // CloudFormation's own is reported where the value is given, and not at the line that prints it.
  await expect(problems.getByRole("treeitem", { name: /cloudformation\.yaml .*error/ })).toHaveCount(0);

  await method.getByRole("button", { name: "Change to GET" }).click();
  await expect(method).toHaveCount(0);
  await path.getByRole("button", { name: /Remove/ }).click();
  await expect(path).toHaveCount(0);
  await runtime.getByRole("button", { name: /Change java8 to java/ }).click();
  await expect(workbench.problem("java8")).toHaveCount(0);
  await expect(workbench.withSeverity("Error")).toHaveCount(0);

  const files = unpack(await workbench.download());
  const mended = files["schema/schema.yaml"]!;
  expect(mended).not.toContain("java8");
  expect(mended).toContain('default: GET');
  expect(mended).not.toContain('default: ""');
  expect(workbench.complaints).toEqual([]);
});
