import { Dialog } from "@sdialog/core";
import type { ExpectationVerdict } from "../results/expectation-verdict.ts";
import { testedDialog, type TestedDialog } from "../results/tested-dialog.ts";
import type { TestResult } from "../results/test-result.ts";
import { type Conversations, isAsWanted, type Matched } from "./matchers.ts";

/** A conversation of which a matcher does not hold. */
export interface WrongConversation {
  /** Its place among the conversations that its test held. */
  readonly place: number;
  readonly expected: string;
  readonly reason: string;
}

/**
 * The conversations that fail an expectation.
 *
 * @param wanted whether it should hold; false where it is negated
 * @param placeOf where a conversation stands among those that were held; nothing for one from elsewhere
 */
export function wrongConversations(
  received: Conversations,
  matched: Matched,
  wanted: boolean,
  placeOf: (tested: TestedDialog) => number | undefined,
): readonly WrongConversation[] {
  if (isAsWanted(matched, received, wanted)) return [];
  const { expected, wrong, right, untested } = matched;
  const failing = wanted ? wrong : untested.length > 0 ? untested : right;
  return failing.flatMap(({ one, what }) => {
    const place = placeOf(one);
    return place === undefined
      ? []
      : [{ place, expected: wanted ? expected : `not ${expected}`, reason: what }];
  });
}

/** Conversations as plain JSON, each failed by the matchers that do not hold of it, and by no others. */
export function judgedByMatchers(
  dialogs: readonly unknown[],
  wrong: readonly WrongConversation[],
): readonly TestedDialog[] {
  return dialogs.map((data, place) =>
    failedBy(
      wrong.filter((one) => one.place === place),
      testedDialog(Dialog.from(data)),
    ),
  );
}

function failedBy(wrong: readonly WrongConversation[], tested: TestedDialog): TestedDialog {
  const verdicts = wrong.map(({ expected, reason }): ExpectationVerdict => ({
    expectation: `expected ${expected}`,
    kind: "matcher",
    level: "hard",
    passed: false,
    score: 0,
    reason,
    evidence: [],
  }));
  if (verdicts.length === 0) return tested;
  const { result, dialog } = tested;
  const outcome = result.outcome === "passed" ? "failed" : result.outcome;
  const test: TestResult = { ...result, outcome, verdicts: [...result.verdicts, ...verdicts] };
  return { dialog: new Dialog({ ...dialog.toJSON(), test }), result: test };
}
