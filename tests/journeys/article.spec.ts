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
  const schema = (line: number) => problems.getByRole("listitem").filter({ hasText: `schema.yaml:${line}` });
  const runtime = schema(15).filter({ hasText: "java8" });
  const method = schema(19).filter({ hasText: "http_method" });
  const path = schema(23).filter({ hasText: "api_path" });
  for (const problem of [runtime, method, path]) await expect(problem).toHaveCount(1);
  // CloudFormation's own is reported where the value is given, and not at the line that prints it.
  await expect(problems.getByRole("listitem").filter({ hasText: "cloudformation.yaml:17" })).toHaveCount(0);

  await method.getByRole("button", { name: "Change to GET" }).click();
  await expect(method).toHaveCount(0);
  await path.getByRole("button", { name: /Remove/ }).click();
  await expect(path).toHaveCount(0);
  await runtime.getByRole("button", { name: /Change java8 to java/ }).click();
  await expect(problems.getByRole("listitem").filter({ hasText: "java8" })).toHaveCount(0);
  await expect(problems.getByRole("listitem").filter({ hasText: "Error" })).toHaveCount(0);

  const files = unpack(await workbench.download());
  const mended = files["schema/schema.yaml"]!;
  expect(mended).not.toContain("java8");
  expect(mended).toContain('default: GET');
  expect(mended).not.toContain('default: ""');
  expect(workbench.complaints).toEqual([]);
});
