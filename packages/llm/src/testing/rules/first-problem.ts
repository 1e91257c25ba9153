/** A rule that is broken, in words, or nothing. */
export type Problem = string | undefined | false;

/** The first rule that is broken; rules are looked at one by one, so a later one may rely on those before it. */
export function firstProblem(...rules: readonly (() => Problem)[]): string | undefined {
  for (const rule of rules) {
    const problem = rule();
    if (typeof problem === "string") return problem;
  }
  return undefined;
}

/** The first problem a check finds among items. */
export function problemAmong<Item>(
  items: readonly Item[],
  check: (item: Item, index: number) => Problem,
): Problem {
  for (const [index, item] of items.entries()) {
    const problem = check(item, index);
    if (typeof problem === "string") return problem;
  }
  return undefined;
}

/** Names the first key that a strict provider does not know. */
export function unknownKey(value: object, known: string, place = "the request"): Problem {
  const names = new Set(known.split(" "));
  const unknown = Object.keys(value).find((key) => !names.has(key));
  return unknown !== undefined && `${place} has no field "${unknown}"`;
}

export function isBlank(text: unknown): boolean {
  return typeof text !== "string" || text.trim() === "";
}

export function outside(value: unknown, low: number, high: number, what: string): Problem {
  return (
    typeof value === "number" && (value < low || value > high) && `${what} must be from ${low} to ${high}`
  );
}
