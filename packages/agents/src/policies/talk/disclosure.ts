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
      const { told, now } = factsToTell(moment, facts, options);
      const events = [{ action: "facts", actionLabel: disclosureName, content: { told, mayTell: now } }];
      const list = now.map((name) => `${name} (${factValue(facts[name] as Fact)})`).join(", ");
      const text =
        now.length > 0
          ? `Of what you know, tell only this in your next message: ${list}.`
          : opens
            ? "Say in a few words what you want, without any of the details you know: wait until you are asked for them."
            : "Tell nothing more of what you know in your next message: you were not asked for it.";
      return { text, events };
    },
});
