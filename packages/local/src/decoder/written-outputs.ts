import type * as ort from "onnxruntime-common";
import { runInto } from "../runtime/run-into.ts";
import { floatTensor } from "./half-tensor.ts";

type Tensors = Readonly<Record<string, ort.Tensor>>;

/** How large an output is. */
interface OutputShape {
  readonly width: number;
  /** Where it is the same for any number of tokens. */
  readonly positions: number | undefined;
  readonly half: boolean;
}

/** The tokens of a pass. */
export interface FedTokens {
  readonly rows: number;
  /** Of the row with the most, and of the one with the fewest. */
  readonly most: number;
  readonly fewest: number;
}

/** Has a session write what it computes into tensors of this side, so that nothing is copied. See {@link runInto}. */
export class WrittenOutputs {
  readonly #session: ort.InferenceSession;
  readonly #Tensor: typeof ort.Tensor;
  readonly #shapes: ReadonlyMap<string, OutputShape>;
  readonly #ofLastPositions: ReadonlySet<string>;

  /**
   * @param Tensor the class of the tensors that the session writes into
   * @param ofLastPositions see {@link ofLastPositions}
   */
  constructor(
    session: ort.InferenceSession,
    Tensor: typeof ort.Tensor,
    ofLastPositions: ReadonlySet<string>,
  ) {
    this.#session = session;
    this.#Tensor = Tensor;
    this.#shapes = outputShapes(session);
    this.#ofLastPositions = ofLastPositions;
  }

  /** @param into by name of the output: the tensors that are there already */
  async run(feeds: Tensors, into: Tensors, names: Iterable<string>, fed: FedTokens): Promise<Tensors> {
    const others = [...names].map((name) => [name, this.#target(name, fed)] as const);
    const targets = { ...into, ...Object.fromEntries(others) };
    if (isComplete(targets)) {
      await runInto(this.#session, feeds, targets);
      return targets;
    }
    return { ...(await this.#session.run(feeds, targets)), ...into };
  }

  /** A new tensor for an output; `null` where it is not known how large that is. */
  #target(name: string, { rows, most, fewest }: FedTokens): ort.Tensor | null {
    const shape = this.#shapes.get(name);
    if (shape === undefined) return null;
    const positions = shape.positions ?? (this.#ofLastPositions.has(name) ? most - fewest + 1 : most);
    const length = rows * positions * shape.width;
    const data = shape.half ? new Uint16Array(length) : new Float32Array(length);
    return floatTensor(data, [rows, positions, shape.width], this.#Tensor);
  }
}

function isComplete(targets: Readonly<Record<string, ort.Tensor | null>>): targets is Tensors {
  return Object.values(targets).every((target) => target !== null);
}

/** Shapes of the outputs [rows, positions, width], as far as ONNX Runtime knows them. */
function outputShapes(session: ort.InferenceSession): ReadonlyMap<string, OutputShape> {
  const shapes = new Map<string, OutputShape>();
  for (const output of session.outputMetadata) {
    if (!output.isTensor || output.shape.length !== 3) continue;
    if (output.type !== "float16" && output.type !== "float32") continue;
    const [, positions, width] = output.shape;
    if (typeof width !== "number" || width <= 0) continue;
    shapes.set(output.name, {
      width,
      positions: typeof positions === "number" ? positions : undefined,
      half: output.type === "float16",
    });
  }
  return shapes;
}
