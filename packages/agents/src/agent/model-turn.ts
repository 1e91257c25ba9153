import { cutShort, SDialogError } from "@sdialog/core";
import {
  addUsage,
  type ChatModel,
  type ChatRequest,
  type ChatResult,
  type FinishReason,
  type Message,
  noUsage,
  type ToolCall,
  type Usage,
} from "@sdialog/llm";
import { modelWarnings } from "../model-warnings.ts";
import { paragraph } from "../own-words.ts";
import type { Hear, ReplyEvent } from "../participant.ts";
import { relay } from "../relay.ts";
import { runTool } from "../tools/run-tool.ts";
import type { Tool } from "../tools/tool.ts";
import type { ToolOutcome, UsedTool } from "../tools/used-tool.ts";
import type { Guidance } from "./orchestration.ts";

export interface ModelTurnOptions {
  readonly agent: string;
  readonly model: ChatModel;
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  /** Most rounds of tool calls before the model must answer without. */
  readonly maxToolRounds: number;
  /** The request of round `round`, without messages and tools. */
  readonly request: (round: number) => Omit<ChatRequest, "messages" | "tools">;
  readonly live: boolean;
  /** What the speaker's rules have to say about a tool's result. */
  readonly afterTool: (used: UsedTool) => AsyncGenerator<ReplyEvent, readonly Guidance[], void>;
  /** What of the next message is heard while it comes. */
  readonly hear: Hear;
  /** What the next message says; asked for each message once, in their order. */
  readonly read: (message: string) => string;
  /** What of that is speech where it stands beside a call, for the record. */
  readonly spoken: (message: string) => string;
  /** The tool by which the speaker ends the conversation. */
  readonly endTool?: string | undefined;
}

export interface ModelTurn {
  /** All that was said in the turn: beside tool calls and after them, a paragraph for each message. */
  readonly text: string;
  /** The same, message by message. */
  readonly messages: readonly string[];
  readonly usage: Usage;
  /** Why the last message ended; where an earlier one of the turn was cut short, why that one did. */
  readonly finishReason: FinishReason;
  /** Tool calls and their results, with instructions that stay: what is to be remembered besides what was said. */
  readonly trace: readonly Message[];
  /** The speaker called the tool that ends the conversation. */
  readonly ended: boolean;
  /** Calls of external tools, which ended the turn. */
  readonly toolCalls: readonly ToolCall[];
}

/**
 * Calls the model until it asks for no more tools, running those it asks for in between. What it says in a message that
 * calls a tool is part of the turn: the other side hears it before what follows.
 */
export async function* modelTurn(options: ModelTurnOptions): AsyncGenerator<ReplyEvent, ModelTurn, void> {
  const { tools, agent } = options;
  const trace: Message[] = [];
  // What the model reads in this turn: the trace, and instructions for this turn only.
  const thread: Message[] = [...options.messages];
  const keep = (message: Message): void => void (trace.push(message), thread.push(message));
  const said: string[] = [];
  /** Whether any message had words, be they no more than the signal that the conversation is over. */
  let hasSpoken = false;
  const read = (message: string): string => {
    if (message.trim() === "") return "";
    hasSpoken = true;
    const text = options.read(message);
    if (text.trim() !== "") said.push(said.length === 0 ? text : text.trimStart());
    return text;
  };
  const signal = options.request(0).signal;
  let usage = noUsage;
  let cut: FinishReason | undefined;
  for (let round = 0; ; round++) {
    const mayCall = tools.length > 0 && round < options.maxToolRounds;
    const request: ChatRequest = {
      ...options.request(round),
      messages: [...thread],
      ...(tools.length === 0 ? {} : { tools: tools.map(definition), toolChoice: mayCall ? "auto" : "none" }),
    };
    // Nothing needs holding back from a message that nobody hears until it is whole.
    const result = options.live
      ? yield* apart(options.hear(streamed(options.model, request)), said.join(paragraph))
      : await options.model.generate(request);
    usage = addUsage(usage, result.usage);
    // Only words can be half said: a call that was cut is answered with an error, and made again.
    if (result.text.trim() !== "" && cutShort(result) !== undefined) cut ??= result.finishReason;
    yield* modelWarnings(result.warnings);
    if (result.thinking !== undefined && result.thinking.trim() !== "") {
      yield { type: "event", event: { action: "think", content: result.thinking.trim() } };
    }
    const text = read(result.text);
    if (result.toolCalls.length === 0 || !mayCall) {
      if (result.toolCalls.length > 0) {
        const names = result.toolCalls
          .map(({ name }) => name)
          .join(", ")
          .slice(0, 200);
        if (!hasSpoken)
          throw tools.length === 0 ? noTools(agent, names) : tooManyRounds(agent, options.maxToolRounds);
        yield* modelWarnings([
          tools.length === 0
            ? { setting: "tools", message: `it has none, and asked for: ${names}` }
            : {
                setting: "maxToolRounds",
                message: `no round was left for the tools it still asked for: ${names}`,
              },
        ]);
      }
      return {
        text: said.join(paragraph),
        messages: said,
        usage,
        trace,
        ended: false,
        toolCalls: [],
        finishReason: cut ?? result.finishReason,
      };
    }
    // The words are in the turn; remembered here as well, the model would read them twice.
    const external = result.toolCalls.filter(({ name }) => isExternal(tools, name));
    const own = result.toolCalls.filter((call) => !external.includes(call));
    if (own.length > 0) trace.push({ role: "assistant", content: "", toolCalls: own });
    thread.push({ role: "assistant", content: result.text, toolCalls: result.toolCalls });
    const spoken = options.spoken(text).trim();
    const guidance: Guidance[] = [];
    let direct: string | undefined;
    let ended = false;
    // All calls of a message stand before the first result: that is how a record tells calls made at once from calls
    // made one after the other.
    for (const [index, { id, name, input }] of result.toolCalls.entries()) {
      const beside = index === 0 && spoken !== "" ? { text: spoken } : {};
      const content = { name, args: input ?? null, id, ...beside };
      yield { type: "event", event: { action: "tool", actionLabel: "call", content } };
    }
    for (const toolCall of own) {
      const { id, name, input } = toolCall;
      const outcome = yield* progress(runTool(tools, toolCall, { agent, signal }), id, name);
      const { output, isError } = outcome;
      const content = { name, output, call_id: id, ...(isError ? { error: true } : {}) };
      yield { type: "event", event: { action: "tool", actionLabel: "output", content } };
      keep({ role: "tool", toolCallId: id, name, content: output, isError });
      guidance.push(...(yield* options.afterTool({ name, input, ...outcome })));
      const returnsDirect = tools.find((tool) => tool.name === name)?.returnDirect === true;
      if (returnsDirect && !isError && output.trim() !== "") direct ??= output;
      if (name === options.endTool && !isError) ended = true;
    }
    // Every call of the message has its result by now, so the remembered history is well formed.
    if (direct !== undefined || ended || external.length > 0) {
      // Some models say their goodbye and hand it to the tool as well.
      if (direct !== undefined && direct.trim() !== said.at(-1)?.trim()) read(direct);
      return {
        text: said.join(paragraph),
        messages: said,
        usage,
        trace,
        ended,
        toolCalls: external,
        finishReason: cut ?? "stop",
      };
    }
    for (const { message, persistent } of guidance) {
      if (message === undefined) continue;
      if (persistent) keep(message);
      else thread.push(message);
    }
  }
}

/** One call of the model, and its words as they come. */
async function* streamed(
  model: ChatModel,
  request: ChatRequest,
): AsyncGenerator<ReplyEvent, ChatResult, void> {
  for await (const chunk of model.stream(request)) {
    if (chunk.type === "finish") return chunk.result;
    if (chunk.type === "discard") yield { type: "discard", reason: "what looked like speech was reasoning" };
    else if (chunk.type !== "tool-call") yield { type: "delta", channel: chunk.type, delta: chunk.delta };
  }
  throw new SDialogError(`${model.id} ended its stream without a result`, { code: "model_interrupted" });
}

/** A message that comes after others: its first words, when there are any, begin a paragraph. */
function apart(
  message: AsyncGenerator<ReplyEvent, ChatResult, void>,
  /** What was said in this turn before. */
  said: string,
): AsyncGenerator<ReplyEvent, ChatResult, void> {
  if (said === "") return message;
  let begins = true;
  return relay(message, function* (event): Generator<ReplyEvent> {
    if (event.type === "discard") {
      yield event;
      // All of the turn is void with it.
      yield { type: "delta", channel: "text", delta: said };
      begins = true;
    } else if (event.type !== "delta" || event.channel !== "text" || !begins) yield event;
    else if (event.delta.trim() !== "") {
      yield { ...event, delta: paragraph + event.delta.trimStart() };
      begins = false;
    }
  });
}

function progress(
  running: AsyncGenerator<unknown, ToolOutcome, void>,
  id: string,
  name: string,
): AsyncGenerator<ReplyEvent, ToolOutcome, void> {
  return relay(running, function* (value): Generator<ReplyEvent> {
    const content = { name, call_id: id, progress: value ?? null };
    yield { type: "event", event: { action: "tool", actionLabel: "progress", content } };
  });
}

function isExternal(tools: readonly Tool[], name: string): boolean {
  return tools.find((tool) => tool.name === name)?.isExternal === true;
}

function definition({ name, description, inputSchema }: Tool) {
  return { name, description, inputSchema };
}

/** Some models call tools that nobody has offered them. */
function noTools(agent: string, names: string): SDialogError {
  return new SDialogError(`${agent} asked for a tool, ${names}, and has none`, {
    code: "no_tools",
    hint: "Give the agent tools, or choose a model that speaks where it has none.",
  });
}

function tooManyRounds(agent: string, rounds: number): SDialogError {
  return new SDialogError(`${agent} still asked for tools after ${rounds} rounds`, {
    code: "too_many_tool_rounds",
    hint: "Raise maxToolRounds, or look at what the tools return.",
  });
}
