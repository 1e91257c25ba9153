import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/** Where a table holds speaker and text: two column names, or two 0-based positions in a table without a header. */
export type TableColumns =
  | { readonly speaker: string; readonly text: string }
  | { readonly speaker: number; readonly text: number };

/** @throws InvalidArgumentError for columns that are neither two names nor two positions, or one and the same */
export function tableColumns(
  columns: TableColumns = { speaker: "speaker", text: "text" },
): TableColumns & { readonly named: boolean } {
  const { speaker, text } = columns;
  const named = typeof speaker === "string" && typeof text === "string" && speaker !== "" && text !== "";
  const counted = [speaker, text].every((column) => Number.isSafeInteger(column) && Number(column) >= 0);
  if ((!named && !counted) || speaker === text) {
    throw new InvalidArgumentError(
      `The columns ${JSON.stringify(columns)} are neither two names nor two positions`,
      {
        hint: 'Pass { speaker: "name", text: "name" } for a table with a header row, { speaker: 0, text: 1 } for one without.',
      },
    );
  }
  return { ...columns, named };
}
