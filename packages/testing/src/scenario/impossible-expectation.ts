import { textMatch } from "../text/text-match.ts";
import type { ExpectationData } from "./expectation.ts";

/** What an expectation can refer to. */
export interface ExpectationGround {
  readonly hasGoal: boolean;
  readonly hasEnvironment: boolean;
  readonly hasSecrets: boolean;
  /** Tools that the environment declares; nothing where it declares none, so that the bot's own are meant. */
  readonly tools: readonly string[] | undefined;
  /** Most turns of each side. */
  readonly turnsOfOne: number;
}

/**
 * Why nothing could ever meet an expectation, or say whether it is met; nothing when something could.
 *
 * @throws InvalidArgumentError for a broken regular expression
 */
export function impossibleExpectation(
  expectation: ExpectationData,
  { hasGoal, hasEnvironment, hasSecrets, tools, turnsOfOne }: ExpectationGround,
): string | undefined {
  for (const text of textsOf(expectation)) textMatch(text);
  if ("noLeak" in expectation && !hasSecrets) return "it expects that no secret is told, and has none";
  if ("endState" in expectation && !hasEnvironment) return "it expects an end state, and has no environment";
  if ("goalReached" in expectation && !hasGoal) return "it expects that the goal is reached, and has none";
  const unknown = toolsOf(expectation).find((name) => tools?.includes(name) === false);
  if (unknown !== undefined)
    return `it expects ${"notCalled" in expectation ? "no call" : "a call"} of ${unknown}, which the environment does not have`;
  const within = "within" in expectation ? expectation.within : undefined;
  if ("said" in expectation && within !== undefined && within > turnsOfOne)
    return `it expects something within ${within} turns of one side, which has ${turnsOfOne} at most`;
  return undefined;
}

function textsOf(expectation: ExpectationData): readonly string[] {
  if ("said" in expectation) return [expectation.said].flat();
  if ("notSaid" in expectation) return [expectation.notSaid].flat();
  return "endsWith" in expectation ? [expectation.endsWith].flat() : [];
}

function toolsOf(expectation: ExpectationData): readonly string[] {
  if ("called" in expectation) return [expectation.called.tool];
  if ("notCalled" in expectation) return [expectation.notCalled.tool];
  return "callOrder" in expectation ? expectation.callOrder : [];
}
