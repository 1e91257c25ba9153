import { describe, expect, it } from "vitest";
import { relatedTests } from "./related-tests.ts";

const filesFor = (changed: string): string[] => relatedTests([changed]).map(({ file }) => file);

describe("relatedTests", () => {
  it("begin with the tests beside a module", () => {
    const [first] = relatedTests(["packages/core/src/random.ts"]);
    expect(first).toEqual({ file: "packages/core/src/random.test.ts", distance: 1 });
    const packages = filesFor("packages/core/src/random.ts").map((file) => file.split("/")[1]);
    expect(packages.lastIndexOf("core")).toBeLessThan(packages.findIndex((name) => name !== "core"));
  });

  it("reach through a package's entry point to the module behind a name, and to no other", () => {
    const noise = filesFor("packages/generators/src/noise/rules/typo.ts");
    expect(noise).toContain("packages/generators/src/noise/rule-noise.test.ts");
    expect(noise).not.toContain("packages/generators/src/attributes/any-reply.test.ts");
    const sampling = filesFor("packages/core/src/random.ts");
    expect(sampling).toContain("packages/local/src/generate/choose-token.test.ts");
  });

  it.each([
    ["packages/cli/README.md", ["packages/cli/src/wrong-arguments.test.ts", "tools/readme-snippets.test.ts"]],
    ["docs/metrics.md", ["tools/metrics-page.test.ts", "tools/readme-snippets.test.ts"]],
    ["packages/llm/templates/backend/src/index.ts.template", ["tools/try-new-packages.test.ts"]],
  ])("are those that read %s, which is no module", (changed, tests) => {
    const related = filesFor(changed);
    expect(related).toEqual(expect.arrayContaining(tests));
    expect(related).not.toContain("packages/core/src/random.test.ts");
  });

  it("are a changed test itself, and nothing for a file that no module imports", () => {
    const test = "packages/core/src/random.test.ts";
    expect(filesFor(test)).toEqual([test]);
    expect(filesFor(["LICENSE", "of", "nobody"].join("-"))).toEqual([]);
  });
});
