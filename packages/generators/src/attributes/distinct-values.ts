/** Remembers the values of attributes that may not repeat within a run. */
export class DistinctValues {
  readonly #taken: ReadonlyMap<string, Set<string>>;

  constructor(names: readonly string[]) {
    this.#taken = new Map(names.map((name) => [name, new Set<string>()]));
  }

  /**
   * Takes all of `values` for one object, or none of them and names the attribute whose value another object has.
   * Letter case and outer space make no difference.
   */
  claim(values: Readonly<Record<string, unknown>>): string | undefined {
    const claims = Object.entries(values).filter(([name]) => this.#taken.has(name));
    const refused = claims.find(([name, value]) => this.#taken.get(name)?.has(keyOf(value)) === true);
    if (refused !== undefined) return refused[0];
    for (const [name, value] of claims) this.#taken.get(name)?.add(keyOf(value));
    return undefined;
  }
}

function keyOf(value: unknown): string {
  return typeof value === "string" ? value.trim().toLowerCase() : JSON.stringify(value);
}
