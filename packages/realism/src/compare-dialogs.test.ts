import { Dialog } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { compareDialogs } from "./compare-dialogs.ts";
import { parseMeasured } from "./comparison/parse-measured.ts";

const talks = (user: string, texts: readonly string[]): Dialog[] =>
  texts.map(
    (text, id) =>
      new Dialog({
        id,
        turns: [
          { speaker: user, text },
          { speaker: "Bot", text: "Which one?" },
        ],
      }),
  );
const people = talks("Ann", [
  "room pls",
  "wheres my parcel",
  "i need 2 lamps",
  "hi, refund?",
  "why is it so late",
]);
const simulated = talks(
  "Sim",
  Array.from({ length: 6 }, () => "Hello! I would like to book a room, please."),
);
const whose = { bot: "Bot", language: "en" } as const;

describe("words of both sides", () => {
  it("are compared without a model: form, and how different users are", async () => {
    const found = await compareDialogs(people, simulated, whose);
    expect(Object.keys(found.dimensions!.dimensions)).toEqual([
      "message length",
      "linguistic attributes",
      "errors",
    ]);
    expect(found.dimensions!.dimensions["errors"]!.totalVariation.value).toBeGreaterThan(0.3);
    expect(found.cohort.real).toMatchObject({ n: 5, differentOpenings: { value: 1 } });
    expect(found.cohort.simulated).toMatchObject({ n: 5, differentOpenings: { value: 0 } });
    expect([found.judgedDimensions, found.rubrics]).toEqual([null, null]);
    const alone = await compareDialogs(null, simulated, whose);
    expect(alone).toMatchObject({ dimensions: null, cohort: { real: null, simulated: { n: 6 } } });
  });

  it("are labelled and rated by a model, users under one name", async () => {
    const label = {
      turn: 1,
      intent: "retrieval",
      feedback: "none",
      emotion: "neutral",
      knowledge: [],
      "self-disclosure": [],
    };
    const rubric = {
      goalFidelity: null,
      factFidelity: null,
      noCoaching: 5,
      disclosure: 2,
      friction: 1,
      style: 1,
      ending: 4,
    };
    const model = scriptedModel((request) => {
      const asked = JSON.stringify(request.messages);
      if (asked.includes("self-disclosure")) return JSON.stringify({ turns: [label] });
      return JSON.stringify(
        asked.includes("how different these users are") ? { reason: "All alike.", diversity: 1 } : rubric,
      );
    });
    const found = await compareDialogs(people, simulated, { ...whose, model, judged: 2 });
    expect(found.judgedDimensions!.dimensions["intent"]).toMatchObject({
      n: { real: 2, simulated: 2 },
      jensenShannon: { value: 0 },
    });
    expect(found.rubrics).toMatchObject({
      style: { value: 1, n: 2 },
      goalFidelity: { value: null, n: 0 },
      diversity: { value: 1, n: 2 },
    });
    // Two conversations of each side labelled, two rated, one cohort.
    expect(model.requests).toHaveLength(7);
    expect(JSON.stringify(model.requests)).not.toContain('\\"Sim\\"');
  });
});

describe("outcomes and ratings in a file", () => {
  it("become parts of the index", () => {
    const json =
      '{"outcomes":[{"real":0.5,"simulated":1}],"ratings":{"min":1,"max":5,"pairs":[{"real":1,"simulated":3}]}}';
    expect(parseMeasured(json)).toMatchObject({
      outcomes: { value: 0.5, n: 1 },
      ratings: { value: 0.5, n: 1 },
    });
    expect(() => parseMeasured('{"outcome":[]}', "o.json")).toThrow(/no outcomes or ratings/);
  });
});
