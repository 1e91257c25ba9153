import { nearestName } from "@sdialog/core/internal";
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
  // The bot may have tools of its own beside those that it is lent.
  for (const name of toolsOf(expectation)) {
    const near = tools?.includes(name) === false ? slipOf(name, tools) : undefined;
    if (near !== undefined)
      return `it expects ${"notCalled" in expectation ? "no call" : "a call"} of ${name}, which the environment does not have: did you mean ${near}?`;
  }
  const within = "within" in expectation ? expectation.within : undefined;
  if ("said" in expectation && within !== undefined && within > turnsOfOne)
    return `it expects something within ${within} turns of one side, which has ${turnsOfOne} at most`;
  return undefined;
}

/** The tool whose name was meant: one with the same letters in another order, or a few more or less. `get` is no slip for `set`. */
function slipOf(name: string, tools: readonly string[]): string | undefined {
  const near = nearestName(name, tools);
  if (near === undefined || near.length !== name.length) return near;
  return lettersOf(near) === lettersOf(name) ? near : undefined;
}

function lettersOf(name: string): string {
  return [...name.toLowerCase()].toSorted().join("");
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
