import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";

/**
 * Fields that some of OpenAI's models, or servers that speak its protocol, take and others refuse, each with the setting
 * that it stands for. vLLM, SGLang and llama.cpp take `chat_template_kwargs` and their own ways of sampling; Groq, Mistral
 * and Gemini answer 400 or 422 to any field they do not know; OpenAI's reasoning models take no temperature.
 */
const dispensable: Readonly<Record<string, string>> = {
  temperature: "temperature",
  top_p: "topP",
  top_k: "topK",
  min_p: "minP",
  frequency_penalty: "frequencyPenalty",
  presence_penalty: "presencePenalty",
  repetition_penalty: "repetitionPenalty",
  seed: "seed",
  reasoning_effort: "thinking",
  chat_template_kwargs: "thinking",
  prompt_cache_key: "session",
  stream_options: "usage",
  response_format: "output",
  logprobs: "logprobs",
  top_logprobs: "logprobs",
};

/** How servers say that they do not take a field, whatever its value; a value out of range is the caller's to mend. */
const refusal =
  /unsupported|not support|unrecogni[sz]ed|unknown (?:name|field|parameter|argument)|unexpected|extra (?:inputs|fields)|extra_forbidden|not (?:permitted|allowed)|no field|cannot find field/i;

/** Leaves out what a server turned out to refuse, says so, and does not ask for it again. */
export class RefusedFields {
  readonly #refused = new Set<string>();

  /** Sends the body, and again without a field for as long as the server refuses one that can be done without. */
  async send<Body extends object, Reply>(
    body: Body,
    reply: ReplyBuilder,
    call: (body: Body) => Promise<Reply>,
  ): Promise<Reply> {
    for (;;) {
      const kept = this.#without(body, reply);
      try {
        return await call(kept);
      } catch (error) {
        const field = refusedField(error, kept);
        if (field === undefined) throw error;
        this.#refused.add(field);
      }
    }
  }

  #without<Body extends object>(body: Body, reply: ReplyBuilder): Body {
    if (this.#refused.size === 0) return body;
    const left = Object.keys(body).filter((field) => this.#refused.has(field));
    for (const field of left)
      reply.warn(dispensable[field] as string, `the server refuses the field "${field}", which was left out`);
    return Object.fromEntries(Object.entries(body).filter(([field]) => !left.includes(field))) as Body;
  }
}

function refusedField(error: unknown, body: object): string | undefined {
  const { status, param, told } = answerIn(error) ?? {};
  if (told === undefined || (status !== 400 && status !== 422) || !refusal.test(told)) return undefined;
  const sent = Object.keys(dispensable).filter((field) => field in body);
  return (
    sent.find((field) => field === param) ??
    sent.find((field) => new RegExp(`(?<![\\w-])${field}(?![\\w-])`).test(told))
  );
}

interface Answer {
  readonly status: unknown;
  readonly param: unknown;
  readonly told: string;
}

/** What the server answered, as the error or what caused it keeps it: parsed, or as the body's text. */
function answerIn(error: unknown): Answer | undefined {
  if (!(error instanceof Error)) return undefined;
  const { status, param, error: parsed, body } = error as Error & Readonly<Record<string, unknown>>;
  if (status === undefined) return answerIn(error.cause);
  return { status, param, told: `${error.message} ${JSON.stringify(parsed ?? "")} ${String(body ?? "")}` };
}
