import type { Terminal } from "../terminal/terminal.ts";

/** Says which of the scores that are to be Python SDialog's are not in every digit. */
export async function tellOfSyllables(
  { err, color }: Terminal,
  compat: "python" | undefined,
  metrics: readonly string[],
): Promise<void> {
  if (compat === undefined) return;
  const { pythonSyllableScoreNames } = await import("@sdialog/evaluation/internal");
  const counted = metrics.filter((name) => pythonSyllableScoreNames.includes(name));
  if (counted.length > 0)
    err.write(
      `${color.yellow(
        `${counted.join(", ")}: syllables are those of the CMU Pronouncing Dictionary, so these differ from Python SDialog's; the other scores are the same in every digit. With its counts, all are: pythonScore(name, { syllables }). docs/metrics.md says by how much.`,
      )}\n`,
    );
}
