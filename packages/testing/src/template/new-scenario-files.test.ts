import { describe, expect, it } from "vitest";
import { tryNewPackage } from "../../../../tools/try-new-package.ts";
import { newScenarioFiles } from "./new-scenario-files.ts";

describe("newScenarioFiles", () => {
  it("makes a package whose tests hold as they are, and whose scenario is found once it is built and imported", async () => {
    const program = `
      import { createByName } from "@sdialog/core";
      console.log(createByName("scenario", "return-a-vase").expect.length);`;
    const files = newScenarioFiles("return-a-vase");
    const { tests, printed } = await tryNewPackage(files, ["agents", "core", "testing"], program);
    expect(tests).toMatch(/Tests.*3 passed/);
    expect(printed).toBe("2\n");
  });

  it.each(["", "../evil", "3-times", "CamelCase", "naïve"])("refuses %j", (name) => {
    expect(() => newScenarioFiles(name)).toThrow("cannot be the name of a scenario");
  });
});
