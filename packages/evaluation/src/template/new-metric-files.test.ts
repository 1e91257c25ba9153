import { describe, expect, it } from "vitest";
import { tryNewPackage } from "../../../../tools/try-new-package.ts";
import { newMetricFiles } from "./new-metric-files.ts";

describe("newMetricFiles", () => {
  it("makes a package whose types and tests hold as they are", async () => {
    expect(await tryNewPackage(newMetricFiles("exclamation-rate"), ["core", "evaluation"])).toMatch(
      /Tests.*2 passed/,
    );
  });

  it.each(["", "../evil", "3-times", "CamelCase", "naïve"])("refuses %j", (name) => {
    expect(() => newMetricFiles(name)).toThrow("cannot name a metric");
  });
});
