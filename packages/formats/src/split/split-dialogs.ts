import { requireArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { contentHash, type Dialog, InvalidArgumentError, Random } from "@sdialog/core";
import { Groups } from "../similarity/groups.ts";
import { NearDuplicateGroups } from "../similarity/near-duplicate-groups.ts";
import { assistantOf, type ChatMessageOptions } from "../messages/chat-messages.ts";

export const splitNames = ["train", "validation", "test"] as const;
/** A part of a dataset. */
export type SplitName = (typeof splitNames)[number];

/** How large the parts of a dataset are, and what may not occur in two of them. */
export interface SplitOptions extends Pick<ChatMessageOptions, "assistant"> {
  /** Shares of the parts; they need not sum to 1. Default: 0.8, 0.1, 0.1. */
  readonly shares?: Readonly<Partial<Record<SplitName, number>>> | undefined;
  /**
   * What may occur in one part only: the personas the assistant talks to (`"user"`, the default) or everybody's
   * (`"everybody"`), with their goals; or just the dialogue itself (`"dialog"`). Near-duplicates always stay together.
   */
  readonly by?: "user" | "everybody" | "dialog" | undefined;
  readonly seed?: number | undefined;
}

/** How a dataset is split, whoever its assistant is. */
export const partOptionNames: OptionNames<Omit<SplitOptions, "assistant">> = {
  shares: { train: true, validation: true, test: true },
  by: true,
  seed: true,
};
const splitOptionNames: OptionNames<SplitOptions> = { ...partOptionNames, assistant: true };

/**
 * Assigns dialogues to the parts of a dataset so that no persona, no goal and no near-duplicate is in two of them:
 * dialogues that share one, also by way of others, stay together.
 *
 * @returns the part of a dialogue that was among `dialogs`
 * @throws InvalidArgumentError for negative shares or none above 0, or when the dialogues form too few groups to fill every part
 */
export async function splitDialogs(
  dialogs: AsyncIterable<Dialog> | Iterable<Dialog>,
  options: SplitOptions = {},
): Promise<(dialog: Dialog) => SplitName> {
  checkOptions("splitDialogs", options, splitOptionNames);
  requireArguments("splitDialogs", arguments, 1);
  const { shares = { train: 0.8, validation: 0.1, test: 0.1 }, seed = 0 } = options;
  const wanted = splitNames.map((name) => shares[name] ?? 0);
  const whole = wanted.reduce((sum, share) => sum + share, 0);
  if (!(whole > 0) || wanted.some((share) => !(share >= 0)))
    throw new InvalidArgumentError("The shares of a split must not be negative, and one must be more than 0");
  const groups = new Groups();
  const near = new NearDuplicateGroups(groups, seed);
  const sizes = new Map<string, number>();
  let total = 0;
  for await (const dialog of dialogs) {
    const [first = "", ...more] = membersOf(dialog, options);
    for (const other of more) groups.join(first, other);
    near.join(first, dialog);
    sizes.set(first, (sizes.get(first) ?? 0) + 1);
    total++;
  }
  const components = new Map<string, number>();
  for (const [member, size] of sizes) {
    const root = groups.rootOf(member);
    components.set(root, (components.get(root) ?? 0) + size);
  }
  const parts = wanted.filter((share) => share > 0).length;
  if (total > 1 && components.size < parts) throw inseparable(components.size, parts);
  const assigned = assign(
    components,
    wanted.map((share) => (share / whole) * total),
    seed,
  );
  return (dialog) => assigned.get(groups.rootOf(membersOf(dialog, options)[0] ?? "")) ?? "train";
}

/** Groups in seeded order, each into the part that lacks most. */
function assign(
  components: ReadonlyMap<string, number>,
  wanted: readonly number[],
  seed: number,
): ReadonlyMap<string, SplitName> {
  const lacking = [...wanted];
  const sorted = [...components.keys()].toSorted();
  const assigned = new Map<string, SplitName>();
  for (const component of new Random(seed).fork("split").shuffle(sorted)) {
    const part = lacking.indexOf(Math.max(...lacking));
    lacking[part] = (lacking[part] ?? 0) - (components.get(component) ?? 0);
    assigned.set(component, splitNames[part] ?? "train");
  }
  return assigned;
}

/** What must not be in two parts: personas and goals, each as a hash. A persona is the same one whatever it wants. */
function membersOf(dialog: Dialog, { by = "user", assistant }: SplitOptions): string[] {
  const personas = Object.entries(dialog.personas ?? {});
  const name = assistantOf(dialog, assistant);
  const members = personas.filter(([speaker]) => by === "everybody" || speaker !== name);
  const alone = [contentHash(dialog.id)];
  if (by === "dialog") return alone;
  const personal = members.flatMap(([, persona]) => {
    const { goal, ...person } = fieldsOf(persona);
    // Of whom nothing is known is nobody in particular.
    const known = Object.keys(person).length > 0;
    return [...(known ? [contentHash(person)] : []), ...(wish(goal) ? [`goal ${contentHash(goal)}`] : [])];
  });
  const shared = [...personal, ...tasksOf(dialog)];
  return shared.length === 0 ? alone : shared;
}

/** The goals that stand beside the personas, and the task a dialogue is one trial of. */
function tasksOf({ scenario, context, annotations }: Dialog): string[] {
  const { goal, id } = fieldsOf(scenario);
  const { goals } = fieldsOf(context);
  const task = id ?? fieldsOf(annotations)["task_id"];
  return [
    ...(wish(goal) ? [`goal ${contentHash(goal)}`] : []),
    ...(wish(goals) ? [`goal ${contentHash(goals)}`] : []),
    ...(wish(task) ? [`task ${contentHash(String(task))}`] : []),
  ];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

type Fields = Readonly<Record<string, unknown>>;

function wish(goal: unknown): boolean {
  return goal !== undefined && goal !== null && goal !== "";
}

function inseparable(groups: number, parts: number): InvalidArgumentError {
  return new InvalidArgumentError(
    `Dialogues that share a persona or a goal, or say nearly the same, must stay together, which leaves only ${groups} ${groups === 1 ? "group" : "groups"} for ${parts} parts`,
    {
      hint: 'Split by "dialog" when the same persona and goal may be in several parts, or make more of them.',
    },
  );
}
