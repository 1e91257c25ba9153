import { useState } from "preact/hooks";
import { catalog } from "../state/catalog.ts";
import { speak } from "./library-state.ts";

/** Makes the recording that a dialogue does not have yet, or another. */
export function SpeakForm({ again }: { readonly again: boolean }) {
  const [room, setRoom] = useState("");
  const [phone, setPhone] = useState(false);
  const [busy, setBusy] = useState(false);
  return (
    <form
      class="row speak"
      aria-label="Speak the dialogue"
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void speak({ room, phone }).finally(() => setBusy(false));
      }}
    >
      <label for="speak-room" class="quiet">
        Room
      </label>
      <select id="speak-room" value={room} onChange={(event) => setRoom(event.currentTarget.value)}>
        <option value="">none</option>
        {(catalog.value?.rooms ?? []).map((name) => (
          <option value={name}>{name}</option>
        ))}
      </select>
      <label class="check">
        <input type="checkbox" checked={phone} onChange={(event) => setPhone(event.currentTarget.checked)} />
        Over a phone
      </label>
      <button type="submit" disabled={busy}>
        {busy ? "Speaking…" : again ? "Speak it again" : "Speak it"}
      </button>
    </form>
  );
}
