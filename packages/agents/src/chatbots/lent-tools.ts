import type { Clock } from "../edge.ts";
import { runTool } from "../tools/run-tool.ts";
import type { Tool } from "../tools/tool.ts";
import type { ChatbotToolCall } from "./chatbot-connector.ts";

/**
 * A tool that is lent to an agent of another kit, in what every kit takes. What it is called with, what comes of it and
 * how long it takes is recorded here, whatever the kit shows.
 */
export interface LentTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  /** Runs it. @returns its result as text, or what went wrong; throws only when the conversation is cancelled */
  execute(input: unknown): Promise<string>;
}

/** The tools that are lent in one conversation, and what became of them: also in a turn that ends in an error. */
export class LentTools {
  readonly #tools: readonly Tool[];
  readonly #clock: Clock;
  #calls: ChatbotToolCall[] = [];

  constructor(tools: readonly Tool[], clock: Clock) {
    this.#tools = tools;
    this.#clock = clock;
  }

  /** Runs one; what goes wrong becomes a result that tells it. */
  async call(name: string, input: unknown, signal: AbortSignal | undefined): Promise<ChatbotToolCall> {
    const began = this.#clock().getTime();
    const running = runTool(this.#tools, { id: "", name, input }, { agent: "Chatbot", signal });
    let step = await running.next();
    while (step.done !== true) step = await running.next();
    const { output, isError } = step.value;
    const milliseconds = Math.max(0, this.#clock().getTime() - began);
    const call = { name, input, output, isError, milliseconds };
    this.#calls.push(call);
    return call;
  }

  /** The calls since the last time, and beside them those that the chatbot shows and that were not made here. */
  takeWith(shown: readonly ChatbotToolCall[]): readonly ChatbotToolCall[] {
    const calls = this.#calls;
    this.#calls = [];
    const made = calls.map(keyOf);
    const others = shown.filter((call) => {
      const place = made.indexOf(keyOf(call));
      if (place >= 0) made.splice(place, 1);
      return place < 0;
    });
    return [...calls, ...others];
  }
}

function keyOf({ name, input }: ChatbotToolCall): string {
  return JSON.stringify([name, input ?? null]);
}

/** Tools as they are lent to agents of other kits. */
export function lentTools(
  tools: readonly Tool[],
  call: (name: string, input: unknown) => Promise<ChatbotToolCall>,
): readonly LentTool[] {
  return tools.map(({ name, description, inputSchema }) => ({
    name,
    description,
    inputSchema: inputSchema as Readonly<Record<string, unknown>>,
    execute: async (input) => String((await call(name, input)).output),
  }));
}
