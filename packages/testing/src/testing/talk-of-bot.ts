import { Dialog } from "@sdialog/core";
import type { CheckedConversation } from "../scenario/checked-conversation.ts";

/** A conversation in which the bot says these lines, each after the same question in German. */
export function talkOfBot(...lines: string[]): CheckedConversation {
  return {
    dialog: new Dialog({
      turns: lines.flatMap((text) => [
        { speaker: "User", text: "Was ist das denn nun eigentlich für eine Bestellung gewesen?" },
        { speaker: "Bot", text },
      ]),
    }),
    bot: "Bot",
    toolCalls: [],
    latencies: [],
    goalReached: null,
    changes: null,
  };
}
