import {
  checkArguments,
  checkOptions,
  issueSentence,
  issueSentences,
  type OptionNames,
} from "@sdialog/core/internal";
import { contentId, InvalidArgumentError, type Random } from "@sdialog/core";
import type { Experience } from "./experience.ts";
import { experienceSchema } from "./experience.ts";
import { experienceAsGiven } from "./as-given.ts";
import { seedExperience } from "./seed-experience.ts";
import { similarity } from "./similarity.ts";

/**
 * Which example is shown next. `fixed`: always the first, and the hub never grows; `uniform`: any; `recent`: one of
 * the latest; `least-used`: one of those shown least often.
 */
export type DrawPolicy = "fixed" | "uniform" | "recent" | "least-used";

/** Which examples a hub starts with, how it draws them, and which it keeps. */
export interface ExampleHubOptions {
  /** Default: `uniform`. */
  readonly draw?: DrawPolicy | undefined;
  /** What it starts with. Default: one example that ships. */
  readonly examples?: readonly Experience[] | undefined;
  /** How many of the latest `recent` draws from. Default: 8. */
  readonly recent?: number | undefined;
  /** Most examples kept; the oldest after the initial ones are dropped. Default: 200. */
  readonly limit?: number | undefined;
  /** Two experiences at least this similar (0 to 1) count as the same. Default: 0.6. */
  readonly duplicate?: number | undefined;
}

const exampleHubOptionNames: OptionNames<ExampleHubOptions> = {
  draw: true,
  examples: true,
  recent: true,
  limit: true,
  duplicate: true,
};

/** An example in a hub, with where it came from. Ids are unique in the hub. */
export interface HubExample {
  readonly id: string;
  readonly experience: Experience;
  /** The example that was shown when this one was made. */
  readonly parent: string | null;
  /** How often it was shown. */
  readonly uses: number;
}

/** The hub's content as plain JSON, to go on with later. */
export interface HubState {
  readonly examples: readonly HubExample[];
}

/**
 * The growing collection of examples behind iterative sampling: what was generated becomes an example for what comes
 * next, unless it is invalid or too much like an earlier one.
 */
export class ExampleHub {
  readonly #options: {
    readonly draw: DrawPolicy;
    readonly recent: number;
    readonly limit: number;
    readonly duplicate: number;
  };
  #examples: HubExample[];
  readonly #rejected: { id: string; reason: string }[] = [];

  /** @throws InvalidArgumentError when there are no examples, for one that is no experience, or for impossible limits */
  constructor(options: ExampleHubOptions = {}, state?: HubState) {
    checkArguments("new ExampleHub", arguments, 2);
    checkOptions("new ExampleHub", options, exampleHubOptionNames);
    const {
      draw = "uniform",
      examples = [seedExperience],
      recent = 8,
      limit = 200,
      duplicate = 0.6,
    } = options;
    if (limit < 1 || recent < 1 || !(duplicate > 0 && duplicate <= 1)) {
      throw new InvalidArgumentError(
        "limit and recent must be at least 1, and duplicate more than 0 and at most 1",
      );
    }
    this.#options = { draw, recent, limit, duplicate };
    this.#examples =
      state?.examples.map((example) => ({ ...example })) ??
      examples.map((experience, position) =>
        newExample(experienceAsGiven(experience, `examples[${position}]`), null),
      );
    if (this.#examples.length === 0)
      throw new InvalidArgumentError("A hub needs at least one example to start with");
  }

  /** Whether it takes anything new. */
  get grows(): boolean {
    return this.#options.draw !== "fixed";
  }

  /** Another hub with the same examples, which grows by itself. */
  copy(): ExampleHub {
    return new ExampleHub(this.#options, this.toJSON());
  }

  get size(): number {
    return this.#examples.length;
  }

  /** What it holds now, the oldest first. */
  get examples(): readonly HubExample[] {
    return [...this.#examples];
  }

  /** From which similarity on (0 to 1) two experiences count as the same. */
  get duplicate(): number {
    return this.#options.duplicate;
  }

  /** What was offered and not taken, and why. */
  get rejected(): readonly { readonly id: string; readonly reason: string }[] {
    return this.#rejected;
  }

  /** The names and topics of the latest examples, for a model that should not use them again. */
  get taken(): { readonly names: readonly string[]; readonly topics: readonly string[] } {
    const latest = this.#examples.slice(-this.#options.recent).map(({ experience }) => experience);
    return {
      names: [...new Set(latest.flatMap(({ personas }) => personas.map(({ name }) => name)))],
      topics: [...new Set(latest.map(({ topic }) => topic))],
    };
  }

  /** The example to show next; counts as a use. */
  draw(random: Random): HubExample {
    const drawn = random.pick(this.#candidates());
    this.#examples = this.#examples.map((example) =>
      example.id === drawn.id ? { ...example, uses: example.uses + 1 } : example,
    );
    return drawn;
  }

  #candidates(): readonly HubExample[] {
    const { draw, recent } = this.#options;
    if (draw === "fixed") return this.#examples.slice(0, 1);
    if (draw === "recent") return this.#examples.slice(-recent);
    if (draw === "uniform") return this.#examples;
    const fewest = Math.min(...this.#examples.map(({ uses }) => uses));
    return this.#examples.filter(({ uses }) => uses === fewest);
  }

  /**
   * Offers an experience as an example.
   * @returns nothing when it was taken; otherwise why not
   */
  add(experience: Experience, parent: string): string | undefined {
    const reason = this.#take(experience, parent);
    if (reason !== undefined) this.#rejected.push({ id: contentId(experience), reason });
    return reason;
  }

  #take(experience: Experience, parent: string): string | undefined {
    const { draw, limit, duplicate } = this.#options;
    if (draw === "fixed") return "the hub is fixed";
    const valid = experienceSchema.safeParse(experience, { error: issueSentence });
    if (!valid.success) return `invalid: ${issueSentences(valid.error.issues)}`;
    const names = experience.personas.map(({ name }) => name.toLowerCase());
    if (new Set(names).size < names.length) return "two people have the same name";
    const like = this.#examples.find((example) => similarity(example.experience, experience) >= duplicate);
    if (like !== undefined) return `too much like ${like.id}`;
    this.#examples.push(newExample(experience, parent));
    if (this.#examples.length > limit) this.#examples.splice(limit > 1 ? 1 : 0, 1);
    return undefined;
  }

  toJSON(): HubState {
    return { examples: this.#examples };
  }
}

/** A hub of examples; pass a state to go on with an earlier one. */
export function exampleHub(options: ExampleHubOptions = {}, state?: HubState): ExampleHub {
  checkOptions("exampleHub", options, exampleHubOptionNames);
  return new ExampleHub(options, state);
}

function newExample(experience: Experience, parent: string | null): HubExample {
  return { id: contentId(experience), experience, parent, uses: 0 };
}
