import type { Against, Gate } from "./gates.ts";

/** What a gate did. */
export interface FunnelStep {
  readonly gate: Gate["name"] | "balance";
  /** Dialogues that came to it. */
  readonly entered: number;
  /** Those that fell. */
  readonly fell: number;
  /** Those, by reason; one may have several. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Those that fell because something could not be found out of them, and why not, the first time; when there are any. */
  readonly unknown?: { readonly dialogs: number; readonly message: string };
}

interface Step {
  entered: number;
  fell: number;
  reasons: Record<string, number>;
  unknown?: { dialogs: number; message: string };
}

/** How many dialogues came to each gate, and fell there. */
export class Funnel {
  readonly #steps = new Map<FunnelStep["gate"], Step>();

  constructor(gates: readonly FunnelStep["gate"][]) {
    for (const gate of gates) this.#steps.set(gate, { entered: 0, fell: 0, reasons: {} });
  }

  count(gate: FunnelStep["gate"], against: Against): void {
    const step: Step = this.#steps.get(gate) ?? { entered: 0, fell: 0, reasons: {} };
    this.#steps.set(gate, step);
    step.entered++;
    if (against.length > 0) step.fell++;
    const failure = against.find(({ unknown }) => unknown === true);
    if (failure !== undefined) {
      step.unknown ??= { dialogs: 0, message: failure.message };
      step.unknown.dialogs++;
    }
    for (const reason of new Set(against.map((one) => one.reason)))
      step.reasons[reason] = (step.reasons[reason] ?? 0) + 1;
  }

  steps(): FunnelStep[] {
    return [...this.#steps].map(([gate, step]) => ({ gate, ...step }));
  }
}
