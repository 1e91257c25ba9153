import { computed, effect, signal } from "@preact/signals";
import type { Annotation, Scores } from "../../src/protocol/library.ts";
import { stored } from "../state/stored.ts";
import { annotate, opened } from "./library-state.ts";

/** One thing to rate by. */
export interface Criterion {
  readonly name: string;
  /** What its ends mean. */
  readonly about: string;
}

/** The criterion that is always there, and whose mean is the rating of the dialogue. */
const overall: Criterion = { name: "overall", about: "all in all: 1 is bad, 5 is good" };

/** Who rates here. */
export const rater = stored("rater", "me", (value) => typeof value === "string");
/** What to rate by besides, as it is typed: `name: what it means`, one a line. */
export const rubricText = stored("rubric", "", (value) => typeof value === "string");

export const rubric = computed<readonly Criterion[]>(() => [
  overall,
  ...rubricText.value.split("\n").flatMap((line) => {
    const [name = "", ...about] = line.split(":");
    const known = name.trim().slice(0, 80);
    return known === "" || known === overall.name ? [] : [{ name: known, about: about.join(":").trim() }];
  }),
]);

/** The criterion that a number key is for. */
export const active = signal(0);
const place = computed(() => `${opened.value?.place.file}:${opened.value?.place.at}`);
// Another dialogue is rated from the first criterion on.
effect(() => {
  void place.value;
  active.value = 0;
});

/** Who rates, as it stands in the files. */
export function raterName(): string {
  return rater.value.trim().slice(0, 80) || "me";
}

/** What the person here has said so far; a rating of nobody known counts as theirs. */
export function ownScores({ scores, rating }: Annotation): Readonly<Record<string, number>> {
  const nobody = Object.keys(scores).length === 0 && rating !== null;
  return scores[raterName()] ?? (nobody ? { overall: rating } : {});
}

/** Rates by a criterion, or takes that back, and turns to the next one. */
export function score(criterion: string, value: number | null): Promise<void> {
  const at = rubric.value.findIndex(({ name }) => name === criterion);
  active.value = value === null ? at : (at + 1) % rubric.value.length;
  return annotate((before) => {
    const { [criterion]: _before, ...others } = ownScores(before);
    const own = value === null ? others : { ...others, [criterion]: value };
    const { [raterName()]: _mine, ...ofOthers } = before.scores;
    const scores = Object.keys(own).length === 0 ? ofOthers : { ...ofOthers, [raterName()]: own };
    return { ...before, scores, rating: meanOf(scores) };
  });
}

/** Rates by the criterion at hand. @returns whether there was a dialogue to rate */
export function scoreByKey(key: string): boolean {
  const now = opened.value;
  const criterion = rubric.value[active.value] ?? overall;
  if (now === null || now.reader !== null || !/^[0-5]$/.test(key)) return false;
  void score(criterion.name, key === "0" ? null : Number(key));
  return true;
}

function meanOf(scores: Scores): number | null {
  const given = Object.values(scores).flatMap((each) => each[overall.name] ?? []);
  return given.length === 0 ? null : Math.round(given.reduce((sum, one) => sum + one, 0) / given.length);
}
