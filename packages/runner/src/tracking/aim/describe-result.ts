interface SpokenTurn {
  readonly speaker?: unknown;
  readonly text?: unknown;
}

/** A result as a person reads it: what was said, or what it holds. */
export function describeResult(row: Readonly<Record<string, unknown>>): string {
  const { turns, ...rest } = row;
  if (!Array.isArray(turns)) return JSON.stringify(row, undefined, 2);
  const said = (turns as readonly SpokenTurn[]).map(
    ({ speaker, text }) => `${String(speaker)}: ${String(text)}`,
  );
  const end = typeof rest["stopReason"] === "string" ? [`(${rest["stopReason"]})`] : [];
  return [...said, ...end].join("\n");
}
