import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { resolveModel } from "@sdialog/llm";
import { Agent } from "../agent/agent.ts";
import type { Participant } from "../participant.ts";

/** How {@link chatbot} reaches a server and what it sends along. */
export interface ChatbotOptions {
  /** Display name. Default: `Chatbot`. */
  readonly name?: string;
  /** Which model to ask the server for. Default: `default`. */
  readonly model?: string;
  /** The key, for a server that asks for one. */
  readonly apiKey?: string;
  /** Sent with every request, for example a session header. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A system message, for a chatbot that has none of its own. */
  readonly systemPrompt?: string;
  /** Longest time one answer may take, in milliseconds. */
  readonly timeoutMs?: number;
}

const chatbotOptionNames: OptionNames<ChatbotOptions> = {
  name: true,
  model: true,
  apiKey: true,
  headers: true,
  systemPrompt: true,
  timeoutMs: true,
};

/**
 * A chatbot under test behind an OpenAI-compatible address. It gets the conversation and nothing else: no persona, no
 * rules, unless you give it a system prompt. Its answers stand word for word: guards report on them but change
 * nothing, and an empty answer counts as its answer.
 *
 * @param baseURL for example `http://127.0.0.1:8000/v1`
 */
export function chatbot(baseURL: string, options: ChatbotOptions = {}): Participant {
  checkOptions("chatbot", options, chatbotOptionNames);
  const { name = "Chatbot", model = "default", systemPrompt, ...connection } = options;
  return {
    name,
    modelInfo: { name: `openai:${model}`, baseURL: new URL(baseURL).origin },
    distinction: { systemPrompt: systemPrompt ?? null },
    verbatim: true,
    async begin(run) {
      const reached = await resolveModel(`openai:${model}`, { baseURL, apiKey: "none", ...connection });
      const told = systemPrompt === undefined ? {} : { systemPrompt };
      // It cannot end the conversation and no word is a signal, so none is looked for and none is removed.
      const silent = { canFinish: false, stopSignal: "tool", thinkingTag: null } as const;
      return new Agent({ name, model: reached, ...silent, ...told }).begin(run);
    },
  };
}
