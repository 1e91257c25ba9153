import { DataFormatError } from "@sdialog/core";
import { ModelError } from "@sdialog/llm";
import * as ort from "onnxruntime-node";

export type Tensors = Readonly<Record<string, ort.Tensor>>;

/** A loaded causal language model with key-value cache inputs and outputs. */
export interface OnnxSession {
  /** Feeds `tokens` after the `cached` tokens of `past`. @returns logits of the last position and the grown cache */
  run(tokens: readonly number[], cached: number, past: Tensors): Promise<ForwardResult>;
  readonly emptyPast: Tensors;
}

export interface ForwardResult {
  readonly logits: Float32Array;
  readonly present: Tensors;
}

/** @throws DataFormatError for a file that is not a model; ModelError `unsupported` for another kind of model */
export async function openSession(model: string, graphFile: string, threads: number): Promise<OnnxSession> {
  const session = await load(graphFile, threads);
  const inputs = new Set(session.inputNames);
  const pastNames = session.inputNames.filter((name) => name.startsWith("past_key_values."));
  if (!inputs.has("input_ids") || !session.outputNames.includes("logits") || pastNames.length === 0) {
    throw new ModelError(
      `${graphFile} is not a decoder with a key-value cache; it takes ${session.inputNames.slice(0, 4).join(", ")}`,
      {
        kind: "unsupported",
        model,
        hint: "Export the model for the task text-generation-with-past.",
      },
    );
  }
  const emptyPast = emptyCache(session, pastNames);

  return {
    emptyPast,
    async run(tokens, cached, past) {
      const total = cached + tokens.length;
      const feeds: Record<string, ort.Tensor> = {
        ...past,
        input_ids: integers(BigInt64Array.from(tokens, BigInt)),
        attention_mask: integers(new BigInt64Array(total).fill(1n)),
      };
      if (inputs.has("position_ids"))
        feeds["position_ids"] = integers(BigInt64Array.from(tokens, (_, index) => BigInt(cached + index)));
      const outputs = await session.run(feeds);
      return {
        logits: lastRow(outputs["logits"] as ort.Tensor, tokens.length),
        present: Object.fromEntries(
          pastNames.map((name) => [name, outputs[name.replace("past_key_values", "present")] as ort.Tensor]),
        ),
      };
    },
  };
}

async function load(graphFile: string, threads: number): Promise<ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(graphFile, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionProviders: ["cpu"],
      logSeverityLevel: 3,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    throw new DataFormatError(`ONNX Runtime cannot load it: ${reason}`, {
      source: graphFile,
      hint: "Download the file again (and its .onnx_data files, if it has any).",
    });
  }
}

function emptyCache(session: ort.InferenceSession, names: readonly string[]): Tensors {
  return Object.fromEntries(
    session.inputMetadata
      .filter((input) => names.includes(input.name))
      .map((input) => {
        if (!input.isTensor) throw new TypeError(`${input.name} is not a tensor`);
        const [heads, size] = [input.shape[1], input.shape[3]].map(Number);
        return [input.name, new ort.Tensor(input.type, [], [1, heads as number, 0, size as number])];
      }),
  );
}

function integers(values: BigInt64Array): ort.Tensor {
  return new ort.Tensor("int64", values, [1, values.length]);
}

function lastRow(logits: ort.Tensor, rows: number): Float32Array {
  const data = logits.data as Float32Array;
  return data.slice((rows - 1) * (data.length / rows));
}
