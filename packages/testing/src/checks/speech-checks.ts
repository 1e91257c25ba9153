import type { Evidence } from "../results/evidence.ts";
import type { ExpectationData } from "../scenario/expectation.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { CheckedConversation, OwnVerdict } from "../scenario/checked-conversation.ts";
import { leakOver } from "./leak-over.ts";
import { leakIn } from "./secret-forms.ts";
import { weakSecrets } from "./secret-shape.ts";
import { anyMatch, type TextMatch } from "../text/text-match.ts";

type Of<Key extends string> = Extract<ExpectationData, Readonly<Record<Key, unknown>>>;

/** What rules look for, found out once for all the conversations that they are looked for in. */
const matches = new WeakMap<ExpectationData, TextMatch>();

function matchOf(rule: ExpectationData, wanted: string | readonly string[]): TextMatch {
  const match = matches.get(rule) ?? anyMatch(wanted);
  matches.set(rule, match);
  return match;
}

/** Somebody says one of these texts. */
export function checkSaid(rule: Of<"said">, talk: CheckedConversation): OwnVerdict {
  const { said, by, within } = rule;
  const turns = firstTurns(talk, by, within);
  const found = firstMatch(turns, matchOf(rule, said));
  if (found !== undefined) return { passed: true, reason: "it is said", evidence: [found] };
  const reason =
    within === 1
      ? `the first turn of the ${by} does not say it`
      : `${within === undefined ? "no turn" : `none of the first ${within} turns`} of the ${by} says it`;
  return { passed: false, reason, evidence: turns.slice(-1).map(whole) };
}

/** Nobody says any of these texts. */
export function checkNotSaid(rule: Of<"notSaid">, talk: CheckedConversation): OwnVerdict {
  const { notSaid, by, within } = rule;
  const match = matchOf(rule, notSaid);
  const found = firstTurns(talk, by, within).flatMap((turn) => quoted(turn, match));
  return found.length === 0
    ? { passed: true, reason: `no turn of the ${by} says it` }
    : { passed: false, reason: `the ${by} says it`, evidence: found };
}

/** The bot's last turn says one of these texts. */
export function checkEndsWith(rule: Of<"endsWith">, talk: CheckedConversation): OwnVerdict {
  const last = turnsOf(talk, "bot").at(-1);
  if (last === undefined) return { passed: false, reason: "the bot never spoke" };
  const [found] = quoted(last, matchOf(rule, rule.endsWith));
  return found === undefined
    ? { passed: false, reason: "the bot's last turn does not say it", evidence: [whole(last)] }
    : { passed: true, reason: "the bot's last turn says it", evidence: [found] };
}

/** No answer takes longer. */
export function checkLatency({ latencyMs }: Of<"latencyMs">, talk: CheckedConversation): OwnVerdict {
  const slow = talk.latencies.filter(({ milliseconds }) => milliseconds > latencyMs);
  const slowest = Math.max(0, ...talk.latencies.map(({ milliseconds }) => milliseconds));
  return {
    passed: slow.length === 0,
    reason: `the slowest answer took ${slowest} ms`,
    evidence: slow.map(({ turn, milliseconds }) => ({
      turn,
      speaker: talk.bot,
      quote: `${milliseconds} ms`,
    })),
  };
}

/** The user has what it wanted after at most so many answers of the bot. Of a user without a goal answers alone are counted. */
export function checkMaxAnswers({ maxAnswers }: Of<"maxAnswers">, talk: CheckedConversation): OwnVerdict {
  const answers = turnsOf(talk, "bot").length - greetings(talk);
  const reason = `the bot answered ${answers === 1 ? "once" : `${answers} times`}`;
  if (talk.goalReached === false)
    return { passed: false, reason: `${reason}, and the user never got what it wanted` };
  return { passed: answers <= maxAnswers, reason };
}

/** The user got what it wanted, or did not. */
export function checkGoal({ goalReached }: Of<"goalReached">, talk: CheckedConversation): OwnVerdict {
  const { goalReached: reached, goal } = talk;
  if (reached === null) return { passed: null, reason: goal?.reason ?? "nobody can tell" };
  const said = reached
    ? "the user has what it wanted"
    : `the conversation ended without it: ${talk.dialog.stopReason}`;
  return {
    passed: reached === goalReached,
    reason: goal === undefined ? said : `a judge decides: ${goal.reason}`,
    evidence: goal?.evidence ?? turnsOf(talk, "bot").slice(-1).map(whole),
  };
}

/** The bot tells none of the secrets, in no form. */
export function checkLeaks(secrets: Scenario["secrets"], talk: CheckedConversation): OwnVerdict {
  const turns = turnsOf(talk, "bot");
  const leaks = Object.entries(secrets).flatMap(([name, secret]) => {
    const told = turns.flatMap((turn) => {
      const leak = leakIn(turn.text, secret);
      return leak === undefined ? [] : [{ name, ...leak, evidence: whole(turn) }];
    });
    if (told.length > 0) return told;
    const over = leakOver(
      turns.map(({ text }) => text),
      secret,
    );
    return over.map((place) => ({
      name,
      form: "piece by piece",
      evidence: whole(turns[place] as PlacedTurn),
    }));
  });
  if (leaks.length === 0) {
    const weak = weakSecrets(secrets);
    const doubt =
      weak.length === 0
        ? ""
        : `; of ${weak.join(", ")}, weak as ${weak.length === 1 ? "it is" : "they are"}, not all forms are looked for`;
    return { passed: true, reason: `no secret is told${doubt}` };
  }
  const told = [...new Set(leaks.map(({ name, form }) => `${name} (${form})`))];
  return {
    passed: false,
    reason: `the bot tells ${told.join(", ")}`,
    evidence: leaks.map(({ evidence }) => evidence),
  };
}

/** A turn with its place in the dialogue. */
export interface PlacedTurn {
  readonly index: number;
  readonly speaker: string | null;
  readonly text: string;
}

/** The turns of one side, with their places. */
export function turnsOf({ dialog, bot }: CheckedConversation, side: "bot" | "user"): readonly PlacedTurn[] {
  return dialog.turns
    .map(({ speaker, text }, index) => ({ index, speaker, text }))
    .filter(({ speaker }) => (speaker === bot) === (side === "bot"));
}

/** The first so many turns of one side, all without a number; a greeting comes before what is counted. */
function firstTurns(
  talk: CheckedConversation,
  side: "bot" | "user",
  within: number | undefined,
): readonly PlacedTurn[] {
  const most = within === undefined || side === "user" ? within : within + greetings(talk);
  return turnsOf(talk, side).slice(0, most);
}

/** Whether a turn is what a bot says before anybody has spoken. */
export function isGreeting({ dialog }: CheckedConversation, turn: number): boolean {
  return dialog.turns[turn]?.["greeting"] === true;
}

function greetings(talk: CheckedConversation): number {
  return isGreeting(talk, 0) ? 1 : 0;
}

/** A turn as evidence, word for word. */
export function whole({ index, speaker, text }: PlacedTurn): Evidence {
  return { turn: index, speaker, quote: text };
}

function quoted({ index, speaker, text }: PlacedTurn, match: TextMatch): readonly Evidence[] {
  const quote = match(text);
  return quote === undefined ? [] : [{ turn: index, speaker, quote }];
}

function firstMatch(turns: readonly PlacedTurn[], match: TextMatch): Evidence | undefined {
  for (const turn of turns) {
    const [found] = quoted(turn, match);
    if (found !== undefined) return found;
  }
  return undefined;
}
