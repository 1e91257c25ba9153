import { InvalidArgumentError } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { newPersonaFiles } from "./new-persona-files.ts";

describe("newPersonaFiles", () => {
  it("names everything after the class", () => {
    const files = newPersonaFiles("TaxiDriver");
    expect(Object.keys(files)).toContain("src/taxi-driver.ts");
    expect(JSON.parse(files["package.json"] as string)).toMatchObject({
      name: "sdialog-persona-taxi-driver",
    });
    expect(files["src/index.ts"]).toContain("registerPersona(TaxiDriver");
  });

  it("has the article that the word takes", () => {
    for (const [name, words] of [
      ["Engineer", "An engineer"],
      ["TaxiDriver", "A taxi driver"],
    ] as const) {
      const files = newPersonaFiles(name);
      expect(files["README.md"]).toContain(`\n${words} for [SDialog]`);
      expect(Object.values(files).join("\n")).toContain(`/** ${words}. `);
      expect(files["src/index.ts"]).toContain(`description: "${words.toLowerCase()}"`);
    }
  });

  it.each(["taxi-driver", "taxi driver", "taxi_driver"])("understands %j", (name) => {
    expect(newPersonaFiles(name)).toEqual(newPersonaFiles("TaxiDriver"));
  });

  it.each(["", "persona", "../Evil", 'X"'])("refuses %j as the name of a class", (name) => {
    expect(() => newPersonaFiles(name)).toThrow(InvalidArgumentError);
  });
});
