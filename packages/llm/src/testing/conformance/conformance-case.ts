/**
 * One thing a backend must do right. Runs under any test runner:
 * `for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);`
 */
export interface ConformanceCase {
  readonly name: string;
  /** Why it does not apply to this backend. */
  readonly skip?: string | undefined;
  /** Rejects with an assertion error that says what was wrong. */
  run(): Promise<void>;
}

/** The reason to skip a case, when the backend lacks what it needs. */
export function skipWithout(has: boolean, what: string): string | undefined {
  return has ? undefined : `offers no ${what}`;
}
