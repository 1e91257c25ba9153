import { ModelError } from "@sdialog/llm";
import { Tensor } from "onnxruntime-common";
import type { SteeringInputs } from "../sites/steer-site.ts";
import type { Additions } from "./change-rows.ts";
import type { Mark, SteeringPlan } from "./steering-plan.ts";

/** What steers one forward pass. */
export interface Steering {
  readonly plan: SteeringPlan;
  /** The mark of every fed token, row by row. */
  readonly marks: readonly (readonly Mark[])[];
  /** By tensor: what was worked out for it already. */
  readonly additions?: ReadonlyMap<string, Additions> | undefined;
}

interface TensorTerms {
  readonly tensors: Readonly<Record<string, Tensor>>;
  /** Which tokens each term is for. */
  readonly marks: readonly Mark[];
}

/** Makes the inputs that steer a graph. What does not change from token to token is made once. */
export class SteeringFeeds {
  readonly #inputs: ReadonlyMap<string, SteeringInputs>;
  readonly #widths: ReadonlyMap<string, number>;
  readonly #model: string;
  readonly #known = new Map<string, ReadonlyMap<string, TensorTerms>>();

  /**
   * @param inputs by the name of the steered tensor
   * @param widths sizes of last dimensions, where known
   */
  constructor(
    model: string,
    inputs: ReadonlyMap<string, SteeringInputs>,
    widths: ReadonlyMap<string, number>,
  ) {
    this.#model = model;
    this.#inputs = inputs;
    this.#widths = widths;
  }

  /** The feeds of one pass. @param rows sequences in the batch @param fed tokens of the longest */
  feeds(rows: number, fed: number, steering: Steering | undefined): Record<string, Tensor> {
    if (this.#inputs.size === 0) return {};
    const marks = [...new Set(steering?.marks.flat())].filter((mark) => mark !== "");
    const steered = this.#terms(marks, steering?.plan);
    const feeds: Record<string, Tensor> = {};
    for (const [tensor, { tensors, marks: termMarks }] of steered) {
      Object.assign(feeds, tensors);
      const gate = new Float32Array(rows * fed * termMarks.length);
      for (const [row, marksOfRow] of (steering?.marks ?? []).entries()) {
        let at = row * fed * termMarks.length;
        for (const mark of marksOfRow) for (const term of termMarks) gate[at++] = term === mark ? 1 : 0;
      }
      const { gate: name } = this.#inputs.get(tensor) as SteeringInputs;
      feeds[name] = new Tensor("float32", gate, [rows, fed, termMarks.length]);
    }
    for (const [tensor, additions] of steering?.additions ?? [])
      Object.assign(feeds, this.#additionFeeds(tensor, additions, fed));
    return feeds;
  }

  /** One term for each addition, which reads nothing and is let through at its token alone. */
  #additionFeeds(tensor: string, additions: Additions, fed: number): Record<string, Tensor> {
    const inputs = this.#inputs.get(tensor) as SteeringInputs;
    const all = additions.flatMap((each, row) => each.map((addition) => ({ ...addition, row })));
    const width = this.#widths.get(tensor) ?? all[0]?.values.length ?? 1;
    const [count, places] = [all.length, additions.length * fed];
    const gate = new Float32Array(places * count);
    const write = new Float32Array(count * width);
    for (const [k, { row, token, values }] of all.entries()) {
      gate[(row * fed + token) * count + k] = 1;
      write.set(values, k * width);
    }
    return {
      [inputs.read]: new Tensor("float32", new Float32Array(width * count), [width, count]),
      [inputs.bias]: new Tensor("float32", new Float32Array(count).fill(1), [count]),
      [inputs.gate]: new Tensor("float32", gate, [additions.length, fed, count]),
      [inputs.write]: new Tensor("float32", write, [count, width]),
    };
  }

  #terms(marks: readonly Mark[], plan: SteeringPlan | undefined): ReadonlyMap<string, TensorTerms> {
    const key = marks.join(" ");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const terms = new Map(
      [...this.#inputs].map(
        ([tensor, inputs]) => [tensor, this.#tensorTerms(tensor, inputs, marks, plan)] as const,
      ),
    );
    // A sweep tries many strengths, each once.
    if (this.#known.size > 64) this.#known.clear();
    this.#known.set(key, terms);
    return terms;
  }

  #tensorTerms(
    tensor: string,
    inputs: SteeringInputs,
    marks: readonly Mark[],
    plan: SteeringPlan | undefined,
  ): TensorTerms {
    const terms = marks.flatMap((mark) => (plan?.terms(tensor, mark) ?? []).map((term) => ({ mark, term })));
    const width = this.#widths.get(tensor) ?? terms[0]?.term.write.length ?? 1;
    const wrong = terms.find(({ term }) => term.write.length !== width)?.term.write.length;
    if (wrong !== undefined) {
      throw new ModelError(
        `the activations at ${tensor} are ${width} wide, but the direction has ${wrong} numbers`,
        {
          kind: "invalid_request",
          model: this.#model,
          hint: "Use a direction that was found at a site of this width in this model.",
        },
      );
    }
    const count = terms.length;
    const read = new Float32Array(width * count);
    const write = new Float32Array(count * width);
    for (const [k, { term }] of terms.entries()) {
      write.set(term.write, k * width);
      for (let index = 0; index < width; index++) read[index * count + k] = term.read[index] as number;
    }
    return {
      marks: terms.map(({ mark }) => mark),
      tensors: {
        [inputs.read]: new Tensor("float32", read, [width, count]),
        [inputs.bias]: new Tensor(
          "float32",
          Float32Array.from(terms, ({ term }) => term.bias),
          [count],
        ),
        [inputs.write]: new Tensor("float32", write, [count, width]),
      },
    };
  }
}
