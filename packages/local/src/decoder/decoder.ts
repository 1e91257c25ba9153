import * as ort from "onnxruntime-common";
import { countsPositions } from "../onnx/counts-positions.ts";
import { type CacheOutput, cutInputs, exposeNewKeys } from "../onnx/expose-new-keys.ts";
import { firstLogitInput, keepLastLogits, ofLastPositions } from "../onnx/keep-last-logits.ts";
import { OnnxGraph } from "../onnx/onnx-graph.ts";
import { roundsActivations } from "../onnx/rounds-activations.ts";
import { nativeTensor, slimModel } from "../platform/node-platform.ts";
import type { GraphSite, Site } from "../sites/site.ts";
import { type Steering, SteeringFeeds } from "../steering/steering-feeds.ts";
import {
  type CacheArray,
  cacheArray,
  type CacheShape,
  KeyValueCache,
  type NewRows,
} from "./key-value-cache.ts";
import { type PastKeys, pushedTogether, withRoom } from "./past-keys.ts";
import { attentionWeights } from "./attention-weights.ts";
import { assertDecoder, cacheShape } from "./assert-decoder.ts";
import { createSession, type SessionOptions } from "../runtime/create-session.ts";
import { offerNoTensor } from "../runtime/run-into.ts";
import { floats } from "./floats.ts";
import { addHooks, type GraphHooks, haveOneWidth, type HookedSites, widths } from "./graph-hooks.ts";
import { cacheData, floatTensor } from "./half-tensor.ts";
import { type FedTokens, WrittenOutputs } from "./written-outputs.ts";

export interface DecoderOptions extends SessionOptions {
  readonly model: string;
  /** Length of the keys and values of one head; see {@link cacheShape}. */
  readonly headSize?: number | undefined;
  /** How far back the layers with the shortest view look, in tokens, where that is less than the whole context. */
  readonly window?: number | undefined;
  readonly hooks?: HookedSites | undefined;
}

/** One sequence's part of a forward pass. */
export interface DecoderRow {
  /** Tokens to feed. */
  readonly tokens: readonly number[];
  /** How many tokens come before them, in the cache. */
  readonly cached: number;
}

export interface DecoderInput {
  readonly rows: readonly DecoderRow[];
  /** Those of the tokens before the fed ones; left out when nothing is cached. See {@link Decoder.pastOf}. */
  readonly past?: PastKeys | undefined;
  /** Whether the new keys and values are wanted. */
  readonly keep: boolean;
  readonly steering?: Steering | undefined;
  /** Names of sites whose activations are wanted, or of steered tensors. */
  readonly capture?: Iterable<string> | undefined;
}

export interface DecoderOutput {
  /** Logits of a row's last token, one per token of the vocabulary. */
  logits(row: number): Float32Array;
  /** A row's new keys and values, one entry per tensor. */
  newRows(row: number): readonly NewRows[];
  /**
   * The activations of a captured site for the tokens a row was fed, [tokens, width], after any steering. Attention weights
   * come as [tokens, all positions so far, heads].
   */
  activations(site: string, row: number): Float32Array;
}

/** A causal language model with a key-value cache, loaded into ONNX Runtime. */
export class Decoder {
  readonly cacheShape: CacheShape;
  /** Whether small differences may grow on the way through the graph. */
  readonly roundsActivations: boolean;
  /** Whether sequences of different lengths can share a pass; not where a token's place in the tensors is its position. */
  readonly sharesPasses: boolean;
  /** Whether the cached tokens must stand right before the fed ones, because the graph counts how far apart they are. */
  readonly #countsDistances: boolean;
  /** Whether attention looks at each row's own tokens, wherever those of others end: it is GroupQueryAttention. */
  readonly keepsRowsApart: boolean;
  /** Where the session writes new keys and values into the past it is given. */
  readonly #written: WrittenOutputs | undefined;
  /** The class of the tensors that are fed from a cache. */
  readonly #Tensor: typeof ort.Tensor;
  readonly #cacheTensors = new WeakMap<readonly CacheArray[], Readonly<Record<string, ort.Tensor>>>();
  readonly #session: ort.InferenceSession;
  readonly #cacheOutputs: readonly CacheOutput[];
  readonly #inputs: ReadonlySet<string>;
  readonly #hooks: GraphHooks;
  readonly #steering: SteeringFeeds;

  /** @throws DataFormatError for a file that is not a model; ModelError `unsupported` for another kind of model */
  static async open(options: DecoderOptions): Promise<Decoder> {
    const Tensor = options.runtime === "wasm" ? undefined : await nativeTensor();
    const decoder = await Decoder.#open(options, Tensor);
    if (!decoder.writesInPlace || (await decoder.#reallyWrites())) return decoder;
    await decoder.close();
    return Decoder.#open(options, undefined);
  }

  /**
   * @param Tensor class of the tensors that the runtime can write into
   * @param apart whether sites share no inputs
   */
  static async #open(
    options: DecoderOptions,
    Tensor: typeof ort.Tensor | undefined,
    apart = false,
  ): Promise<Decoder> {
    const { bytes, folder } = await slimModel(options.graphFile);
    const graph = new OnnxGraph(bytes);
    assertDecoder(graph, options.model, options.graphFile);
    const hooks = addHooks(graph, options.hooks, { model: options.model, apart });
    if (![...hooks.captured.values()].includes("logits")) keepLastLogits(graph);
    const cacheOutputs = exposeNewKeys(graph, Tensor !== undefined);
    const writes = cacheOutputs.some(({ rows }) => rows === "written");
    if (writes) offerNoTensor(graph);
    const session = await createSession(graph.serialize(), folder, options);
    if (!apart && !haveOneWidth(hooks.steering, widths(session))) {
      await session.release();
      return Decoder.#open(options, Tensor, true);
    }
    return new Decoder(options, session, { cacheOutputs, hooks, Tensor: writes ? Tensor : undefined }, graph);
  }

  private constructor(
    { model, headSize, window }: DecoderOptions,
    session: ort.InferenceSession,
    { cacheOutputs, hooks, Tensor }: GraphEdits,
    graph: OnnxGraph,
  ) {
    this.#written = Tensor && new WrittenOutputs(session, Tensor, ofLastPositions(graph));
    this.#Tensor = Tensor ?? ort.Tensor;
    this.keepsRowsApart = cacheOutputs.some(({ rows }) => rows === "cut" || rows === "written");
    this.roundsActivations = roundsActivations(graph);
    this.sharesPasses = this.keepsRowsApart || !countsPositions(graph);
    this.#countsDistances = !this.keepsRowsApart && (!this.sharesPasses || window !== undefined);
    this.#session = session;
    this.#cacheOutputs = cacheOutputs;
    this.#inputs = new Set(session.inputNames);
    this.#hooks = hooks;
    this.#steering = new SteeringFeeds(model, hooks.steering, widths(session));
    this.cacheShape = cacheShape(session, model, headSize);
  }

  /** Finds a site of this model; `*` in its path matches one part. @throws ModelError when there is none */
  resolve(site: Site): readonly GraphSite[] {
    return this.#hooks.sites?.resolve(site) ?? [];
  }

  /** The tensors that can be steered, in the order in which they are computed. */
  get steeredTensors(): readonly string[] {
    return this.#hooks.steered;
  }

  /** Whether several sequences can be fed several tokens each in one pass. */
  get feedsManyTogether(): boolean {
    return this.sharesPasses && !this.keepsRowsApart;
  }

  /** Whether new keys and values are written right into a past that has room for them. */
  get writesInPlace(): boolean {
    return this.#written !== undefined;
  }

  /** What a pass reads of a cache, which gets room for as many tokens where it is written into. */
  pastOf(cache: KeyValueCache, fed: number): PastKeys | undefined {
    if (!this.writesInPlace) return cache.length === 0 ? undefined : cache;
    cache.reserve(fed);
    return cache;
  }

  /** Tries it: another version of the runtime may copy or refuse what it is to write into. */
  async #reallyWrites(): Promise<boolean> {
    const cache = new KeyValueCache(this.cacheShape);
    try {
      const output = await this.run({
        rows: [{ tokens: [0], cached: 0 }],
        past: this.pastOf(cache, 1),
        keep: true,
      });
      return [output.logits(0), ...cache.arrays].every((numbers) => numbers.some((value) => value !== 0));
    } catch {
      return false;
    }
  }

  /** One forward pass over all rows. Rows with fewer tokens than the longest are filled up with tokens nobody sees. */
  async run({ rows, past: given, keep, steering, capture = [] }: DecoderInput): Promise<DecoderOutput> {
    const lengths = rows.map(({ tokens }) => tokens.length);
    const fed = Math.max(...lengths);
    const past = this.#readable(given, rows, keep ? fed : 0);
    const capacity = past?.capacity ?? 0;
    const shortest = Math.min(...rows.map(({ cached }) => cached));
    const feeds = {
      ...this.#tokenFeeds(rows, fed, this.#maskLength(rows, fed, capacity)),
      ...this.#cacheFeeds(rows.length, past),
      ...this.#steering.feeds(rows.length, fed, steering),
    };
    const names = new Set(["logits", ...[...capture].map((site) => this.#captured(site))]);
    const tokens = { rows: rows.length, most: fed, fewest: Math.min(...lengths) };
    const outputs = await this.#outputs(feeds, names, keep, tokens);
    return {
      logits: (row) => lastLogits(outputs["logits"] as ort.Tensor, row, fed - (lengths[row] ?? fed)),
      newRows: (row) =>
        this.#cacheOutputs.map(({ output, rows: kind }) => {
          const tensor = outputs[output] as ort.Tensor;
          const cached = rows[row]?.cached ?? 0;
          const first = { new: 0, appended: capacity, cut: cached - shortest, written: cached }[kind];
          return { data: cacheData(tensor), positions: tensor.dims[2] ?? 0, row, first };
        }),
      activations: (site, row) => {
        const tensor = outputs[this.#captured(site)] as ort.Tensor;
        if (this.#hooks.attention.has(site))
          return attentionWeights(tensor, row, rows[row] as DecoderRow, (position, cached) =>
            this.#column(position, { cached, capacity, beforeFed: (tensor.dims[3] ?? 0) - fed }),
          );
        const stride = tensor.size / rows.length;
        const length = (stride / fed) * (lengths[row] ?? fed);
        return floats(tensor.data as CacheArray, row * stride, row * stride + length);
      },
    };
  }

  /** Where in its mask and attention a row's position stands. */
  #column(
    position: number,
    {
      cached,
      capacity,
      beforeFed,
    }: { readonly cached: number; readonly capacity: number; readonly beforeFed: number },
  ): number {
    if (this.keepsRowsApart) return position;
    if (position >= cached) return beforeFed + position - cached;
    return this.#countsDistances ? capacity - cached + position : position;
  }

  #captured(site: string): string {
    // Steered tensors are outputs under their own names.
    const tensor = this.#hooks.captured.get(site) ?? (this.#hooks.steered.includes(site) ? site : undefined);
    if (tensor === undefined) throw new TypeError(`${site} was not hooked`);
    return tensor;
  }

  async close(): Promise<void> {
    await this.#session.release();
  }

  /** GroupQueryAttention appends to what is valid; other attention appends to all there is room for. */
  #maskLength(rows: readonly DecoderRow[], fed: number, capacity: number): number {
    const longest = Math.max(...rows.map(({ cached }) => cached));
    return fed + (this.keepsRowsApart ? longest : capacity);
  }

  #tokenFeeds(rows: readonly DecoderRow[], fed: number, total: number): Record<string, ort.Tensor> {
    const shortest = Math.min(...rows.map(({ tokens }) => tokens.length));
    const ids = new BigInt64Array(rows.length * fed);
    const positions = new BigInt64Array(rows.length * fed);
    const mask = new BigInt64Array(rows.length * total);
    for (const [row, { tokens, cached }] of rows.entries()) {
      for (const [index, token] of tokens.entries()) {
        ids[row * fed + index] = BigInt(token);
        positions[row * fed + index] = BigInt(cached + index);
      }
      // Valid positions of the cache with unused room after (or before) them, then the fed tokens, then what fills the row up.
      const start = row * total;
      const first = start + total - fed;
      const valid = this.#countsDistances ? first - cached : start;
      mask.fill(1n, valid, valid + cached).fill(1n, first, first + tokens.length);
    }
    const feeds: Record<string, ort.Tensor> = {
      input_ids: new ort.Tensor("int64", ids, [rows.length, fed]),
      attention_mask: new ort.Tensor("int64", mask, [rows.length, total]),
    };
    if (this.#inputs.has(cutInputs.first)) {
      const all = rows.map(({ cached }) => cached);
      feeds[cutInputs.first] = integer(Math.min(...all));
      feeds[cutInputs.end] = integer(Math.max(...all) + fed);
    }
    if (this.#inputs.has("position_ids"))
      feeds["position_ids"] = new ort.Tensor("int64", positions, [rows.length, fed]);
    if (this.#inputs.has(firstLogitInput)) feeds[firstLogitInput] = integer(shortest - fed - 1);
    if (this.#inputs.has("num_logits_to_keep"))
      feeds["num_logits_to_keep"] = new ort.Tensor("int64", BigInt64Array.of(BigInt(fed - shortest + 1)), []);
    if (this.#inputs.has("use_cache_branch"))
      feeds["use_cache_branch"] = new ort.Tensor("bool", [rows.some(({ cached }) => cached > 0)], [1]);
    return feeds;
  }

  /**
   * What a pass computes.
   * @param keep whether new keys and values are among it
   */
  async #outputs(
    feeds: Readonly<Record<string, ort.Tensor>>,
    names: ReadonlySet<string>,
    keep: boolean,
    fed: FedTokens,
  ): Promise<Readonly<Record<string, ort.Tensor>>> {
    const kept = keep ? this.#cacheOutputs : [];
    if (this.#written === undefined || !keep)
      return this.#session.run(feeds, [...names, ...kept.map(({ output }) => output)]);
    const cache = Object.fromEntries(kept.map(({ past, output }) => [output, feeds[past] as ort.Tensor]));
    return this.#written.run(feeds, cache, names, fed);
  }

  /** @param kept how many tokens are to be kept after those that are cached */
  #readable(past: PastKeys | undefined, rows: readonly DecoderRow[], kept: number): PastKeys | undefined {
    if (this.writesInPlace && kept > 0) return withRoom(past, rows, this.cacheShape, kept);
    return past && this.#countsDistances ? pushedTogether(past, rows, this.cacheShape) : past;
  }

  #cacheFeeds(rows: number, past: PastKeys | undefined): Readonly<Record<string, ort.Tensor>> {
    const known = past && this.#cacheTensors.get(past.arrays);
    if (known !== undefined) return known;
    const { heads, size } = this.cacheShape;
    const dimensions = [rows, heads, past?.capacity ?? 0, size];
    const empty = cacheArray(this.cacheShape, rows, 0);
    const tensors = Object.fromEntries(
      this.#cacheOutputs.map(({ past: name }, index) => [
        name,
        floatTensor(past?.arrays[index] ?? empty, dimensions, this.#Tensor),
      ]),
    );
    if (past !== undefined) this.#cacheTensors.set(past.arrays, tensors);
    return tensors;
  }
}

function integer(value: number): ort.Tensor {
  return new ort.Tensor("int64", BigInt64Array.of(BigInt(value)), [1]);
}

/** What was done to a graph. */
interface GraphEdits {
  readonly cacheOutputs: readonly CacheOutput[];
  readonly hooks: GraphHooks;
  /** The class of the tensors that it writes new keys and values into, where it does. */
  readonly Tensor: typeof ort.Tensor | undefined;
}

/** @param filled how many positions at the end of the row are not its own */
function lastLogits(tensor: ort.Tensor, row: number, filled: number): Float32Array {
  const [, positions = 1, vocabulary = 0] = tensor.dims;
  const end = ((row + 1) * positions - filled) * vocabulary;
  return floats(tensor.data as CacheArray, end - vocabulary, end);
}
