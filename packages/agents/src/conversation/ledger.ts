import type { DialogEvent, EventDraft, Turn } from "@sdialog/core";
import { addUsage, noUsage, type Usage } from "@sdialog/llm";
import type { Clock } from "../edge.ts";

/** Everything one running conversation has to show for itself so far; only ever grows. */
export class Ledger {
  readonly turns: Turn[];
  readonly events: DialogEvent[];
  usage: Usage = noUsage;
  readonly #clock: Clock;

  constructor(clock: Clock, turns: readonly Turn[] = [], events: readonly DialogEvent[] = []) {
    this.#clock = clock;
    this.turns = [...turns];
    this.events = [...events];
  }

  record(agent: string | null, event: EventDraft): DialogEvent {
    const { action, actionLabel, content } = event;
    const timestamp = Math.floor(this.#clock().getTime() / 1000);
    const recorded: DialogEvent = {
      agent,
      action,
      actionLabel: actionLabel ?? null,
      content,
      timestamp,
    };
    this.events.push(recorded);
    return recorded;
  }

  say(speaker: string, text: string, extra: Readonly<Record<string, unknown>> = {}): Turn {
    const turn: Turn = { ...extra, speaker, text };
    this.turns.push(turn);
    this.record(speaker, { action: "utter", content: text });
    return turn;
  }

  spend(usage: Usage | undefined): void {
    if (usage !== undefined) this.usage = addUsage(this.usage, usage);
  }
}
