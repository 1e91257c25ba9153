import type { EvaluationCell, EvaluationResultView } from "../../src/protocol/evaluation.ts";

/** The numbers of a comparison with their intervals, and its plots. */
export function ResultTable({ result }: { readonly result: EvaluationResultView }) {
  return (
    <>
      <table class="results stacked">
        <caption class="quiet">
          Values with their 95 % intervals
          {result.reference === null ? "" : `; p against ${result.reference}, adjusted for all tests`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            {result.sets.map(({ name, n }) => (
              <th scope="col" class="number of-data">
                {name} <span class="quiet">n = {n}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.rows.map(({ label, cells }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {cells.map((cell, at) => (
                <td class="number" data-label={result.sets[at]?.name}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div class="plots">
        {result.plots.map((evaluator, at) => (
          <img
            key={`${result.id}/${evaluator}`}
            src={`/api/evaluate/${result.id}/plots/${at}.svg`}
            alt={`Plot of ${evaluator}`}
          />
        ))}
      </div>
    </>
  );
}

function Cell({ cell: { value, low, high, p, error } }: { readonly cell: EvaluationCell }) {
  if (value === null)
    return <span title={error ?? undefined}>{error === null ? "not defined" : `failed: ${error}`}</span>;
  return (
    <>
      {format(value)}{" "}
      <span class="quiet">
        {low === null || high === null ? "" : `${format(low)} – ${format(high)}`}
        {p === null ? "" : `, p ${p < 0.001 ? "< 0.001" : `= ${p.toFixed(3)}`}`}
      </span>
    </>
  );
}

function format(value: number): string {
  return Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)));
}
