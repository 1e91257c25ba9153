import { message } from "../state/messages.ts";

/** Tells what was done or went wrong; read out by screen readers. */
export function Foot() {
  const told = message.value;
  return (
    <footer class={`foot ${told?.kind ?? ""}`}>
      <p role="status">
        {told?.text} {told?.hint === undefined ? null : <span class="quiet">{told.hint}</span>}
      </p>
      {told === null ? null : (
        <button type="button" class="plain" onClick={() => (message.value = null)}>
          Dismiss
        </button>
      )}
    </footer>
  );
}
