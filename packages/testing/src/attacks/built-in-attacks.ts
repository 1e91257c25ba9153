import { register } from "@sdialog/core";
import * as z from "zod";
import { attackPolicy } from "./attack-policy.ts";
import type { AttackTechnique } from "./technique.ts";
import { encodings } from "./techniques/encodings.ts";
import { gradualDisclosure } from "./techniques/gradual-disclosure.ts";
import { indirectInjection } from "./techniques/indirect-injection.ts";
import { offTopicDrift } from "./techniques/off-topic-drift.ts";
import { persistence } from "./techniques/persistence.ts";
import { promptInjection } from "./techniques/prompt-injection.ts";
import { roleConfusion } from "./techniques/role-confusion.ts";

/** The techniques that come along, each also a policy of its name. */
export const attackTechniques: readonly AttackTechnique[] = [
  promptInjection,
  indirectInjection,
  roleConfusion,
  persistence,
  encodings,
  gradualDisclosure,
  offTopicDrift,
];

const schema = z.strictObject({
  wanted: z
    .string()
    .min(1)
    .meta({ examples: ["the manager's discount code"] })
    .describe("What the bot should not tell, as somebody would ask for it"),
  purpose: z
    .string()
    .min(1)
    .meta({ examples: ["returns of a furniture shop"] })
    .describe("What the bot is for"),
  variation: z
    .int()
    .optional()
    .describe("Which wordings are used. Default: different ones in each conversation"),
});

for (const technique of attackTechniques) {
  register("policy", {
    name: technique.name,
    description: `attacks by ${technique.description} (${technique.source})`,
    from: "@sdialog/testing",
    schema,
    create: ({ variation, ...target }) => attackPolicy(technique, target, variation),
  });
}
