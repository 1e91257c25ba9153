import { describe, expect, it } from "vitest";
import { newScenarioFiles } from "./new-scenario-files.ts";

describe("newScenarioFiles", () => {
  it.each(["", "../evil", "3-times", "naïve"])("refuses %j", (name) => {
    expect(() => newScenarioFiles(name)).toThrow("cannot be the name of a scenario");
  });
});
