import { isInstructionMessage } from "@sdialog/llm/internal";
import { InvalidArgumentError } from "@sdialog/core";
import { checkCount, checkOptions, nearestName, type OptionNames } from "@sdialog/core/internal";
import type { ChatRequest, ChatResult } from "@sdialog/llm";
import type { CapturedActivations, Edit, HookData, LikelyToken, ReadLens } from "@sdialog/local";
import { InspectedToken, type TokenProbability } from "./inspected-token.ts";
import { type PromptMessage, promptMessages } from "./prompt-messages.ts";

/** What an inspector passes to the responses it makes. */
export interface ResponseParts {
  readonly request: ChatRequest;
  readonly result: ChatResult;
  readonly data: HookData;
  /** This inspector's own captures. */
  readonly captures: readonly CapturedActivations[];
  /** Module paths by the name the inspector's target gave them. */
  readonly names: ReadonlyMap<string, string>;
  readonly edits: readonly Edit[];
}

/** What {@link InspectedResponse.readLens} reads. */
export interface ReadLensOptions {
  /** How many of the most probable tokens to tell. */
  readonly count: number;
  /** Captured sites of the residual stream. Default: every captured site. */
  readonly sites?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

const readLensOptionNames: OptionNames<ReadLensOptions> = { count: true, sites: true, signal: true };

/** One reply of a model, and what was seen while it was generated. */
export class InspectedResponse {
  /** What the model said. */
  readonly text: string;
  /** The prompt as the model read it, token by token. */
  readonly prompt: readonly InspectedToken[];
  /** The reply, token by token, its end token included. */
  readonly tokens: readonly InspectedToken[];
  /** Every captured site. */
  readonly captures: readonly CapturedActivations[];
  /** The edits in force. */
  readonly edits: readonly Edit[];
  readonly #names: ReadonlyMap<string, string>;
  readonly #bySite: ReadonlyMap<string, CapturedActivations>;
  readonly #request: ChatRequest;
  readonly #readLens: ReadLens | undefined;

  constructor({ request, result, data, captures, names, edits }: ResponseParts) {
    this.text = result.text;
    this.captures = captures;
    this.edits = edits;
    this.#names = names;
    // Of those of one site, the first.
    this.#bySite = new Map(captures.map((capture) => [capture.site, capture] as const).toReversed());
    this.#request = request;
    this.#readLens = data.readLens;
    const captureOf = (site: string | undefined): CapturedActivations => this.activations(site);
    this.prompt = data.prompt.map(
      (token, index) => new InspectedToken({ token, index, position: index }, captureOf),
    );
    this.tokens = data.reply.map((token, index) => {
      const place = { token, index, position: data.prompt.length - 1 + index };
      return new InspectedToken(place, captureOf, candidates(result, index));
    });
  }

  /** Number of tokens of the reply. */
  get length(): number {
    return this.tokens.length;
  }

  /** Token `index` of the reply; negative numbers count from the end. @throws InvalidArgumentError beyond the end */
  token(index: number): InspectedToken {
    return at(this.tokens, index, "The reply");
  }

  /** Token `index` of the prompt; negative numbers count from the end. @throws InvalidArgumentError beyond the end */
  promptToken(index: number): InspectedToken {
    return at(this.prompt, index, "The prompt");
  }

  /**
   * Everything captured at a site: one row of `width` numbers per position.
   * @throws InvalidArgumentError for a site that was not captured, or when several were and none is named
   */
  activations(site?: string): CapturedActivations {
    if (site === undefined) {
      const [only, ...others] = this.captures;
      if (only !== undefined && others.length === 0) return only;
      throw new InvalidArgumentError(
        only === undefined ? "Nothing was captured" : "Several sites were captured: name one",
        {
          hint: `Captured: ${this.captures.map((capture) => capture.site).join(", ") || "none; set `target`"}.`,
        },
      );
    }
    const path = this.#names.get(site) ?? site;
    const exact = this.#bySite.get(path);
    if (exact !== undefined) return exact;
    // An inspector looks at one side of modules, so the module's path says it all.
    const found = this.captures.find((capture) => {
      const module = capture.site.replace("#input", "");
      return [capture.site, module, module.replace(/^model\./, "")].includes(path);
    });
    if (found !== undefined) return found;
    const known = [...this.#names.keys(), ...this.captures.map((capture) => capture.site)];
    const nearest = nearestName(site, known);
    throw new InvalidArgumentError(
      `"${site}" was not captured${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`,
      {
        hint: `Captured: ${known.join(", ") || "nothing"}.`,
      },
    );
  }

  /**
   * What the model would have said from the positions of these tokens if the layers after a site were left out (logit
   * lens), read now and not while the reply was generated: what is shown of a long reply need not be all of it.
   *
   * @param tokens of this response
   * @returns for each token, for each site, the most probable, the likeliest first
   * @throws InvalidArgumentError when a site was not captured there, or is not as wide as the others; ModelError when it
   *   is not of the residual stream; the signal's reason when aborted
   */
  async readLens(
    tokens: readonly InspectedToken[],
    options: ReadLensOptions,
  ): Promise<readonly (readonly (readonly LikelyToken[])[])[]> {
    const {
      count,
      sites = this.captures.map(({ site }) => site),
      signal,
    } = checkOptions("readLens", options, readLensOptionNames);
    checkCount("count", count, 1);
    const rows = tokens.flatMap((token) => sites.map((site) => token.activation(site)));
    const width = rows[0]?.length ?? 0;
    if (rows.some(({ length }) => length !== width))
      throw new InvalidArgumentError(
        "The logit lens reads sites of the residual stream, which are equally wide",
        {
          hint: "Name them as `sites`: model.layers.*, not what is inside of layers.",
        },
      );
    if (width === 0) return tokens.map(() => []);
    if (this.#readLens === undefined)
      throw new InvalidArgumentError("The model of this response cannot read what was captured", {
        hint: "The logit lens needs a model of @sdialog/local.",
      });
    const states = new Float32Array(rows.length * width);
    for (const [index, row] of rows.entries()) states.set(row, index * width);
    const read = await this.#readLens({ states, width, count }, signal);
    return tokens.map((_, index) => read.slice(index * sites.length, (index + 1) * sites.length));
  }

  /** The messages of the call, each with its place in the prompt: role, turn, characters and tokens. */
  get messages(): readonly PromptMessage[] {
    return promptMessages(this.#request.messages, this.prompt);
  }

  /**
   * What orchestrators and the like told the model on the way: system messages after the first message, and that one where
   * a rule said it, to a speaker without a system prompt.
   */
  get instructions(): readonly PromptMessage[] {
    const told = this.#request.messages.map(isInstructionMessage);
    return this.messages.filter(({ role, turn }) => role === "system" && (turn > 0 || told[turn] === true));
  }

  toString(): string {
    return this.text;
  }
}

function at(tokens: readonly InspectedToken[], index: number, where: string): InspectedToken {
  const token = tokens.at(index);
  if (token !== undefined) return token;
  throw new InvalidArgumentError(`${where} has no token ${index}; it has ${tokens.length}`);
}

function candidates({ logprobs }: ChatResult, index: number): readonly TokenProbability[] | undefined {
  const top = logprobs?.[index]?.top;
  if (top === undefined || top.length === 0) return undefined;
  return top.map(({ token, logprob }) => ({ token, probability: Math.exp(logprob) }));
}
