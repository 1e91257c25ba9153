import type { ModelWarning } from "@sdialog/llm";
import type { ReplyEvent } from "./participant.ts";

/** What a model did not do as asked, for the record. The ledger keeps each only once. */
export function* modelWarnings(warnings: readonly ModelWarning[]): Generator<ReplyEvent, void, void> {
  for (const { setting, message } of warnings)
    yield { type: "event", event: { action: "warning", actionLabel: setting, content: message } };
}
