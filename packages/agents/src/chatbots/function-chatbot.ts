import { checkArguments } from "@sdialog/core/internal";
import { contentHash, InvalidArgumentError } from "@sdialog/core";
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
          throw new ChatbotError(`it returned ${JSON.stringify(given)} where a text was expected`, {
            kind: "protocol",
          });
        return said;
      },
    }),
  };
}
