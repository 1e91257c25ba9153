import { Random } from "@sdialog/core";
import { noUsage } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Agent } from "../agent/agent.ts";
import { forSpeakers } from "./for-speakers.ts";
import { notEmpty } from "./not-empty.ts";
import { personaConsistent } from "./persona-consistent.ts";

const verdict = (contradicts: boolean, evidence = "") => JSON.stringify({ evidence, contradicts });
const moment = (speaker: string, persona?: unknown) => ({
  speaker,
  persona,
  state: { participants: [], turns: [], usage: noUsage, random: new Random(1) },
});

describe("personaConsistent", () => {
  it("has a contradiction said again, counts it, and pays for the judge", async () => {
    const judge = scriptedModel(
      [verdict(true, '"my wife": the person is single'), verdict(false), verdict(false)],
      { id: "scripted:judge" },
    );
    const user = new Agent({
      name: "Ann",
      persona: "single, lives alone",
      model: scriptedModel(["Ask my wife.", "Ask my sister."]),
    });
    const other = new Agent({ name: "Bo", persona: "a clerk", model: scriptedModel(["I will."]) });
    const dialog = await user.dialogWith(other, {
      seed: 1,
      maxTurns: 2,
      guards: [personaConsistent({ model: judge })],
    });
    expect(dialog.turns.map(({ text }) => text)).toEqual(["Ask my sister.", "I will."]);
    expect(dialog.extra["faults"]).toEqual({ persona_contradiction: 1 });
    expect(dialog.extra["usage"]).toMatchObject({ calls: 6 });
    expect(judge.requests[0]?.messages[1]?.content).toContain("single, lives alone");
    judge.assertDone();
  });

  it("asks under the seed that is set, else under one of the conversation's", async () => {
    const seedOf = async (settings?: { seed: number }, conversation = 1) => {
      const model = scriptedModel([verdict(false)]);
      const about = moment("Ann", { name: "Ann" });
      await personaConsistent({ model, settings }).check("Hello", {
        ...about,
        state: { ...about.state, random: new Random(conversation) },
      });
      return model.requests[0]?.seed;
    };
    expect(await seedOf({ seed: 7 })).toBe(7);
    expect(await seedOf()).toBe(await seedOf());
    expect(await seedOf()).not.toBe(await seedOf(undefined, 2));
    expect(Number.isSafeInteger(await seedOf())).toBe(true);
  });

  it("asks nobody about speakers without a persona, or whom it is not for", async () => {
    const guard = personaConsistent({ model: scriptedModel([]), speakers: ["User"] });
    expect(await guard.check("Hello", moment("User", {}))).toEqual({ pass: true });
    expect(await guard.check("Hello", moment("Assistant", { role: "nurse" }))).toEqual({ pass: true });
  });
});

describe("forSpeakers", () => {
  it("leaves the others alone", async () => {
    const guard = forSpeakers(["User"], notEmpty());
    expect(await guard.check("", moment("User"))).toMatchObject({ pass: false });
    expect(await guard.check("", moment("Assistant"))).toEqual({ pass: true });
  });
});
