/**
 * Which package may import which: the picture in `docs/architecture.md` as data. Anything else fails the check.
 * A backend's package is imported by name when its model string is first used; that is not an edge.
 */
export const packageEdges: Readonly<Record<string, readonly string[]>> = {
  core: [],
  formats: ["core"],
  llm: ["core"],
  personas: ["core"],
  orchestrators: ["core", "llm"],
  local: ["core", "llm"],
  agents: ["core", "llm"],
  generators: ["core", "llm", "personas", "agents"],
  evaluation: ["core", "llm"],
  flow: ["core", "llm", "evaluation"],
  report: ["core", "llm", "evaluation"],
  realism: ["core", "llm", "evaluation"],
  interpretability: ["core", "llm", "local", "agents"],
  "datasets-star": ["core", "llm", "personas", "agents", "orchestrators", "generators"],
  runner: [
    "core",
    "formats",
    "llm",
    "personas",
    "agents",
    "orchestrators",
    "generators",
    "evaluation",
    "datasets-star",
    "voice",
  ],
  voice: ["core", "llm"],
  calibration: ["core", "llm", "agents", "realism", "runner"],
  testing: ["core", "llm", "agents", "generators", "evaluation", "runner"],
  playground: ["*"],
  cli: ["*"],
};
