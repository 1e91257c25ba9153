import { expect, it } from "vitest";
import { bankField, bankOf } from "./bank-field.ts";

const people = async (field: object, n = 60) => {
  const bank = await bankOf(bankField.parse(field), () => {
    throw new Error("reads no file");
  });
  return [...bank.generate({ n, seed: 3 })].map(({ features }) => features);
};

it("draws people as every one of its fields says", async () => {
  const size = (features: object): number => Object.keys(features).length;
  expect((await people({ features: [15, 17] })).every((one) => size(one) >= 15 && size(one) <= 17)).toBe(
    true,
  );
  const mean = async (field: object) => {
    const all = await people(field);
    return all.reduce((sum, one) => sum + size(one), 0) / all.length;
  };
  expect(await mean({ availability: 1 })).toBeGreaterThan((await mean({ availability: 0.5 })) + 2);
  expect(await mean({ constraintAvailability: 0.9 })).toBeGreaterThan((await mean({})) + 2);
  const tones = (await people({ stratifyBy: ["ai_familiarity"] }, 8)).map((one) => one["ai_familiarity"]);
  expect([...new Set(tones)].map((tone) => tones.filter((other) => other === tone).length)).toEqual([
    2, 2, 2, 2,
  ]);
  const rule = {
    when: { dimension: "ai_familiarity", values: [String(tones[0])] },
    prefer: { dimension: "tone_pref", values: ["preferred"] },
    probability: 1,
  };
  const ruled = await people({ rules: [rule] });
  for (const one of ruled.filter((each) => each["ai_familiarity"] === tones[0]))
    expect([undefined, "preferred"]).toContain(one["tone_pref"]);
  expect(ruled.some((one) => one["tone_pref"] === "preferred")).toBe(true);
});

it.each([
  [{ features: [90, 99] }, /bank: A bank of 33 dimensions/],
  [{ stratifyBy: ["role", "nobody"] }, /no dimension "nobody"/],
])("refuses %j where it stands", async (field, message) => {
  await expect(people(field)).rejects.toThrow(message);
});
