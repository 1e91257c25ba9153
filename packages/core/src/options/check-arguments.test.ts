import { expect, it } from "vitest";
import { checkArguments } from "./check-arguments.ts";

it.each<[number, unknown[], string | undefined]>([
  [0, [], undefined],
  [0, [1], "f takes no arguments, and was given 1"],
  [1, [1], undefined],
  [1, [1, 2], "f takes one argument, and was given 2"],
  [2, [1, 2, 3], "f takes 2 arguments, and was given 3"],
  // What is left out by its name is not there.
  [1, [1, undefined, undefined], undefined],
  [1, [1, undefined, null], "f takes one argument, and was given 3"],
])("of %d arguments at most, %j are: %j", (most, given, refusal) => {
  const check = () => checkArguments("f", given, most);
  if (refusal === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(refusal);
});
