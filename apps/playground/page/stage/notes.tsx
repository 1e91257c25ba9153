import type { DialogEvent } from "@sdialog/core";

/** What happened besides talking, folded in: instructions, thoughts, tool calls, refused drafts. */
export function Notes({ events }: { readonly events: readonly DialogEvent[] }) {
  if (events.length === 0) return null;
  const kinds = [...new Set(events.map(kindOf))].join(", ");
  return (
    <details class="notes">
      <summary>{kinds}</summary>
      <dl>
        {events.map((event) => (
          <div class={`note ${event.action}`}>
            <dt>
              {kindOf(event)} <span class="quiet">{event.actionLabel}</span>
            </dt>
            <dd>{typeof event.content === "string" ? event.content : <Data value={event.content} />}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Data({ value }: { readonly value: unknown }) {
  return <pre>{JSON.stringify(value, null, 2)}</pre>;
}

function kindOf({ action, actionLabel }: DialogEvent): string {
  switch (action) {
    case "instruct":
    case "instruct-persist":
      return "instruction";
    case "think":
      return "thought";
    case "tool":
      return actionLabel === "output" ? "tool result" : "tool call";
    case "guard":
      return "guard";
    default:
      return action.replaceAll("_", " ");
  }
}
