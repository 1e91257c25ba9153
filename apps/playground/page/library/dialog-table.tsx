import type { DialogRow } from "../../src/protocol/library.ts";
import { openingRow } from "../parts/opening-row.ts";
import { isOpened, list, offset, open, pageSize } from "./library-state.ts";

/** The dialogues found, one a row. */
export function DialogTable() {
  const found = list.value;
  if (found === null) return <p class="quiet">Reading…</p>;
  return (
    <section aria-label="Dialogues">
      <p class="quiet" role="status">
        {found.found} of {found.total} dialogues
        {found.bad.count === 0 ? "" : `; ${found.bad.count} could not be read, the first: ${found.bad.first}`}
        {found.notes.length === 0 ? "" : `; noted: ${found.notes.join("; ")}`}
      </p>
      <table class="dialogs stacked">
        <thead>
          <tr>
            <th scope="col">First words</th>
            <th scope="col">Who</th>
            <th scope="col" class="number">
              Turns
            </th>
            <th scope="col">Ended by</th>
            <th scope="col">Rating</th>
          </tr>
        </thead>
        <tbody>
          {found.rows.map((row) => (
            <Row key={`${row.place.file}:${row.place.at}`} row={row} />
          ))}
        </tbody>
      </table>
      <Pages found={found.found} />
    </section>
  );
}

function Row({ row }: { readonly row: DialogRow }) {
  const { rating, labels } = row.annotation;
  return (
    <tr {...openingRow(isOpened(row), () => open(row))}>
      <td>
        <button type="button" class="link" aria-current={isOpened(row)}>
          {row.first === "" ? "(nothing was said)" : row.first}
        </button>{" "}
        {labels.map((label) => (
          <span class="tag">{label}</span>
        ))}
        {row.snippet === null ? null : (
          <p class="snippet">
            {row.snippet.speaker === "" ? "" : `${row.snippet.speaker}: `}
            {row.snippet.before}
            <mark>{row.snippet.match}</mark>
            {row.snippet.after}
          </p>
        )}
      </td>
      <td data-label="Who">{row.speakers.join(", ")}</td>
      <td class="number" data-label="Turns">
        {row.turns}
      </td>
      <td data-label="Ended by">{row.stopReason?.replaceAll("_", " ")}</td>
      <td data-label="Rating">
        {rating === null ? "" : <span aria-label={`${rating} of 5`}>{"★".repeat(rating)}</span>}
      </td>
    </tr>
  );
}

function Pages({ found }: { readonly found: number }) {
  if (found <= pageSize) return null;
  const from = offset.value;
  return (
    <div class="row pad">
      <button
        type="button"
        disabled={from === 0}
        onClick={() => (offset.value = Math.max(0, from - pageSize))}
      >
        Back
      </button>
      <span class="quiet">
        {from + 1} to {Math.min(found, from + pageSize)}
      </span>
      <button
        type="button"
        disabled={from + pageSize >= found}
        onClick={() => (offset.value = from + pageSize)}
      >
        More
      </button>
    </div>
  );
}
