import { Agent } from "@sdialog/agents";
import {
  compose,
  type ChatModel,
  type Message,
  type ModelMiddleware,
  type ModelRef,
  resolveModel,
} from "@sdialog/llm";

/** Who is studied: an agent, with its prompt and its model, or a model by itself. */
export type Subject = Agent | ModelRef;

/** A conversation to be answered: what a user says, or all messages. */
export type Example = string | readonly Message[];

/** The model of a subject, wrapped as the agent wraps it. */
export async function subjectModel(subject: Subject): Promise<ChatModel> {
  if (!(subject instanceof Agent)) return resolveModel(subject);
  const middleware: readonly ModelMiddleware[] = subject.options.middleware ?? [];
  return compose(...middleware)(await resolveModel(subject.options.model));
}

/** The messages of an example; an agent's own prompt comes first when the example has no system message. */
export function exampleMessages(subject: Subject, example: Example): readonly Message[] {
  const messages: readonly Message[] =
    typeof example === "string" ? [{ role: "user", content: example }] : example;
  const prompt = subject instanceof Agent ? subject.prompt() : "";
  if (prompt === "" || messages.some(({ role }) => role === "system")) return messages;
  return [{ role: "system", content: prompt }, ...messages];
}
