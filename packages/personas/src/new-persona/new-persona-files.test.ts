import { InvalidArgumentError } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { tryNewPackage } from "../../../../tools/try-new-package.ts";
import { newPersonaFiles } from "./new-persona-files.ts";

describe("newPersonaFiles", () => {
  it("makes a package whose tests hold as they are, and whose class is found once it is built and imported", async () => {
    const program = `
      import { personaFromJSON } from "@sdialog/personas";
      const persona = personaFromJSON({ name: "Morgan", _metadata: { className: "TaxiDriver" } });
      console.log(persona.constructor.name, persona.name);`;
    const { tests, printed } = await tryNewPackage(
      newPersonaFiles("TaxiDriver"),
      ["core", "personas"],
      program,
    );
    expect(tests).toMatch(/Tests.*3 passed/);
    expect(printed).toBe("TaxiDriver Morgan\n");
  });

  it("names everything after the class", () => {
    const files = newPersonaFiles("TaxiDriver");
    expect(Object.keys(files)).toContain("src/taxi-driver.ts");
    expect(JSON.parse(files["package.json"] as string)).toMatchObject({
      name: "sdialog-persona-taxi-driver",
    });
    expect(files["src/index.ts"]).toContain("registerPersona(TaxiDriver");
  });

  it.each(["", "librarian", "Tax Driver", "../Evil", 'X"'])("refuses %j as the name of a class", (name) => {
    expect(() => newPersonaFiles(name)).toThrow(InvalidArgumentError);
  });
});
