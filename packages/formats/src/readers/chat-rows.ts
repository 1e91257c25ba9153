import type { DialogInput } from "@sdialog/core";
import * as z from "zod";
import { conversationsForm, messagesForm } from "../messages/written-form.ts";
import { mappedDialog, type DialogMapping } from "./mapped-dialog.ts";
import { jsonOr } from "./json-or.ts";
import { recordFormat } from "./record-format.ts";
import { type About, roleOf, saidDialog, type Said } from "./said.ts";

/** Under what a message may say something: any of them is enough, and content may then be left out. */
export const sayingKeys: readonly string[] = [
  "content",
  "parts",
  "tool_calls",
  "function_call",
  "refusal",
  "audio",
];

const role = z.string().min(1);
const message = z.looseObject({ role }).refine((fields) => sayingKeys.some((key) => key in fields), {
  error: 'it has no "content"',
});

/** Where rows of messages keep what. */
export const messages: DialogMapping = {
  messages: ["messages"],
  speaker: ["role"],
  text: ["content", "parts", "refusal"],
  time: ["timestamp", "created_at", "create_time"],
  id: ["id", "conversation_id", "conversation_hash", "uuid", "prompt_id"],
  about: aboutRow,
  taken: ["model", "seed", "stop_reason", "tools", "functions", "system", "system_prompt"],
};

/**
 * What rows of conversations tell besides their messages; the names are the ones that our own rows have. What stands
 * there in another form than a dialogue can hold, such as a seed of 64 bits, is an annotation.
 */
function aboutRow(row: Readonly<Record<string, unknown>>): About {
  const tools = jsonOr(row["tools"] ?? row["functions"]);
  const { model, stop_reason: stop } = row;
  const { system, taken } = systemOf(row);
  const seed = typeof row["seed"] === "bigint" ? Number(row["seed"]) : row["seed"];
  const fits = {
    model: typeof model === "string",
    seed: Number.isSafeInteger(seed),
    stop_reason: typeof stop === "string",
    system: taken === "system",
    system_prompt: taken === "system_prompt",
  };
  const others = Object.entries(fits).filter(([name, fit]) => !fit && (row[name] ?? "") !== "");
  return {
    ...(fits.model ? { model: model as string } : {}),
    ...(fits.seed ? { seed: seed as number } : {}),
    ...(fits.stop_reason ? { stopReason: stop as string } : {}),
    ...(tools === undefined || tools === null || tools === "" ? {} : { tools }),
    ...(system === undefined ? {} : { personas: { assistant: { system_prompt: system } } }),
    annotations: Object.fromEntries(
      others.map(([name]) => [name, typeof row[name] === "bigint" ? String(row[name]) : row[name]]),
    ),
  };
}

/** What a row tells the assistant, under either of the usual keys, and which. */
export function systemOf(row: Readonly<Record<string, unknown>>): {
  readonly system?: string;
  readonly taken?: "system" | "system_prompt";
} {
  for (const key of ["system", "system_prompt"] as const) {
    const { [key]: system } = row;
    if (typeof system === "string" && system !== "") return { system, taken: key };
  }
  return {};
}

recordFormat({
  name: "openai",
  description:
    "a conversation as chat APIs write it: messages with roles, content as text or parts, tool calls",
  looks: 'records with "messages" of "role" and "content"',
  shape: z.looseObject({ messages: z.array(message).min(1) }),
  dialogs: (row, { note, id }) => [{ id, ...mappedDialog(row, messages, note), ...messagesForm(row) }],
});

recordFormat({
  name: "openai-list",
  description: "one conversation: a list of messages with roles",
  looks: 'a list of "role" and "content"',
  fit: 0.85,
  whole: "list",
  shape: z.array(message).min(1),
  dialogs: (list, { note, id }) => [
    { id, ...mappedDialog({ messages: list }, messages, note), ...messagesForm({ messages: list }) },
  ],
});

const listOrText = z.union([z.array(message).min(1), z.string()]);
const asMessages = (value: z.output<typeof listOrText>, speaker: string): readonly unknown[] =>
  typeof value === "string" ? [{ role: speaker, content: value }] : value;

recordFormat({
  name: "completions",
  description:
    "what was said before, and the answer to it: a prompt and a completion, as text or as messages",
  looks: 'records with "prompt" and "completion"',
  fit: 0.9,
  shape: z.looseObject({ prompt: listOrText, completion: listOrText }),
  dialogs({ prompt, completion, ...row }, { note, id }) {
    const list = [...asMessages(prompt, "user"), ...asMessages(completion, "assistant")];
    return [{ id, ...mappedDialog({ ...row, messages: list }, messages, note) }];
  },
});

const shareGpt: DialogMapping = {
  ...messages,
  messages: ["conversations", "conversation", "dialog", "items"],
  speaker: ["from", "role", "user"],
  text: ["value", "content", "text", "markdown"],
};

recordFormat({
  name: "sharegpt",
  description: "ShareGPT and its dialects: conversations of from and value, function calls and observations",
  looks: 'records with "conversations" of "from" and "value"',
  shape: z.looseObject({}).refine((row) => shareGpt.messages.some((key) => isTalk(row[key])), {
    error: 'it has no "conversations"',
  }),
  dialogs: (row, { note, id }) => [{ id, ...mappedDialog(row, shareGpt, note), ...conversationsForm(row) }],
});

function isTalk(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every((each: unknown) => {
    if (typeof each !== "object" || each === null) return false;
    const who = Reflect.get(each, "from") as unknown;
    const said = (Reflect.get(each, "value") ??
      Reflect.get(each, "content") ??
      Reflect.get(each, "text")) as unknown;
    const known = typeof who === "string" || typeof Reflect.get(each, "role") === "string";
    // Nothing said is a turn without words: what is wrong with it is said when it is to be trained on.
    const isEmpty = (said ?? null) === null && ["value", "text", ...sayingKeys].some((key) => key in each);
    return known && (typeof said === "string" || (typeof said === "object" && said !== null) || isEmpty);
  });
}

const text = z.string();

recordFormat({
  name: "alpaca",
  description: "Alpaca and its relatives: an instruction, its input, the answer, and earlier rounds",
  looks: 'records with "instruction" and "output"',
  shape: z
    .looseObject({
      instruction: text,
      input: text.nullish(),
      context: text.nullish(),
      history: z.array(z.tuple([text, text])).nullish(),
    })
    .refine((row) => typeof (row["output"] ?? row["response"]) === "string", { error: 'it has no "output"' }),
  dialogs({ instruction, input, context, history, output, response, ...row }, { id }) {
    const asked = [instruction, input ?? "", context ?? ""].filter((part) => part !== "").join("\n");
    const rounds = [...(history ?? []), [asked, String(output ?? response)] as const];
    const { prompt, others } = prompted(row);
    return [
      {
        id,
        ...saidDialog([...prompt, ...alternating(rounds.flat())], {
          ...ownId(row),
          annotations: rest(others),
        }),
      },
    ];
  },
});

recordFormat({
  name: "question-answer",
  description: "one question and its answer per record",
  looks: 'records with "question" and "answer"',
  fit: 0.7,
  shape: z
    .looseObject({})
    .refine((row) => pairOf(row) !== undefined, { error: 'it has no "question" and "answer"' }),
  dialogs(row, { id }) {
    const [question, answer] = pairOf(row) as [string, string];
    const { prompt, others } = prompted(row);
    const other = Object.fromEntries(
      Object.entries(others).filter(([key]) => row[question] !== row[key] && key !== answer),
    );
    return [
      {
        id,
        ...saidDialog([...prompt, ...alternating([String(row[question]), String(row[answer])])], {
          ...ownId(other),
          annotations: rest(other),
        }),
      },
    ];
  },
});

/** The system message of a row, and its other keys. */
function prompted(row: Readonly<Record<string, unknown>>): {
  readonly prompt: readonly Said[];
  readonly others: Readonly<Record<string, unknown>>;
} {
  const { system, taken } = systemOf(row);
  if (system === undefined) return { prompt: [], others: row };
  const others = Object.fromEntries(Object.entries(row).filter(([key]) => key !== taken));
  return { prompt: [{ speaker: null, role: "system", text: system }], others };
}

const pairs = [
  ["question", "answer"],
  ["query", "response"],
  ["prompt", "response"],
  ["input", "output"],
  ["question", "response"],
] as const;

/** The keys of a question and its answer. */
function pairOf(row: Readonly<Record<string, unknown>>): readonly [string, string] | undefined {
  return pairs.find(
    ([question, answer]) => typeof row[question] === "string" && typeof row[answer] === "string",
  );
}

recordFormat({
  name: "utterances",
  description: "lists of bare strings, said in turn: UltraChat, DailyDialog's rows",
  looks: 'records with "data" or "dialog" of strings',
  fit: 0.8,
  shape: z
    .looseObject({})
    .refine((row) => bareKey(row) !== undefined, { error: "it has no list of strings" }),
  dialogs(row, { id }) {
    const key = bareKey(row) as string;
    const { [key]: list, ...more } = row;
    const lists = Object.entries(more).filter(
      ([, value]) => Array.isArray(value) && value.length === (list as []).length,
    );
    const names = key === "data" ? ["user", "assistant"] : ["A", "B"];
    const turns = alternating(list as string[], names).map((said, index) => ({
      ...said,
      further: Object.fromEntries(lists.map(([name, values]) => [name, (values as unknown[])[index]])),
    }));
    const other = Object.fromEntries(
      Object.entries(more).filter(([name]) => !lists.some(([known]) => known === name)),
    );
    return [{ id, ...saidDialog(turns, { ...ownId(other), annotations: rest(other) }) }];
  },
});

function bareKey(row: Readonly<Record<string, unknown>>): string | undefined {
  return ["data", "dialog", "dialogue", "utterances", "conversation", "turns"].find((key) => {
    const { [key]: list } = row;
    return Array.isArray(list) && list.length > 0 && list.every((each) => typeof each === "string");
  });
}

/** Texts that two say in turn. */
function alternating(texts: readonly string[], names: readonly string[] = ["user", "assistant"]): Said[] {
  return texts.map((said, index) => {
    const speaker = names[index % 2] as string;
    const known = roleOf(speaker);
    return {
      speaker,
      text: said.trim(),
      ...(known === "user" || known === "assistant" ? { role: known } : {}),
    };
  });
}

function ownId(row: Readonly<Record<string, unknown>>): Pick<DialogInput, "id"> {
  const { id } = row;
  return typeof id === "string" || Number.isSafeInteger(id) ? { id: id as string } : {};
}

function rest(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).filter(([key, value]) => key !== "id" && value !== null && value !== ""),
  );
}
