import type { DialogEvent, EventDraft, Turn } from "@sdialog/core";
import { addUsage, noUsage, type Usage } from "@sdialog/llm";
import type { Clock } from "../edge.ts";

export interface LedgerMark {
  readonly turns: number;
  readonly events: number;
}

/** Everything one running conversation has produced so far. It only grows, except that a failed exchange is taken back. */
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

  /** How far it has come. */
  mark(): LedgerMark {
    return { turns: this.turns.length, events: this.events.length };
  }

  /** Takes back what was said and done since `mark`; what it cost is spent. */
  rollBack({ turns, events }: LedgerMark): void {
    this.turns.length = turns;
    this.events.length = events;
  }

  /** Whether an event says something new: a warning holds for the whole conversation, in whatever turn it came. */
  isNews(agent: string, { action, actionLabel = null, content }: EventDraft): boolean {
    if (action !== "warning") return true;
    return !this.events.some(
      (event) =>
        event.action === action &&
        event.agent === agent &&
        event.actionLabel === actionLabel &&
        event.content === content,
    );
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
