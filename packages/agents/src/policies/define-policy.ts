import type {
  AnySchema,
  InstructionResult,
  Orchestrator,
  OrchestratorMoment,
  OrchestratorRun,
  TypingNoise,
} from "@sdialog/core";
import type * as z from "zod";

/** A way to behave, as it is written down: what it tells the speaker before a message, or how it types. */
export interface PolicyParts<Schema extends AnySchema<object>> {
  readonly name: string;
  readonly aliases?: readonly string[] | undefined;
  /** One line for lists. */
  readonly description: string;
  readonly schema: Schema;
  /**
   * Starts one conversation. What was said is all a policy needs to know, so that a dialogue that is continued goes on
   * as it would have.
   */
  readonly begin?: (
    options: z.output<Schema>,
    run: OrchestratorRun,
  ) => (moment: OrchestratorMoment) => InstructionResult;
  readonly noise?: (options: z.output<Schema>) => TypingNoise;
}

/** The policy as an entry of the registry: a rule as orchestrators are, whose JSON names it. */
export function definePolicy<Schema extends AnySchema<object>>(parts: PolicyParts<Schema>) {
  const { name, aliases, description, schema } = parts;
  return {
    name,
    aliases,
    description,
    from: "@sdialog/agents",
    schema,
    create: (options: z.output<Schema>): Orchestrator => {
      const noise = parts.noise?.(options);
      return {
        label: name,
        persistent: false,
        ...(noise === undefined ? {} : { noise }),
        begin(run) {
          const instruct = parts.begin?.(options, run);
          return instruct === undefined ? {} : { instruct };
        },
        toJSON: () => ({ name, args: { ...options } }),
      };
    },
  };
}

/** What the speaker has said so far. */
export function ownTurns({ agent, turns }: Pick<OrchestratorMoment, "agent" | "turns">) {
  return turns.filter(({ speaker }) => speaker === agent);
}
