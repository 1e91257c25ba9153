import type { Dialog } from "@sdialog/core";
import {
  type DialogFingerprint,
  fingerprintDialogs,
  type FingerprintRow,
  type GapExamples,
  gapExamples,
  loadReference,
  type RealismComparison,
  referenceRows,
} from "@sdialog/realism";
import { compareRealismInThread } from "@sdialog/realism/thread";
import type { RealismRequest } from "../../protocol/realism.ts";
import { sourceDialogs } from "../library/source-dialogs.ts";
import type { OpenedFolder } from "../opened-folder.ts";

/** People and simulated users compared, with conversations in which the widest gaps show. */
export interface ComparedSides {
  readonly names: readonly [real: string, simulated: string];
  readonly comparison: RealismComparison;
  readonly examples: readonly GapExamples[];
  readonly notes: readonly string[];
}

interface Side {
  readonly rows: readonly FingerprintRow[];
  /** Nothing for people who are numbers. */
  readonly words: {
    readonly dialogs: readonly Dialog[];
    readonly fingerprints: readonly DialogFingerprint[];
  };
  readonly notes: readonly string[];
}

/**
 * Compares the users of two sources.
 *
 * @throws InvalidArgumentError for a user who is in no conversation, with the nearest name; UnknownNameError for a
 *   reference there is not; FileError
 */
export async function compareSides(
  folder: OpenedFolder,
  { real: people, simulated: others, users, seed }: RealismRequest,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (now: string) => void },
): Promise<ComparedSides> {
  const side = async (source: string, who: string): Promise<Side> =>
    source.startsWith("reference:")
      ? referenceSide(source.slice("reference:".length))
      : sourceSide(folder, source, who, { users, signal, onProgress });
  const real = await side(people, "people");
  const simulated = await side(others, "simulated users");
  onProgress("Comparing …");
  const comparison = await compareRealismInThread(real.rows, simulated.rows, { seed, signal });
  const words = real.words.dialogs.length === 0 ? null : real.words;
  return {
    names: [people === "" ? "people" : people, others === "" ? "simulated" : others],
    comparison,
    examples: gapExamples(comparison.gaps.slice(0, 3), words, simulated.words, { user: users }),
    notes: [...real.notes, ...simulated.notes],
  };
}

async function referenceSide(name: string): Promise<Side> {
  const reference = await loadReference(name);
  return {
    rows: referenceRows(reference),
    words: { dialogs: [], fingerprints: [] },
    notes: [`People: ${reference.source}.`],
  };
}

async function sourceSide(
  folder: OpenedFolder,
  source: string,
  who: string,
  {
    users,
    signal,
    onProgress,
  }: {
    readonly users: readonly string[];
    readonly signal: AbortSignal;
    readonly onProgress: (now: string) => void;
  },
): Promise<Side> {
  const dialogs: Dialog[] = [];
  async function* kept(): AsyncGenerator<Dialog> {
    for await (const dialog of sourceDialogs(folder, source)) {
      dialogs.push(dialog);
      if (dialogs.length % 100 === 0) onProgress(`${dialogs.length} conversations of ${who} read …`);
      yield dialog;
    }
  }
  const { fingerprints, silent } = await fingerprintDialogs(kept(), { user: users, signal });
  return {
    rows: fingerprints,
    words: { dialogs, fingerprints },
    notes:
      silent > 0 ? [`${silent} conversations of ${who} in which the user says nothing are left out.`] : [],
  };
}
