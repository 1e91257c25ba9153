import * as z from "zod";
import { ChatbotError } from "./chatbot-error.ts";
import { valueAt } from "./json-path.ts";

/** How a chatbot tells conversations apart. */
export const chatbotSessionSchema = z
  .strictObject({
    in: z.enum(["header", "field", "cookie"]).describe("Where the session's id is sent"),
    name: z.string().min(1).describe("Name of the header or cookie, or path of the field"),
    from: z
      .enum(["us", "answer"])
      .default("us")
      .describe("Who makes up the id: us, or the chatbot, whose first answer holds it"),
  })
  .describe("How the chatbot tells conversations apart");

/** How a chatbot tells conversations apart; see {@link chatbotSessionSchema}. */
export type ChatbotSessionRule = z.output<typeof chatbotSessionSchema>;

/** The id of one conversation with a chatbot, kept as its rule says. */
export class ChatbotSession {
  readonly #rule: ChatbotSessionRule | undefined;
  #id: string | undefined;

  constructor(rule: ChatbotSessionRule | undefined, ownId: string) {
    this.#rule = rule;
    if (rule?.from !== "answer") this.#id = ownId;
  }

  /** What the request must carry in its headers. */
  headers(): Readonly<Record<string, string>> {
    if (this.#rule === undefined || this.#id === undefined) return {};
    const { in: place, name } = this.#rule;
    if (place === "header") return { [name]: this.#id };
    return place === "cookie" ? { cookie: `${name}=${this.#id}` } : {};
  }

  /** The body with the id in its field. */
  body(body: unknown): unknown {
    if (this.#rule?.in !== "field" || this.#id === undefined) return body;
    return withValue(body, this.#rule.name.split("."), this.#id);
  }

  /**
   * Keeps the id that the first answer holds; a cookie that a later one renews is the new one, as browsers have it.
   *
   * @throws ChatbotError when the first holds none
   */
  learn(answer: { readonly headers: Headers }, body: unknown): void {
    if (this.#rule === undefined) return;
    const { headers } = answer;
    const { in: place, name, from } = this.#rule;
    if (this.#id !== undefined && place === "cookie") this.#id = cookieIn(headers, name) || this.#id;
    if (from !== "answer" || this.#id !== undefined) return;
    const found =
      place === "header"
        ? headers.get(name)
        : place === "cookie"
          ? cookieIn(headers, name)
          : valueAt(body, name);
    if (typeof found !== "string" && typeof found !== "number")
      throw new ChatbotError(`the first answer holds no session id in the ${place} ${name}`, {
        kind: "protocol",
        hint: "Name the place where the chatbot puts it, or let us make one up (`from: us`).",
      });
    this.#id = String(found);
  }
}

function cookieIn(headers: Headers, name: string): string | undefined {
  const prefix = `${name}=`;
  const cookie = headers.getSetCookie().find((line) => line.startsWith(prefix));
  return cookie?.slice(prefix.length).split(";", 1)[0];
}

function withValue(value: unknown, path: readonly string[], inserted: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return inserted;
  const object = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  return { ...object, [key]: withValue(object[key], rest, inserted) };
}
