/** What a package may weigh. */
export interface SizeBudget {
  /** Megabytes of dependencies that installing the package brings along, those of its siblings included. */
  readonly installed: number;
  /** How many packages these are. */
  readonly packages: number;
  /** Megabytes the package itself unpacks to. */
  readonly packed: number;
}

/**
 * The budgets by package, a little above what is true today (`node tools/check-sizes.ts` says). Raise one only for
 * something that everybody who installs the package needs.
 */
export const sizeBudgets: Readonly<Record<string, SizeBudget>> = {
  core: { installed: 11, packages: 8, packed: 0.5 },
  formats: { installed: 15, packages: 15, packed: 0.5 },
  llm: { installed: 13, packages: 9, packed: 1.1 },
  personas: { installed: 11, packages: 8, packed: 0.3 },
  orchestrators: { installed: 13, packages: 9, packed: 0.3 },
  agents: { installed: 13, packages: 9, packed: 0.7 },
  generators: { installed: 13, packages: 9, packed: 1 },
  "datasets-star": { installed: 13, packages: 9, packed: 0.3 },
  evaluation: { installed: 24, packages: 31, packed: 1 },
  flow: { installed: 33, packages: 35, packed: 0.4 },
  report: { installed: 52, packages: 126, packed: 0.3 },
  realism: { installed: 24, packages: 31, packed: 1.7 },
  calibration: { installed: 82, packages: 121, packed: 0.5 },
  runner: { installed: 27, packages: 36, packed: 1 },
  testing: { installed: 40, packages: 39, packed: 0.6 },
  voice: { installed: 16, packages: 13, packed: 0.5 },
  local: { installed: 62, packages: 43, packed: 28 },
  interpretability: { installed: 92, packages: 131, packed: 0.3 },
  playground: { installed: 112, packages: 159, packed: 0.6 },
  cli: { installed: 122, packages: 166, packed: 0.4 },
};
