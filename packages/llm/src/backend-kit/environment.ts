/** The variables of this process; none in a browser. */
export const variables = (): Readonly<Record<string, string | undefined>> =>
  (globalThis as { readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> } })
    .process?.env ?? {};

/** A non-empty environment variable. Backends read these at the edge, when a model is made. */
export function environment(name: string): string | undefined {
  const value = variables()[name];
  return value === undefined || value.trim() === "" ? undefined : value;
}

/**
 * The headers to send to an address that is not the provider's own: names the SDK would add by itself from an
 * environment variable (lines of `name: value`) are taken out again.
 */
export function withoutEnvironmentHeaders(
  variable: string,
  headers: Readonly<Record<string, string>> = {},
): Record<string, string | null> {
  const names = (environment(variable) ?? "").split("\n").map((line) => line.split(":")[0]?.trim() ?? "");
  return {
    ...Object.fromEntries(names.filter((name) => name !== "").map((name) => [name, null])),
    ...headers,
  };
}
