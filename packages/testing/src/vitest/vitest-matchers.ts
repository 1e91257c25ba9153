import { expect, type MatcherState, type TaskMeta, TestRunner } from "vitest";
import type { ConversationMatchers } from "../simulate/conversation-matchers.ts";
import { type Conversations, isAsWanted, type Matched, matchers } from "../simulate/matchers.ts";
import { type WrongConversation, wrongConversations } from "../simulate/wrong-conversation.ts";
import { placeInTest } from "./observed-test.ts";

declare module "vitest" {
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    // oxlint-disable-next-line no-unused-vars -- a declaration that merges repeats the parameters
    T = unknown,
  > extends ConversationMatchers<R> {}

  interface TaskMeta {
    /** What matchers found wrong with conversations, for reporters. */
    sdialogWrong?: readonly WrongConversation[];
  }
}

/** What a test keeps for reporters. */
export type ConversationMeta = Pick<TaskMeta, "sdialog" | "sdialogWrong">;

type Matcher = (received: Conversations, ...expected: never[]) => Matched;

expect.extend(
  Object.fromEntries(
    Object.entries(matchers).map(([name, matcher]) => [name, remembering(matcher as Matcher)]),
  ),
);

/** A matcher that also tells the reporter which conversations failed the test. */
function remembering(matcher: Matcher) {
  return function (this: MatcherState, received: unknown, ...expected: readonly unknown[]): Matched {
    const found = matcher(received as Conversations, ...(expected as never[]));
    // Nothing where it is not negated.
    const negated = this.isNot === true;
    // What was not tested fails either way: Vitest turns round what is negated.
    const matched = {
      ...found,
      pass: isAsWanted(found, received as Conversations, !negated) !== negated,
      message: () => found.message(!negated),
    };
    const test = TestRunner.getCurrentTest();
    if (test === undefined || matched.pass !== negated) return matched;
    const told = wrongConversations(received as Conversations, found, !negated, placeInTest);
    test.meta.sdialogWrong = [...(test.meta.sdialogWrong ?? []), ...told];
    return matched;
  };
}
