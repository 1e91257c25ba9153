import { z } from "zod";
import { tool } from "../tools/tool.ts";

/** The tool by which a speaker ends the conversation, when it does not do so by a word. */
export const endConversation = tool({
  name: "end_conversation",
  description: "Ends the conversation. Call it once the conversation has come to its natural end.",
  input: z.object({
    goodbye: z.string().default("").describe("Your last message to the other side"),
  }),
  returnDirect: true,
  run: ({ goodbye }) => goodbye,
});
