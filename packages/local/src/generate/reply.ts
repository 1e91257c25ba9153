import type { FinishReason, TokenLogprob } from "@sdialog/llm";
import { IncrementalDecoder, type SamplingSettings, StopScanner } from "@sdialog/llm/engine-kit";
import type { TokenConstraint } from "../grammar/token-constraint.ts";
import type { TextTokenizer } from "../tokens/text-tokenizer.ts";
import { chooseToken, type TokenChoice } from "./choose-token.ts";
import { goesInCircles } from "./goes-in-circles.ts";
import { gumbelNoise, type GumbelNoise } from "./gumbel-noise.ts";
import { penalize } from "./penalize.ts";
import { tokenLogprob } from "./token-logprob.ts";

export interface ReplyOptions {
  readonly prompt: readonly number[];
  readonly settings: SamplingSettings;
  readonly endTokens: ReadonlySet<number>;
  readonly tokenizer: TextTokenizer;
  /** How many alternatives to list beside each token's log-probability. Default: no log-probabilities. */
  readonly topLogprobs?: number | undefined;
  /** Which tokens may come next. */
  readonly constraint?: TokenConstraint | undefined;
  /** Whether to end a reply that says one passage over and over. */
  readonly endCircles?: boolean | undefined;
  /** Called with every piece of text as soon as it is certain. */
  readonly onText?: ((delta: string) => void) | undefined;
}

/** One reply as it grows, token by token. It does not know where the logits come from. */
export class Reply {
  readonly prompt: readonly number[];
  readonly #options: ReplyOptions;
  readonly #noise: GumbelNoise;
  readonly #decoder: IncrementalDecoder;
  readonly #scanner: StopScanner;
  readonly #generated: number[] = [];
  /** Every token of the prompt and of the reply so far. */
  readonly #seen: Set<number>;
  readonly #logprobs: TokenLogprob[] = [];
  #text = "";
  #finishReason: FinishReason | undefined;
  #wentInCircles = false;

  constructor(options: ReplyOptions) {
    this.prompt = options.prompt;
    this.#options = options;
    this.#seen = new Set(options.prompt);
    this.#noise = gumbelNoise(options.settings.seed);
    this.#decoder = new IncrementalDecoder(options.tokenizer);
    this.#scanner = new StopScanner(options.settings.stop);
  }

  /** Tokens so far, the end token included. */
  get generated(): readonly number[] {
    return this.#generated;
  }

  get text(): string {
    return this.#text;
  }

  get logprobs(): readonly TokenLogprob[] | undefined {
    return this.#options.topLogprobs === undefined ? undefined : this.#logprobs;
  }

  /** Whether the reply was ended because it said one passage over and over. */
  get wentInCircles(): boolean {
    return this.#wentInCircles;
  }

  /** Set once the reply is finished. */
  get finishReason(): FinishReason | undefined {
    return this.#finishReason;
  }

  /** Chooses the next token from logits that are exact to `tolerance`; nothing changes yet. */
  async choose(logits: Float32Array, tolerance: number): Promise<TokenChoice> {
    const { settings, constraint } = this.#options;
    const allowed = constraint === undefined ? logits : await constraint.apply(logits);
    const penalized = penalize(allowed, settings, this.#seen, this.#generated);
    const stretch = Math.max(settings.repetitionPenalty, 1 / settings.repetitionPenalty);
    return chooseToken(penalized, settings, this.#noise, this.#generated.length, tolerance * stretch);
  }

  /** Appends a token. @param logits those it was chosen from */
  accept(token: number, logits: Float32Array): void {
    const { endTokens, tokenizer, topLogprobs, settings } = this.#options;
    this.#generated.push(token);
    this.#seen.add(token);
    this.#options.constraint?.accept(token);
    if (topLogprobs !== undefined) {
      this.#logprobs.push(tokenLogprob(logits, token, topLogprobs, (id) => tokenizer.tokenText(id)));
    }
    if (endTokens.has(token)) return this.#finish("stop");
    if (this.#scan(this.#decoder.push(token))) return this.#finish("stop");
    this.#wentInCircles = this.#options.endCircles === true && goesInCircles(this.#generated);
    if (this.#wentInCircles || this.#generated.length >= settings.maxTokens) this.#finish("length");
  }

  #finish(reason: FinishReason): void {
    this.#finishReason = reason;
    if (this.#scan(this.#decoder.flush())) this.#finishReason = "stop";
    this.#emit(this.#scanner.flush());
  }

  /** @returns whether a stop string was met */
  #scan(delta: string): boolean {
    const { text, stopped } = this.#scanner.push(delta);
    this.#emit(text);
    return stopped;
  }

  #emit(text: string): void {
    if (text === "") return;
    this.#text += text;
    this.#options.onText?.(text);
  }
}
