/** Shapes of replies that servers really send beside the plain ones, each with what is the matter with it. */
export const wireShapes = {
  contentParts: "content as parts, thoughts among them",
  unknownPart: "a part of a kind nobody knows, among the words",
  refusal: "words of refusal in a field or under a reason of their own",
  textBesideCall: "words beside the call of a tool",
  callsWithoutIndex: "calls told apart by their ids only",
  callsOfOneIndex: "two calls under one index",
  idWithEveryPiece: "a call whose id and name come with every piece",
  namelessIds: "calls without ids",
  argumentsTwiceEncoded: "arguments encoded twice",
  argumentsAsObject: "arguments that are parsed already",
  noArguments: "a call without arguments",
  limitWhileThinking: "the token limit reached while thinking",
  filteredHalfway: "stopped for its content halfway",
  blockedPrompt: "nothing but word that the prompt was blocked",
  endInError: "an end in error",
  errorThatStays: "an error under status 200 that trying again does not help",
  errorThatPasses: "an error under status 200 that may pass",
  usageWithEveryPiece: "running totals of usage with every piece",
  usageAtTheEnd: "usage in the last piece only",
  noUsage: "no usage at all",
  comments: "comments and empty pieces in between",
} as const;

/** The name of one of the {@link wireShapes}. */
export type WireShape = keyof typeof wireShapes;
