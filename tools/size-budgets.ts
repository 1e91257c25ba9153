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
 * something that everybody who installs the package needs. Those of core, llm and agents hold their builds for Node, too, with the maps of these.
 */
export const sizeBudgets: Readonly<Record<string, SizeBudget>> = {
  core: { installed: 11, packages: 8, packed: 1.6 },
  formats: { installed: 17, packages: 20, packed: 0.9 },
  llm: { installed: 13, packages: 9, packed: 2.6 },
  personas: { installed: 11, packages: 8, packed: 0.2 },
  orchestrators: { installed: 13, packages: 9, packed: 0.2 },
  agents: { installed: 13, packages: 9, packed: 2.6 },
  generators: { installed: 13, packages: 9, packed: 0.9 },
  "datasets-star": { installed: 13, packages: 9, packed: 0.2 },
  evaluation: { installed: 26, packages: 33, packed: 1.6 },
  flow: { installed: 34, packages: 36, packed: 0.3 },
  report: { installed: 52, packages: 125, packed: 0.2 },
  realism: { installed: 26, packages: 33, packed: 1.4 },
  calibration: { installed: 32, packages: 47, packed: 0.2 },
  runner: { installed: 32, packages: 47, packed: 1.8 },
  testing: { installed: 44, packages: 48, packed: 0.7 },
  voice: { installed: 16, packages: 12, packed: 1.1 },
  local: { installed: 30, packages: 24, packed: 28 },
  interpretability: { installed: 56, packages: 110, packed: 0.2 },
  playground: { installed: 84, packages: 150, packed: 0.5 },
  cli: { installed: 100, packages: 160, packed: 0.6 },
};

/** What a page may fetch, minified and gzipped. */
export interface BundleBudget {
  readonly what: string;
  /** Its row of the table in docs/in-a-web-page.md. */
  readonly row: string;
  /** What the page uses. */
  readonly program: string;
  readonly kilobytes: number;
}

const [dialog, persona, agent, webModel] = [
  `export { Dialog } from "@sdialog/core";`,
  `export { Persona } from "@sdialog/personas";`,
  `export { Agent } from "@sdialog/agents";`,
  `export { webModel } from "@sdialog/local/web";`,
];

// What they use makes its schemas with zod/mini: those of zod by itself bring all their methods along, 15 kB more.
export const bundleBudgets: readonly BundleBudget[] = [
  { what: "Dialog, Persona", row: "`Dialog`, `Persona`", program: dialog + persona, kilobytes: 22 },
  { what: "Agent, Persona", row: "`Agent`, `Persona`", program: agent + persona, kilobytes: 91 },
  {
    what: "the same, webModel",
    row: "the same and `webModel`",
    program: agent + persona + webModel,
    kilobytes: 99,
  },
  { what: "web-worker", row: "its worker", program: `import "@sdialog/local/web-worker";`, kilobytes: 72 },
];

/** Kilobytes that the playground's page may weigh as its files lie there, not compressed: whoever opens it waits for all of them. */
export const playgroundPageKilobytes = 150;
