import * as z from "zod";
import { definePolicy, ownTurns } from "../define-policy.ts";

/** Has time for a number of messages. */
export const limitedTime = definePolicy({
  name: "limited-time",
  description: "has time for a certain number of messages, and then leaves",
  schema: z.strictObject({
    messages: z.number().min(1).default(6).describe("Messages it has time for: the median"),
    spread: z
      .number()
      .min(0)
      .max(2)
      .default(0.4)
      .describe("How much that varies between conversations: standard deviation of the logarithms"),
    stays: z
      .boolean()
      .default(false)
      .describe(
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
