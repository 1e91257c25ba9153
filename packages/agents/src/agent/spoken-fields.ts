import { madeOnce } from "@sdialog/core/internal";
import { parseJsonReply, schemaInWords } from "@sdialog/llm/internal";
import type { ChatRequest } from "@sdialog/llm";
import type { ReplyEvent } from "../participant.ts";
import { relay } from "../relay.ts";

const schema = {
  type: "object",
  // The message first: a model that has to say before it speaks whether it is done says so at random.
  properties: {
    message: { type: "string", description: "What you say" },
    done: { type: "boolean", description: "Whether the conversation has come to its end with this message" },
  },
  required: ["message", "done"],
  additionalProperties: false,
};

/** The field by which a speaker says that the conversation is over. */
export const doneField = "done";

/** The form in which messages travel where a model is held to one: the end is a field of its own, and no word of speech. */
export const spokenForm: NonNullable<ChatRequest["output"]> = { name: "message", schema };

/** The same, told in words: a model that is held to a form does not see it. */
export const spokenFormInWords = madeOnce(() => schemaInWords(schema));

/** A message as its speaker is asked for it, for the speaker's own history. */
export function sealed(message: string): string {
  return JSON.stringify({ message, done: false });
}

/** What a reply in the form says; a reply without the form is speech as it is. */
export function readSpoken(reply: string): { readonly text: string; readonly stop: boolean } {
  if (!reply.trimStart().startsWith("{")) return { text: reply, stop: false };
  const parsed = parseJsonReply(reply);
  const value = (parsed.ok ? parsed.value : undefined) as { message?: unknown; done?: unknown } | undefined;
  if (typeof value?.message === "string") return { text: value.message, stop: value.done === true };
  // Cut off in the middle: what was said up to there.
  return { text: new MessageReader().read(reply), stop: false };
}

/** Streams the message out of a reply in the form, as it comes. */
export async function* spokenFields<Result>(
  events: AsyncGenerator<ReplyEvent, Result, void>,
): AsyncGenerator<ReplyEvent, Result, void> {
  let reader = new MessageReader();
  return yield* relay(events, function* (event): Generator<ReplyEvent> {
    if (event.type === "discard") reader = new MessageReader();
    if (event.type !== "delta" || event.channel !== "text") {
      yield event;
      return;
    }
    const delta = reader.read(event.delta);
    if (delta !== "") yield { ...event, delta };
  });
}

const opening = /"message"\s*:\s*"/;

/** Reads the text of the field `message` out of JSON that comes in pieces; what is not a JSON object is read as it is. */
class MessageReader {
  #held = "";
  #place: "before" | "inside" | "after" | "plain" = "before";

  read(piece: string): string {
    this.#held += piece;
    if (this.#place === "before") {
      const start = this.#held.trimStart();
      if (start !== "" && !start.startsWith("{")) this.#place = "plain";
      const found = opening.exec(this.#held);
      if (this.#place === "before" && found !== null) {
        this.#held = this.#held.slice(found.index + found[0].length);
        this.#place = "inside";
      }
    }
    if (this.#place === "plain") {
      const text = this.#held;
      this.#held = "";
      return text;
    }
    return this.#place === "inside" ? this.#inside() : "";
  }

  #inside(): string {
    let text = "";
    let at = 0;
    while (at < this.#held.length) {
      const sign = this.#held.charAt(at);
      if (sign === '"') {
        this.#place = "after";
        break;
      }
      if (sign !== "\\") {
        text += sign;
        at += 1;
        continue;
      }
      const long = this.#held.charAt(at + 1) === "u" ? 6 : 2;
      // The rest of the escape is still to come.
      if (at + long > this.#held.length) break;
      text += unescaped(this.#held.slice(at, at + long));
      at += long;
    }
    this.#held = this.#held.slice(at);
    return text;
  }
}

function unescaped(escape: string): string {
  try {
    return JSON.parse(`"${escape}"`) as string;
  } catch {
    return escape.slice(1);
  }
}
