import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { register } from "./registry.ts";
import { scaffoldNames, type ScaffoldTemplate } from "./scaffold-names.ts";

const persona: ScaffoldTemplate = { kind: "persona", identifier: ({ pascal }) => pascal, used: [] };
const policy: ScaffoldTemplate = { kind: "policy", identifier: ({ camel }) => camel, used: ["register"] };

function refusalOf(template: ScaffoldTemplate, name: string): InvalidArgumentError {
  try {
    scaffoldNames(template, name);
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error;
  }
  throw new Error(`${name} was not refused`);
}

describe("the names of a new package", () => {
  it.each(["taxi driver", "taxi-driver", "taxi_driver", "taxiDriver", "TaxiDriver", " Taxi  driver_"])(
    "are the same for %j",
    (name) => {
      expect(scaffoldNames(persona, name)).toEqual({
        words: "taxi driver",
        kebab: "taxi-driver",
        pascal: "TaxiDriver",
        camel: "taxiDriver",
        packageName: "sdialog-persona-taxi-driver",
      });
    },
  );

  it("keep the kind where it is part of the name", () => {
    expect(scaffoldNames(persona, "my-persona")).toMatchObject({
      pascal: "MyPersona",
      packageName: "sdialog-persona-my-persona",
    });
  });

  it("keep the capitals of an abbreviation in the class", () => {
    expect(scaffoldNames(persona, "ITSupport")).toMatchObject({ pascal: "ITSupport", kebab: "it-support" });
  });

  it.each(["", "-", "persona", "../evil", "3-times", "naïve", 'X"', "a\nb", "a.b"])("refuse %j", (name) => {
    const { message, hint } = refusalOf(persona, name);
    expect(message).toBe(`"${name}" cannot be the name of a persona`);
    expect(hint).toContain("words of letters and digits");
  });

  it("are of no package that npm would not install", () => {
    const most = 214 - "sdialog-persona-".length;
    expect(scaffoldNames(persona, "a".repeat(most)).packageName).toHaveLength(214);
    for (const name of ["a".repeat(most + 1), "a b ".repeat(60)])
      expect(refusalOf(persona, name).message).toContain("the 214 characters that npm takes");
  });

  it("say the article of the kind", () => {
    expect(refusalOf({ ...persona, kind: "orchestrator" }, "").message).toContain(
      "the name of an orchestrator",
    );
  });
});

describe("a name that cannot be declared", () => {
  it.each([
    [policy, "class", "class is a word of JavaScript itself", "my-class"],
    [policy, "Default", "default is a word of JavaScript itself", "MyDefault"],
    [policy, "structured clone", "structuredClone is a global of JavaScript", "my-structured-clone"],
    [policy, "register", "its files use register for something else", "my-register"],
    [policy, "index", "no file of it can be called index", "my-index"],
    [policy, "con", "no file of it can be called con", "my-con"],
    [persona, "Number", "Number is a global of JavaScript", "MyNumber"],
    [persona, "type_error", "TypeError is a global of JavaScript", "my-type-error"],
  ])("is refused with one that can (%#)", (template, name, reason, proposed) => {
    const { message, hint } = refusalOf(template, name);
    expect(message).toContain(`"${name}" cannot be the name of a ${template.kind}: ${reason}`);
    expect(hint).toBe(`Choose another name, for example ${proposed}.`);
    expect(() => scaffoldNames(template, proposed)).not.toThrow();
  });

  it("is one that the language does not take, whatever it is", () => {
    const words =
      "if in of do new let var for try this enum null void with await class super async yield static package as get";
    for (const word of words.split(" ")) {
      // The engine's own parser says which words are reserved.
      const declared = accepts(() =>
        Function(`"use strict"; async function* outer() { function ${word}() {} }`),
      );
      expect([word, accepts(() => scaffoldNames(policy, word))]).toEqual([word, declared]);
    }
  });
});

function accepts(doing: () => unknown): boolean {
  try {
    doing();
    return true;
  } catch {
    return false;
  }
}

describe("a name that something has already", () => {
  const created = { description: "x", create: () => ({}) as never };

  it("is refused, however it is written and by whichever name it is known", () => {
    register("policy", { name: "SlowlyPolicy", aliases: ["tardy"], ...created });
    for (const name of ["slowly", "Slowly", "slowly-policy"])
      expect(refusalOf(policy, name).message).toContain(
        'there is a policy called "SlowlyPolicy", whose place it would take',
      );
    expect(refusalOf(policy, "tardy").message).toContain('there is a policy called "tardy"');
    expect(refusalOf({ ...persona, beside: ["policy"] }, "tardy").message).toContain(
      'there is a policy called "tardy"',
    );
    expect(scaffoldNames(persona, "tardy").pascal).toBe("Tardy");
    expect(scaffoldNames(policy, "slow").kebab).toBe("slow");
  });
});
