import { ModelError } from "@sdialog/llm";
import { Tensor } from "onnxruntime-common";
import type { SteeredGroup, SteeringInputs } from "../sites/steer-sites.ts";
import type { Additions } from "./change-rows.ts";
import type { Term } from "./compose-edits.ts";
import type { Mark, SteeringPlan } from "./steering-plan.ts";

/** What steers one forward pass. */
export interface Steering {
  readonly plan: SteeringPlan;
  /** The mark of every fed token, row by row. */
  readonly marks: readonly (readonly Mark[])[];
  /** By tensor: what was worked out for it already. */
  readonly additions?: ReadonlyMap<string, Additions> | undefined;
}

/** The terms of a group of tensors: what does not change from token to token. */
interface GroupTerms {
  readonly gate: string;
  readonly tensors: Readonly<Record<string, Tensor>>;
  /** For tokens with each mark, as much of the gates as there is for one token. */
  readonly gates: ReadonlyMap<Mark, Float32Array>;
  /** How much that is. */
  readonly size: number;
}

/** A term that is written to one or more tensors of a group. */
interface SharedTerm {
  readonly term: Term;
  readonly mark: Mark;
  /** Places of the tensors in the group. */
  readonly places: number[];
}

/** Makes the inputs that steer a graph. What does not change from token to token is made once. */
export class SteeringFeeds {
  readonly #inputs: SteeringInputs;
  readonly #widths: ReadonlyMap<string, number>;
  readonly #model: string;
  readonly #known = new Map<string, readonly GroupTerms[]>();

  /** @param widths sizes of last dimensions of steered tensors, where known */
  constructor(model: string, inputs: SteeringInputs, widths: ReadonlyMap<string, number>) {
    this.#model = model;
    this.#inputs = inputs;
    this.#widths = widths;
  }

  /** The feeds of one pass. @param rows sequences in the batch @param fed tokens of the longest */
  feeds(rows: number, fed: number, steering: Steering | undefined): Record<string, Tensor> {
    const { plan, marks = [], additions = new Map<string, Additions>() } = steering ?? {};
    const feeds = this.#added(additions, fed);
    const acting = [...new Set(marks.flat())].filter((mark) => mark !== "");
    for (const { gate, tensors, gates, size } of this.#terms(acting, plan, new Set(additions.keys()))) {
      const values = new Float32Array(rows * fed * size);
      for (const [row, marksOfRow] of marks.entries())
        for (const [token, mark] of marksOfRow.entries()) {
          const open = gates.get(mark);
          if (open !== undefined) values.set(open, (row * fed + token) * size);
        }
      Object.assign(feeds, tensors);
      feeds[gate] = new Tensor("float32", values, [rows, fed, size]);
    }
    return feeds;
  }

  /** What functions add: 0 to all numbers of a tensor of which nothing is said. */
  #added(additions: ReadonlyMap<string, Additions>, fed: number): Record<string, Tensor> {
    const inputs = this.#inputs.added;
    const unknown = [...additions.keys()].find((tensor) => !inputs.has(tensor));
    if (unknown !== undefined) throw new TypeError(`${unknown} was not hooked for functions`);
    return Object.fromEntries(
      [...inputs].map(([tensor, input]) => [input, addedTensor(additions.get(tensor) ?? [], fed)]),
    );
  }

  /** @param replaced tensors for which all that is done to them was worked out already */
  #terms(
    marks: readonly Mark[],
    plan: SteeringPlan | undefined,
    replaced: ReadonlySet<string>,
  ): readonly GroupTerms[] {
    const key = [...marks, "", ...replaced].join(" ");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const terms = this.#inputs.groups.map((group) => this.#groupTerms(group, marks, plan, replaced));
    // A sweep tries many strengths, each once.
    if (this.#known.size > 64) this.#known.clear();
    this.#known.set(key, terms);
    return terms;
  }

  #groupTerms(
    { tensors, read, bias, gate, write }: SteeredGroup,
    marks: readonly Mark[],
    plan: SteeringPlan | undefined,
    replaced: ReadonlySet<string>,
  ): GroupTerms {
    const terms = sharedTerms(tensors, marks, (tensor, mark) =>
      replaced.has(tensor) ? [] : (plan?.terms(tensor, mark) ?? []),
    );
    const width = this.#width(tensors, terms);
    // A gate of no size could not be split.
    const count = Math.max(1, terms.length);
    const size = tensors.length * count;
    const reads = new Float32Array(width * count);
    const writes = new Float32Array(count * width);
    const biases = new Float32Array(count);
    const gates = new Map(marks.map((mark) => [mark, new Float32Array(size)] as const));
    for (const [k, { term, mark, places }] of terms.entries()) {
      biases[k] = term.bias;
      writes.set(term.write, k * width);
      for (let index = 0; index < width; index++) reads[index * count + k] = term.read[index] as number;
      const open = gates.get(mark) as Float32Array;
      for (const place of places) open[place * count + k] = 1;
    }
    return {
      gate,
      tensors: {
        [read]: new Tensor("float32", reads, [width, count]),
        [bias]: new Tensor("float32", biases, [count]),
        [write]: new Tensor("float32", writes, [count, width]),
      },
      gates,
      size,
    };
  }

  /** @throws ModelError for a direction of another width */
  #width(tensors: readonly string[], terms: readonly SharedTerm[]): number {
    const [first = ""] = tensors;
    const width = this.#widths.get(first) ?? terms[0]?.term.write.length ?? 1;
    const wrong = terms.find(({ term }) => term.write.length !== width);
    if (wrong === undefined) return width;
    throw new ModelError(
      `the activations at ${tensors[wrong.places[0] ?? 0]} are ${width} wide, but the direction has ${wrong.term.write.length} numbers`,
      {
        kind: "invalid_request",
        model: this.#model,
        hint: "Use a direction that was found at a site of this width in this model.",
      },
    );
  }
}

/** The terms of all tensors for all marks, each of which several tensors may have. */
function sharedTerms(
  tensors: readonly string[],
  marks: readonly Mark[],
  termsOf: (tensor: string, mark: Mark) => readonly Term[],
): readonly SharedTerm[] {
  return marks.flatMap((mark) => {
    const shared = new Map<Term, SharedTerm>();
    for (const [place, tensor] of tensors.entries())
      for (const term of termsOf(tensor, mark)) {
        const known = shared.get(term);
        if (known === undefined) shared.set(term, { term, mark, places: [place] });
        else known.places.push(place);
      }
    return [...shared.values()];
  });
}

/** [rows, fed, width], or [1, 1, 1] where nothing is added. */
function addedTensor(additions: Additions, fed: number): Tensor {
  const width = additions.flat()[0]?.values.length;
  if (width === undefined) return new Tensor("float32", new Float32Array(1), [1, 1, 1]);
  const values = new Float32Array(additions.length * fed * width);
  for (const [row, places] of additions.entries())
    for (const { token, values: change } of places) values.set(change, (row * fed + token) * width);
  return new Tensor("float32", values, [additions.length, fed, width]);
}
