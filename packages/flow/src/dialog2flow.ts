import { requireArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { deriveSeed, type Dialog, InvalidArgumentError, type Seed } from "@sdialog/core";
import { type EmbeddingModelRef, resolveEmbeddingModel } from "@sdialog/llm";
import { mapConcurrently } from "@sdialog/evaluation/internal";
import { embedTexts, hashingEmbedding } from "@sdialog/evaluation/embeddings";
import type { ClusterCut } from "./cluster/cluster-points.ts";
import { clusterUtterances, type UtteranceCluster } from "./cluster-utterances.ts";
import { countEdges, type Flow, type FlowNode, type FlowPath, weighEdges } from "./flow.ts";
import { type FlowLabeller, nearestUtterance } from "./label-nodes.ts";
import type { RoleScheme } from "./role-scheme.ts";
import { spokenDialogs, textsByRole } from "./spoken-dialog.ts";

/** How {@link dialog2flow} groups utterances into kinds, and names the kinds. */
export interface Dialog2FlowOptions {
  /** Turns utterances into vectors. Default: `hashingEmbedding()`, which compares wording. */
  readonly embedding?: EmbeddingModelRef | undefined;
  /** Which speakers play the same part. Default: every name its own. */
  readonly roles?: RoleScheme | undefined;
  /** Only what these roles say. Default: all roles. */
  readonly only?: readonly string[] | undefined;
  /**
   * Utterances of a role are of one kind while their mean cosine distance is below a distance (default: 0.55),
   * or until so many kinds are left; one rule for all, or one per role.
   */
  readonly cut?: ClusterCut | Readonly<Record<string, ClusterCut>> | undefined;
  /** How nodes are named. Default: after the utterance nearest to the centroid. */
  readonly labels?: FlowLabeller | undefined;
  /** Utterances kept with each node, and shown to whoever names it. Default: 5. */
  readonly examples?: number | undefined;
  /** Up to this many distinct utterances of a role are clustered exactly. Default: 2000. */
  readonly resolution?: number | undefined;
  /** Start of the random choices that clustering makes beyond `resolution`. Default: 0. */
  readonly seed?: Seed | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The names of {@link Dialog2FlowOptions}. */
export const dialog2FlowOptionNames: OptionNames<Dialog2FlowOptions> = {
  embedding: true,
  roles: true,
  only: true,
  cut: true,
  labels: true,
  examples: true,
  resolution: true,
  seed: true,
  signal: true,
};

/**
 * Finds what is said in a set of dialogues and what follows what: embeds every utterance, clusters those of each role
 * by average linkage under cosine distance, and counts the transitions between clusters. After Burdisso, Madikeri &
 * Motlicek, *Dialog2Flow* (EMNLP 2024, arXiv 2410.18481).
 *
 * @throws InvalidArgumentError when there is no turn, a speaker has no role, or a number is out of range
 * @throws ModelError from the embedding model or the one that names nodes
 */
export async function dialog2flow(
  dialogs: Iterable<Dialog>,
  options: Dialog2FlowOptions = {},
): Promise<Flow> {
  checkOptions("dialog2flow", options, dialog2FlowOptionNames);
  requireArguments("dialog2flow", arguments, 1);
  const { roles = "speaker", only, labels = nearestUtterance, signal, seed = 0 } = options;
  const { examples: mostExamples = 5, resolution = 2000 } = options;
  deriveSeed(seed);
  for (const [name, least, value] of [
    ["examples", 0, mostExamples],
    ["resolution", 1, resolution],
  ] as const) {
    if (!(value >= least && (Number.isSafeInteger(value) || value === Number.POSITIVE_INFINITY)))
      throw new InvalidArgumentError(
        `dialog2flow: ${name} must be a whole number of at least ${least}, not ${value}`,
      );
  }
  const embedding = await resolveEmbeddingModel(options.embedding ?? hashingEmbedding());
  const spoken = spokenDialogs(dialogs, roles, only);
  if (spoken.length === 0) {
    throw new InvalidArgumentError("There is no turn to make a flow from", {
      hint:
        only === undefined
          ? "Pass dialogues with turns."
          : `Check \`only\`: no role called ${only.join(" or ")} speaks.`,
    });
  }
  const byRole = textsByRole(spoken);
  const texts = [...new Set([...byRole.values()].flatMap((counts) => Array.from(counts.keys())))];
  const vectors = await embedTexts(embedding, texts, { signal });
  const vectorOf = new Map(texts.map((text, index) => [text, vectors[index] as Float32Array]));

  const nodes: FlowNode[] = [];
  const nodeOf = new Map<string, Map<string, string>>();
  for (const [role, counts] of byRole) {
    const clusters = clusterUtterances(counts, vectorOf, {
      cut: cutFor(options.cut, role),
      examples: mostExamples,
      resolution,
      seed,
    });
    const named = await nameClusters(
      clusters,
      (examples) => labels(examples, role, { signal, seed }),
      signal,
    );
    const members = new Map<string, string>();
    nodeOf.set(role, members);
    for (const [index, { label, cluster }] of named.entries()) {
      const id = `${role}-${index}`;
      const { count, examples, centroid, nearest } = cluster;
      nodes.push({ id, role, label, count, examples, centroid, nearest });
      for (const text of cluster.members) members.set(text, id);
    }
  }
  const paths = spoken.map(({ dialogId, turns }): FlowPath => ({
    dialogId,
    steps: turns.map(({ role, speaker, text }) => ({
      node: nodeOf.get(role)?.get(text) as string,
      speaker,
      text,
    })),
  }));
  return { nodes, edges: weighEdges(countEdges(paths)), paths, roles, embedding };
}

function cutFor(cut: Dialog2FlowOptions["cut"], role: string): ClusterCut {
  if (cut === undefined) return { distance: 0.55 };
  return isOneCut(cut) ? cut : (cut[role] ?? { distance: 0.55 });
}

function isOneCut(cut: NonNullable<Dialog2FlowOptions["cut"]>): cut is ClusterCut {
  return (
    typeof (cut as { distance?: unknown }).distance === "number" ||
    typeof (cut as { count?: unknown }).count === "number"
  );
}

interface NamedCluster {
  readonly label: string;
  readonly cluster: UtteranceCluster;
}

/** Clusters with their names, those of one name joined, most frequent first. */
async function nameClusters(
  clusters: readonly UtteranceCluster[],
  label: (examples: readonly string[]) => string | Promise<string>,
  signal: AbortSignal | undefined,
): Promise<NamedCluster[]> {
  const labels = await mapConcurrently(clusters, ({ examples }) => label(examples), {
    concurrency: 8,
    signal,
  });
  const named = new Map<string, UtteranceCluster>();
  for (const [index, cluster] of clusters.entries()) {
    const name = labels[index] as string;
    const same = named.get(name);
    named.set(name, same === undefined ? cluster : same.join(cluster));
  }
  return [...named]
    .map(([name, cluster]) => ({ label: name, cluster }))
    .sort((a, b) => b.cluster.count - a.cluster.count);
}
