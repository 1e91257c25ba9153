import { described } from "@sdialog/core/internal";
import * as z from "zod/mini";
import { definePolicy, ownTurns } from "../define-policy.ts";

/** Has time for a number of messages. */
export const limitedTime = definePolicy({
  name: "limited-time",
  description: "has time for a certain number of messages, and then leaves",
  schema: z.strictObject({
    messages: described(z._default(z.number().check(z.gte(1)), 6), "Messages it has time for: the median"),
    spread: described(
      z._default(z.number().check(z.gte(0), z.lte(2)), 0.4),
      "How much that varies between conversations: standard deviation of the logarithms",
    ),
    stays: described(
      z._default(z.boolean(), false),
      "Whether it may not leave sooner, but by a policy after this one: for models that take leave at once",
    ),
  }),
  begin({ messages, spread, stays }, { random }) {
    const most = Math.max(
      1,
      Math.round(Math.exp(random.fork("messages").normal(Math.log(messages), spread))),
    );
    return (moment) => {
      if (ownTurns(moment).length + 1 >= most)
        return { text: "You have no time left: this is your last message.", end: true };
      return stays ? { end: false } : undefined;
    };
  },
});
