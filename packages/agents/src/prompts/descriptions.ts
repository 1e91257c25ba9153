/** Who somebody is, or what the situation is: words, or attributes that can put themselves into words. */
export type Describable = string | { describe(): string };

/** As a prompt says it. */
export function inWords(what: Describable): string;
export function inWords(what: Describable | undefined): string | undefined;
export function inWords(what: Describable | undefined): string | undefined {
  return typeof what === "object" ? what.describe() : what;
}

/** What a prompt says of a speaker and of the situation, for guards: see `ParticipantSession.descriptions`. */
export function descriptions(...parts: readonly (Describable | undefined)[]): readonly string[] {
  return parts.flatMap((part) => inWords(part) ?? []);
}
