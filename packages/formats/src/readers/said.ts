import { systemLabel } from "../messages/system-text.ts";
import { jsonOr } from "./json-or.ts";
import type { DialogEventInput, DialogInput, TurnInput } from "@sdialog/core";

/** A tool call that came with a message. */
export interface SaidCall {
  readonly id?: string | undefined;
  readonly name: string;
  /** The arguments: an object, or the text that stands where one was expected. */
  readonly args: unknown;
  /** Further keys of the event. */
  readonly further?: Readonly<Record<string, unknown>> | undefined;
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
    | {
        readonly id?: string | undefined;
        readonly name?: string | undefined;
        readonly output: unknown;
        /** Whether results of calls that were made at once come as one list, as ShareGPT writes them. */
        readonly together?: boolean | undefined;
      }
    | undefined;
  /** Whether nothing was said, only thought or called. */
  readonly silent?: boolean | undefined;
  /** Thoughts that were not said. */
  readonly thought?: string | undefined;
  /** Further keys: of the turn, or where there is none, of the event. */
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
  const events: DialogEventInput[] = [];
  const asked: Asked[] = [];
  const promptKeys: Readonly<Record<string, unknown>>[] = [];
  let prompt: string | undefined;
  let eventful = false;
  for (const said of messages) {
    // A name alone does not tell on which side it is.
    const isNamed = said.speaker !== null && said.speaker !== said.role && said.role !== "system";
    const inRole = isNamed && said.role !== undefined ? { role: said.role } : {};
    const timestamp = seconds(said.time);
    const agent = said.speaker;
    // What the format tells besides belongs to the first thing that its message became.
    let further = said.further ?? {};
    const happened = (
      who: string | null,
      action: string,
      content: unknown,
      { actionLabel, more }: { readonly actionLabel?: string; readonly more?: object } = {},
    ): void => {
      eventful = true;
      const label = actionLabel === undefined ? {} : { actionLabel };
      const own = { agent: who, action, content, timestamp, ...label };
      events.push({ ...beside(own, { ...further, ...more }), ...own });
      further = {};
    };
    if (said.role === "system") {
      if (turns.length === 0 && !eventful) {
        prompt = prompt === undefined ? said.text : `${prompt}\n${said.text}`;
        if (Object.keys(further).length > 0) promptKeys.push(further);
      } else happened(assistant, "instruct", said.text, { actionLabel: systemLabel });
      continue;
    }
    const calls = said.calls ?? [];
    const speaks = said.text !== "" || (calls.length === 0 && said.silent !== true);
    const ofTurn = speaks && said.result === undefined ? further : {};
    if (speaks && said.result === undefined) further = {};
    if (said.thought !== undefined && said.thought !== "") happened(agent, "think", said.thought);
    if (said.result !== undefined) {
      for (const result of resultsIn(said.result, asked)) {
        const call = answered(asked, result);
        const id = result.id ?? call?.id;
        const name = result.name ?? call?.name ?? "";
        const content = { name, output: result.output, ...(id === undefined ? {} : { call_id: id }) };
        // Whoever called the tool got its result: simulated users have tools of their own, too.
        happened(call?.agent ?? agent ?? assistant, "tool", content, { actionLabel: "output" });
      }
      continue;
    }
    if (speaks) {
      turns.push({
        speaker: said.speaker,
        text: said.text,
        ...(said.time === undefined ? {} : { time: said.time }),
        ...ofTurn,
        ...inRole,
      });
      events.push({ agent, action: "utter", content: said.text, timestamp });
    }
    for (const { id, name, args, further: more } of calls) {
      asked.push({ id, name, agent: agent ?? assistant });
      happened(
        agent ?? assistant,
        "tool",
        { name, args, ...(id === undefined ? {} : { id }) },
        { actionLabel: "call", more: { ...more, ...inRole } },
      );
    }
  }
  const { annotations: told, ...rest } = about;
  const [key, ...keys] = promptKeys;
  const annotations =
    key === undefined ? told : { ...told, system_message: keys.length === 0 ? key : promptKeys };
  const personas = renamed(about["personas"] as Personas, assistant);
  const own = personas?.[assistant] as { readonly system_prompt?: string } | undefined;
  // What the row tells besides its messages comes first.
  const prompts = [...new Set([own?.system_prompt, prompt])].filter((text) => text !== undefined);
  const people = {
    ...personas,
    ...(prompt === undefined ? {} : { [assistant]: { ...own, system_prompt: prompts.join("\n") } }),
  };
  return {
    ...rest,
    turns,
    ...(eventful ? { events } : {}),
    ...(Object.keys(people).length > 0 ? { personas: people } : {}),
    ...(annotations !== undefined && Object.keys(annotations).length > 0 ? { annotations } : {}),
  };
}

type Personas = Readonly<Record<string, object>> | undefined;

/** What a row tells "the assistant" is told the one who has that role, whatever the name. */
function renamed(personas: Personas, assistant: string): Personas {
  if (personas?.[assistantName] === undefined || personas[assistant] !== undefined) return personas;
  const { [assistantName]: told, ...others } = personas;
  return { ...others, [assistant]: told };
}

type Result = NonNullable<Said["result"]>;

interface Asked {
  readonly id: string | undefined;
  readonly name: string;
  readonly agent: string;
}

/** The results of all calls that wait for one, where they may come together. */
function resultsIn(result: Result, asked: readonly Asked[]): readonly Result[] {
  const { together, output } = result;
  if (together !== true || asked.length < 2) return [result];
  const list = jsonOr(output);
  return Array.isArray(list) && list.length === asked.length
    ? list.map((each: unknown) => ({ output: each }))
    : [result];
}

/** The call that a result answers, taken out of those that wait for one: by its id, by its name, or the first. */
function answered(asked: Asked[], { id, name }: Result): Asked | undefined {
  const at = asked.findIndex((call) =>
    id === undefined ? name === undefined || name === "" || call.name === name : call.id === id,
  );
  return at === -1 ? undefined : asked.splice(at, 1)[0];
}

/** Keys that an event has no own meaning for, under names that it does not use. */
function beside(own: object, further: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(further).map(([key, value]) => [
      key in own || key === "actionLabel" ? `${key}_` : key,
      value,
    ]),
  );
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
  const isUnix = typeof time === "number" || /^\d{9,13}(?:\.\d+)?$/.test(time ?? "");
  if (isUnix) return Math.trunc(Number(time) > 1e11 ? Number(time) / 1000 : Number(time));
  const parsed = time === undefined ? Number.NaN : Date.parse(String(time));
  return Number.isNaN(parsed) ? 0 : Math.trunc(parsed / 1000);
}
