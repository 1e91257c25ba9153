import { ModelError } from "@sdialog/llm";
import * as ort from "onnxruntime-common";
import { createSession, type SessionOptions } from "../runtime/create-session.ts";
import { Decoder, type DecoderOptions } from "../decoder/decoder.ts";
import { floats } from "../decoder/floats.ts";
import type { ModelDescription } from "../model-files/model-description.ts";
import { OnnxGraph } from "../onnx/onnx-graph.ts";
import { slimModel } from "../platform/node-platform.ts";
import { loadTokenizer, type TextTokenizer } from "../tokens/text-tokenizer.ts";
import { pooled, type Pooling, readPooling } from "./pooling.ts";

export interface EmbeddedTexts {
  readonly vectors: readonly Float32Array[];
  /** Tokens read, over all texts. */
  readonly tokens: number;
}

/** Hidden states of a text: one row of `width` numbers per token, or a single row for the whole text. */
interface States {
  readonly data: Float32Array;
  readonly width: number;
}

/** How the machine is used. */
type Computing = Omit<SessionOptions, "graphFile">;

type Encode = (tokens: readonly number[]) => Promise<States>;

/**
 * Turns texts into vectors. Encoders (sentence-transformers and the like) give what they were trained to give; of a
 * chat model, the states after its last norm are pooled. Each text is read alone, so its vector does not depend on
 * the others. Texts longer than the model's context are cut at its end.
 */
export class Embedder {
  readonly #tokenizer: TextTokenizer;
  readonly #encode: Encode;
  readonly #pooling: Pooling;
  readonly #contextLength: number;

  static async load(description: ModelDescription, options: Computing): Promise<Embedder> {
    const tokenizer = await loadTokenizer(description.tokenizerFile, description.tokenizerConfig);
    const pooling = await readPooling(description.folder);
    return new Embedder(tokenizer, await encoder(description, options), pooling, description.contextLength);
  }

  private constructor(tokenizer: TextTokenizer, encode: Encode, pooling: Pooling, contextLength: number) {
    this.#tokenizer = tokenizer;
    this.#encode = encode;
    this.#pooling = pooling;
    this.#contextLength = contextLength;
  }

  /** @param cancelled asked before every text @returns `undefined` when cancelled */
  async embed(texts: readonly string[], cancelled: () => boolean): Promise<EmbeddedTexts | undefined> {
    const vectors: Float32Array[] = [];
    let count = 0;
    for (const text of texts) {
      if (cancelled()) return undefined;
      const tokens = this.#tokenizer.encodeWhole(text).slice(0, this.#contextLength);
      count += tokens.length;
      const { data, width } =
        tokens.length === 0 ? { data: undefined, width: 0 } : await this.#encode(tokens);
      vectors.push(data === undefined ? new Float32Array() : pooled(data, width, this.#pooling));
    }
    // An empty text has no token; it gets the zero vector, which is similar to nothing.
    const width = Math.max(0, ...vectors.map(({ length }) => length));
    return {
      vectors: vectors.map((each) => (each.length === 0 ? new Float32Array(width) : each)),
      tokens: count,
    };
  }
}

async function encoder(
  { graphFile, id }: ModelDescription,
  { threads, runtime, runtimeFolder }: Computing,
): Promise<Encode> {
  const { bytes, folder } = await slimModel(graphFile);
  const graph = new OnnxGraph(bytes);
  if (graph.inputs.some(({ name }) => name.startsWith("past_key_values.")))
    return chatModelStates({ model: id, graphFile, threads, runtime, runtimeFolder });
  const names = graph.outputs.map(({ name }) => name);
  const output = ["sentence_embedding", "last_hidden_state", "token_embeddings"].find((name) =>
    names.includes(name),
  );
  if (output !== undefined)
    return encoderStates(
      await createSession(bytes, folder, { graphFile, threads, runtime, runtimeFolder }),
      output,
    );
  throw new ModelError(
    `${graphFile} gives ${names.slice(0, 4).join(", ")}, from which no embedding can be made`,
    {
      kind: "unsupported",
      model: id,
      hint: "Use an export for the task feature-extraction, or a chat model.",
    },
  );
}

async function chatModelStates(options: DecoderOptions): Promise<Encode> {
  const site = { path: "model.norm", side: "output" } as const;
  const decoder = await Decoder.open({ ...options, hooks: { capture: [site], steer: [] } });
  return async (tokens) => {
    const output = await decoder.run({ rows: [{ tokens, cached: 0 }], keep: false, capture: [site.path] });
    const data = output.activations(site.path, 0);
    return { data, width: data.length / tokens.length };
  };
}

function encoderStates(session: ort.InferenceSession, output: string): Encode {
  return async (tokens) => {
    const integers = (value: (token: number, position: number) => number): ort.Tensor => {
      const values = BigInt64Array.from(tokens, (token, position) => BigInt(value(token, position)));
      return new ort.Tensor("int64", values, [1, tokens.length]);
    };
    const all: Readonly<Record<string, ort.Tensor>> = {
      input_ids: integers((token) => token),
      attention_mask: integers(() => 1),
      token_type_ids: integers(() => 0),
      position_ids: integers((_, position) => position),
    };
    const feeds = Object.fromEntries(
      session.inputNames.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])),
    );
    const result = (await session.run(feeds, [output]))[output] as ort.Tensor;
    const width = result.dims.at(-1) ?? 0;
    return { data: floats(result.data as Float32Array, 0, result.size), width };
  };
}
