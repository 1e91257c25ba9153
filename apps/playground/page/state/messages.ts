import { signal } from "@preact/signals";
import { ApiError } from "./api.ts";

/** One line at the foot of the page: what was done, or what went wrong. */
export interface Message {
  readonly kind: "done" | "failed";
  readonly text: string;
  readonly hint?: string | undefined;
}

export const message = signal<Message | null>(null);

export function tell(text: string): void {
  message.value = { kind: "done", text };
}

export function fail(error: unknown): void {
  const hint = error instanceof ApiError ? error.hint : undefined;
  message.value = { kind: "failed", text: error instanceof Error ? error.message : String(error), hint };
}

/** Does something for which a failure is told at the foot of the page. */
export async function attempt(action: () => unknown): Promise<void> {
  message.value = null;
  try {
    await action();
  } catch (error) {
    fail(error);
  }
}
