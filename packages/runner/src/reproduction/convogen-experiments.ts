import { aspectsByPeople } from "@sdialog/evaluation/internal";

/** One of the paper's experiments. */
export interface ConvogenExperiment {
  readonly name: string;
  readonly personas: "generated" | "sampled" | "reused";
  /** Where people come from that are not made up. */
  readonly source: string;
  readonly iterative: boolean;
  readonly chatty: boolean;
}

const generated = { personas: "generated", source: "-" } as const;
const sampled = { personas: "sampled", source: "Billion Personas" } as const;
const reused = { personas: "reused", source: "PERSONA-CHAT" } as const;

/** The ten experiments of Table I, in its order. */
export const convogenExperiments: readonly ConvogenExperiment[] = [
  { name: "GPFS", ...generated, iterative: false, chatty: true },
  { name: "GPIS", ...generated, iterative: true, chatty: true },
  { name: "SPFS", ...sampled, iterative: false, chatty: true },
  { name: "SPIS", ...sampled, iterative: true, chatty: true },
  { name: "GPFS-s", ...generated, iterative: false, chatty: false },
  { name: "GPIS-s", ...generated, iterative: true, chatty: false },
  { name: "SPFS-s", ...sampled, iterative: false, chatty: false },
  { name: "SPIS-s", ...sampled, iterative: true, chatty: false },
  { name: "PCFS-s", ...reused, iterative: false, chatty: false },
  { name: "PCIS-s", ...reused, iterative: true, chatty: false },
];

/** The aspects of Table IV (people who are made up) and Table VI (people from elsewhere), in the order of the questions. */
export const judgedAspects = { IV: aspectsByPeople.generated, VI: aspectsByPeople.sampled } as const;
