import { checkArguments, inALanguage } from "@sdialog/core/internal";
import { contentHash, InvalidArgumentError } from "@sdialog/core";
import * as z from "zod/mini";
import type { Tool } from "../tools/tool.ts";
import type { ChatbotAnswer, ChatbotConnector, ChatbotQuestion } from "./chatbot-connector.ts";
import { ChatbotError } from "./chatbot-error.ts";

/** What a chatbot that is a function is given. */
export interface ChatbotFunctionQuestion extends ChatbotQuestion {
  /** Names the conversation; whatever the function remembers, it keeps under this. */
  readonly session: string;
  /** What the chatbot may call, when somebody lends it tools. */
  readonly tools: readonly Tool[];
  /** Calls a lent tool, and has the call recorded. @returns its result as text, or what went wrong */
  call(name: string, input: unknown): Promise<string>;
}

/** A chatbot that is a function: a text, or an answer with the tools it called. */
export type ChatbotFunction = (
  question: ChatbotFunctionQuestion,
) => string | ChatbotAnswer | Promise<string | ChatbotAnswer>;

/**
 * A chatbot that is a function of this process. Ids of dialogues follow from its name and its code, so that another
 * version of a bot makes other dialogues. What a function has captured cannot be seen: bots that differ in that alone
 * need names of their own.
 */
export function functionChatbot(answer: ChatbotFunction, named?: string): ChatbotConnector {
  checkArguments("functionChatbot", arguments, 2);
  if (typeof answer !== "function")
    throw new InvalidArgumentError("functionChatbot takes the function that answers first", {
      hint: "Write functionChatbot(async ({ message }) => …, name).",
    });
  const name = named ?? (answer.name || "function");
  return {
    name,
    distinction: { type: "function", name, code: contentHash(String(answer)) },
    takesTools: true,
    connect: ({ id, tools, call }) => ({
      async ask(question) {
        const given = await answer({
          ...question,
          session: id,
          tools,
          call: async (tool, input) => String((await call(tool, input, question.signal)).output),
        });
        const said = typeof given === "string" ? { text: given } : given;
        if (typeof said?.text !== "string")
          throw new ChatbotError(`it returned ${nameOfKind(given)} where a string was expected`, {
            kind: "protocol",
          });
        const shown = inALanguage(shownCallsSchema).safeParse(said.toolCalls);
        if (!shown.success)
          throw new ChatbotError(
            `it shows invalid tool calls: ${shown.error.issues.map(({ path, message }) => `toolCalls ${path.join(".")} ${message}`).join("; ")}`,
            { kind: "protocol", hint: "Each is { name, input, output }, the last two plain JSON." },
          );
        return said;
      },
    }),
  };
}

function nameOfKind(given: unknown): string {
  if (Array.isArray(given)) return "a list";
  return given === null || typeof given !== "object" ? String(given) : "an object without text";
}

const plainJson = z.unknown().check(z.refine((value) => isPlainJson(value, []), "is not plain JSON"));

/** The tool calls that an answer may show: what a dialogue can record of them. */
const shownCallsSchema = z.optional(
  z.array(
    z.object({
      name: z.string().check(z.minLength(1)),
      input: plainJson,
      output: z.optional(plainJson),
      isError: z.optional(z.boolean()),
      milliseconds: z.optional(z.number().check(z.gte(0))),
    }),
  ),
);

/** Fields that hold nothing are left out when they are written. */
function isPlainJson(value: unknown, around: readonly object[]): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return typeof value === "string" || typeof value === "boolean";
  if (around.includes(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = Array.isArray(value) || prototype === null || prototype === Object.prototype;
  return isPlain && Object.values(value).every((inner) => isPlainJson(inner, [...around, value]));
}
