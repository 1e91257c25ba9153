import * as z from "zod";

export const realismSchema = z.strictObject({
  /** People: a source of the library, or numbers that come with the packages, `reference:star`. */
  real: z.string(),
  /** Simulated users: a source of the library. */
  simulated: z.string(),
  /** Who the user is, whichever of these speaks. */
  users: z.array(z.string().min(1)).min(1),
  seed: z.number().int().min(0).default(0),
});

export type RealismRequest = z.output<typeof realismSchema>;

/** What is told while people and simulated users are compared, one JSON object a line. */
export type RealismEvent =
  | { readonly type: "progress"; readonly now: string }
  | { readonly type: "result"; readonly result: RealismResultView }
  | { readonly type: "error"; readonly message: string; readonly hint?: string | undefined };

/** People in recorded conversations, as numbers without words. */
export interface ReferenceView {
  readonly name: string;
  readonly source: string;
  readonly n: number;
}

/** How much simulated users behave like people, as the page shows it. */
export interface RealismResultView {
  readonly id: string;
  readonly n: { readonly real: number; readonly simulated: number };
  /** One sentence: whether they can be told apart. */
  readonly verdict: string;
  readonly behaviour: RealismNumber & {
    readonly atBest: number | null;
    /** What the number is called, with the groups it is without. */
    readonly label: string;
  };
  /** Area under the curve of a classifier: 0.5 is like people, 1 always told. */
  readonly toldApart: RealismNumber & { readonly p: number | null };
  readonly coverage: RealismNumber;
  /** What the classifier goes by most, in words. */
  readonly giveaways: readonly string[];
  /** The widest gaps in plain words, with what either side says. */
  readonly gaps: readonly RealismGap[];
  readonly groups: readonly RealismGroup[];
  /** What was left out or guessed. */
  readonly notes: readonly string[];
}

export interface RealismNumber {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface RealismGap {
  readonly text: string;
  /** What people say in a conversation typical of them; nothing for people without words. */
  readonly real: readonly string[];
  readonly simulated: readonly string[];
}

export interface RealismGroup {
  readonly group: string;
  readonly about: string;
  readonly alignment: RealismNumber;
  readonly atBest: number | null;
  readonly features: readonly {
    readonly name: string;
    readonly description: string;
    readonly real: RealismNumber;
    readonly simulated: RealismNumber;
    readonly alignment: RealismNumber;
    readonly atBest: number | null;
    /** Whether they differ beyond chance. */
    readonly differs: boolean;
  }[];
}
