/** An error and what caused it, outermost first: SDKs wrap what their `fetch` throws. Causes in a circle end where it closes. */
export function errorChain(error: unknown): readonly Error[] {
  const chain = new Set<Error>();
  for (let at = error; at instanceof Error && !chain.has(at); at = at.cause) chain.add(at);
  return [...chain];
}
