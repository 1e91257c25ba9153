import { describe, expect, it } from "vitest";
import { assumedWarnings, samplingSettings } from "./sampling-settings.ts";

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

  const assumed = {
    temperature: 0.8,
    topP: 0.9,
    topK: 40,
    minP: 0,
    repetitionPenalty: 1.1,
    maxTokens: 80,
    assumed: true,
  };

  it("keeps from repetition where nothing is recommended, and names what was left open", () => {
    expect(samplingSettings({}, assumed)).toMatchObject({ temperature: 0.8, repetitionPenalty: 1.1 });
    expect(samplingSettings({ temperature: 1.2 }, assumed)).toMatchObject({ temperature: 1.2, topK: 40 });
    expect(assumedWarnings({ temperature: 1.2, topP: 1 }, assumed)).toEqual([
      {
        setting: "topK",
        message: "the model's folder recommends no settings; assumed: topK 40, repetitionPenalty 1.1",
      },
    ]);
    expect(assumedWarnings({}, recommended)).toEqual([]);
  });

  it("takes nothing away from whoever asks for the most probable token", () => {
    const greedy = { temperature: 0, topP: 1, topK: 0, minP: 0, repetitionPenalty: 1 };
    expect(samplingSettings({ temperature: 0 }, assumed)).toMatchObject(greedy);
  });

  it("warns of what the most probable token alone does to a model that nobody recommends anything for", () => {
    expect(assumedWarnings({ temperature: 0 }, assumed)).toMatchObject([{ setting: "temperature" }]);
    expect(assumedWarnings({ temperature: 0, repetitionPenalty: 1 }, assumed)).toEqual([]);
    expect(assumedWarnings({ temperature: 0 }, recommended)).toEqual([]);
  });
});
