import type { DialogInput, TurnInput } from "@sdialog/core";

/** A tool call that came with a message. */
export interface SaidCall {
  readonly id?: string | undefined;
  readonly name: string;
  /** The arguments: an object, or the text that stands where one was expected. */
  readonly args: unknown;
}

/** A message of any format, before it is a turn, an event, or a persona's prompt. */
export interface Said {
  readonly speaker: string | null;
  /** What the speaker is in the conversation, where the format says. */
  readonly role?: "user" | "assistant" | "system" | undefined;
  readonly text: string;
  /** When it was said, as the format writes it. */
  readonly time?: string | number | undefined;
  readonly calls?: readonly SaidCall[] | undefined;
  /** What a tool gave back: then this is no turn. */
  readonly result?:
    | { readonly id?: string | undefined; readonly name?: string | undefined; readonly output: unknown }
    | undefined;
  /** Whether nothing was said, only thought or called. */
  readonly silent?: boolean | undefined;
  /** Thoughts that were not said. */
  readonly thought?: string | undefined;
  /** Further keys of the turn. */
  readonly further?: Readonly<Record<string, unknown>> | undefined;
}

/** What is known of a conversation besides its messages. */
export interface About extends Omit<DialogInput, "turns" | "events" | "annotations"> {
  readonly annotations?: Readonly<Record<string, unknown>> | undefined;
}

const assistantName = "assistant";

/**
 * A conversation as a dialogue. The system's first words become the assistant's prompt, its later ones instructions;
 * tool calls, results and thoughts become events at their places among the turns.
 */
export function saidDialog(messages: readonly Said[], about: About = {}): DialogInput {
  const assistant =
    messages.find(({ role }) => role === "assistant")?.speaker ??
    messages.find(({ calls }) => calls !== undefined)?.speaker ??
    assistantName;
  const turns: TurnInput[] = [];
  const events: {
    agent: string | null;
    action: string;
    actionLabel?: string;
    content: unknown;
    timestamp: number;
  }[] = [];
  const toolNames = new Map<string, string>();
  let prompt: string | undefined;
  let eventful = false;
  for (const said of messages) {
    const timestamp = seconds(said.time);
    const agent = said.speaker;
    const happened = (who: string | null, action: string, content: unknown, actionLabel?: string): void => {
      eventful = true;
      events.push({
        agent: who,
        action,
        content,
        timestamp,
        ...(actionLabel === undefined ? {} : { actionLabel }),
      });
    };
    if (said.role === "system") {
      if (turns.length === 0 && !eventful)
        prompt = prompt === undefined ? said.text : `${prompt}\n${said.text}`;
      else happened(assistant, "instruct", said.text);
      continue;
    }
    if (said.thought !== undefined && said.thought !== "") happened(agent, "think", said.thought);
    if (said.result !== undefined) {
      const { id, name = toolNames.get(id ?? "") ?? "", output } = said.result;
      happened(assistant, "tool", { name, output, ...(id === undefined ? {} : { call_id: id }) }, "output");
      continue;
    }
    const calls = said.calls ?? [];
    if (said.text !== "" || (calls.length === 0 && said.silent !== true)) {
      turns.push({
        speaker: said.speaker,
        text: said.text,
        ...(said.time === undefined ? {} : { time: said.time }),
        ...said.further,
      });
      events.push({ agent, action: "utter", content: said.text, timestamp });
    }
    for (const { id, name, args } of calls) {
      if (id !== undefined) toolNames.set(id, name);
      happened(agent ?? assistant, "tool", { name, args, ...(id === undefined ? {} : { id }) }, "call");
    }
  }
  const { annotations, ...rest } = about;
  const personas = about["personas"] as Readonly<Record<string, object>> | undefined;
  const people = {
    ...personas,
    ...(prompt === undefined ? {} : { [assistant]: { ...personas?.[assistant], system_prompt: prompt } }),
  };
  return {
    ...rest,
    turns,
    ...(eventful ? { events } : {}),
    ...(Object.keys(people).length > 0 ? { personas: people } : {}),
    ...(annotations !== undefined && Object.keys(annotations).length > 0 ? { annotations } : {}),
  };
}

const roles: Readonly<Record<string, Said["role"] | "call" | "result">> = {
  user: "user",
  human: "user",
  prompter: "user",
  customer: "user",
  "end-user": "user",
  assistant: "assistant",
  gpt: "assistant",
  chatgpt: "assistant",
  bard: "assistant",
  bing: "assistant",
  claude: "assistant",
  model: "assistant",
  bot: "assistant",
  system: "system",
  developer: "system",
  tool: "result",
  observation: "result",
  function: "result",
  function_response: "result",
  tool_response: "result",
  ipython: "result",
  function_call: "call",
  tool_call: "call",
};

/** What a word that names a role means; nothing for other speakers. */
export function roleOf(word: string): (typeof roles)[string] {
  return Object.hasOwn(roles, word.toLowerCase()) ? roles[word.toLowerCase()] : undefined;
}

/** Unix time in whole seconds; 0 where the time cannot be told. */
function seconds(time: string | number | undefined): number {
  if (typeof time === "number") return Math.trunc(time > 1e11 ? time / 1000 : time);
  const parsed = time === undefined ? Number.NaN : Date.parse(time);
  return Number.isNaN(parsed) ? 0 : Math.trunc(parsed / 1000);
}
