import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import { dot, embedTexts } from "@sdialog/evaluation/embeddings";
import { unitVector } from "./cluster/point-set.ts";
import { flowIndex } from "./flow-index.ts";
import { endNode, type Flow, type FlowNode, startNode } from "./flow.ts";
import { spokenDialog, type Utterance } from "./spoken-dialog.ts";

/** How utterances are assigned to the nodes of a flow, and which steps count. */
export interface FlowLikelihoodOptions {
  /** How many nearest nodes share an utterance. Default: 64. */
  readonly neighbours?: number | undefined;
  /** Temperature of the softmax over cosine similarities. Default: 0.05. */
  readonly temperature?: number | undefined;
  /** Whether to assign every utterance to its nearest node alone. */
  readonly hard?: boolean | undefined;
  /** Score only what these roles say, one turn after the other as if nothing stood between. */
  readonly only?: readonly string[] | undefined;
  /** What an utterance is compared with: the centroids of nodes, or the utterances nearest to them. */
  readonly compareWith?: "centroid" | "nearest" | undefined;
  /** Score the step to the end as well, so that a dialogue cut short is less likely. */
  readonly scoreEnd?: boolean | undefined;
}

/** The names of {@link FlowLikelihoodOptions}. */
export const flowLikelihoodOptionNames: OptionNames<FlowLikelihoodOptions> = {
  neighbours: true,
  temperature: true,
  hard: true,
  only: true,
  compareWith: true,
  scoreEnd: true,
};

/** One turn as a step through a flow. */
export interface FlowStep {
  /** The nearest node, or the end. */
  readonly node: string;
  /** How surely the utterance belongs to it, in (0, 1]. */
  readonly certainty: number;
  /** Whether the flow has an edge to it from the node before. */
  readonly known: boolean;
  /** Natural logarithm of the step's probability. */
  readonly logProbability: number;
}

/** How well a dialogue follows a flow. */
export interface FlowLikelihood {
  readonly steps: readonly FlowStep[];
  /** Σ ln p over all steps. */
  readonly logLikelihood: number;
  /** Σ ln p over the steps along known edges. */
  readonly knownLogLikelihood: number;
  readonly knownSteps: number;
}

/**
 * The probability a flow gives to a dialogue, as a first-order Markov chain over its nodes.
 *
 * Step t goes from node n₍t−1₎ (the start for t = 1) to the node nearest to utterance t among those of its role:
 * p = π·(f + 1)/(N + V) along an edge that occurs f times, 1/(N + V) where there is none. N is how often n₍t−1₎ is
 * left, V the number of nodes (Laplace smoothing: every node is possible after every other); π is the share of the
 * nearest node in a softmax over the similarities to the nearest nodes (1 with `hard`).
 *
 * @returns `null` when nobody (or none of `only`) speaks
 * @throws InvalidArgumentError for a speaker whose role does not occur in the flow, options out of range, or a
 *   model whose vectors are of another length than the flow's
 */
export async function flowLikelihood(
  flow: Flow,
  dialog: Dialog,
  options: FlowLikelihoodOptions = {},
  signal?: AbortSignal,
): Promise<FlowLikelihood | null> {
  checkOptions("flowLikelihood", options, flowLikelihoodOptionNames);
  const { neighbours = 64, temperature = 0.05 } = options;
  if (!(neighbours >= 1 && temperature > 0 && Number.isFinite(temperature))) {
    throw new InvalidArgumentError(
      `neighbours must be at least 1 and temperature above 0: not ${neighbours} and ${temperature}`,
      { hint: "For one node per utterance, whatever the others, set hard: true." },
    );
  }
  const { turns } = spokenDialog(dialog, flow.roles, options.only);
  if (turns.length === 0) return null;
  const vectors = await embedTexts(
    flow.embedding,
    turns.map(({ text }) => text),
    { signal },
  );
  const { nodesOf } = flowIndex(flow);
  const matches = turns.map((turn, index) =>
    matchUtterance(vectors[index] as Float32Array, nodesForTurn(nodesOf, turn, dialog), options),
  );
  if (options.scoreEnd === true) matches.push({ node: endNode, certainty: 1 });
  const steps = walk(flow, matches);
  const known = steps.filter((step) => step.known);
  return {
    steps,
    logLikelihood: sumLog(steps),
    knownLogLikelihood: sumLog(known),
    knownSteps: known.length,
  };
}

type Match = Pick<FlowStep, "node" | "certainty">;

function walk(flow: Flow, matches: readonly Match[]): FlowStep[] {
  const { counts, leaving } = flowIndex(flow);
  return matches.map(({ node, certainty }, index) => {
    const before = matches[index - 1]?.node ?? startNode;
    const count = counts.get(before)?.get(node);
    const all = (leaving.get(before) ?? 0) + flow.nodes.length;
    const p = count === undefined ? 1 / all : ((count + 1) / all) * certainty;
    return { node, certainty, known: count !== undefined, logProbability: Math.log(p) };
  });
}

function matchUtterance(
  vector: Float32Array,
  nodes: readonly FlowNode[],
  options: FlowLikelihoodOptions,
): Match {
  const { neighbours = 64, temperature = 0.05, hard = false, compareWith = "centroid" } = options;
  const other = nodes.find((node) => node[compareWith].length !== vector.length);
  if (other !== undefined)
    throw new InvalidArgumentError(
      `The vectors of the model have ${vector.length} numbers, and that of the flow's node "${other.label}" has ${other[compareWith].length}`,
      { hint: "Make the flow again with this model: vectors of different models cannot be compared." },
    );
  const unit = unitVector(vector);
  const ranked = nodes
    .map((node) => ({ node: node.id, similarity: dot(unit, node[compareWith]) }))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, neighbours);
  const [best] = ranked as [{ node: string; similarity: number }];
  const total = ranked.reduce(
    (sum, { similarity }) => sum + Math.exp((similarity - best.similarity) / temperature),
    0,
  );
  return { node: best.node, certainty: hard ? 1 : 1 / total };
}

function nodesForTurn(
  nodesOf: ReadonlyMap<string, readonly FlowNode[]>,
  { role, speaker }: Utterance,
  dialog: Dialog,
): readonly FlowNode[] {
  const nodes = nodesOf.get(role);
  if (nodes !== undefined) return nodes;
  throw new InvalidArgumentError(
    `The flow has no role "${role}", which ${speaker === null ? "a turn without a speaker" : `"${speaker}"`} has in dialogue ${dialog.id}`,
    {
      hint: `Its roles are ${[...nodesOf.keys()].join(", ")}. Give dialog2flow \`roles\` that fit all dialogues.`,
    },
  );
}

function sumLog(steps: readonly FlowStep[]): number {
  return steps.reduce((sum, { logProbability }) => sum + logProbability, 0);
}
