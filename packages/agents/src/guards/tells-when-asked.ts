import { checkArguments, checkOptions, type OptionNames, requireArguments } from "@sdialog/core/internal";
import { type Facts, factsTold } from "@sdialog/core";
import { factsToTell } from "../policies/facts-to-tell.ts";
import { type Guard, passed } from "./guard.ts";

/** What a simulated user knows, and how freely it may tell it. */
export interface TellsWhenAskedOptions {
  readonly facts: Facts;
  /** What it wants, in its own words: facts that stand there are part of it, and need no question. */
  readonly goal?: readonly string[] | undefined;
  /** How many facts the first message may tell. Default: 0. */
  readonly opening?: number | undefined;
  /** Whether a message that tells too much is asked for again before it is let go. Default: true. */
  readonly retry?: boolean | undefined;
}

const tellsWhenAskedOptionNames: OptionNames<TellsWhenAskedOptions> = {
  facts: true,
  goal: true,
  opening: true,
  retry: true,
};

/** Finds facts that a simulated user tells before anybody asked for them; the dialogue counts them as `unasked_fact`. */
export function tellsWhenAsked(options: TellsWhenAskedOptions): Guard {
  checkArguments("tellsWhenAsked", arguments, 1);
  requireArguments("tellsWhenAsked", arguments, 1);
  const {
    facts,
    goal = [],
    opening = 0,
    retry = true,
  } = checkOptions("tellsWhenAsked", options, tellsWhenAskedOptionNames);
  const wanted = factsTold(goal.join("\n"), facts);
  return {
    name: "tells-when-asked",
    check(text, { speaker, state }) {
      const limits = { perMessage: Infinity, opening };
      const { told, allowed, answering } = factsToTell({ agent: speaker, turns: state.turns }, facts, limits);
      const news = factsTold(text, facts).filter((name) => !told.includes(name) && !wanted.includes(name));
      const unasked = news.filter((name) => !allowed.includes(name) && !answering.includes(name));
      // Of what a message may open with, any will do.
      const opens = !state.turns.some((turn) => turn.speaker === speaker);
      if (unasked.length === 0 || (opens && news.length <= opening)) return passed;
      return {
        pass: false,
        reason: "incoherent",
        fault: "unasked_fact",
        detail: `tells unasked: ${unasked.join(", ")}`,
        leniency: retry ? "retry" : "count",
      };
    },
  };
}

/** Finds a simulated user who tells what it is to tell nobody; the dialogue counts it as `hidden_fact`. */
export function keepsToItself(hidden: Facts): Guard {
  return {
    name: "keeps-to-itself",
    check(text) {
      const told = factsTold(text, hidden);
      if (told.length === 0) return passed;
      return {
        pass: false,
        reason: "incoherent",
        fault: "hidden_fact",
        detail: `tells what it should keep to itself: ${told.join(", ")}`,
        leniency: "retry",
      };
    },
  };
}
