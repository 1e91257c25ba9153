import { InvalidArgumentError } from "@sdialog/core";
import type { ChatModel } from "@sdialog/llm";
import type { AgentSpec } from "./agent-spec.ts";

/**
 * How an agent ends a conversation with the model it has: as it was told, else by a field where messages are best asked
 * for as fields; tools have forms of their own, which that one would keep out.
 *
 * @throws InvalidArgumentError for a way that the model does not know
 */
export function chooseSignal(
  told: AgentSpec["stopSignal"] | undefined,
  { model, spec, name }: { readonly model: ChatModel; readonly spec: AgentSpec; readonly name: string },
): AgentSpec["stopSignal"] {
  const { jsonSchema, messages, tools: calls } = model.capabilities;
  const { canFinish, tools } = spec;
  const held = jsonSchema !== "none" && tools.length === 0;
  if (told === undefined) return held && canFinish && messages === "fields" ? "fields" : "word";
  if (told === "tool" && canFinish && !calls)
    throw new InvalidArgumentError(`${model.id} cannot call tools, so ${name} could never end by one`, {
      hint: 'Use stopSignal: "word".',
    });
  if (told === "fields" && !held) {
    const why =
      tools.length > 0 ? "has tools" : `speaks through ${model.id}, which cannot be held to a schema`;
    throw new InvalidArgumentError(`${name} ${why}, so its messages cannot have fields`, {
      hint: 'Use stopSignal: "word" or "tool".',
    });
  }
  return told;
}
