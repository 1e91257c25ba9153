import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError, Random } from "@sdialog/core";
import type { ChatModel, ChatRequest, ModelCapabilities } from "../chat-model.ts";
import { modelNameOf } from "../model-name.ts";
import { parseModelString } from "../registry.ts";
import type { ModelRef } from "../model-ref.ts";
import { resolveModel } from "../resolve-model.ts";

/** A model of a pool, with its share. */
export interface PoolMember {
  readonly model: ModelRef;
  /** Relative to the other members'. Default: 1. */
  readonly weight?: number | undefined;
}

const poolMemberNames: OptionNames<PoolMember> = { model: true, weight: true };

/** How much one member of a pool answers before another may be chosen. */
export interface PoolOptions {
  /**
   * `dialogue` (default): one member answers a whole dialogue, chosen by the dialogue's seed. `turn`: each call
   * chooses anew, by its own seed.
   */
  readonly lock?: "dialogue" | "turn" | undefined;
}

const poolOptionNames: OptionNames<PoolOptions> = { lock: true };

/** Several models behind one, each answering its share of the dialogues or calls. */
export interface ModelPool extends ChatModel {
  readonly lock: NonNullable<PoolOptions["lock"]>;
  /** The member a dialogue with this seed talks to: a pure function of the seed and the members. */
  choose(seed: number): ModelRef;
}

/**
 * A model that is one of several, each as often as its weight says. It can do what all of them can do; what a
 * result names as its model is the member that answered.
 *
 * @throws InvalidArgumentError when there is no member, or a weight is negative or not a number
 */
export function modelPool(members: readonly PoolMember[], options: PoolOptions = {}): ModelPool {
  checkOptions("modelPool", options, poolOptionNames);
  const { lock = "dialogue" } = options;
  if (!Array.isArray(members) || members.length === 0)
    throw new InvalidArgumentError("A model pool needs at least one model");
  for (const [at, member] of members.entries())
    checkOptions(`modelPool members[${at}]`, member, poolMemberNames);
  const models = members.map(({ model }) => model);
  const weights = members.map(({ weight = 1 }) => weight);
  const id = `pool:${members.map(({ model }, index) => `${modelNameOf(model)}*${weights[index]}`).join("|")}`;
  const choose = (seed: number): ModelRef => new Random(seed).fork("model-pool").weighted(models, weights);
  choose(0);

  const memberFor = (request: ChatRequest): Promise<ChatModel> => {
    const seed = lock === "turn" ? request.seed : (request.dialogueSeed ?? request.seed);
    if (seed === undefined) throw needsSeed(lock);
    return resolveModel(choose(seed));
  };
  return {
    specVersion: 1,
    id,
    capabilities: models.map(capabilitiesOf).reduce(common),
    get fingerprint() {
      return {
        lock,
        members: models.map((model) => (typeof model === "string" ? model : model.fingerprint)),
      };
    },
    lock,
    choose,
    generate: async (request) => (await memberFor(request)).generate(request),
    async *stream(request) {
      yield* (await memberFor(request)).stream(request);
    },
  };
}

function capabilitiesOf(model: ModelRef): ModelCapabilities {
  return typeof model === "string" ? parseModelString(model).backend.capabilities : model.capabilities;
}

function common(a: ModelCapabilities, b: ModelCapabilities): ModelCapabilities {
  return {
    streaming: a.streaming && b.streaming,
    tools: a.tools && b.tools,
    jsonSchema: a.jsonSchema === b.jsonSchema ? a.jsonSchema : weaker(a.jsonSchema, b.jsonSchema),
    thinking: a.thinking && b.thinking,
    seed: a.seed && b.seed,
    logprobs: a.logprobs && b.logprobs,
    stop: a.stop && b.stop,
  };
}

function weaker(
  a: ModelCapabilities["jsonSchema"],
  b: ModelCapabilities["jsonSchema"],
): ModelCapabilities["jsonSchema"] {
  return a === "none" || b === "none" ? "none" : "native";
}

function needsSeed(lock: "dialogue" | "turn"): InvalidArgumentError {
  return new InvalidArgumentError("A model pool chooses by seed, and this call has none", {
    hint: lock === "turn" ? "Set `seed`." : "Set `dialogueSeed`, or `seed`.",
  });
}
