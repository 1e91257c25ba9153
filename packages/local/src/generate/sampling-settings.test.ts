import { describe, expect, it } from "vitest";
import { samplingSettings } from "./sampling-settings.ts";

const recommended = { temperature: 0.7, topP: 0.9, topK: 0, minP: 0, repetitionPenalty: 1, maxTokens: 80 };

describe("samplingSettings", () => {
  it("prefers what is asked and falls back to what the model's authors recommend", () => {
    expect(samplingSettings({ temperature: 0, seed: 3 }, recommended)).toMatchObject({
      temperature: 0,
      topP: 0.9,
      maxTokens: 80,
      seed: 3,
      stop: [],
    });
  });

  it.each([
    { temperature: -1 },
    { topP: 0 },
    { topP: 1.5 },
    { minP: 2 },
    { maxTokens: 0 },
    { temperature: Number.NaN },
  ])("refuses %o", (asked) => {
    expect(() => samplingSettings(asked, recommended)).toThrow(Object.keys(asked)[0]);
  });
});
