import { describe, expect, it } from "vitest";
import { tryNewPackage } from "../../../../tools/try-new-package.ts";
import { newMetricFiles } from "./new-metric-files.ts";

describe("newMetricFiles", () => {
  it("makes a package whose tests hold as they are, and whose metric is found once it is built and imported", async () => {
    const program = `
      import { Dialog } from "@sdialog/core";
      import { metricByName } from "@sdialog/evaluation";
      console.log(await metricByName("exclamation-rate").score(new Dialog({ turns: [{ text: "Hi!" }] })));`;
    const files = newMetricFiles("exclamation-rate");
    const { tests, printed } = await tryNewPackage(files, ["core", "evaluation"], program);
    expect(tests).toMatch(/Tests.*3 passed/);
    expect(printed).toBe("1\n");
  });

  it.each(["", "../evil", "3-times", "CamelCase", "naïve"])("refuses %j", (name) => {
    expect(() => newMetricFiles(name)).toThrow("cannot be the name of a metric");
  });
});
