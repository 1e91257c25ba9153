import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Conversation } from "./conversation/conversation.ts";
import type { Participant } from "./participant.ts";
import { feedbackUser } from "./participants/feedback-user/feedback-user.ts";
import { goalDirectedUser } from "./participants/goal-directed-user/goal-directed-user.ts";
import { scripted } from "./participants/scripted.ts";
import { Agent } from "./agent/agent.ts";

const warnings = [{ setting: "seed", message: "seed is not supported and was left out" }];
const model = (text: string) => scriptedModel(() => ({ text, warnings }));
const speakers: Readonly<Record<string, Participant>> = {
  agent: new Agent({ name: "User", model: model("Go on.") }),
  feedbackUser: feedbackUser({
    persona: "a cook",
    query: "How?",
    model: model('{"satisfied":false,"message":"And then?"}'),
  }),
  goalDirectedUser: goalDirectedUser({ persona: "a cook", goal: "A recipe", model: model('"How?"') }),
};

describe("what a model did not do as asked", () => {
  it.each(Object.entries(speakers))(
    "is recorded of %s, once for the whole conversation",
    async (_who, speaker) => {
      const clerk = scripted("Clerk", ["One.", "Two.", "Three."]);
      const dialog = await new Conversation({ participants: [speaker, clerk], maxTurns: 6 }).run({ seed: 1 });
      expect(dialog.length).toBe(6);
      expect(dialog.events?.filter(({ action }) => action === "warning")).toMatchObject([
        { agent: "User", actionLabel: "seed", content: warnings[0]?.message },
      ]);
    },
  );
});
