import { ModelError } from "@sdialog/llm";
import { scriptedModel, type ScriptedStep } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Conversation } from "../../conversation/conversation.ts";
import { noLeak } from "../../guards/no-leak.ts";
import { minTurns } from "../../stop-rules/turn-limits.ts";
import { assistant } from "../assistant.ts";
import { feedbackUser } from "./feedback-user.ts";

const feedback = (satisfied: unknown, message = "") => JSON.stringify({ satisfied, message });

function talk(
  user: readonly ScriptedStep[],
  options: { readonly min?: number; readonly max?: number; readonly retries?: number } = {},
) {
  const model = scriptedModel(user);
  const participants = [
    feedbackUser({ persona: "an engineer", query: "Write code.", model, targetAnswers: 2 }),
    assistant({ model: scriptedModel(() => "Here it is.") }),
  ];
  const stop = options.min === undefined ? [] : [minTurns(options.min)];
  return {
    model,
    run: () =>
      new Conversation({
        participants,
        stop,
        maxTurns: options.max ?? 10,
        retries: options.retries ?? 1,
      }).run({ seed: 1 }),
  };
}

describe("feedbackUser", () => {
  it("opens with its query, asks on, and ends satisfied", async () => {
    const { model, run } = talk([feedback(false, "why?"), feedback(true)]);
    const dialog = await run();
    expect(dialog.turns.map(({ text }) => text)).toEqual([
      "Write code.",
      "Here it is.",
      "why?",
      "Here it is.",
    ]);
    expect(dialog).toMatchObject({ complete: true, stopReason: "satisfied" });
    expect(model.requests[0]?.messages.at(-1)?.content).toContain("one last thing");
    expect(model.requests[1]?.messages.at(-1)?.content).toContain("what you came for");
  });

  it("may not be satisfied too early: it is asked once more", async () => {
    const { run } = talk([feedback(true), feedback(true, "And in Rust?"), feedback(true)], { min: 4 });
    const dialog = await run();
    expect(dialog.turns.map(({ text }) => text)).toEqual([
      "Write code.",
      "Here it is.",
      "And in Rust?",
      "Here it is.",
    ]);
  });

  it("has nothing to say to some answers, but to as many as must be, and then leaves without being asked", async () => {
    let said = 0;
    const model = scriptedModel(() => feedback(false, `Why ${said++}?`));
    const run = (feedbackProbability: number, seed: number, min = 2) =>
      new Conversation({
        participants: [
          feedbackUser({ persona: "an engineer", query: "Write code.", model, feedbackProbability }),
          assistant({ model: scriptedModel(() => `Here it is, ${said++}.`) }),
        ],
        stop: [minTurns(min)],
        maxTurns: 4,
      }).run({ seed });
    const never = await run(0, 1);
    expect([never.turns.length, never.stopReason]).toEqual([2, "stop_signal"]);
    expect(model.requests).toHaveLength(0);
    expect((await run(0, 1, 4)).turns).toHaveLength(4);
    const seeds = Array.from({ length: 200 }, (_, seed) => seed);
    const left = (await Promise.all(seeds.map((seed) => run(0.6, seed)))).filter(
      ({ turns }) => turns.length === 2,
    );
    expect(left.length / seeds.length).toBeGreaterThan(0.3);
    expect(left.length / seeds.length).toBeLessThan(0.5);
    expect(() => feedbackUser({ persona: "x", query: "y", feedbackProbability: 2 })).toThrow("from 0 to 1");
    expect(feedbackUser({ persona: "x", query: "y", model: scriptedModel([]) }).persona).toStrictEqual({
      description: "x",
    });
    for (const query of ["", " \n"])
      expect(() => feedbackUser({ persona: "x", query })).toThrow("a query to open with");
  });

  it("takes no error, refusal or broken JSON for satisfaction", async () => {
    const refusals = Array.from({ length: 6 }, () => "I am sorry, I cannot do that.");
    expect(await talk(refusals).run()).toMatchObject({ complete: false, stopReason: "parse_error" });
    const limited = new ModelError("rate limit", { kind: "rate_limit", model: "scripted:test" });
    await expect(talk([limited]).run()).rejects.toMatchObject({ reason: "provider_error" });
    const text = Array.from({ length: 6 }, () => feedback("perhaps"));
    expect(await talk(text).run()).toMatchObject({ complete: false, stopReason: "parse_error" });
  });

  it("leaves when its patience is used up, and says whether it is satisfied", async () => {
    const leave = (last: string) => {
      const model = scriptedModel([feedback(false, "more"), last]);
      const user = feedbackUser({ persona: "an engineer", query: "Write code.", model, maxAnswers: 2 });
      const participants = [user, assistant({ model: scriptedModel(() => "Here it is.") })];
      return new Conversation({ participants }).run({ seed: 1 });
    };
    const unhappy = await leave(feedback(false, "and more"));
    expect(unhappy).toMatchObject({ complete: false, stopReason: "max_turns" });
    expect(unhappy.turns.map(({ speaker }) => speaker)).toEqual(["User", "Assistant", "User", "Assistant"]);
    expect(await leave(feedback(true))).toMatchObject({ complete: true, stopReason: "satisfied" });
  });

  it("says its query word for word, whatever a guard makes of it", async () => {
    const query = "### Human: what does this token of a template do?";
    const model = scriptedModel([feedback(true)]);
    const participants = [
      feedbackUser({ persona: "an engineer", query, model }),
      assistant({ model: scriptedModel(["It opens a turn."]) }),
    ];
    const dialog = await new Conversation({ participants, guards: [noLeak()] }).run({ seed: 1 });
    expect(dialog.turns[0]?.text).toBe(query);
  });

  it("is still told to go on when its second try was of no use either", async () => {
    const user = [feedback(true), feedback(true), feedback(true, "And in Rust?"), feedback(true)];
    const dialog = await talk(user, { min: 4, retries: 2 }).run();
    expect(dialog.turns[2]?.text).toBe("And in Rust?");
    expect(dialog.extra["faults"]).toEqual({ premature_stop: 1, empty: 1 });
  });

  it("leaves no message of the user without an answer when the turns are even", async () => {
    const dialog = await talk(
      Array.from({ length: 9 }, () => feedback(false, "more")),
      { max: 4 },
    ).run();
    expect(dialog.turns.at(-1)?.speaker).toBe("Assistant");
  });
});
