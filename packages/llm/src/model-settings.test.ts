import { expect, it } from "vitest";
import { pickModelSettings } from "./model-settings.ts";

it("picks the settings that are set, later ones winning, and nothing else", () => {
  const options = { temperature: 0.5, topP: undefined, apiKey: "secret" };
  expect(pickModelSettings({ temperature: 1, topP: 0.9 }, options)).toEqual({ temperature: 0.5, topP: 0.9 });
  expect(JSON.stringify(pickModelSettings(options))).not.toContain("secret");
});
