import { modelSettingOptions } from "../model-settings.ts";
import {
  checkArguments,
  checkOptions,
  inALanguage,
  requireOptions,
  type OptionNames,
  checkCount,
} from "@sdialog/core/internal";
import { type AnySchema, deriveSeed } from "@sdialog/core";
import * as z from "zod/mini";
import type { ChatModel, ChatRequest, ChatResult, ModelWarning } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import type { Message } from "../message.ts";
import type { ModelRef } from "../model-ref.ts";
import { resolveModel } from "../resolve-model.ts";
import { addUsage, noUsage, type Usage } from "../usage.ts";
import { coerceToSchema } from "./coerce-to-schema.ts";
import { jsonSchemaOf, type ReplySchema } from "./json-schema-of.ts";
import { parseJsonReply } from "./parse-json-reply.ts";
import { copiedMeaning, copiesExample, replyAgainPrompt, schemaInWords } from "./schema-in-words.ts";
import { replyWords } from "./reply-words.ts";
import { StructuredOutputError } from "./structured-output-error.ts";

/** A request whose reply must fit a schema. */
export interface ObjectRequest<Schema extends AnySchema> extends Omit<
  ChatRequest,
  "output" | "tools" | "toolChoice"
> {
  /** What the value must fit. Models are shown it as JSON Schema. */
  readonly schema: Schema;
  /** What the value is called, for models that are shown the name; letters, digits, `_` and `-`. */
  readonly name?: string | undefined;
  /** What the value is, in a sentence. */
  readonly description?: string | undefined;
  /** How often the model is asked again after a reply that does not fit. Default: 2. */
  readonly retries?: number | undefined;
  /**
   * How the messages tell the form of the reply: field by field with an example (`words`), with the JSON Schema below it
   * (`schema`), or not at all (`none`). Default: `schema` for models that do not enforce one, else `words`, since small
   * models that are held to a schema do not see it, and servers that are told of one may ignore it without a word.
   */
  readonly form?: "words" | "schema" | "none" | undefined;
}

const objectRequestOptionNames: OptionNames<ObjectRequest<AnySchema>> = {
  schema: true,
  name: true,
  description: true,
  retries: true,
  form: true,
  signal: true,
  messages: true,
  thinking: true,
  logprobs: true,
  session: true,
  dialogueSeed: true,
  backendOptions: true,
  ...modelSettingOptions,
};

/** How a model was held to the schema: `native` and `grammar` enforce it; `text` asks for it, also when a server turned out to refuse or ignore it. */
export type ObjectMode = "native" | "grammar" | "text";

/** A value that fits the schema, with how it was obtained. */
export interface ObjectResult<Value> {
  readonly value: Value;
  /** How the model was held to the schema. */
  readonly mode: ObjectMode;
  /** Model calls made, the successful one included. */
  readonly attempts: number;
  /** Whether the text had to be repaired, or freed of other text around it, before it was JSON. */
  readonly repaired: boolean;
  /** All attempts together. */
  readonly usage: Usage;
  /** What was not done as asked, over all attempts. */
  readonly warnings: readonly ModelWarning[];
  /** The reply the value was read from. */
  readonly result: ChatResult;
}

/**
 * Asks a model for a value that fits a zod schema.
 *
 * The schema is enforced where the model can (natively or by grammar), and asked for in words where it cannot.
 * A reply that is not JSON is repaired, and slips that leave no doubt (`"true"` for true, a list of the one object) are
 * read as meant; one that does not fit is sent back with the validation error and the schema, each time
 * under another seed, until the `retries` are used up.
 *
 * @param model a model, a `"backend:model"` string, or `undefined` for the configured default
 * @returns the validated value (after the schema's defaults and transforms), and how it was obtained
 * @throws InvalidArgumentError for a schema that JSON has no form for (`z.date()`), or that is of zod 3
 * @throws StructuredOutputError when no reply fitted
 * @throws ModelError when a call itself fails, or the provider's filter stopped the reply
 */
export async function generateObject<Schema extends AnySchema>(
  model: ModelRef | undefined,
  request: ObjectRequest<Schema>,
): Promise<ObjectResult<z.output<Schema>>> {
  checkArguments("generateObject", arguments, 2);
  checkOptions("generateObject", request, objectRequestOptionNames);
  requireOptions("generateObject", request, ["schema", "messages"]);
  const { schema, name = "reply", description, retries = 2, form, ...call } = request;
  checkCount("retries", retries, 0);
  const chatModel = await resolveModel(model);
  const asked = jsonSchemaOf(schema);
  const mode: ObjectMode =
    chatModel.capabilities.jsonSchema === "none" ? "text" : chatModel.capabilities.jsonSchema;
  const told = withForm(call.messages, asked, form ?? (mode === "text" ? "schema" : "words"));
  const first: ChatRequest =
    mode === "text"
      ? { ...call, messages: told }
      : {
          ...call,
          messages: told,
          output: { name, ...(description === undefined ? {} : { description }), schema: asked.schema },
        };

  let messages = first.messages;
  let usage = noUsage;
  const warnings: ModelWarning[] = [];
  for (let attempt = 1; ; attempt++) {
    const result = await chatModel.generate({ ...first, messages, ...attemptSeed(call.seed, attempt) });
    usage = addUsage(usage, result.usage);
    warnings.push(...result.warnings);
    if (mode !== "text" && ignored(result, asked)) warnings.push(notEnforced);
    const outcome = await readValue(chatModel, result, asked, schema);
    if (outcome.ok) {
      return {
        value: outcome.value,
        mode: warnings.some(({ setting }) => setting === "output") ? "text" : mode,
        attempts: attempt,
        repaired: outcome.repaired,
        usage,
        warnings,
        result,
      };
    }
    const { problem } = outcome;
    if (attempt > retries) {
      throw new StructuredOutputError({
        model: chatModel.id,
        attempts: attempt,
        problem,
        reply: result.text,
        usage,
      });
    }
    messages = [...first.messages, ...correction(result.text, problem, asked)];
  }
}

type Outcome<Value> =
  | { readonly ok: true; readonly value: Value; readonly repaired: boolean }
  | { readonly ok: false; readonly problem: string };

async function readValue<Schema extends AnySchema>(
  model: ChatModel,
  result: ChatResult,
  asked: ReplySchema,
  schema: Schema,
): Promise<Outcome<z.output<Schema>>> {
  if (result.finishReason === "content_filter") {
    throw new ModelError(stoppedReply(result.text), {
      kind: "content_filter",
      model: model.id,
    });
  }
  // Repairing a reply that was cut off would quietly lose what is missing.
  if (result.finishReason === "length")
    return { ok: false, problem: "the reply was cut off at the token limit" };
  const parsed = parseJsonReply(result.text);
  if (!parsed.ok) return parsed;
  if (copiesExample(parsed.value))
    return { ok: false, problem: 'the example was copied: "…" stands for words of your own' };
  const meaning = copiedMeaning(parsed.value, asked.schema);
  if (meaning !== undefined)
    return { ok: false, problem: `"${meaning}" says what a field means: write a value for it` };
  const checked = await inALanguage(schema).safeParseAsync(asked.unwrap(parsed.value));
  if (checked.success)
    return { ok: true, value: checked.data as z.output<Schema>, repaired: parsed.repaired };
  const meant = await schema.safeParseAsync(asked.unwrap(coerceToSchema(parsed.value, asked.schema)));
  return meant.success
    ? { ok: true, value: meant.data as z.output<Schema>, repaired: true }
    : { ok: false, problem: z.prettifyError(checked.error) };
}

/** What the filter stopped, or the words in which the model refused: they say what to change. */
export function stoppedReply(text: string): string {
  const shown = replyWords(text);
  return `the model refused, or the provider's content filter stopped the reply${shown === "" ? "" : `: ${shown}`}`;
}

const notEnforced: ModelWarning = {
  setting: "output",
  message: "the server was given the schema of the reply and did not keep to it",
};

/** Whether a whole reply is not even JSON with the fields that were asked for: nothing held the model to the schema. */
function ignored({ text, finishReason }: ChatResult, { schema }: ReplySchema): boolean {
  if (finishReason !== "stop") return false;
  try {
    const value: unknown = JSON.parse(text);
    const required = (schema["required"] ?? []) as readonly string[];
    return typeof value !== "object" || value === null || required.some((name) => !(name in value));
  } catch {
    return true;
  }
}

/** Adds the form to the instructions at the start, or else to what is asked last: not every model heeds a second system message. */
function withForm(
  messages: readonly Message[],
  { schema }: ReplySchema,
  form: "words" | "schema" | "none",
): readonly Message[] {
  if (form === "none") return messages;
  const instruction = schemaInWords(schema, { whole: form === "schema" });
  const at = messages[0]?.role === "system" ? 0 : messages.length - 1;
  const told = messages[at];
  if (told?.role !== "system" && told?.role !== "user")
    return [...messages, { role: "user", content: instruction }];
  return messages.with(at, { ...told, content: `${told.content}\n\n${instruction}` });
}

function correction(reply: string, problem: string, { schema }: ReplySchema): readonly Message[] {
  return [
    ...(reply.trim() === "" ? [] : [{ role: "assistant" as const, content: reply }]),
    ...replyAgainPrompt.standard.messages({ problem, schema: JSON.stringify(schema) }),
  ];
}

/** The same seed would bring the same unusable reply. */
function attemptSeed(seed: number | undefined, attempt: number): { readonly seed?: number } {
  if (seed === undefined) return {};
  return { seed: attempt === 1 ? seed : deriveSeed(seed, "attempt", attempt) };
}
