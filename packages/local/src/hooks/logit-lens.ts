import { ModelError } from "@sdialog/llm";
import * as ort from "onnxruntime-common";
import type { DecoderOptions } from "../decoder/decoder.ts";
import { floats } from "../decoder/floats.ts";
import { createSession } from "../runtime/create-session.ts";
import { likeliest } from "../generate/token-logprob.ts";
import { OnnxGraph } from "../onnx/onnx-graph.ts";
import { slimModel } from "../platform/node-platform.ts";
import { lensGraph, lensInput } from "../sites/lens-graph.ts";
import type { LikelyToken } from "./hook-data.ts";

// The logits of a row of a large vocabulary take half a megabyte.
const mostRowsTogether = 64;

/**
 * Reads a state of the residual stream as if the remaining layers were not there: final norm and output projection
 * are applied to it directly (nostalgebraist 2020, "interpreting GPT: the logit lens").
 */
export class LogitLens {
  readonly #session: ort.InferenceSession;
  readonly #width: number;
  readonly #model: string;

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
      for (const line of await this.#logits(part, part.length / width))
        read.push(likeliest(line, count).map((likely) => ({ ...likely, token: text(likely.id) })));
    }
    return read;
  }

  /** The logits of each row. */
  async #logits(states: Float32Array, rows: number): Promise<readonly Float32Array[]> {
    // Whatever else the graph takes is there for its shape.
    const others = this.#session.inputNames.filter((name) => name !== lensInput);
    const tokens = new ort.Tensor("int64", new BigInt64Array(rows), [1, rows]);
    const outputs = await this.#session.run(
      {
        [lensInput]: new ort.Tensor("float32", states, [1, rows, states.length / rows]),
        ...Object.fromEntries(others.map((name) => [name, tokens])),
      },
      ["logits"],
    );
    const logits = outputs["logits"] as ort.Tensor;
    const vocabulary = logits.size / rows;
    return Array.from({ length: rows }, (_, row) =>
      floats(logits.data as Float32Array, row * vocabulary, (row + 1) * vocabulary),
    );
  }
}
