import { described } from "@sdialog/core/internal";
import type { DialogEvent, OrchestratorMoment, OrchestratorRun } from "@sdialog/core";
import * as z from "zod/mini";
import { definePolicy, ownTurns } from "../define-policy.ts";
import { shareOption } from "../share-option.ts";

// Ways off the straight path to the goal, and back to it: the goal itself stays what it is.

const times = (most: number) =>
  described(z._default(z.int().check(z.gte(1)), most), "How many times at most in one conversation");

/** Asks for what is not offered. */
export const unavailableRequest = definePolicy({
  name: "unavailable-request",
  description: "asks on the way for something that is not offered",
  schema: z.strictObject({
    share: shareOption(0.25, "How likely it is at each message"),
    requests: described(
      z._default(z.array(z.string().check(z.minLength(1))), []),
      "What it may ask for, one of these at random",
    ),
    maxTimes: times(1),
  }),
  begin: ({ share, requests, maxTimes }, run) =>
    detour("unavailable-request", share, maxTimes, run, ({ random }) => {
      const what =
        requests.length === 0
          ? "something near to what you want that such a service hardly has"
          : `this, which they may not have: ${random.pick(requests)}`;
      return `Ask in passing for ${what}. When it is refused, let it go and return to what you want.`;
    }),
});

/** Talks about something else for a while. */
export const digression = definePolicy({
  name: "digression",
  description: "goes off topic now and then",
  schema: z.strictObject({
    share: shareOption(0.2, "How likely it is at each message"),
    topics: described(
      z._default(z.array(z.string().check(z.minLength(1))), []),
      "What it may talk about, one of these at random",
    ),
    maxTimes: times(2),
  }),
  begin: ({ share, topics, maxTimes }, run) =>
    detour("digression", share, maxTimes, run, ({ random }) => {
      const what = topics.length === 0 ? "something that came to your mind" : random.pick(topics);
      return `Go off topic in your next message: talk about ${what} instead. You will come back to what you want later.`;
    }),
});

/** Changes its mind for a message, and comes back to what it wanted. */
export const changeOfMind = definePolicy({
  name: "change-of-mind",
  description: "wants something else for a moment, and comes back to what it wanted",
  schema: z.strictObject({
    share: shareOption(0.3, "How likely it is at each message"),
    alternatives: described(
      z._default(z.array(z.string().check(z.minLength(1))), []),
      "What it may want instead, one of these at random",
    ),
    maxTimes: times(1),
  }),
  begin: ({ share, alternatives, maxTimes }, run) =>
    detour(
      "change-of-mind",
      share,
      maxTimes,
      run,
      ({ random }) =>
        `You have changed your mind: take back what you asked for, and ask for ${
          alternatives.length === 0 ? "something else that fits the conversation" : random.pick(alternatives)
        } instead.`,
      "You have thought again: you want what you wanted at first. Say so.",
    ),
});

/**
 * Something that may happen at any message but the first, so many times at most.
 * @param comeBack what the speaker is told at the message after
 */
function detour(
  name: string,
  share: number,
  maxTimes: number,
  { past }: OrchestratorRun,
  say: (moment: OrchestratorMoment) => string,
  comeBack?: string,
) {
  // How many messages the speaker had sent before each.
  const taken = past.filter(({ action }) => action === name).map(sentBefore);
  return (moment: OrchestratorMoment) => {
    const sent = ownTurns(moment).length;
    if (comeBack !== undefined && taken.at(-1) === sent - 1) return comeBack;
    if (sent === 0 || taken.length >= maxTimes || !moment.random.chance(share)) return undefined;
    taken.push(sent);
    return { text: say(moment), events: [{ action: name, content: { sent } }] };
  };
}

function sentBefore({ content }: DialogEvent): number {
  return Number((content as { readonly sent?: unknown }).sent);
}
