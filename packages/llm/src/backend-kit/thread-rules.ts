/** What a provider demands of the messages of a request, as data. Empty texts and unpaired tool results none of them takes. */
export interface ThreadRules {
  /** Where instructions may stand. `start`: later ones become part of the user's side, at their place. */
  readonly system: "anywhere" | "start";
  /** Whose message must come first, instructions aside. */
  readonly begins: "anyone" | "user";
  /** Whose message must come last; a tool's result is on the user's side. */
  readonly ends: "anyone" | "user";
  /** Whether user and assistant must take turns. */
  readonly alternates: boolean;
  /** What the ids of tool calls must look like. Default: anything. */
  readonly toolIds?: RegExp | undefined;
}

/** A thread that every provider and every chat template takes. */
export const strictThread: ThreadRules = {
  system: "start",
  begins: "user",
  ends: "user",
  alternates: true,
  toolIds: /^[\w-]{1,64}$/,
};

/** What OpenAI's own models take: nearly anything. */
export const freeThread: ThreadRules = {
  system: "anywhere",
  begins: "anyone",
  ends: "anyone",
  alternates: false,
};
