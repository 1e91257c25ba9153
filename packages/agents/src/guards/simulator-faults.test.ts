import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Agent } from "../agent/agent.ts";
import { Conversation } from "../conversation/conversation.ts";
import { assistant } from "../participants/assistant.ts";
import { minTurns } from "../stop-rules/turn-limits.ts";
import { noLeak } from "./no-leak.ts";
import { noRepeatedMessage } from "./no-repeated-message.ts";
import { noRoleInversion } from "./no-role-inversion.ts";
import { personaConsistent } from "./persona-consistent.ts";
import { singleSpeaker } from "./single-speaker.ts";

const verdict = (contradicts: boolean) => JSON.stringify({ evidence: "", contradicts });

/** A simulated user who is asked three times at most, and an assistant who always answers the same. */
function talk(user: readonly string[], judge: readonly boolean[] = user.map(() => false)) {
  const model = scriptedModel(user);
  const guards = [
    singleSpeaker(),
    noLeak(),
    noRoleInversion(["User"]),
    noRepeatedMessage(),
    personaConsistent({ model: scriptedModel(judge.map(verdict)), speakers: ["User"] }),
  ];
  const participants = [
    new Agent({ name: "User", persona: "single", model }),
    assistant({ model: scriptedModel(() => "Yes.") }),
  ];
  const conversation = new Conversation({ participants, guards, stop: [minTurns(4)], maxTurns: 4 });
  return { model, run: () => conversation.run({ seed: 1 }) };
}

const opening = "I need a room for two nights.";

describe("a simulated user that checks itself", () => {
  it.each([
    ["role_inversion", "How can I help you today?"],
    ["leaked_reasoning", "Okay, so the user wants a cheaper room."],
    ["leaked_template", "Cheaper?<|im_end|> A room?"],
    ["repeated_opening", opening],
    ["premature_stop", "STOP"],
    ["double_turn", "Assistant: It is cheap."],
  ])("%s: asked again, counted, and not in the dialogue", async (fault, bad) => {
    const { model, run } = talk([opening, bad, "Is there a cheaper one?"]);
    const dialog = await run();
    expect(dialog.turns.map(({ text }) => text)).toEqual([
      opening,
      "Yes.",
      "Is there a cheaper one?",
      "Yes.",
    ]);
    expect(dialog.extra["faults"]).toEqual({ [fault]: 1 });
    model.assertDone();
  });

  it("persona_contradiction: as a judge says", async () => {
    const { run } = talk([opening, "My husband snores.", "My sister snores."], [false, true, false]);
    const dialog = await run();
    expect(dialog.turns[2]?.text).toBe("My sister snores.");
    expect(dialog.extra["faults"]).toEqual({ persona_contradiction: 1 });
  });

  it("cuts off an answer to itself, and counts it", async () => {
    const dialog = await talk([opening, "Is it quiet?\nAssistant: Yes.\nUser: Good."]).run();
    expect(dialog.turns[2]?.text).toBe("Is it quiet?");
    expect(dialog.extra["faults"]).toEqual({ double_turn: 1 });
  });

  it("ends as what it is when the fault stays", async () => {
    const inverted = Array.from({ length: 3 }, () => "How may I assist you?");
    expect(await talk([opening, ...inverted]).run()).toMatchObject({
      complete: false,
      stopReason: "role_leak",
      extra: { faults: { role_inversion: 3 } },
    });
  });

  it("does not speak twice after an opening in its name", async () => {
    const participants = [
      new Agent({ name: "User", persona: "single", model: scriptedModel([]) }),
      assistant({ model: scriptedModel(["Yes."]) }),
    ];
    const conversation = new Conversation({
      participants,
      opening: [{ speaker: "User", text: opening }],
      maxTurns: 2,
    });
    const dialog = await conversation.run({ seed: 1 });
    expect(dialog.turns.map(({ speaker }) => speaker)).toEqual(["User", "Assistant"]);
  });
});
