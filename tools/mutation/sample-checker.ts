import type { Checker, CheckResult } from "@stryker-mutator/api/check";
import type { Mutant, StrykerOptions } from "@stryker-mutator/api/core";
import { commonTokens, declareClassPlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin";
import { Random } from "@sdialog/core";

/** What {@link SampleChecker} reads from Stryker's options. */
export interface SampleOptions {
  /** How many mutants are tried. */
  readonly size: number;
  readonly seed: number;
}

/**
 * Lets a sample of all mutants through, so that a package's share of killed ones can be estimated in minutes. Stryker
 * asks its checkers about every mutant before it runs a test, all at once.
 */
export class SampleChecker implements Checker {
  static readonly inject = tokens(commonTokens.options);
  readonly #options: SampleOptions;

  constructor(options: StrykerOptions) {
    this.#options = options["sample"] as SampleOptions;
  }

  async init(): Promise<void> {}

  async group(mutants: Mutant[]): Promise<string[][]> {
    return [mutants.map(({ id }) => id)];
  }

  async check(mutants: Mutant[]): Promise<Record<string, CheckResult>> {
    const { size, seed } = this.#options;
    const ids = mutants.map(({ id }) => id).toSorted((a, b) => Number(a) - Number(b));
    const sample = new Set(new Random(seed).fork("mutants").sample(ids, size));
    return Object.fromEntries(
      ids.map((id) => [
        id,
        sample.has(id) ? { status: "passed" } : { status: "compileError", reason: "not in the sample" },
      ]),
    ) as Record<string, CheckResult>;
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, "sample", SampleChecker)];
