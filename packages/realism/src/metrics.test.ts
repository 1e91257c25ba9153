import { Dialog } from "@sdialog/core";
import { evaluateDialogs, listMetrics } from "@sdialog/evaluation";
import { describe, expect, it } from "vitest";
import { featureNames } from "./index.ts";

describe("features as metrics", () => {
  it("are all known by name", () => {
    const known = listMetrics().map(({ name }) => name);
    expect(known).toEqual(expect.arrayContaining(featureNames.map((name) => name.replaceAll("_", "-"))));
  });

  it("are of one speaker, or of all", async () => {
    const dialog = new Dialog({
      turns: [
        { speaker: "Ann", text: "Hello, could you find me a train to York please?" },
        { speaker: "Ben", text: "I am not sure." },
        { speaker: "Ann", text: "Ok." },
      ],
    });
    const metrics = ["words-per-turn", "politeness-rate", "short_utterance_rate", "uncertainty-rate"];
    const ofAnn = await evaluateDialogs([dialog], { metrics, speaker: "Ann" });
    expect(ofAnn.dialogs[0]).toMatchObject({
      "words-per-turn": 5.5,
      "politeness-rate": 1 / 2,
      "short-utterance-rate": 1 / 2,
      "uncertainty-rate": 0,
    });
    const ofAll = await evaluateDialogs([dialog], { metrics });
    expect(ofAll.dialogs[0]).toMatchObject({ "politeness-rate": 1 / 3, "uncertainty-rate": 1 / 3 });
    expect(ofAnn.configuration["politeness-rate"]).toMatchObject({ speaker: "Ann" });
  });
});
