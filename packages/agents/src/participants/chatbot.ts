import { resolveModel } from "@sdialog/llm";
import { Agent } from "../agent/agent.ts";
import type { Participant, ParticipantSession } from "../participant.ts";

/** How {@link chatbot} reaches a server and what it sends along. */
export interface ChatbotOptions {
  /** Display name. Default: `Chatbot`. */
  readonly name?: string;
  /** Which model to ask the server for. Default: `default`. */
  readonly model?: string;
  /** The key, for a server that wants one. */
  readonly apiKey?: string;
  /** Sent with every request, for example a session header. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A system message the chatbot does not bring itself. */
  readonly systemPrompt?: string;
  /** Longest time one answer may take, in milliseconds. */
  readonly timeoutMs?: number;
}

/**
 * A chatbot under test behind an OpenAI-compatible address. It gets the conversation and nothing else: no persona, no
 * rules, unless you give it a system prompt. What it answers is recorded word for word: no guard mends it, no word in it
 * ends the conversation, and an empty answer is an answer.
 *
 * @param baseURL for example `http://127.0.0.1:8000/v1`
 */
export function chatbot(baseURL: string, options: ChatbotOptions = {}): Participant {
  const { name = "Chatbot", model = "default", systemPrompt, ...connection } = options;
  return {
    name,
    modelInfo: { name: `openai:${model}`, baseURL: new URL(baseURL).origin },
    async begin(run) {
      const reached = await resolveModel(`openai:${model}`, { baseURL, apiKey: "none", ...connection });
      const told = systemPrompt === undefined ? {} : { systemPrompt };
      const speaker = new Agent({
        name,
        model: reached,
        canFinish: false,
        // It was never told of a stop word.
        stopSignal: "tool",
        thinkingTag: null,
        ...told,
      });
      return verbatim(await speaker.begin(run));
    },
  };
}

/** The session with its drafts taken as they are. */
function verbatim(session: ParticipantSession): ParticipantSession {
  return {
    async *reply(view, request) {
      return { ...(yield* session.reply(view, request)), verbatim: true };
    },
    close: () => session.close?.(),
  };
}
