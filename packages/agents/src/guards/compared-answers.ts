import { checkOptions, requireArguments } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import { toldFacts } from "./contradicted-facts.ts";
import { speakerOf, type UserKnowledge, userKnowledgeNames } from "./user-guards.ts";

/** What became of the answers to questions for facts: each fact counts each time that it was asked for. */
export interface ComparedAnswers {
  readonly asked: number;
  /** It was told as it is. */
  readonly same: number;
  /** It was told as another, which `userFaults` counts as `invented_fact`. */
  readonly other: number;
  /** What was said could not be read whole: evaded, vague, or in words that no pattern has. It is held against nobody, but what is made up besides. */
  readonly unclear: number;
}

/**
 * How many of a simulated user's answers could be compared with its facts: what `userFaults` finds is found among these, and
 * says nothing of the unclear ones.
 *
 * @throws InvalidArgumentError when nobody of that name speaks
 */
export function comparedAnswers(dialog: Pick<Dialog, "turns">, knowledge: UserKnowledge): ComparedAnswers {
  checkOptions("comparedAnswers", knowledge, userKnowledgeNames);
  requireArguments("comparedAnswers", arguments, 2);
  const { facts = {}, hidden = {}, goal = [], told = [] } = knowledge;
  const user = speakerOf(dialog, knowledge.user);
  const moment = { facts: { ...facts, ...hidden }, told: [...goal, ...told], speaker: user };
  const counts = { asked: 0, same: 0, other: 0, unclear: 0 };
  for (const [index, { speaker, text, clean }] of dialog.turns.entries()) {
    if (speaker !== user) continue;
    const said = typeof clean === "string" ? clean : text;
    for (const { verdict } of toldFacts(said, { ...moment, turns: dialog.turns.slice(0, index) }).answers) {
      counts.asked++;
      counts[verdict]++;
    }
  }
  return counts;
}
