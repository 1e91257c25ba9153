/** An environment variable that is set to something; nothing in a browser. */
export function environment(name: string): string | undefined {
  const value = globalThis.process?.env[name];
  return value === "" ? undefined : value;
}
