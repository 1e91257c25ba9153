import type { ChatResult, Usage } from "@sdialog/llm";
import { checkedResult } from "@sdialog/llm/internal";

/** A finished model call of an unfinished task, or what one used that failed. */
export interface JournalEntry {
  /** Which call: a hash of the request, and how many equal ones came before it. */
  readonly call: string;
  readonly result: ChatResult;
  readonly milliseconds: number;
}

/** What a call used that failed: it is paid for, and made again. */
export interface FailedCall {
  /** Which call; it may fail more than once. */
  readonly call: string;
  readonly model: string;
  readonly usage: Usage;
  readonly milliseconds: number;
}

/**
 * The finished model calls of one task. A task that was interrupted is run again from its beginning, but calls
 * found here are answered from here: it passes through the same states and goes on where it was, whatever its
 * participants, rules and judges keep in memory.
 */
export class Journal {
  readonly #entries = new Map<string, JournalEntry>();
  readonly #reported: number;
  readonly #record: (entry: JournalEntry) => void | Promise<void>;
  #recording: Promise<void> = Promise.resolve();

  /**
   * @param reported calls whose usage is recorded already
   * @param further calls of an unfinished try
   * @param record is told of every new call; whoever takes a while over it says when it is done, or that it cannot be
   */
  constructor(
    reported: readonly JournalEntry[] = [],
    further: readonly JournalEntry[] = [],
    record: (entry: JournalEntry) => void | Promise<void> = () => undefined,
  ) {
    for (const entry of reported) this.#entries.set(entry.call, entry);
    this.#reported = this.#entries.size;
    for (const entry of further) if (!this.#entries.has(entry.call)) this.#entries.set(entry.call, entry);
    this.#record = record;
  }

  /** The calls so far, as they may be written. */
  get entries(): readonly JournalEntry[] {
    return [...this.#entries.values()].map(asWritten);
  }

  /** The calls whose usage is recorded already. */
  get reported(): readonly JournalEntry[] {
    return this.entries.slice(0, this.#reported);
  }

  /** The calls whose usage is not recorded yet. */
  get unreported(): readonly JournalEntry[] {
    return this.entries.slice(this.#reported);
  }

  /** Keeps what a call has used that failed as an entry of its own, under a name by which no call is looked up. */
  addFailed({ call, model, usage, milliseconds }: FailedCall): void {
    let failures = 0;
    while (this.#entries.has(`${call}:failed:${failures}`)) failures++;
    const result = {
      text: "",
      toolCalls: [],
      finishReason: "other",
      usage,
      warnings: [],
      model,
    } satisfies ChatResult;
    this.add({ call: `${call}:failed:${failures}`, result, milliseconds });
  }

  find(call: string): JournalEntry | undefined {
    return this.#entries.get(call);
  }

  add(entry: JournalEntry): void {
    this.#entries.set(entry.call, entry);
    const recording = this.#record(asWritten(entry));
    if (recording === undefined) return;
    this.#recording = Promise.all([this.#recording, recording]).then(() => undefined);
    // Whoever is about to make the next call is told.
    this.#recording.catch(() => undefined);
  }

  /**
   * Resolves when the calls so far are recorded, so that no kill loses more of a task than the call that it is making.
   *
   * @throws what kept one from being recorded: what is paid for from there on would be lost
   */
  async recorded(): Promise<void> {
    await this.#recording;
  }
}

/** A call as it may be written: of what a model returns, what the contract names. */
function asWritten(entry: JournalEntry): JournalEntry {
  try {
    return { ...entry, result: checkedResult(entry.result) };
  } catch {
    // Activations and the like are no JSON: whoever goes on has them computed again.
    const { text, toolCalls, finishReason, usage, warnings, model, thinking } = entry.result;
    const said = { text, toolCalls, finishReason, usage, warnings, model, thinking } as ChatResult;
    return { ...entry, result: checkedResult(said) };
  }
}
