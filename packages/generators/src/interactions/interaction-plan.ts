import { type AttributeModel, deriveSeed, InvalidArgumentError, Random } from "@sdialog/core";
import { type InteractionPersona, interactionPersona } from "./interaction-persona.ts";
import type { Query } from "./query.ts";

/** What is known of an interaction that exists: enough to see whose quota it counts for and which query it used. */
export interface KnownInteraction {
  readonly persona_id: string;
  readonly query_id?: string | null | undefined;
  /** Which of its persona's places it fills, when it says so. */
  readonly place?: number | null | undefined;
}

/** One interaction that is wanted. What stays the same whatever fills it (the model, the target) follows from its seed. */
export interface Place {
  readonly persona: InteractionPersona;
  /** Number among the persona's interactions, from 0. */
  readonly index: number;
  readonly seed: number;
}

/** A place with the query that is to fill it. */
export interface PlannedInteraction extends Place {
  readonly query: Query;
}

/** What interactions are planned for: personas, queries, and what exists already. */
export interface InteractionPlanOptions {
  readonly personas: Iterable<InteractionPersona | AttributeModel>;
  readonly queries: readonly Query[];
  /** Interactions per persona. */
  readonly perPersona: number;
  readonly seed: number;
  readonly known?: readonly KnownInteraction[];
}

/**
 * Who asks what. Every query is used once, by whomever. The first round is a function of personas, queries and seed
 * alone, so a run that goes on gives the places that are still open the queries they would have had; a place whose
 * interaction failed gets another query in the next round.
 */
export class InteractionPlan {
  readonly wanted: number;
  readonly #open = new Map<string, PlannedInteraction>();
  readonly #without: Place[] = [];
  readonly #reserve: Query[];

  /** @throws InvalidArgumentError for two personas with one id, or no interactions per persona */
  constructor({ personas, queries, perPersona, seed, known = [] }: InteractionPlanOptions) {
    const people = Array.from(personas, interactionPersona);
    if (!Number.isInteger(perPersona) || perPersona < 1)
      throw new InvalidArgumentError(`perPersona must be a whole number of at least 1, not ${perPersona}`);
    if (new Set(people.map(({ id }) => id)).size < people.length)
      throw new InvalidArgumentError("Two personas have the same id");
    const byId = queries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const order = new Random(deriveSeed(seed, "queries")).shuffle(byId);
    const places = people.flatMap((persona) =>
      Array.from({ length: perPersona }, (_, index) => ({
        persona,
        index,
        seed: deriveSeed(seed, "interaction", persona.id, index),
      })),
    );
    this.wanted = places.length;
    const filled = filledPlaces(known, perPersona);
    const used = new Set(known.map(({ query_id: id }) => id));
    this.#reserve = order.slice(places.length).filter(({ id }) => !used.has(id));
    for (const [number, place] of places.entries()) {
      if (filled.has(keyOf(place.persona.id, place.index))) continue;
      const query = order[number];
      this.#assign(place, query === undefined || used.has(query.id) ? this.#reserve.shift() : query);
    }
  }

  /** What is to be made now: all open places that have a query. */
  get round(): readonly PlannedInteraction[] {
    return [...this.#open.values()];
  }

  /** Places that are open, with or without a query. */
  get missing(): readonly Place[] {
    return [...this.#open.values(), ...this.#without];
  }

  /** How many places are open. */
  get openCount(): number {
    return this.#open.size + this.#without.length;
  }

  fill({ persona, index }: Place): void {
    this.#open.delete(keyOf(persona.id, index));
  }

  /** Gives every open place another query; places for which there is none are left out of the next round. */
  nextRound(): void {
    const open = this.round;
    this.#open.clear();
    for (const place of open) this.#assign(place, this.#reserve.shift());
  }

  #assign({ persona, index, seed }: Place, query: Query | undefined): void {
    if (query === undefined) this.#without.push({ persona, index, seed });
    else this.#open.set(keyOf(persona.id, index), { persona, index, seed, query });
  }
}

/** The places that existing interactions take; those that do not say which take the first free ones. */
function filledPlaces(known: readonly KnownInteraction[], perPersona: number): ReadonlySet<string> {
  const filled = new Set<string>();
  const isPlaced = ({ place }: KnownInteraction): boolean => typeof place === "number";
  for (const { persona_id: id, place } of known.filter(isPlaced)) filled.add(keyOf(id, place as number));
  for (const { persona_id: id } of known.filter((item) => !isPlaced(item))) {
    const free = Array.from({ length: perPersona }, (_, index) => keyOf(id, index)).find(
      (key) => !filled.has(key),
    );
    if (free !== undefined) filled.add(free);
  }
  return filled;
}

function keyOf(persona: string, index: number): string {
  return `${index}/${persona}`;
}
