import type { Dialog } from "@sdialog/core";
import * as z from "zod";
import type { ChatbotConnector } from "../chatbots/chatbot-connector.ts";
import type { ChatbotFunction } from "../chatbots/function-chatbot.ts";
import { Conversation } from "../conversation/conversation.ts";
import { chatbot, type ChatbotOptions } from "../participants/chatbot.ts";
import { scripted } from "../participants/scripted.ts";
import { tool } from "../tools/tool.ts";

/** A dialogue with a chatbot, and what the chatbot said in it. */
export interface Talk {
  readonly dialog: Dialog;
  readonly answers: Dialog["turns"];
}

/** Says these lines to a chatbot, one after each of its answers. */
export async function talkWith(
  bot: ChatbotConnector | ChatbotFunction,
  options: ChatbotOptions = {},
  lines: readonly string[] = ["One", "Two"],
): Promise<Talk> {
  const participants = [scripted("User", lines), chatbot(bot, options)];
  const conversation = new Conversation({ participants, maxTurns: 2 * lines.length, guards: [] });
  const dialog = await conversation.run({ seed: 1 });
  const name = options.name ?? "Chatbot";
  return { dialog, answers: dialog.turns.filter(({ speaker }) => speaker === name) };
}

/** A tool to lend to a chatbot. */
export const look = tool({
  name: "look",
  description: "Looks something up",
  input: z.object({ id: z.string() }),
  run: ({ id }) => ({ id, price: 3 }),
});
