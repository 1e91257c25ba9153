import { expect, it } from "vitest";
import { coherent, type CoherentOptions } from "./coherent.ts";
import { keepsToItself } from "./tells-when-asked.ts";

const loop = "no NO no No no NO";
it.each<[string, CoherentOptions, string | undefined]>([
  ["yes yes yes", {}, undefined],
  [loop, {}, '"no" 6 times in a row'],
  [loop, { literal: true }, undefined],
  ["no no no no", { literal: true }, '"no" 4 times in a row'],
  [`\`${loop}\``, {}, undefined],
  [`\`${loop}\``, { everything: true }, '"no" 4 times in a row'],
  ["a b c a b c a b c", {}, '"a b c" 3 times in a row'],
  ["a b c a b c a b c", { longest: 2 }, undefined],
])("%j with %j: %j", async (text, options, detail) => {
  const verdict = await coherent(options).check(text, undefined as never);
  expect(verdict).toMatchObject(
    detail === undefined ? { pass: true } : { pass: false, reason: "incoherent", detail },
  );
});

it("finds what somebody is to keep to itself, and lets everything else be said", async () => {
  const guard = keepsToItself({ illness: "diabetes", age: { value: "forty", saidAs: ["40 years"] } });
  const said = async (text: string) => guard.check(text, undefined as never);
  expect(guard.name).toBe("keeps-to-itself");
  expect(await said("I am fine.")).toMatchObject({ pass: true });
  expect(await said("I am 40 years old, and it is diabetes.")).toMatchObject({
    pass: false,
    fault: "hidden_fact",
    leniency: "retry",
    detail: "tells what it should keep to itself: illness, age",
  });
});
