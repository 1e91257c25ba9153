import { type Fact, factValue } from "@sdialog/core";
import { definePolicy, ownTurns } from "../define-policy.ts";
import { factsToTell } from "../facts-to-tell.ts";
import { disclosureName, disclosureSchema } from "./disclosure-limits.ts";

/** Tells what it knows when it is asked for it, and little at a time. */
export const disclosure = definePolicy({
  name: disclosureName,
  description: "tells what it knows only when asked, one fact at a time",
  schema: disclosureSchema,
  begin:
    (options, { facts = {} }) =>
    (moment) => {
      const opens = ownTurns(moment).length === 0;
      if (Object.keys(facts).length === 0)
        return opens
          ? "Say in a few words what you want, without any details."
          : "Give one detail at most, and only when you are asked for it.";
      const { told, now, perhaps } = factsToTell(moment, facts, options);
      const content = { told, mayTell: [...now, ...perhaps] };
      const events = [{ action: "facts", actionLabel: disclosureName, content }];
      const list = (names: readonly string[]): string =>
        names.map((name) => `${name} (${factValue(facts[name] as Fact)})`).join(", ");
      const asked =
        now.length > 0
          ? `Of what you know, tell only this in your next message: ${list(now)}.`
          : opens && perhaps.length === 0
            ? "Say in a few words what you want, without any of the details you know: wait until you are asked for them."
            : "Tell nothing more of what you know in your next message: you were not asked for it.";
      // Whether another word means one of them, nobody knows better than who is asked.
      const text =
        perhaps.length === 0
          ? asked
          : `If one of these answers what you were just asked, tell that in your next message, and nothing else of what you know: ${list(perhaps)}. Otherwise: ${asked}`;
      return { text, events };
    },
});
