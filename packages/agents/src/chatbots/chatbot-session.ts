import { described } from "@sdialog/core/internal";
import * as z from "zod/mini";
import { ChatbotError } from "./chatbot-error.ts";
import { jsonAsWritten } from "./json-as-written.ts";
import { valueAt } from "./json-path.ts";

/** How a chatbot tells conversations apart. */
export const chatbotSessionSchema = described(
  z.strictObject({
    in: described(z.enum(["header", "field", "cookie"]), "Where the session's id is sent"),
    name: described(z.string().check(z.minLength(1)), "Name of the header or cookie, or path of the field"),
    from: described(
      z._default(z.enum(["us", "answer"]), "us"),
      "Who makes up the id: us, or the chatbot, whose first answer holds it",
    ),
  }),
  "How the chatbot tells conversations apart",
);

/** How a chatbot tells conversations apart; see {@link chatbotSessionSchema}. */
export type ChatbotSessionRule = z.output<typeof chatbotSessionSchema>;

/** The id of one conversation with a chatbot, kept as its rule says. */
export class ChatbotSession {
  readonly #rule: ChatbotSessionRule | undefined;
  /** Text in a header or cookie; in a field, the JSON value that was read. */
  #id: unknown;

  constructor(rule: ChatbotSessionRule | undefined, ownId: string) {
    this.#rule = rule;
    if (rule?.from !== "answer") this.#id = ownId;
  }

  /** What the request must carry in its headers. */
  headers(): Readonly<Record<string, string>> {
    if (this.#rule === undefined || this.#id === undefined) return {};
    const { in: place, name } = this.#rule;
    if (place === "header") return { [name]: String(this.#id) };
    return place === "cookie" ? { cookie: `${name}=${String(this.#id)}` } : {};
  }

  /** The body with the id in its field. */
  body(body: unknown): unknown {
    if (this.#rule?.in !== "field" || this.#id === undefined) return body;
    return withValue(body, this.#rule.name.split("."), this.#id);
  }

  /**
   * Keeps the id that the first answer holds, and sends it back as it was: a number as a number, an object as an object. A
   * cookie that a later answer renews is the new one, as browsers have it.
   *
   * @param answer the answer's headers and its body, plain JSON; with `text`, the body as it was written, numbers of any
   * length are read digit by digit
   * @throws ChatbotError when the first holds none, or a number that reading has rounded
   */
  learn(answer: { readonly headers: Headers; readonly body: unknown; readonly text?: string }): void {
    if (this.#rule === undefined) return;
    const { headers, body, text } = answer;
    const { in: place, name, from } = this.#rule;
    if (this.#id !== undefined && place === "cookie") this.#id = cookieIn(headers, name) || this.#id;
    if (from !== "answer" || this.#id !== undefined) return;
    const found =
      place === "header"
        ? headers.get(name)
        : place === "cookie"
          ? cookieIn(headers, name)
          : valueAt(text === undefined ? body : jsonAsWritten(text), name);
    if (found === undefined || found === null)
      throw new ChatbotError(`the first answer holds no session id in the ${place} ${name}`, {
        kind: "protocol",
        hint: "Name the place where the chatbot puts it, or let us make one up (`from: us`).",
      });
    if (holdsRoundedNumber(found))
      throw new ChatbotError(
        `the session id in the ${place} ${name} is a number of more digits than can be sent back here`,
        {
          kind: "protocol",
          hint: "Let the chatbot write it as text, let us make one up (`from: us`), or describe the chatbot as a webhook, on Node.js 22 or later.",
        },
      );
    this.#id = found;
  }
}

/** Whether reading may have changed a number in a value: beyond 2^53 not every one is told from the next. */
function holdsRoundedNumber(value: unknown): boolean {
  if (typeof value === "number") return Math.abs(value) > Number.MAX_SAFE_INTEGER;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsRoundedNumber);
}

function cookieIn(headers: Headers, name: string): string | undefined {
  const prefix = `${name}=`;
  const cookie = headers.getSetCookie().find((line) => line.startsWith(prefix));
  return cookie?.slice(prefix.length).split(";", 1)[0];
}

function withValue(value: unknown, path: readonly string[], inserted: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return inserted;
  const object = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  return { ...object, [key]: withValue(object[key], rest, inserted) };
}
