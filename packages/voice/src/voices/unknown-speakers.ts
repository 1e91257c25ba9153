import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import { nearestName } from "@sdialog/core/internal";

/** Speakers for whom a voice is chosen and who are in none of the dialogues. */
export function unknownSpeakers(
  chosen: Readonly<Record<string, string>> | undefined,
  known: ReadonlySet<string>,
): string[] {
  return Object.keys(chosen ?? {}).filter((speaker) => !known.has(speaker));
}

/** Everybody in a dialogue, whether they say something or have a persona only. */
export function everybodyIn({ turns, personas }: Dialog): string[] {
  return [...turns.map(({ speaker }) => speaker ?? ""), ...Object.keys(personas ?? {})];
}

/** @throws InvalidArgumentError for a voice of somebody who is in none of the dialogues, with who may be meant; where there are no dialogues, nobody is missed */
export function checkSpeakers(
  chosen: Readonly<Record<string, string>> | undefined,
  dialogs: readonly Dialog[],
): void {
  if (dialogs.length === 0) return;
  const known = new Set(dialogs.flatMap(everybodyIn));
  const unknown = unknownSpeakers(chosen, known);
  if (unknown.length === 0) return;
  throw new InvalidArgumentError(
    `voices names somebody who is in no dialogue: ${unknown.map((name) => suggested(name, [...known])).join(", ")}`,
    { hint: `Speakers: ${[...known].slice(0, 20).join(", ")}.` },
  );
}

function suggested(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? `"${name}"` : `"${name}" (did you mean "${nearest}"?)`;
}
