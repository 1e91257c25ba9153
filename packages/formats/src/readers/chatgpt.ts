import type { DialogInput } from "@sdialog/core";
import * as z from "zod";
import { argumentsIn, messageParts } from "./message-parts.ts";
import { recordFormat } from "./record-format.ts";
import { roleOf, saidDialog, type Said } from "./said.ts";

const node = z.looseObject({
  parent: z.string().nullish(),
  children: z.array(z.string()).default([]),
  message: z
    .looseObject({
      author: z.looseObject({ role: z.string(), name: z.string().nullish() }),
      content: z.looseObject({}).nullish(),
      create_time: z.number().nullish(),
      recipient: z.string().nullish(),
    })
    .nullish(),
});

const shape = z.looseObject({
  mapping: z.record(z.string(), node),
  current_node: z.string().nullish(),
  title: z.string().nullish(),
  create_time: z.number().nullish().refine(isDate, { error: "this is not a time in seconds" }),
});

/** Whether seconds are within what a date can be. */
function isDate(seconds: number | null | undefined): boolean {
  return Math.abs(seconds ?? 0) <= 8.64e12;
}

type Node = z.output<typeof node>;

recordFormat({
  name: "chatgpt",
  description:
    "ChatGPT's data export: the branch of each tree that was shown last, or all of them (branches: all)",
  looks: 'records with a "mapping" of messages and their parents',
  fit: 0.98,
  shape,
  settings: z.strictObject({
    branches: z
      .enum(["current", "all"])
      .default("current")
      .describe("Which branches of a tree are dialogues"),
  }),
  dialogs(record, { note, id, settings }) {
    const {
      mapping,
      current_node: current,
      title,
      create_time: created,
      conversation_id: own,
      id: other,
      ...rest
    } = record;
    const leaves = Object.entries(mapping)
      .filter(([, { children }]) => children.length === 0)
      .map(([name]) => name);
    const isKnown = typeof current === "string" && Object.hasOwn(mapping, current);
    if (typeof current === "string" && !isKnown)
      note("the branch that was shown last is not there: the last one of the tree is taken");
    const last = isKnown ? current : leaves.at(-1);
    const shown = settings["branches"] === "all" ? leaves : last === undefined ? [] : [last];
    if (settings["branches"] !== "all" && leaves.length > 1)
      note("other branches of a conversation: left out");
    const { default_model_slug: model } = rest as { default_model_slug?: unknown };
    const name = typeof own === "string" ? own : typeof other === "string" ? other : id;
    return shown.map((leaf, index): DialogInput => {
      const messages = branch(mapping, leaf).flatMap((each) => saidOf(each, note));
      return {
        id: shown.length > 1 ? `${name}-${index + 1}` : name,
        ...saidDialog(messages, {
          ...(typeof model === "string" ? { model } : {}),
          ...(typeof created === "number" ? { timestamp: new Date(created * 1000).toISOString() } : {}),
          annotations: {
            ...(typeof title === "string" && title !== "" ? { title } : {}),
            ...filled(rest),
          },
        }),
      };
    });
  },
});

/** The messages from the root to a leaf. */
function branch(mapping: Readonly<Record<string, Node>>, leaf: string): NonNullable<Node["message"]>[] {
  const found: NonNullable<Node["message"]>[] = [];
  const seen = new Set<string>();
  for (
    let at: string | null | undefined = leaf;
    typeof at === "string" && !seen.has(at);
    at = mapping[at]?.parent
  ) {
    seen.add(at);
    const message = mapping[at]?.message;
    if (message !== null && message !== undefined) found.push(message);
  }
  return found.toReversed();
}

/** What a message says; keys of it that have no place of their own go with the turn, or the event, that it becomes. */
function saidOf(message: NonNullable<Node["message"]>, note: (note: string) => void): Said[] {
  const { author, content, create_time: time, recipient, metadata, ...others } = message;
  const {
    content_type: type = "text",
    parts,
    text,
    thoughts,
    ...contentKeys
  } = (content ?? {}) as Readonly<Record<string, unknown>>;
  const { attachments, further: partKeys, ...read } = messageParts(parts ?? text ?? "");
  // Some kinds of content have their words under keys of their own.
  const found = { ...read, text: read.text === "" ? wordsIn(contentKeys) : read.text };
  if (attachments.length > 0) note("images and files: the text has a placeholder, the turn what they were");
  const { role: authorRole, ...authorKeys } = author;
  const role = roleOf(authorRole);
  const when = typeof time === "number" ? { time } : {};
  const further = filled({
    ...others,
    author: filled(authorKeys),
    metadata: filled(metadata as object | undefined),
    content: filled({
      ...(type === "text" || type === "multimodal_text" ? {} : { content_type: type }),
      ...contentKeys,
      ...(isBare(thoughts) ? {} : { thoughts }),
    }),
    attachments,
    parts: partKeys,
  });
  // What a person, or the model, wrote down for all conversations.
  const isContext = type === "user_editable_context" || type === "model_editable_context";
  const hidden =
    (metadata as { is_visually_hidden_from_conversation?: unknown } | undefined)
      ?.is_visually_hidden_from_conversation === true;
  if (role === "result")
    return [
      {
        speaker: null,
        text: "",
        result: { ...(author.name ? { name: author.name } : {}), output: found.text },
        ...when,
        further,
      },
    ];
  if (type === "thoughts" || type === "reasoning_recap") {
    const thought = Array.isArray(thoughts) ? thoughts.map(thoughtOf).join("\n") : found.text;
    return thought === ""
      ? []
      : [{ speaker: "assistant", role: "assistant", text: "", thought, silent: true, ...when, further }];
  }
  if (found.text === "") {
    // Every tree begins with an empty message of the system.
    if (role !== "system") note("empty messages: left out");
    return [];
  }
  if (hidden || isContext)
    note("hidden messages, such as what a person told about themself: kept as instructions");
  if (recipient !== null && recipient !== undefined && recipient !== "all")
    return [
      {
        speaker: "assistant",
        role: "assistant",
        text: "",
        calls: [{ name: recipient, args: argumentsIn(found.text, note) }],
        ...when,
        further,
      },
    ];
  const speaker = role === "call" || role === undefined ? authorRole : role;
  return [
    {
      speaker,
      ...(role === "call" || role === undefined
        ? {}
        : { role: hidden || isContext ? ("system" as const) : role }),
      text: found.text,
      ...when,
      further,
    },
  ];
}

/** A thought, or where it was kept back, what was shown of it. */
function thoughtOf(each: unknown): string {
  const { content, summary } = (each ?? {}) as { readonly content?: unknown; readonly summary?: unknown };
  return String(typeof content === "string" && content !== "" ? content : (summary ?? ""));
}

/** Whether thoughts hold nothing but their words. */
function isBare(thoughts: unknown): boolean {
  if (!Array.isArray(thoughts)) return thoughts === undefined;
  return thoughts.every(
    (each: unknown) => typeof each === "object" && Object.keys(each ?? {}).every((key) => key === "content"),
  );
}

/** Where kinds of content that have no parts keep their words. */
const wordKeys = ["user_profile", "user_instructions", "model_set_context", "content", "result", "summary"];

function wordsIn(content: Readonly<Record<string, unknown>>): string {
  return wordKeys
    .map((key) => content[key])
    .filter((words) => typeof words === "string" && words !== "")
    .join("\n\n");
}

/** The keys that hold something. */
function filled(fields: object | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields ?? {}).filter(
      ([, value]: [string, unknown]) =>
        value !== null &&
        value !== undefined &&
        value !== "" &&
        (typeof value !== "object" || Object.keys(value).length > 0),
    ),
  );
}
