import { checkArguments, checkOptions, onOneLine, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import {
  type ChatChunk,
  type ChatModel,
  type ChatRequest,
  type ChatResult,
  defineChatModel,
  ModelError,
} from "@sdialog/llm";
import type {
  ActivationChange,
  CaptureRequest,
  Edit,
  HookData,
  Operation,
  Side,
  TokenSelector,
} from "@sdialog/local";
import { Direction, type DirectionLike } from "./direction.ts";
import { InspectedResponse } from "./inspected-response.ts";
import type { PromptMessage } from "./prompt-messages.ts";

/** Where to look: one module path (`*` matches one part, `residual` is the whole residual stream), several of them, or several under names of your own. */
export type Target = string | readonly string[] | Readonly<Record<string, string>>;

/** What an inspector captures, and how much of it is kept. */
export interface InspectorOptions {
  /** Default: nothing is captured; edits can still name a site of their own. */
  readonly target?: Target | undefined;
  /** What goes into a module or what comes out of it. Default: `output`. */
  readonly side?: Side | undefined;
  /** Which positions to keep. Default: `all`. */
  readonly tokens?: TokenSelector | undefined;
  /** Keep every selected token (`none`), their mean, or the last of them. Default: `none`. */
  readonly reduce?: CaptureRequest["reduce"] | undefined;
  /** How many candidates to keep for each token of a reply; `all`: the whole vocabulary. Default: none. */
  readonly topK?: number | "all" | undefined;
  /** How many tokens to keep that each captured state of the residual stream would make most probable. Default: none. */
  readonly lens?: number | undefined;
  /** For which of the captured tokens the lens reads; it takes far longer than capturing. Default: all. */
  readonly lensTokens?: TokenSelector | undefined;
  /** How many of the newest responses to keep. Default: all, until {@link Inspector.clear}. */
  readonly keep?: number | undefined;
  /** Whether to capture at all, or only to steer. Default: true. */
  readonly capture?: boolean | undefined;
}

const inspectorOptionNames: OptionNames<InspectorOptions> = {
  target: true,
  side: true,
  tokens: true,
  reduce: true,
  topK: true,
  lens: true,
  lensTokens: true,
  keep: true,
  capture: true,
};

/** How strong an edit is, and where it is made. */
export interface EditOptions {
  readonly strength?: number | undefined;
  /** Default: all positions, the last token of the prompt and every generated one included. */
  readonly tokens?: TokenSelector | undefined;
  /** Module paths to edit. Default: the inspector's target. */
  readonly site?: string | readonly string[] | undefined;
  /** Default: the inspector's side. */
  readonly side?: Side | undefined;
}

const editOptionNames: OptionNames<EditOptions> = { strength: true, tokens: true, site: true, side: true };

/**
 * Watches a local model while it speaks, and changes what it computes. Attach it with `agent.with(inspector)`, or
 * wrap a model with it.
 *
 * It is the one thing in this library that changes: it collects responses, and edits made after attaching act from
 * the next reply on. Several inspectors compose, also on the same site: their edits apply in the order they were
 * attached, within one in the order they were made. What is captured is what the rest of the model gets to see, that
 * is, after all edits.
 */
export class Inspector {
  readonly #options: InspectorOptions;
  readonly #edits: Edit[] = [];
  #responses: InspectedResponse[] = [];

  constructor(options: InspectorOptions = {}) {
    checkArguments("new Inspector", arguments, 1);
    checkOptions("new Inspector", options, inspectorOptionNames);
    const { topK = 0 } = options;
    if (topK !== "all" && !(Number.isInteger(topK) && topK >= 0))
      throw new InvalidArgumentError(
        `topK must be a whole number of at least 0, or "all", not ${String(topK)}`,
      );
    this.#options = options;
  }

  /** Every reply seen, oldest first. */
  get responses(): readonly InspectedResponse[] {
    return this.#responses;
  }

  /** Number of replies seen. */
  get length(): number {
    return this.#responses.length;
  }

  /** The edits, in the order they apply. */
  get edits(): readonly Edit[] {
    return [...this.#edits];
  }

  /** Reply `index`; negative numbers count from the end. @throws InvalidArgumentError when there is none */
  response(index: number): InspectedResponse {
    const response = this.#responses.at(index);
    if (response !== undefined) return response;
    throw new InvalidArgumentError(`There is no response ${index}: ${this.length} were seen`, {
      hint: "Let the agent this inspector is attached to say something first.",
    });
  }

  /** Adds strength (default 1) times the direction, at its own length. */
  add(direction: DirectionLike, options: EditOptions = {}): this {
    checkOptions("Inspector.add", options, editOptionNames);
    return this.#edit("add", direction, options);
  }

  /** Removes the component along the direction; a strength between 0 and 1 removes a part of it. */
  ablate(direction: DirectionLike, options: EditOptions = {}): this {
    checkOptions("Inspector.ablate", options, editOptionNames);
    return this.#edit("ablate", direction, options);
  }

  /** Multiplies the component along the direction by `factor`. */
  scale(direction: DirectionLike, factor: number, options: Omit<EditOptions, "strength"> = {}): this {
    checkOptions("Inspector.scale", options, { tokens: true, site: true, side: true });
    return this.#edit("scale", direction, { ...options, strength: factor });
  }

  /** Sets the component along the direction to `value`. */
  pin(direction: DirectionLike, value: number, options: Omit<EditOptions, "strength"> = {}): this {
    checkOptions("Inspector.pin", options, { tokens: true, site: true, side: true });
    return this.#edit("pin", direction, { ...options, strength: value });
  }

  /**
   * Makes activations what a function says: any change that is not along one direction. Where functions change
   * tokens, the model computes all that it is fed with them once more for each tensor.
   * @param change must give the same for the same, since a token may be computed more than once. While a promise of it is
   *   awaited, no other reply of that model goes on, so it must not ask the same model: that is refused with a ModelError,
   *   but waits for ever in a browser
   */
  steer(change: ActivationChange, options: Omit<EditOptions, "strength"> = {}): this {
    checkOptions("Inspector.steer", options, { tokens: true, site: true, side: true });
    if (typeof change !== "function")
      throw new InvalidArgumentError("Inspector.steer needs a function of activations", {
        hint: "To change them along a direction, use add, ablate, scale or pin.",
      });
    for (const place of this.#places(options, "steer by a function"))
      this.#edits.push({ ...place, operation: "function", change });
    return this;
  }

  /** Every instruction that models were given on the way, with the reply it was given for: 0 is the oldest. */
  findInstructions(): readonly (PromptMessage & { readonly response: number })[] {
    return this.#responses.flatMap(({ instructions }, response) =>
      instructions.map((instruction) => ({ ...instruction, response })),
    );
  }

  /** What was seen and changed so far, in a few lines for people. */
  recap(): string {
    const paths = this.#paths();
    const tokens = this.#responses.reduce((sum, { length }) => sum + length, 0);
    const lines = [
      `${counted(this.length, "reply", "replies")} of ${counted(tokens, "token", "tokens")}`,
      `captured: ${paths.length === 0 || this.#options.capture === false ? "nothing" : paths.join(", ")}`,
      ...this.#edits.map(
        ({ site, side, tokens: selected, ...edit }) =>
          `${edit.operation} at ${site}${side === "input" ? " (input)" : ""}, ${edit.operation === "function" ? nameOf(edit.change) : `strength ${edit.strength}`}, tokens ${typeof selected === "string" ? selected : JSON.stringify(selected)}`,
      ),
      ...this.findInstructions().map(
        ({ response, content }) => `told before reply ${response}: ${onOneLine(content)}`,
      ),
    ];
    return lines.join("\n");
  }

  /** Removes all edits. */
  release(): this {
    this.#edits.length = 0;
    return this;
  }

  /** Forgets every response and frees what they hold. */
  clear(): this {
    this.#responses = [];
    return this;
  }

  /** The edits as they are written into a dialogue's metadata. */
  describe(): readonly Readonly<Record<string, unknown>>[] {
    return this.#edits.map(({ site, side, tokens, ...edit }) => {
      const { operation } = edit;
      if (operation === "function") return { site, side, operation, name: nameOf(edit.change), tokens };
      const { strength, direction } = edit;
      const norm = Number(new Direction(direction).length.toPrecision(6));
      return { site, side, operation, strength, tokens, width: direction.length, norm };
    });
  }

  /** A model that is watched and steered by this inspector. @throws ModelError `unsupported` for one that is not local */
  wrap(model: ChatModel): ChatModel {
    if (!model.id.startsWith("local:")) {
      throw new ModelError("this model cannot be inspected", {
        kind: "unsupported",
        model: model.id,
        hint: 'Inspectors need a model that runs in this process: "local", or "local:" and the folder of an ONNX model.',
      });
    }
    const { id, capabilities, notice, close } = model;
    const edits = (): readonly Edit[] => this.#edits;
    return defineChatModel({
      id,
      capabilities,
      notice,
      close,
      // What remembers answers tells by it whether they were given under the same edits.
      get fingerprint() {
        return edits().length === 0 ? model.fingerprint : { ...model.fingerprint, edits: [...edits()] };
      },
      generate: async (request) => {
        const hooked = this.#hooked(request);
        return this.#record(request, hooked, await model.generate(hooked.request));
      },
      stream: (request) => this.#stream(model, request),
    });
  }

  async *#stream(model: ChatModel, request: ChatRequest): AsyncIterable<ChatChunk> {
    const hooked = this.#hooked(request);
    for await (const chunk of model.stream(hooked.request)) {
      yield chunk.type === "finish"
        ? { ...chunk, result: this.#record(request, hooked, chunk.result) }
        : chunk;
    }
  }

  /** The request with this inspector's hooks after those it already has. */
  #hooked(request: ChatRequest): HookedRequest {
    const { topK: wanted = 0 } = this.#options;
    const topK = wanted === "all" ? wholeVocabulary : wanted;
    const given = (request.backendOptions?.["local"] ?? {}) as Partial<Hooks>;
    const captures = this.#captures();
    const edits = this.edits;
    const local = {
      ...given,
      capture: [...(given.capture ?? []), ...captures],
      steer: [...(given.steer ?? []), ...edits],
    };
    const top = Math.max(topK, request.logprobs?.top ?? 0);
    return {
      first: given.capture?.length ?? 0,
      count: captures.length,
      edits,
      request: {
        ...request,
        backendOptions: { ...request.backendOptions, local },
        ...(topK > 0 ? { logprobs: { top } } : {}),
      },
    };
  }

  #record(request: ChatRequest, { first, count, edits }: HookedRequest, result: ChatResult): ChatResult {
    const data = result.backendData?.["local"] as HookData | undefined;
    if (data !== undefined) {
      const own = (capture: { readonly request: number }): boolean =>
        capture.request >= first && capture.request < first + count;
      const { target } = this.#options;
      const names = new Map(isNamed(target) ? Object.entries(target) : []);
      const captures = data.captures.filter(own);
      this.#responses.push(new InspectedResponse({ request, result, data, captures, names, edits }));
      const { keep = Number.POSITIVE_INFINITY } = this.#options;
      if (this.#responses.length > keep) this.#responses = this.#responses.slice(-keep);
    }
    // Candidates only this inspector asked for are not the caller's business.
    return request.logprobs === undefined ? { ...result, logprobs: undefined } : result;
  }

  #captures(): readonly CaptureRequest[] {
    const { side = "output", tokens = "all", reduce = "none", lens = 0, capture = true } = this.#options;
    const { lensTokens = "all" } = this.#options;
    if (!capture) return [];
    return this.#paths().map((site) => ({ site, side, tokens, reduce, lens, lensTokens }));
  }

  #paths(): readonly string[] {
    const { target = [] } = this.#options;
    return typeof target === "string" ? [target] : Object.values(target);
  }

  #edit(operation: Operation, like: DirectionLike, options: EditOptions): this {
    const direction = Direction.from(like);
    const { strength = 1 } = options;
    for (const place of this.#places(options, `${operation} a direction`))
      this.#edits.push({ ...place, operation, direction: direction.values, strength });
    return this;
  }

  /** Where an edit is made. @param what the edit, for the error when there is no such place */
  #places(
    { tokens = "all", side = this.#options.side ?? "output", site = this.#paths() }: EditOptions,
    what: string,
  ): readonly Pick<Edit, "site" | "side" | "tokens">[] {
    const sites = typeof site === "string" ? [site] : site;
    if (sites.length > 0) return sites.map((each) => ({ site: each, side, tokens }));
    throw new InvalidArgumentError(`There is no site at which to ${what}`, {
      hint: 'Give the inspector a target, or the edit a site: { site: "model.layers.4" }.',
    });
  }
}

/** More than any model has tokens. */
const wholeVocabulary = 2 ** 31 - 1;

interface Hooks {
  readonly capture: readonly CaptureRequest[];
  readonly steer: readonly Edit[];
}

interface HookedRequest {
  readonly request: ChatRequest;
  /** Which of the request's captures are this inspector's. */
  readonly first: number;
  readonly count: number;
  readonly edits: readonly Edit[];
}

function nameOf({ name }: ActivationChange): string {
  return name === "" ? "a function without a name" : name;
}

function isNamed(target: Target | undefined): target is Readonly<Record<string, string>> {
  return typeof target === "object" && !Array.isArray(target);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
