import type { Gate } from "./gates.ts";

/** What speaks against a dialogue: words to count, and a sentence. */
export type Against = readonly { readonly reason: string; readonly message: string }[];

/** What a gate did. */
export interface FunnelStep {
  readonly gate: Gate["name"] | "balance";
  /** Dialogues that came to it. */
  readonly entered: number;
  /** Those that fell. */
  readonly fell: number;
  /** Those, by reason; one may have several. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** How many dialogues came to each gate, and fell there. */
export class Funnel {
  readonly #steps = new Map<
    FunnelStep["gate"],
    { entered: number; fell: number; reasons: Record<string, number> }
  >();

  constructor(gates: readonly FunnelStep["gate"][]) {
    for (const gate of gates) this.#steps.set(gate, { entered: 0, fell: 0, reasons: {} });
  }

  count(gate: FunnelStep["gate"], against: Against): void {
    const step = this.#steps.get(gate) ?? { entered: 0, fell: 0, reasons: {} };
    this.#steps.set(gate, step);
    step.entered++;
    if (against.length > 0) step.fell++;
    for (const reason of new Set(against.map((one) => one.reason)))
      step.reasons[reason] = (step.reasons[reason] ?? 0) + 1;
  }

  steps(): FunnelStep[] {
    return [...this.#steps].map(([gate, step]) => ({ gate, ...step }));
  }
}
