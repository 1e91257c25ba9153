import { scoreOptionNames } from "@sdialog/evaluation/internal";
import { checkArguments, checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import type { Dialog, JsonObject } from "@sdialog/core";
import type { Assessment, DialogScore, ScoreOptions, ScoreValue } from "@sdialog/evaluation";
import { dialog2flow, type Dialog2FlowOptions, dialog2FlowOptionNames } from "./dialog2flow.ts";
import type { Flow } from "./flow.ts";
import {
  type FlowLikelihood,
  flowLikelihood,
  type FlowLikelihoodOptions,
  flowLikelihoodOptionNames,
} from "./flow-likelihood.ts";

/** As for the likelihood of a dialogue, and how the score and its flow are made. */
export interface FlowScoreOptions extends FlowLikelihoodOptions {
  /** In kebab-case. Default: the kind of score with what sets it apart (`-hard`, `-system`, `-only-known`). */
  readonly name?: string | undefined;
  /** Count only steps along edges of the flow. A dialogue without any has no value. */
  readonly onlyKnown?: boolean | undefined;
  /** How the flow is made, when dialogues are given in its place. */
  readonly flow?: Dialog2FlowOptions | undefined;
}

const flowScoreOptionNames: OptionNames<FlowScoreOptions> = {
  name: true,
  onlyKnown: true,
  flow: dialog2FlowOptionNames,
  ...flowLikelihoodOptionNames,
};

/** What both scores are made of: exp(−L / n′) and its inverse, n′ being one more than the number of steps. */
abstract class FlowScore implements DialogScore {
  readonly name: string;
  abstract readonly direction: "higher" | "lower";
  readonly #reference: Flow | readonly Dialog[];
  readonly #options: FlowScoreOptions;
  #flow: Promise<Flow> | undefined;

  /**
   * @param reference a flow, or the dialogues to make one from when the first value is asked for
   */
  constructor(kind: string, reference: Flow | readonly Dialog[], options: FlowScoreOptions) {
    const { hard = false, only = [], onlyKnown = false } = options;
    const marks = [kind, ...(hard ? ["hard"] : []), ...only, ...(onlyKnown ? ["only-known"] : [])];
    this.name = options.name ?? marks.join("-");
    this.#reference = reference;
    this.#options = options;
  }

  get configuration(): JsonObject {
    const { neighbours = 64, temperature = 0.05, hard = false, only = null } = this.#options;
    const { compareWith = "centroid", scoreEnd = false, onlyKnown = false } = this.#options;
    return { neighbours, temperature, hard, only, compareWith, scoreEnd, onlyKnown };
  }

  /** The flow that dialogues are compared with. */
  flow(): Promise<Flow> {
    if (!isDialogs(this.#reference)) return Promise.resolve(this.#reference);
    this.#flow ??= dialog2flow(this.#reference, this.#options.flow);
    // A failed attempt must not be remembered: the embedding model may answer the next time.
    this.#flow.catch(() => (this.#flow = undefined));
    return this.#flow;
  }

  async score(dialog: Dialog, options?: ScoreOptions): Promise<ScoreValue> {
    checkOptions("FlowScore.score", options, scoreOptionNames);
    return (await this.assess(dialog, options)).value;
  }

  async assess(dialog: Dialog, options?: ScoreOptions): Promise<Assessment> {
    checkOptions("FlowScore.assess", options, scoreOptionNames);
    const found = await flowLikelihood(
      await this.flow(),
      dialog,
      pickOptions(this.#options, flowLikelihoodOptionNames),
      options?.signal,
    );
    if (found === null) return { value: null };
    const mean = meanLog(found, this.#options.onlyKnown === true);
    return {
      value: mean === null ? null : this.fromMeanLog(mean),
      details: {
        logLikelihood: found.logLikelihood,
        knownSteps: found.knownSteps,
        steps: found.steps.map(({ node, certainty, known, logProbability }) => ({
          node,
          certainty,
          known,
          logProbability,
        })),
      },
    };
  }

  protected abstract fromMeanLog(mean: number): number;
}

/**
 * How surprising a dialogue is under a flow, exp(−L / n′): 1 for one that could not go otherwise, higher the less it
 * follows the flow. Computed in log space, so that long dialogues keep their value.
 */
export class DialogFlowPPL extends FlowScore {
  readonly direction = "lower";

  constructor(reference: Flow | readonly Dialog[], options: FlowScoreOptions = {}) {
    checkArguments("new DialogFlowPPL", arguments, 2);
    checkOptions("new DialogFlowPPL", options, flowScoreOptionNames);
    super("dfppl", reference, options);
  }

  protected fromMeanLog(mean: number): number {
    return Math.exp(-mean);
  }
}

/** How well a dialogue follows a flow, exp(L / n′), in (0, 1]: the inverse of {@link DialogFlowPPL}. */
export class DialogFlowScore extends FlowScore {
  readonly direction = "higher";

  constructor(reference: Flow | readonly Dialog[], options: FlowScoreOptions = {}) {
    checkArguments("new DialogFlowScore", arguments, 2);
    checkOptions("new DialogFlowScore", options, flowScoreOptionNames);
    super("dfs", reference, options);
  }

  protected fromMeanLog(mean: number): number {
    return Math.exp(mean);
  }
}

/** Mean over steps and the start; `null` where no step is known and only those count: ignorance is not perfection. */
function meanLog(found: FlowLikelihood, onlyKnown: boolean): number | null {
  if (!onlyKnown) return found.logLikelihood / (found.steps.length + 1);
  return found.knownSteps === 0 ? null : found.knownLogLikelihood / (found.knownSteps + 1);
}

function isDialogs(reference: Flow | readonly Dialog[]): reference is readonly Dialog[] {
  return Array.isArray(reference);
}
