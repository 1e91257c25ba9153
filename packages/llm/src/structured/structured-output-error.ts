import { ModelError } from "../errors/model-error.ts";
import type { Usage } from "../usage.ts";
import { replyWords } from "./reply-words.ts";

/** What is known when no attempt gave a value that fits the schema. */
export interface StructuredOutputErrorOptions {
  readonly model: string;
  readonly attempts: number;
  /** What was wrong with the last reply. */
  readonly problem: string;
  /** The last reply, as the model wrote it. */
  readonly reply: string;
  readonly usage: Usage;
}

/** No reply fitted the schema within the attempts allowed. Code `model_malformed_response`. */
export class StructuredOutputError extends ModelError {
  override readonly name = "StructuredOutputError";
  /** Model calls made. */
  readonly attempts: number;
  /** What was wrong with the last reply. */
  readonly problem: string;
  /** The last reply, as the model wrote it. */
  readonly reply: string;
  /** What all attempts together cost. */
  override readonly usage: Usage;

  constructor({ model, attempts, problem, reply, usage }: StructuredOutputErrorOptions) {
    // Words alone, such as those of a refusal, say what is wrong better than that they are no JSON.
    const words = /[{[]/.test(reply) ? "" : replyWords(reply);
    super(
      `no reply fitted the schema in ${attempts} ${attempts === 1 ? "attempt" : "attempts"}; the last one: ${problem}${words === "" ? "" : `: ${words}`}`,
      {
        kind: "malformed_response",
        model,
        said: reply,
        hint: "Simplify the schema, allow more retries or tokens, or use a larger model, ideally one that enforces JSON schemas.",
      },
    );
    this.attempts = attempts;
    this.problem = problem;
    this.reply = reply;
    this.usage = usage;
  }
}
