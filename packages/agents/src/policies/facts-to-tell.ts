import { factsAsked, factsTold, type Facts, type Turn } from "@sdialog/core";
import { mistakenFacts } from "./mistaken-facts.ts";

/** How freely facts are told. */
export interface TellingLimits {
  /** Most facts that one message tells. */
  readonly perMessage: number;
  /** How many facts the first message tells unasked. */
  readonly opening: number;
}

/** What a speaker has told of what it knows, and what it may tell in its next message. */
export interface FactsToTell {
  readonly told: readonly string[];
  /** Everything it was asked for and has not told yet, or, when it opens, what it may open with. */
  readonly allowed: readonly string[];
  /** Those of the allowed that fit into one message. */
  readonly now: readonly string[];
  /**
   * Where the last question asks for none of them surely: the untold ones it may have meant. "Where did you buy it?" may
   * ask for the place of purchase and for another place; who is asked knows best.
   */
  readonly perhaps: readonly string[];
  /**
   * Whatever would be an answer to a question so far, if not to what was meant by it: to tell it is no fault. To an open
   * question everything is an answer, in the message that follows it, and to an offer what it offers: "We have trains to
   * Berlin and Hamburg."
   */
  readonly answering: readonly string[];
}

/** The facts whose values, or others in their place, the other side has just said: to take or mend one discloses nothing. */
function offered(last: Turn | undefined, agent: string, facts: Facts): readonly string[] {
  return last === undefined || last.speaker === agent
    ? []
    : [...factsTold(last.text, facts), ...mistakenFacts(last.text, facts)];
}

/**
 * What a speaker may tell who tells what it was asked for. A question for anything there is to say allows the first
 * fact that was not told yet; a fact that is asked for again may be told again.
 */
export function factsToTell(
  { agent, turns }: { readonly agent: string; readonly turns: readonly Turn[] },
  facts: Facts,
  { perMessage, opening }: TellingLimits,
): FactsToTell {
  const own = turns.filter(({ speaker }) => speaker === agent);
  const told = factsTold(own.map(({ text }) => text).join("\n"), facts);
  const untold = Object.keys(facts).filter((name) => !told.includes(name));
  const heard = turns.filter(({ speaker }) => speaker !== agent).map(({ text }) => factsAsked(text, facts));
  const last = turns.at(-1)?.speaker === agent ? undefined : heard.at(-1);
  const asked = new Set(heard.flatMap(({ names }) => names));
  const again = (last?.names ?? []).filter((name) => told.includes(name));
  const open = untold.find((name) => !asked.has(name));
  const allowed = [
    ...(last?.names ?? []).filter((name) => !told.includes(name)),
    ...untold.filter((name) => asked.has(name) && last?.names.includes(name) !== true),
    ...again,
    ...(last?.open === true && open !== undefined ? [open] : []),
    ...(own.length === 0 ? untold.filter((name) => !asked.has(name)).slice(0, opening) : []),
  ];
  return {
    told,
    allowed,
    perhaps:
      last === undefined || last.open || last.names.length > 0
        ? []
        : last.possible.filter((name) => !told.includes(name) && !allowed.includes(name)),
    answering:
      last?.open === true
        ? Object.keys(facts)
        : [
            ...new Set([
              ...heard.flatMap(({ possible }) => possible),
              ...offered(turns.at(-1), agent, facts),
            ]),
          ],
    now: allowed.slice(0, own.length === 0 ? Math.max(perMessage, opening) : perMessage),
  };
}
