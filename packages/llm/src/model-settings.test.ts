import { expect, it } from "vitest";
import { checkModelSettings, pickModelSettings } from "./model-settings.ts";

it("picks the settings that are set, later ones winning, and nothing else", () => {
  const options = { temperature: 0.5, topP: undefined, apiKey: "secret" };
  expect(pickModelSettings({ temperature: 1, topP: 0.9 }, options)).toEqual({ temperature: 0.5, topP: 0.9 });
  expect(JSON.stringify(pickModelSettings(options))).not.toContain("secret");
});

it.each([
  [Number.NaN, "NaN"],
  [Infinity, "Infinity"],
  ["0.5", "a text"],
  [null, "something else"],
  [{}, "something else"],
])("takes %s for no number, and says what it is: %s", (value, given) => {
  for (const name of ["temperature", "maxTokens", "seed"])
    expect(() => checkModelSettings({ [name]: value } as never)).toThrow(
      `${name} must be a finite number, not ${given}`,
    );
  checkModelSettings({ stop: value, temperature: undefined, topP: 0.5 } as never);
});
