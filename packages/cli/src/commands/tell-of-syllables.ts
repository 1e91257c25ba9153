import { printNote, type Terminal } from "../terminal/terminal.ts";

/** Says which of the scores that are to be Python SDialog's are not in every digit. */
export async function tellOfSyllables(
  terminal: Terminal,
  compat: "python" | undefined,
  metrics: readonly string[],
): Promise<void> {
  if (compat === undefined) return;
  const { pythonSyllableScoreNames } = await import("@sdialog/evaluation/internal");
  const counted = metrics.filter((name) => pythonSyllableScoreNames.includes(name));
  if (counted.length > 0)
    printNote(
      terminal,
      terminal.color.yellow(
        `${counted.join(", ")}: syllables are counted by the CMU Pronouncing Dictionary here, so ${counted.length === 1 ? "this score differs" : "these scores differ"} from Python SDialog's (docs/metrics.md says by how much); all others agree with it in every digit. With its syllable counts ${counted.length === 1 ? "this one does" : "these do"}, too: pythonScore(name, { syllables }).`,
      ),
    );
}
