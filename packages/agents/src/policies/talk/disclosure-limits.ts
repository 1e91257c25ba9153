import { described } from "@sdialog/core/internal";
import * as z from "zod/mini";

export const disclosureName = "disclosure";

/** How freely `disclosure` tells facts. Apart from the policy, since every agent's prompt asks, and few have the policy. */
export const disclosureSchema = z.strictObject({
  perMessage: described(z._default(z.int().check(z.gte(1)), 1), "Most facts that one message tells"),
  opening: described(
    z._default(z.int().check(z.gte(0)), 0),
    "How many facts the first message tells unasked",
  ),
});

/** How freely a speaker with these rules tells facts; nothing for one that tells them as it likes. */
export function disclosureOf(rules: readonly { readonly label: string; toJSON(): unknown }[]) {
  const rule = rules.find(({ label }) => label === disclosureName);
  if (rule === undefined) return undefined;
  const { args } = rule.toJSON() as { readonly args: unknown };
  return disclosureSchema.parse(args);
}
