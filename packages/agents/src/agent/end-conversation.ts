import { described, madeOnce } from "@sdialog/core/internal";
import * as z from "zod/mini";
import { type Tool, tool } from "../tools/tool.ts";
import type { AgentSpec } from "./agent-spec.ts";

/** The tool by which a speaker ends the conversation, when it does not do so by a word. */
export const endConversation = madeOnce(() =>
  tool({
    name: "end_conversation",
    description: "Ends the conversation. Call it once the conversation has come to its natural end.",
    input: z.object({
      goodbye: described(z._default(z.string(), ""), "Your last message to the other side"),
    }),
    returnDirect: true,
    run: ({ goodbye }) => goodbye,
  }),
);

/** The tools an agent's model is told of. */
export function toolsOf({
  tools,
  stopSignal,
  canFinish,
}: Pick<AgentSpec, "tools" | "stopSignal" | "canFinish">): readonly Tool[] {
  return stopSignal === "tool" && canFinish ? [...tools, endConversation()] : tools;
}
