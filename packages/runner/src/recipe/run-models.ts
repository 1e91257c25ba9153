import { canonicalJson } from "@sdialog/core";
import {
  type ChatModel,
  compose,
  type ModelMiddleware,
  type ModelCapabilities,
  modelPool,
  parseModelString,
  priceOf,
  type PriceTable,
  resolveModel,
  retryNotices,
  withCache,
  withCost,
  withLimits,
  withRetry,
  withTimeout,
} from "@sdialog/llm";
import { withEstimatedUsage } from "@sdialog/llm/internal";
import type { CommonRecipe } from "./common-fields.ts";
import type { ModelSpec, NamedModelSpec } from "./model-spec.ts";

export type RunModelsOptions = Pick<
  CommonRecipe,
  "limits" | "cache" | "timeoutMs" | "maxResponseBytes" | "modelRetries"
> & {
  /** Left out: no budget. */
  readonly budget?: CommonRecipe["budget"] | undefined;
  /** Models that stand behind a name, before any backend is asked. */
  readonly known?: Readonly<Record<string, ChatModel>> | undefined;
  /** Around every model, outermost. */
  readonly middleware?: readonly ModelMiddleware[] | undefined;
  /** Called once with what people must know about a model. */
  readonly onNotice?: ((message: string) => void) | undefined;
};

/** The models of a run: each made once, and all behind the same limits. */
export class RunModels {
  readonly #options: RunModelsOptions;
  readonly #outer: ModelMiddleware;
  readonly #inner: ModelMiddleware;
  readonly #notices = new Set<string>();
  readonly #models = new Map<string, Promise<ChatModel>>();

  constructor(options: RunModelsOptions) {
    this.#options = options;
    const { cache, limits, budget = {}, timeoutMs, modelRetries, middleware = [] } = options;
    this.#outer = compose(...middleware, ...(cache === undefined ? [] : [withCache({ directory: cache })]));
    this.#inner = compose(
      ...(budget.tokens === undefined && budget.dollars === undefined
        ? []
        : [withEstimatedUsage((message) => this.#options.onNotice?.(message))]),
      withLimits(limits),
      withRetry({
        retries: modelRetries,
        ...(options.onNotice === undefined ? {} : { onRetry: retryNotices(options.onNotice) }),
      }),
      ...(timeoutMs === undefined ? [] : [withTimeout({ totalMs: timeoutMs })]),
    );
  }

  /** @throws as `resolveModel` does */
  get(spec: ModelSpec): Promise<ChatModel> {
    const key = canonicalJson(spec);
    let model = this.#models.get(key);
    if (model === undefined) {
      model = Array.isArray(spec)
        ? this.#pool(spec)
        : this.#single(typeof spec === "string" ? { name: spec } : spec);
      this.#models.set(key, model);
    }
    return model;
  }

  async #pool(specs: readonly (string | NamedModelSpec)[]): Promise<ChatModel> {
    const members = specs.map(async (spec) => ({
      model: await this.get(spec),
      weight: typeof spec === "string" ? 1 : (spec.weight ?? 1),
    }));
    return modelPool(await Promise.all(members));
  }

  async #single(spec: NamedModelSpec): Promise<ChatModel> {
    const model = this.#options.known?.[spec.name] ?? (await this.#resolve(spec));
    if (model.notice !== undefined) this.#notice(model.notice);
    const prices = this.#pricesIfLimited(spec.name, model);
    return compose(this.#outer, withCost({ prices }), this.#inner)(model);
  }

  /**
   * What a server elsewhere takes for a model is not known unless it tells. Where money is limited, the list price of the
   * name that it goes by is a better guess than none, and said to be one before anything is spent.
   */
  #pricesIfLimited(name: string, model: ChatModel): PriceTable {
    const listed = priceOf({ id: name });
    if (this.#options.budget?.dollars === undefined || listed === undefined || priceOf(model) !== undefined)
      return {};
    this.#notice(
      `What ${name} costs where it is reached is not known: calls that tell no cost count at its list price`,
    );
    return { [model.id]: listed };
  }

  #notice(text: string): void {
    if (this.#notices.has(text)) return;
    this.#notices.add(text);
    this.#options.onNotice?.(text);
  }

  async #resolve({
    name,
    baseURL,
    timeoutMs,
    maxResponseBytes,
    maxToolCalls,
    capabilities,
  }: NamedModelSpec): Promise<ChatModel> {
    // What a recipe says of all models bounds what servers answer: a model in this process has none.
    const hasServer = parseModelString(name).backend.address !== undefined;
    const most = maxResponseBytes ?? (hasServer ? this.#options.maxResponseBytes : undefined);
    const options = {
      ...(baseURL === undefined ? {} : { baseURL }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(capabilities === undefined ? {} : { capabilities: capabilities as Partial<ModelCapabilities> }),
      ...(maxToolCalls === undefined ? {} : { maxToolCalls }),
      ...(most === undefined ? {} : { maxResponseBytes: most }),
    };
    return resolveModel(name, Object.keys(options).length === 0 ? undefined : options);
  }
}
