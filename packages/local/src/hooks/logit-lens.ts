import { ModelError } from "@sdialog/llm";
import * as ort from "onnxruntime-common";
import type { DecoderOptions } from "../decoder/decoder.ts";
import { createSession } from "../runtime/create-session.ts";
import { nextMessages } from "../runtime/next-messages.ts";
import { OnnxGraph } from "../onnx/onnx-graph.ts";
import { slimModel } from "../platform/node-platform.ts";
import { lensCount, lensGraph, lensInput, lensOutputs } from "../sites/lens-graph.ts";
import type { LikelyToken } from "./hook-data.ts";

// The logits of a row of a large vocabulary take half a megabyte, while the most probable are chosen from them.
const mostRowsTogether = 64;

/**
 * Reads a state of the residual stream as if the remaining layers were not there: final norm and output projection
 * are applied to it directly (nostalgebraist 2020, "interpreting GPT: the logit lens").
 */
export class LogitLens {
  readonly #session: ort.InferenceSession;
  readonly #model: string;
  #vocabulary: number | undefined;

  static async open(options: DecoderOptions): Promise<LogitLens> {
    const { bytes, folder } = await slimModel(options.graphFile);
    const graph = new OnnxGraph(bytes);
    lensGraph(graph, options.model);
    const session = await createSession(graph.serialize(), folder, options);
    return new LogitLens(options.model, session);
  }

  private constructor(model: string, session: ort.InferenceSession) {
    this.#model = model;
    this.#session = session;
  }

  /**
   * @param states rows of the residual stream
   * @param width of each
   * @param cancelled asked before every few rows
   * @returns for each, the tokens it would make most probable; `undefined` when cancelled
   */
  async read(
    states: Float32Array,
    width: number,
    count: number,
    text: (id: number) => string,
    cancelled: () => boolean = () => false,
  ): Promise<readonly (readonly LikelyToken[])[] | undefined> {
    const rows = states.length / width;
    if (rows === 0) return [];
    const read: (readonly LikelyToken[])[] = [];
    for (let first = 0; first < rows; first += mostRowsTogether) {
      await nextMessages();
      if (cancelled()) return undefined;
      const part = states.subarray(first * width, Math.min(first + mostRowsTogether, rows) * width);
      for (const likely of await this.#likeliest(part, part.length / width, count))
        read.push(likely.map((each) => ({ ...each, token: text(each.id) })));
    }
    return read;
  }

  /** For each row, the most probable tokens, the likeliest first. */
  async #likeliest(
    states: Float32Array,
    rows: number,
    wanted: number,
  ): Promise<readonly (readonly Omit<LikelyToken, "token">[])[]> {
    const feeds = this.#feeds(states, rows);
    this.#vocabulary ??= await this.#vocabularyOf(feeds);
    const count = Math.min(wanted, this.#vocabulary);
    const names = Object.values(lensOutputs);
    const outputs = await this.#run({ ...feeds, [lensCount]: integers([count]) }, names);
    const probabilities = outputs[lensOutputs.probabilities]?.data as Float32Array;
    const tokens = outputs[lensOutputs.tokens]?.data as BigInt64Array;
    return Array.from({ length: rows }, (_, row) =>
      Array.from({ length: count }, (__, place) => ({
        id: Number(tokens[row * count + place]),
        probability: probabilities[row * count + place] as number,
      })),
    );
  }

  async #run(
    feeds: Readonly<Record<string, ort.Tensor>>,
    names: readonly string[],
  ): Promise<ort.InferenceSession.ReturnType> {
    try {
      return await this.#session.run(feeds, names);
    } catch (cause) {
      // How wide the residual stream is stands in no one place of a graph: it is known by what its norm refuses.
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ModelError(`the logit lens cannot read states ${feeds[lensInput]?.dims[2]} wide: ${reason}`, {
        kind: "invalid_request",
        model: this.#model,
        hint: "It reads the residual stream: use it at layers (model.layers.*), not inside them.",
        cause,
      });
    }
  }

  #feeds(states: Float32Array, rows: number): Record<string, ort.Tensor> {
    // Whatever else the graph takes is there for its shape.
    const others = this.#session.inputNames.filter((name) => name !== lensInput && name !== lensCount);
    const tokens = new ort.Tensor("int64", new BigInt64Array(rows), [1, rows]);
    return {
      [lensInput]: new ort.Tensor("float32", states, [1, rows, states.length / rows]),
      ...Object.fromEntries(others.map((name) => [name, tokens])),
    };
  }

  /** How many tokens the model knows. */
  async #vocabularyOf(feeds: Readonly<Record<string, ort.Tensor>>): Promise<number> {
    const logits = this.#session.outputMetadata.find(({ name }) => name === "logits");
    const told = logits?.isTensor === true ? logits.shape.at(-1) : undefined;
    if (typeof told === "number" && told > 0) return told;
    const output = await this.#run({ ...feeds, [lensCount]: integers([1]) }, ["logits"]);
    return output["logits"]?.dims.at(-1) ?? 1;
  }
}

function integers(values: readonly number[]): ort.Tensor {
  return new ort.Tensor("int64", BigInt64Array.from(values, BigInt), [values.length]);
}
