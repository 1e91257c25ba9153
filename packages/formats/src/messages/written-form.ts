import type { Dialog } from "@sdialog/core";
import { type ArgumentsKind, argumentsKind, isObject, parsed } from "./call-arguments.ts";

/** Messages as they stand in a file that trainers read: under which keys, and what readers take for granted. */
export interface WrittenForm {
  /** `messages` of `role` and `content`, `conversations` of `from` and `value`, or (`chats`) those of `role` and `content`. */
  readonly keys: "messages" | "conversations" | "chats";
  readonly messages: readonly WrittenMessage[];
  /** Whether the row's tools are a list. */
  readonly tools?: "list" | "else" | undefined;
}

/** What stands in a message of a file, where readers are more patient than trainers. */
export interface WrittenMessage {
  /** The word that says who speaks, letter by letter. */
  readonly role: string;
  /** Whether it is learned, as it stands there. */
  readonly weight?: unknown;
  /** What is said; nothing where there is none. */
  readonly content?: unknown;
  /** The id of the call that a result answers. */
  readonly answers?: unknown;
  /** The tools called, what stands for their arguments, and what kind of a call it is said to be. */
  readonly calls?: readonly {
    readonly name: string;
    readonly args: ArgumentsKind;
    readonly type?: unknown;
  }[];
}

/** Where a dialogue's data says how it was written; not a key of the dialogue. */
export const writtenForm = Symbol("written form");

const forms = new WeakMap<Dialog, WrittenForm>();

/** Remembers how a dialogue was written that was made of some data. */
export function rememberForm(dialog: Dialog, made: object): void {
  const form = (made as { readonly [writtenForm]?: WrittenForm })[writtenForm];
  if (form !== undefined) forms.set(dialog, form);
}

/** How the messages stood that a dialogue was read from; nothing where it was read from something else, or made. */
export function formOf(dialog: Dialog): WrittenForm | undefined {
  return forms.get(dialog);
}

type Fields = Readonly<Record<string, unknown>>;

/** The form of a row of `messages`, to be spread into a dialogue's data. */
export function messagesForm(row: { readonly messages: readonly object[]; readonly tools?: unknown }): {
  readonly [writtenForm]: WrittenForm;
} {
  const { messages, tools = null } = row;
  return {
    [writtenForm]: {
      keys: "messages",
      messages: (messages as readonly Fields[]).map((message) => {
        // The older key names no type, since it knows no other.
        const older = callsIn(message["function_call"] ?? []).map((call) => ({ ...call, type: "function" }));
        return written(message, "role", [...callsIn(message["tool_calls"] ?? []), ...older]);
      }),
      ...(tools === null ? {} : { tools: Array.isArray(tools) ? "list" : "else" }),
    },
  };
}

/** The form of a row of `conversations`; nothing where they have other keys. */
export function conversationsForm(row: Fields): { readonly [writtenForm]?: WrittenForm } {
  const { conversations } = row;
  if (!Array.isArray(conversations)) return {};
  const messages = conversations as readonly Fields[];
  const key = ["from", "role"].find((name) => messages.every((each) => typeof each[name] === "string"));
  if (key === undefined) return {};
  return {
    [writtenForm]: {
      keys: key === "from" ? "conversations" : "chats",
      messages: messages.map((message) =>
        written(message, key, message[key] === "function_call" ? callsIn(parsed(message["value"])) : []),
      ),
    },
  };
}

function written(message: Fields, key: string, calls: NonNullable<WrittenMessage["calls"]>): WrittenMessage {
  const weight = message["weight"] ?? undefined;
  const content = message["content"] ?? message["parts"] ?? message["value"] ?? undefined;
  const answers = message["tool_call_id"] ?? undefined;
  return {
    role: String(message[key]),
    ...(weight === undefined ? {} : { weight }),
    ...(content === undefined ? {} : { content }),
    ...(answers === undefined ? {} : { answers }),
    ...(calls.length === 0 ? {} : { calls }),
  };
}

function callsIn(listed: unknown): NonNullable<WrittenMessage["calls"]> {
  // Where rows have columns, as in Parquet, the calls stand there as JSON text.
  return [parsed(listed) ?? listed].flat().map((call) => {
    const fields = isObject(call) ? call : {};
    const inner = isObject(fields["function"]) ? fields["function"] : fields;
    const { name, arguments: args } = inner;
    return {
      name: typeof name === "string" ? name : "",
      args: argumentsKind(args),
      ...("type" in fields ? { type: fields["type"] } : {}),
    };
  });
}
