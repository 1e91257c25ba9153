import { requireArguments, checkOptions, type OptionNames, checkCount } from "@sdialog/core/internal";
import type { Behaviour, PolicySpecs, UserTypes } from "@sdialog/agents";
import { contentHash, type Dialog, InvalidArgumentError, Random } from "@sdialog/core";
import type { ChatModel, PromptTexts } from "@sdialog/llm";
import type { CompareRealismOptions, RealismComparison } from "@sdialog/realism";
import { compareRealismInThread } from "@sdialog/realism/thread";
import { estimateRun, loadRecipe, type RunEvent } from "@sdialog/runner";
import { type Held, type HoldOptions, holdTalks, missingTalks, readTalks } from "./candidate-runs.ts";
import { corrected, type Habits, habitsOf, policiesOf } from "./habits.ts";
import { join } from "node:path";
import { bestMixture, mixtureScorer, type MixtureScore, type ScoreMixture } from "./mixture.ts";
import { type FitBudget, Spending, type Spent } from "./spending.ts";
import { type Talk, talksOf } from "./talk.ts";
import { distinctNames, typeName } from "./type-name.ts";
import { userClusters } from "./user-clusters.ts";
import { usualRecipe } from "./usual-recipe.ts";

/** What users are fitted to, and how far one goes for it. */
export interface CalibrateOptions {
  /** The people's name in the logs, or several. */
  readonly user: string | readonly string[];
  /** Folder in which everything is kept; a fit that is there is continued. */
  readonly folder: string;
  /**
   * Which conversations are held: a recipe of a kind that takes `policies`, without them. Default: users who want what
   * people wanted in the logs.
   */
  readonly recipe?: Readonly<Record<string, unknown>> | undefined;
  /** Folder that paths in the recipe start from. Default: the current one. */
  readonly base?: string | undefined;
  /** Plays the users; goes before the recipe's. Default: the bundled model. */
  readonly model?: string | undefined;
  /** Templates in place of the library's prompts, those of the recipe's kind: texts or files; go before the recipe's. */
  readonly prompts?: PromptTexts | undefined;
  /** Who answers: a chatbot's address, or how it is reached; goes before the recipe's. Default: the model. */
  readonly chatbot?: unknown;
  /** The simulated users' name. Default: `User`. */
  readonly simulatedUser?: string | undefined;
  /** Conversations of each candidate. Default: 40. */
  readonly dialogs?: number | undefined;
  /** Most types of users that are read off the logs. Default: 4. */
  readonly types?: number | undefined;
  /** How often each type is corrected by what it was seen to do. Default: 3. */
  readonly rounds?: number | undefined;
  /** Conversations held at once. Default: the recipe's. */
  readonly concurrency?: number | undefined;
  readonly seed?: number | undefined;
  readonly budget?: FitBudget | undefined;
  /** How the users are compared with people before and after. */
  readonly comparison?: CompareRealismOptions | undefined;
  /** Models that stand behind a name in the recipe. */
  readonly models?: Readonly<Record<string, ChatModel>> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: CalibrationEvent) => void) | undefined;
}

const calibrateOptionNames: OptionNames<CalibrateOptions> = {
  user: true,
  folder: true,
  recipe: true,
  base: true,
  model: true,
  prompts: true,
  chatbot: true,
  simulatedUser: true,
  dialogs: true,
  types: true,
  rounds: true,
  concurrency: true,
  seed: true,
  budget: { calls: true, dollars: true },
  comparison: {
    alignment: true,
    seed: true,
    level: true,
    resamples: true,
    permutations: true,
    sampleSize: true,
    domainSize: true,
  },
  models: true,
  signal: true,
  onEvent: true,
};

/** What happens while users are fitted. */
export type CalibrationEvent =
  | { readonly type: "run"; readonly candidate: string; readonly event: RunEvent }
  | { readonly type: "candidate"; readonly candidate: Candidate }
  | { readonly type: "mixture"; readonly round: number; readonly fit: MixtureScore }
  /** What was found is compared with people: `done` of `total` comparisons are made. */
  | { readonly type: "comparison"; readonly done: number; readonly total: number };

/** A way to behave that was tried. */
export interface Candidate {
  readonly name: string;
  readonly policies: PolicySpecs;
  /** Conversations that it was seen in. */
  readonly dialogs: number;
  /** How near it is to people by itself, on the part of the logs that is fitted to. */
  readonly fit: MixtureScore;
  /** Its share in what was found. */
  readonly share: number;
}

/** What was found, and how good it is. */
export interface Calibration {
  /** Types of users with their shares, for recipes and to be shared. */
  readonly users: UserTypes;
  /**
   * Whether they were searched among what was held, or are what can be read off the logs alone, because the budget ended
   * before any type was held.
   */
  readonly basis: "search" | "logs";
  /**
   * Users without policies against the part of the logs that nothing was fitted to; nothing when the budget ended before
   * a conversation of theirs did.
   */
  readonly before: RealismComparison | undefined;
  /** The users that were found against the same; nothing when there was no budget left to hold them. */
  readonly after: RealismComparison | undefined;
  /** People of one part against people of the other: what can be reached. */
  readonly ceiling: RealismComparison;
  readonly candidates: readonly Candidate[];
  readonly n: { readonly fit: number; readonly held: number };
  /** Whether the search came to its end, or the budget ended it; what was found until then is kept. */
  readonly end: "complete" | "budget";
  /** Every call that was made, those of earlier processes and of conversations that were cut among them. */
  readonly spent: Spent;
  /**
   * What is kept of a budget for the users that are found, who must be held in the end, too: about as much as those without
   * policies took. Nothing when none of these were held.
   */
  readonly kept: Spent | undefined;
}

const usualModel = "local:pocket";

interface Tried {
  readonly name: string;
  readonly policies: PolicySpecs;
  readonly talks: readonly Talk[];
}

/**
 * Fits simulated users to logs of people. Half of the conversations, drawn by the seed, are looked at: their users fall
 * into types, and of each type what can be read off directly becomes policies (lengths, politeness, spelling, number of
 * messages, …). A model overdoes some of that and ignores the rest, so each type is corrected by what it was seen to do,
 * for some rounds; then the mixture of all candidates is searched that is nearest to the people, by the overlap of their
 * fingerprints and by coverage. The other half of the logs says how good that is, before and after.
 *
 * Called again with the same options it goes on from the conversations in its folder.
 *
 * @param logs conversations of people
 * @throws InvalidArgumentError for too few conversations, a user who says nothing in them, or numbers that are not counts;
 *   RecipeError for a recipe without policies; StoreError for a folder that holds another fit
 */
export async function calibrate(
  logs: Iterable<Dialog> | AsyncIterable<Dialog>,
  options: CalibrateOptions,
): Promise<Calibration> {
  checkOptions("calibrate", options, calibrateOptionNames);
  requireArguments("calibrate", arguments, 2);
  const { dialogs = 40, types = 4, rounds = 3, seed = 0, signal, onEvent } = options;
  for (const [name, value, least] of [
    ["dialogs", dialogs, 4],
    ["types", types, 1],
    ["rounds", rounds, 0],
    ["concurrency", options.concurrency ?? 1, 1],
  ] as const) {
    checkCount(name, value, least);
  }
  if (options.recipe !== undefined && "policies" in options.recipe)
    throw new InvalidArgumentError("The recipe has policies, and those are what calibrate looks for", {
      hint: "Leave them out.",
    });
  const random = new Random(seed).fork("calibrate");
  const talks = await talksOf(logs, options.user, signal);
  if (talks.length < 20)
    throw new InvalidArgumentError(
      `${talks.length} conversations are too few to fit users to one half and check them against the other`,
      { hint: "Give at least 20; a few hundred are better." },
    );
  const shuffled = random.fork("halves").shuffle(talks);
  const half = Math.ceil(talks.length / 2);
  const [fitted, held] = [shuffled.slice(0, half), shuffled.slice(half)];
  const { model, chatbot } = options;
  const spending = await Spending.of(options.budget ?? {}, options.folder);
  const given =
    options.recipe === undefined
      ? usualRecipe(fitted, { model: model ?? usualModel, chatbot, most: 2 * dialogs }, random.fork("goals"))
      : {
          ...options.recipe,
          ...(model === undefined ? {} : { model }),
          ...(chatbot === undefined ? {} : { chatbot }),
        };
  const recipe = withPrompts(given, options.prompts);
  const base = options.base ?? ".";
  if (options.budget?.dollars !== undefined) await checkPrices(recipe, base, 2 * dialogs);
  const user = options.simulatedUser ?? "User";
  const hold = (name: string, policies: Behaviour, count: number) =>
    holdTalks(name, policies, count, {
      recipe,
      base,
      folder: options.folder,
      seed,
      concurrency: options.concurrency,
      user,
      spending,
      models: options.models,
      signal,
      onEvent: (event) => onEvent?.({ type: "run", candidate: name, event }),
    } satisfies HoldOptions);

  const asTheyAre = await hold("before", [], 2 * dialogs);
  const search = new Search(fitted, { name: "before", policies: [], talks: asTheyAre.talks });
  // What one conversation takes, known from the first ones; those that are there already take nothing.
  const cost = (count: number) => times(spending.of("before"), count / asTheyAre.talks.length);
  const missing = (name: string, count: number) => missingTalks(join(options.folder, name), count);
  let whole = asTheyAre.whole;
  const groups = userClusters(fitted, types, random.fork("types")).map((people) => {
    const wanted = habitsOf(people);
    return { people, wanted, asked: wanted, held: { cut: false, stays: false } };
  });
  const heldBefore = async (name: string): Promise<Held> => ({
    talks: await readTalks(join(options.folder, name), { user }),
    whole: false,
  });
  for (let round = 0; whole && round <= rounds; round++) {
    const names = groups.map((_, index) => `type-${index + 1}-round-${round}`);
    const counts = await Promise.all(names.map((name) => missing(name, dialogs)));
    const needed = counts.reduce((sum, count) => sum + count, 0);
    // The users that are found in the end must be held, too.
    whole = needed === 0 || spending.allows(cost(needed + 2 * dialogs));
    for (const [index, group] of groups.entries()) {
      const name = names[index] as string;
      const policies = policiesOf(group.asked, group.held);
      // What an earlier process held of a round that the budget ended is looked at, as that process did.
      const seen = whole ? await hold(name, policies, dialogs) : await heldBefore(name);
      whole &&= seen.whole;
      if (seen.talks.length < 4) continue;
      const shown = habitsOf(seen.talks);
      // Who writes more all the same has to be cut, and who leaves sooner is kept.
      group.held = {
        cut: group.held.cut || shown.words > 1.3 * group.wanted.words,
        stays: group.held.stays || shown.messages < 0.7 * group.wanted.messages,
      };
      const { messages, messagesSpread } = group.wanted;
      group.asked = {
        ...corrected(group.asked, group.wanted, shown),
        // Who is kept leaves when told to: there is nothing to correct.
        ...(group.held.stays ? { messages, messagesSpread } : {}),
      };
      search.add({ name, policies, talks: seen.talks });
      onEvent?.({ type: "candidate", candidate: search.candidates().at(-1) as Candidate });
    }
    onEvent?.({ type: "mixture", round, fit: search.best() });
  }
  const seen = asTheyAre.talks.length > 0 ? search.candidates() : [];
  const basis = seen.some(({ name: one }) => one !== "before") ? "search" : "logs";
  const users = basis === "search" ? search.users() : readOff(groups);
  // Another mixture is another run: what was held of an earlier one stays beside it.
  const name = `after-${contentHash(users).slice(0, 8)}`;
  const left = await missing(name, 2 * dialogs);
  const last =
    left === 0 || (asTheyAre.talks.length > 0 && spending.allows(cost(left)))
      ? await hold(name, users, 2 * dialogs)
      : await heldBefore(name);
  const sides = [asTheyAre.talks, random.fork("ceiling").sample(fitted, 2 * dialogs), last.talks];
  const total = sides.filter((side) => side.length > 0).length;
  let done = 0;
  const compared = (): void => onEvent?.({ type: "comparison", done, total });
  compared();
  const comparisons: (RealismComparison | undefined)[] = [];
  for (const simulated of sides) {
    const settled = { seed, ...options.comparison, signal };
    if (simulated.length === 0) comparisons.push(undefined);
    else {
      comparisons.push(await compareRealismInThread(rowsOf(held), rowsOf(simulated), settled));
      done++;
      compared();
    }
  }
  const [before, ceiling, after] = comparisons as [
    RealismComparison | undefined,
    RealismComparison,
    RealismComparison | undefined,
  ];
  return {
    users,
    basis,
    before,
    after,
    ceiling,
    candidates: seen,
    n: { fit: fitted.length, held: held.length },
    end: whole && last.whole ? "complete" : "budget",
    spent: spending.total,
    kept: asTheyAre.talks.length === 0 ? undefined : cost(2 * dialogs),
  };
}

/** Users as they can be read off the logs, before anybody saw what a model makes of it. */
function readOff(
  groups: readonly { readonly people: readonly Talk[]; readonly wanted: Habits }[],
): UserTypes {
  const all = groups.reduce((sum, { people }) => sum + people.length, 0);
  const types = groups.map(({ people, wanted }) => ({
    share: Number((people.length / all).toFixed(3)),
    policies: policiesOf(wanted, { cut: false, stays: false }),
  }));
  const names = distinctNames(types.map(({ policies }) => typeName(policies)));
  return { users: types.map((type, index) => ({ name: names[index] as string, ...type })) };
}

/** The recipe with other templates; what its kind has no prompt for is refused when it is loaded. */
function withPrompts(recipe: Readonly<Record<string, unknown>>, prompts: PromptTexts = {}) {
  if (Object.keys(prompts).length === 0) return recipe;
  return { ...recipe, prompts: { ...(recipe["prompts"] as object | undefined), ...prompts } };
}

/** What was tried so far, and the mixture of it that is nearest to the people. */
class Search {
  readonly #people: readonly Talk[];
  readonly #tried: Tried[];
  #found: { readonly score: ScoreMixture; readonly weights: readonly number[] } | undefined;

  constructor(people: readonly Talk[], first: Tried) {
    this.#people = people;
    this.#tried = [first];
  }

  add(candidate: Tried): void {
    this.#tried.push(candidate);
    this.#found = undefined;
  }

  best(): MixtureScore {
    const { score, weights } = this.#find();
    return score(weights);
  }

  candidates(): readonly Candidate[] {
    const { score, weights } = this.#find();
    return this.#tried.map(({ name, policies, talks }, index) => ({
      name,
      policies,
      dialogs: talks.length,
      fit: score(this.#tried.map((_, at) => (at === index ? 1 : 0))),
      share: weights[index] as number,
    }));
  }

  users(): UserTypes {
    const used = this.candidates()
      .filter(({ share }) => share > 0)
      .toSorted((a, b) => b.share - a.share);
    const names = distinctNames(used.map(({ policies }) => typeName(policies)));
    return {
      users: used.map(({ share, policies }, index) => ({
        name: names[index] as string,
        share: Number(share.toFixed(3)),
        policies,
      })),
    };
  }

  #find() {
    if (this.#found === undefined) {
      const score = mixtureScorer(
        this.#people,
        this.#tried.map(({ talks }) => talks),
      );
      this.#found = { score, weights: bestMixture(score, this.#tried.length) };
    }
    return this.#found;
  }
}

function rowsOf(talks: readonly Talk[]) {
  return talks.map(({ fingerprint }) => fingerprint);
}

function times({ calls, dollars }: Spent, factor: number): Spent {
  return { calls: calls * factor, dollars: dollars * factor };
}

/** @throws InvalidArgumentError for a model without a price: nobody would notice that the money is used up */
async function checkPrices(recipe: CalibrateOptions["recipe"], base: string, count: number): Promise<void> {
  const { unpriced } = await estimateRun(await loadRecipe({ ...recipe, count, policies: [] }, { base }));
  if (unpriced.length > 0)
    throw new InvalidArgumentError(`The price of ${unpriced.join(" and ")} is not known`, {
      hint: "Limit the calls instead of the money.",
    });
}
