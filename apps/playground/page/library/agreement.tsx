import { signal } from "@preact/signals";
import type { AgreementRow } from "../../src/protocol/library.ts";
import { Modal, openModal } from "../parts/modal.tsx";
import { api } from "../state/api.ts";
import { attempt } from "../state/messages.ts";
import { open, source } from "./library-state.ts";

const id = "agreement";
const rows = signal<readonly AgreementRow[]>([]);

/** Asks how far the raters of the source agree, and shows it. */
export function showAgreement(): Promise<void> {
  return attempt(async () => {
    const query = new URLSearchParams({ source: source.value });
    rows.value = await api<AgreementRow[]>(`library/agreement?${query}`);
    openModal(id);
  });
}

/** How far the people agree who have rated the same dialogues. */
export function Agreement() {
  return (
    <Modal id={id} title="Agreement between raters">
      {rows.value.length === 0 ? (
        <p>
          Nobody has rated a dialogue here that somebody else has rated, too. Each rater gives a name under
          “Who rates, and by what”.
        </p>
      ) : (
        rows.value.map((row) => <Criterion key={row.criterion} row={row} />)
      )}
    </Modal>
  );
}

function Criterion({ row }: { readonly row: AgreementRow }) {
  const { criterion, dialogs, raters, alpha, same, near, apart } = row;
  return (
    <section class="agreement">
      <h3>{criterion}</h3>
      <dl class="facts">
        <Fact name="Krippendorff’s α (1 is perfect, 0 is chance)">
          {alpha === null ? "not defined: all ratings are the same" : alpha.toFixed(2)}
        </Fact>
        <Fact name="Same rating">{percent(same)}</Fact>
        <Fact name="One step apart at most">{percent(near)}</Fact>
        <Fact name="Dialogues rated by two or more">{String(dialogs)}</Fact>
      </dl>
      <p class="quiet">
        {raters
          .map(({ name, rated, mean }) => `${name}: ${rated} rated, ${mean.toFixed(1)} on average`)
          .join("; ")}
      </p>
      {apart.length === 0 ? null : (
        <>
          <p>Furthest apart:</p>
          <ul>
            {apart.map(({ place, first, range }) => (
              <li key={`${place.file}:${place.at}`}>
                <form method="dialog" onSubmit={() => void open({ place })}>
                  <button type="submit" class="link">
                    {first === "" ? "(nothing was said)" : first}
                  </button>{" "}
                  <span class="quiet">{range} steps</span>
                </form>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
