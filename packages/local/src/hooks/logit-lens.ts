import { ModelError } from "@sdialog/llm";
import * as ort from "onnxruntime-common";
import type { DecoderOptions } from "../decoder/decoder.ts";
import { createSession } from "../runtime/create-session.ts";
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
  readonly #width: number;
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
    const norm = session.inputMetadata.find(({ name }) => name === lensInput);
    this.#width = norm?.isTensor === true ? Number(norm.shape[2]) : 0;
  }

  /**
   * @param states rows of the residual stream
   * @param width of each
   * @returns for each, the tokens it would make most probable
   */
  async read(
    states: Float32Array,
    width: number,
    count: number,
    text: (id: number) => string,
  ): Promise<readonly (readonly LikelyToken[])[]> {
    const rows = states.length / width;
    if (rows === 0) return [];
    if (this.#width > 0 && width !== this.#width) {
      throw new ModelError(
        `the logit lens reads the residual stream, which is ${this.#width} wide, not ${width}`,
        {
          kind: "invalid_request",
          model: this.#model,
          hint: "Use it at layers (model.layers.*), not inside them.",
        },
      );
    }
    const read: (readonly LikelyToken[])[] = [];
    for (let first = 0; first < rows; first += mostRowsTogether) {
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
    const outputs = await this.#session.run({ ...feeds, [lensCount]: integers([count]) }, names);
    const probabilities = outputs[lensOutputs.probabilities]?.data as Float32Array;
    const tokens = outputs[lensOutputs.tokens]?.data as BigInt64Array;
    return Array.from({ length: rows }, (_, row) =>
      Array.from({ length: count }, (__, place) => ({
        id: Number(tokens[row * count + place]),
        probability: probabilities[row * count + place] as number,
      })),
    );
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
    const output = await this.#session.run({ ...feeds, [lensCount]: integers([1]) }, ["logits"]);
    return output["logits"]?.dims.at(-1) ?? 1;
  }
}

function integers(values: readonly number[]): ort.Tensor {
  return new ort.Tensor("int64", BigInt64Array.from(values, BigInt), [values.length]);
}
