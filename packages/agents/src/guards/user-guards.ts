import { checkOptions, nearestName, type OptionNames, requireArguments } from "@sdialog/core/internal";
import { type Facts, InvalidArgumentError, Random, type Dialog, type Orchestrator } from "@sdialog/core";
import { noUsage } from "@sdialog/llm";
import { disclosureOf } from "../policies/talk/disclosure-limits.ts";
import { forSpeakers } from "./for-speakers.ts";
import type { Guard } from "./guard.ts";
import { noCoaching } from "./no-coaching.ts";
import { noInventedFacts } from "./no-invented-facts.ts";
import { noRoleInversion } from "./no-role-inversion.ts";
import { keepsToItself, tellsWhenAsked } from "./tells-when-asked.ts";

/** A simulated user: what it knows, was told, and is ruled by. */
export interface UserKnowledge {
  /** Its name in the dialogue. */
  readonly user: string;
  readonly facts?: Facts | undefined;
  /** What it knows and is to tell nobody. */
  readonly hidden?: Facts | undefined;
  /** What it wants, as it was told: what stands there it may say unasked. */
  readonly goal?: readonly string[] | undefined;
  /** What else it was told: who it is, what it finds out. */
  readonly told?: readonly string[] | undefined;
  /** How it behaves. */
  readonly orchestrators?: readonly Orchestrator[] | undefined;
}

export const userKnowledgeNames: OptionNames<UserKnowledge> = {
  user: true,
  facts: true,
  hidden: true,
  goal: true,
  told: true,
  orchestrators: true,
};

/**
 * What tells a simulated user from one that makes it too easy for the assistant: it tells facts unasked, makes some up,
 * coaches the assistant, or speaks as if it were the assistant. Facts told unasked are asked for again only of a user
 * who is to disclose them step by step; of others they are counted.
 *
 * @throws InvalidArgumentError for anything of another name, which would be knowledge that nobody guards
 */
export function userGuards(knowledge: UserKnowledge): readonly Guard[] {
  checkOptions("userGuards", knowledge, userKnowledgeNames);
  requireArguments("userGuards", arguments, 1);
  const { user, facts = {}, hidden = {}, goal = [], told = [], orchestrators = [] } = knowledge;
  const disclosure = disclosureOf(orchestrators);
  const knows = Object.keys(facts).length > 0;
  const own = [
    ...(knows
      ? [
          tellsWhenAsked({ facts, goal, opening: disclosure?.opening, retry: disclosure !== undefined }),
          noInventedFacts({ facts: { ...facts, ...hidden }, told: [...goal, ...told] }),
        ]
      : []),
    ...(Object.keys(hidden).length > 0 ? [keepsToItself(hidden)] : []),
  ];
  return [noRoleInversion([user]), noCoaching([user]), ...own.map((guard) => forSpeakers([user], guard))];
}

/**
 * What is wrong with a simulated user in a dialogue that was held: how many of its messages tell facts unasked
 * (`unasked_fact`), make some up (`invented_fact`), tell what was to be kept (`hidden_fact`), coach the assistant (`coaching`) or speak as the assistant
 * (`role_inversion`). What the engine counts in `faults` are also messages that nobody heard, because they were asked for
 * again. The user's name may be written in other case than the dialogue writes it.
 *
 * @throws InvalidArgumentError when nobody of that name speaks
 */
export async function userFaults(
  dialog: Pick<Dialog, "turns">,
  knowledge: UserKnowledge,
): Promise<Readonly<Record<string, number>>> {
  checkOptions("userFaults", knowledge, userKnowledgeNames);
  requireArguments("userFaults", arguments, 2);
  const user = speakerOf(dialog, knowledge.user);
  const guards = userGuards({ ...knowledge, user });
  const faults: Record<string, number> = {};
  const participants = [...new Set(dialog.turns.map(({ speaker }) => speaker ?? ""))].map((name) => ({
    name,
  }));
  for (const [index, { speaker, text: sent, clean }] of dialog.turns.entries()) {
    // What typing made of a message says nothing about what was meant.
    const text = typeof clean === "string" ? clean : sent;
    if (speaker !== user) continue;
    const state = {
      participants,
      turns: dialog.turns.slice(0, index),
      usage: noUsage,
      random: new Random(index),
    };
    for (const guard of guards) {
      const verdict = await guard.check(text, { speaker, state });
      if (verdict.pass) continue;
      const fault = verdict.fault ?? verdict.reason;
      faults[fault] = (faults[fault] ?? 0) + 1;
    }
  }
  return faults;
}

/** The name as the dialogue writes it; one that nobody has would find no faults. */
export function speakerOf({ turns }: Pick<Dialog, "turns">, user: string): string {
  const names = [...new Set(turns.flatMap(({ speaker }) => speaker ?? []))];
  const same = (name: string): boolean => name.toLowerCase() === user.toLowerCase();
  const found = names.includes(user) ? user : names.find(same);
  if (found !== undefined || turns.length === 0) return found ?? user;
  const near = nearestName(user, names);
  throw new InvalidArgumentError(`Nobody called "${user}" speaks in the dialogue: ${names.join(", ")}`, {
    hint: near === undefined ? "Name the simulated user in `user`." : `Did you mean "${near}"?`,
  });
}
