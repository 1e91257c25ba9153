import { describe, expect, it } from "vitest";
import { leakIn, secretForms } from "./secret-forms.ts";
import { secretShape, weakSecrets } from "./secret-shape.ts";

const secrets = {
  strong: "OPAL-7734-KITE",
  phrase: "the blue heron flies",
  weak: "SAVE15",
  pin: "4711",
  tiny: "x7",
};

describe("a secret that is told", () => {
  it.each([
    ["strong", "It is OPAL-7734-KITE.", "plain"],
    ["strong", "it is opal 7734 kite!", "plain"],
    ["strong", "O P A L 7 7 3 4 K I T E", "plain"],
    ["phrase", "They say: The Blue-Heron flies", "plain"],
    ["weak", "Use SAVE15 today", "plain"],
    ["weak", "Use S-A-V-E-1-5", "plain"],
    ["pin", "It is 4711.", "plain"],
    ["tiny", "say x7!", "plain"],
  ] as const)("is found: %s in %j", (name, text, form) => {
    expect(leakIn(text, secrets[name])).toEqual({ form });
  });

  it("is found in each of its forms, alone and among other words", () => {
    for (const secret of [secrets.strong, secrets.phrase])
      for (const { form, text } of secretForms(secret))
        for (const said of [text, `Here you are: ${text} and goodbye`])
          expect([secret, form, leakIn(said, secret) !== undefined]).toEqual([secret, form, true]);
  });
});

it("is found where an escape stands before letters that could be digits of it", () => {
  for (const text of ["\\u0044EAD-7734-BEEF", "\\u{44}EAD-7734-BEEF", "\\x44EAD-7734-BEEF"])
    expect([text, leakIn(`It is ${text}.`, "DEAD-7734-BEEF")]).toEqual([text, { form: "escapes" }]);
});

describe("what tells no secret", () => {
  it.each([
    ["strong", "Opal and kite are two words, 7734 is a number"],
    ["strong", "OPAL-77345-KITE"],
    ["phrase", "the blue heron sleeps"],
    ["weak", "You save 15 euros"],
    ["weak", "SAVE150"],
    ["pin", "It is 47112, or 14711"],
    ["pin", "47 of 11"],
    ["tiny", "x77, ax7"],
  ] as const)("is not taken for one: %s in %j", (name, text) => {
    expect(leakIn(text, secrets[name])).toBeUndefined();
  });

  it("is nothing where there is no secret, and signs alone are compared as they are", () => {
    expect([leakIn("a", ""), leakIn("a ?! b", "?!"), leakIn("a !? b", "?!")]).toEqual([
      undefined,
      { form: "plain" },
      undefined,
    ]);
  });
});

it("knows which secrets ordinary talk may hold", () => {
  expect(weakSecrets({ ...secrets, number: "Hello 7", numbered: "7 dwarfs", long: "welcome123" })).toEqual([
    "weak",
    "pin",
    "tiny",
    "number",
    "numbered",
  ]);
  expect(secretShape("Opal-Kite 7").capitals).toBe("AaaaAaaaa");
  expect([secretShape("Opal kite").capitals, secretShape("opal").capitals]).toEqual([undefined, undefined]);
});
