import * as z from "zod";
import { messages, sayingKeys } from "./chat-rows.ts";
import { mappedDialog } from "./mapped-dialog.ts";
import { recordFormat } from "./record-format.ts";
import { roleOf } from "./said.ts";

type Fields = Readonly<Record<string, unknown>>;

const message = z
  .looseObject({})
  .refine((fields) => typeof (fields["role"] ?? fields["from"]) === "string", { error: 'it has no "role"' })
  .refine((fields) => ["value", ...sayingKeys].some((key) => key in fields), {
    error: 'it has no "content"',
  });
const answer = z.union([z.array(message).min(1), message, z.string()]);

/** What the better and the worse answer are called. */
const pairs = [
  ["chosen", "rejected"],
  ["preferred_output", "non_preferred_output"],
] as const;

/** Where the question may stand, the likeliest first: as text, as messages, or in a list of them. */
const promptKeys = [
  "prompt",
  "question",
  "instruction",
  "input",
  "query",
  "conversations",
  "conversation",
  "messages",
];

recordFormat({
  name: "preferences",
  description:
    "pairs of a better and a worse answer (DPO), as text, a message or a whole conversation: the better one is said, the worse one an annotation",
  looks: 'records with "chosen" and "rejected", or "preferred_output" and "non_preferred_output"',
  fit: 0.95,
  shape: z.union([
    z.looseObject({ chosen: answer, rejected: answer }),
    z.looseObject({ preferred_output: answer, non_preferred_output: answer }),
  ]),
  dialogs(row, { note, id }) {
    const [good, bad] = pairs.find(([key]) => key in row) ?? pairs[0];
    const { [good]: better, [bad]: worse, ...rest } = row as Fields;
    const [chosen, rejected] = [messagesIn(better, "assistant"), messagesIn(worse, "assistant")];
    const { prompt: asked, others } = promptOf(rest, chosen);
    const prompt = withoutAnswer(asked, chosen, rejected);
    // What has been answered already, otherwise than either says, is not asked: they are labels of it.
    const isLabelled = [better, worse].every((each) => typeof each === "string") && isAnswered(prompt);
    if (isLabelled) {
      note(`"${good}" and "${bad}" are no answers to what is asked: kept as annotations`);
      const about = { [good]: better, [bad]: worse };
      return [{ id, ...mappedDialog({ ...others, messages: prompt, ...about }, messages, note) }];
    }
    if (rejected.every((each) => !isTurn(each) && each["tool_calls"] === undefined))
      note(`rows with nothing in "${bad}": pairs without a worse answer`);
    const shared = sharedLength(chosen, rejected);
    const list = [...prompt, ...chosen];
    const from = prompt.length + shared;
    // Where more than an answer follows, where it begins cannot be told from what is said.
    const isLong = list.slice(from).some(({ role }) => roleOf(String(role)) === "user");
    const turns = list.slice(0, from).filter((each) => isTurn(each)).length;
    const about = { rejected: rejected.slice(shared), ...(isLong ? { better_from_turn: turns } : {}) };
    return [{ id, ...mappedDialog({ ...others, messages: list, ...about }, messages, note) }];
  },
});

/** What was asked, where the answers do not repeat it, and what else the row tells. */
function promptOf(
  row: Fields,
  chosen: readonly Fields[],
): { readonly prompt: readonly Fields[]; readonly others: Fields } {
  const said = new Set(chosen.map(textOf));
  const others: Record<string, unknown> = { ...row };
  let prompt: readonly Fields[] = [];
  for (const key of promptKeys) {
    const { [key]: value } = row;
    const listed = questionIn(value);
    if (listed.length === 0) continue;
    const isRepeated = listed.every((each) => said.has(textOf(each)));
    if (prompt.length > 0 && !isRepeated) {
      // Alpaca's input belongs to its instruction.
      if (key !== "input" || typeof value !== "string" || typeof row["instruction"] !== "string") continue;
      prompt = [{ role: "user", content: `${String(prompt[0]?.["content"])}\n${value}` }];
    } else if (!isRepeated) prompt = listed;
    delete others[key];
    for (const each of prompt) said.add(textOf(each));
    if (isObject(value) && Array.isArray(value["messages"])) {
      const { messages: _, tools, ...further } = value;
      if (tools !== undefined) others["tools"] = tools;
      if (Object.keys(further).length > 0) others[key] = further;
    }
  }
  return { prompt, others };
}

/** What was asked, where it is written with either answer behind it. */
function withoutAnswer(
  asked: readonly Fields[],
  ...answers: readonly (readonly Fields[])[]
): readonly Fields[] {
  const found = answers.find(
    (said) =>
      said.length < asked.length &&
      said.every((each, at) => textOf(each) === textOf(asked[asked.length - said.length + at] as Fields)),
  );
  return found === undefined ? asked : asked.slice(0, asked.length - found.length);
}

/** Whether somebody has asked, and the assistant has the last word. */
function isAnswered(asked: readonly Fields[]): boolean {
  const roles = asked.map(({ role }) => roleOf(String(role)));
  return roles.includes("user") && roles.at(-1) === "assistant";
}

function questionIn(value: unknown): readonly Fields[] {
  if (isObject(value)) return Array.isArray(value["messages"]) ? questionIn(value["messages"]) : [];
  if (Array.isArray(value))
    return value.every((each) => message.safeParse(each).success) ? messagesIn(value, "user") : [];
  return typeof value === "string" && value !== "" ? messagesIn(value, "user") : [];
}

/** Messages under one pair of keys, whatever they are written as. */
function messagesIn(value: unknown, speaker: "user" | "assistant"): readonly Fields[] {
  if (typeof value === "string") return talkIn(value) ?? [{ role: speaker, content: value }];
  return [value].flat().map((each) => {
    const { from, value: text, ...fields } = each as Fields;
    if (from === undefined || "role" in fields) return each as Fields;
    return { role: roleOf(String(from)) ?? from, content: text, ...fields };
  });
}

/** The messages of a text in which both sides have their marks, as Anthropic's data has them; an answer that is yet to come is not a message. */
function talkIn(text: string): readonly Fields[] | undefined {
  const [before = "", ...parts] = text.split(/(?:^|\n\n)(Human|Assistant):/);
  if (before.trim() !== "" || parts.length === 0) return undefined;
  const said = parts.flatMap((word, at) =>
    at % 2 === 0
      ? [{ role: word === "Human" ? "user" : "assistant", content: (parts[at + 1] ?? "").trim() }]
      : [],
  );
  return said.filter(({ content }, at) => content !== "" || at < said.length - 1);
}

/** How many messages two conversations begin with alike; each keeps an answer of its own. */
function sharedLength(one: readonly Fields[], other: readonly Fields[]): number {
  const most = Math.min(one.length, other.length) - 1;
  const at = one.findIndex(
    (each, index) => index >= most || textOf(each) !== textOf((other[index] ?? {}) as Fields),
  );
  return Math.max(0, at);
}

/** What a message says, and in what role. */
function textOf({ role, content, tool_calls: calls }: Fields): string {
  const said = typeof content === "string" ? content.trim() : content;
  return JSON.stringify([roleOf(String(role)) ?? role, said, calls]);
}

function isTurn({ role, content }: Fields): boolean {
  const known = roleOf(String(role));
  return (known === "user" || known === "assistant") && content !== null && content !== "";
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
