import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { scripted } from "../participants/scripted.ts";
import { Conversation } from "./conversation.ts";
import type { ConversationOptions } from "./conversation-options.ts";
import { maxTurns } from "../stop-rules/turn-limits.ts";

const held = async (more: Partial<ConversationOptions> = {}, seed = 1) => {
  const participants = [scripted("Ann", ["Hi."]), scripted("Bob", ["Ho."])];
  return (await new Conversation({ participants, maxTurns: 2, ...more }).run({ seed })).id;
};
const example = (text: string) => new Dialog({ turns: [{ speaker: "Ann", text }] });

it("gives one conversation one id, and another to whatever differs in anything that shapes it", async () => {
  const one = await held();
  expect(await held()).toBe(one);
  const others = await Promise.all([
    held({}, 2),
    held({ participants: [scripted("Ann", ["Hi."]), scripted("Cy", ["Ho."])] }),
    held({ context: "A shop." }),
    held({ scenario: { goal: "a refund" } }),
    held({ opening: [{ speaker: "Ann", text: "Hm." }] }),
    held({ exampleDialogs: [example("a")] }),
    held({ exampleDialogs: [example("b")] }),
    held({ exampleDialogs: [example("a"), example("b")] }),
    held({ stop: [maxTurns(3)] }),
    held({ retries: 5 }),
    held({ retryMaxTokens: 500 }),
    held({ closingReply: false }),
  ]);
  expect(new Set([one, ...others]).size).toBe(1 + others.length);
});
