import { scriptedModel } from "@sdialog/llm/testing";
import * as z from "zod";
import { Agent } from "../agent/agent.ts";
import { Conversation } from "../conversation/conversation.ts";
import { scripted } from "../participants/scripted.ts";
import { tool } from "../tools/tool.ts";

const note = tool({ name: "note", description: "Notes a wish.", input: z.object({}), run: () => "noted" });

/** A turn of two messages, one beside a call of a tool and one after it: what is heard of it, and what is recorded. */
export async function sayBesideCall(beside: string, after: string) {
  const steps = [{ text: beside, toolCalls: [{ id: "1", name: "note", input: {} }] }, after];
  const caller = new Agent({
    name: "Xenia",
    persona: "a caller",
    tools: [note],
    model: scriptedModel(steps),
  });
  const conversation = new Conversation({ participants: [caller, scripted("Zed", ["Fine."])], maxTurns: 1 });
  let streamed = "";
  for await (const event of conversation.stream({ seed: 1 })) {
    if (event.type === "delta" && event.channel === "text") streamed += event.delta;
    if (event.type === "finish") return { streamed: streamed.trim(), dialog: event.dialog };
  }
  throw new Error("The conversation did not finish.");
}
