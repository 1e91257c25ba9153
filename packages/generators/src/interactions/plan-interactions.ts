import { checkCount, type OptionNames } from "@sdialog/core/internal";
import { deriveSeed, InvalidArgumentError, Random } from "@sdialog/core";
import type { BankPersona } from "../persona-bank/persona-bank.ts";
import { PersonaBank } from "../persona-bank/persona-bank.ts";
import { taskSeeds } from "../plan/dialog-plan.ts";
import type { TaskContext, TaskPlan, TaskResult } from "../plan/task-plan.ts";
import type { Interaction } from "./interaction.ts";
import { type InteractionPersona, interactionPersona, type Person } from "./interaction-persona.ts";
import type { Query } from "./query.ts";

/** For whom interactions are made, and about what. */
export interface PlanInteractionsOptions {
  /** A bank to draw people from, or people: those of a bank, personas of any class, or a few words. */
  readonly personas: PersonaBank | Iterable<Person>;
  /** What they want. Every query is used once. */
  readonly queries: readonly Query[];
  /** Interactions per person. Default: 5. */
  readonly perPersona?: number | undefined;
  /** How many there are in all; listed people come again when there are more. Default: every listed person's, once. */
  readonly count?: number | undefined;
  readonly seed: number;
  /** How often those that are no good in the end are made of other queries. Default: 3. */
  readonly supplementRounds?: number | undefined;
}

/** The names of {@link PlanInteractionsOptions}. */
export const planInteractionsOptionNames: OptionNames<PlanInteractionsOptions> = {
  personas: true,
  queries: true,
  perPersona: true,
  count: true,
  seed: true,
  supplementRounds: true,
};

interface PlannedInteraction {
  readonly persona: InteractionPersona;
  readonly query: Query;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * Who asks what. Queries are used in an order that their file's does not matter for; those left over are the reserve,
 * used from the end, so that asking for more later changes nothing that is there.
 */
export function planInteractions<Ref>(
  options: PlanInteractionsOptions,
  hold: (task: PlannedInteraction, context: TaskContext<Ref>) => Promise<TaskResult<Interaction>>,
): TaskPlan<Interaction, Ref> {
  const { queries, seed, perPersona = 5, supplementRounds = 3 } = options;
  checkCount("perPersona", perPersona, 1);
  checkCount("supplementRounds", supplementRounds, 0);
  const people = peopleOf(options.personas, deriveSeed(seed, "people"));
  const count = options.count ?? people.size * perPersona;
  if (!Number.isFinite(count))
    throw new InvalidArgumentError("A bank never runs out of people: give a count");
  checkCount("count", count, 0);
  if (queries.length < count) {
    throw new InvalidArgumentError(
      `${queries.length} different queries are not enough for ${count} interactions`,
      { hint: "Every query is asked once: ask for fewer interactions, or add queries." },
    );
  }
  const byId = queries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const order = new Random(deriveSeed(seed, "queries")).shuffle(byId);
  return {
    count,
    supplement: { reserve: order.length - count, rounds: supplementRounds },
    seed: taskSeeds(seed),
    run(index, context) {
      const persona = people.get(Math.floor(index / perPersona));
      const query = order[context.substitute === undefined ? index : order.length - 1 - context.substitute];
      return hold({ persona, query: query as Query, metadata: { place: index % perPersona } }, context);
    },
  };
}

interface People {
  readonly size: number;
  /** Person number `number`, from 0. */
  get(number: number): InteractionPersona;
}

/** People of a bank are drawn as far as they are asked for: each depends on those before. */
function peopleOf(personas: PersonaBank | Iterable<Person>, seed: number): People {
  if (personas instanceof PersonaBank) {
    const sequence = personas.generate({ n: Infinity, seed });
    const drawn: BankPersona[] = [];
    return {
      size: Infinity,
      get(number) {
        while (drawn.length <= number) drawn.push(sequence.next().value as BankPersona);
        return drawn[number] as BankPersona;
      },
    };
  }
  const listed = Array.from(personas, interactionPersona);
  if (listed.length === 0)
    throw new InvalidArgumentError("personas is empty: an interaction needs somebody who asks");
  if (new Set(listed.map(({ id }) => id)).size < listed.length)
    throw new InvalidArgumentError("Two personas have the same id");
  return { size: listed.length, get: (number) => listed[number % listed.length] as InteractionPersona };
}
