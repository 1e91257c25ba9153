import type { Dialog } from "@sdialog/core";

/** Messages as they stand in a file that trainers read: under which keys, and what readers take for granted. */
export interface WrittenForm {
  /** `messages` of `role` and `content`, `conversations` of `from` and `value`, or (`chats`) those of `role` and `content`. */
  readonly keys: "messages" | "conversations" | "chats";
  readonly messages: readonly WrittenMessage[];
}

/** What stands in a message of a file, where readers are more patient than trainers. */
export interface WrittenMessage {
  /** The word that says who speaks, letter by letter. */
  readonly role: string;
  /** Whether it is learned, as it stands there. */
  readonly weight?: unknown;
  /** The tools called, and whether their arguments are an object, the JSON text of one, or anything else. */
  readonly calls?: readonly { readonly name: string; readonly args: "object" | "json" | "else" }[];
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
export function messagesForm(messages: readonly Fields[]): { readonly [writtenForm]: WrittenForm } {
  return {
    [writtenForm]: {
      keys: "messages",
      messages: messages.map((message) => {
        const listed = message["tool_calls"] ?? message["function_call"] ?? [];
        return written(message, "role", callsIn(listed));
      }),
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
  return {
    role: String(message[key]),
    ...(weight === undefined ? {} : { weight }),
    ...(calls.length === 0 ? {} : { calls }),
  };
}

function callsIn(listed: unknown): NonNullable<WrittenMessage["calls"]> {
  return [listed].flat().map((call) => {
    const fields = (isObject(call) ? call : {}) as Fields;
    const inner = (isObject(fields["function"]) ? fields["function"] : fields) as Fields;
    const { name, arguments: args } = inner;
    return {
      name: typeof name === "string" ? name : "",
      args: isObject(args) ? "object" : isObject(parsed(args)) ? "json" : "else",
    };
  });
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
