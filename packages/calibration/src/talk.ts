import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import { type DialogFingerprint, fingerprintDialogs } from "@sdialog/realism";

/** One conversation, as far as its user is concerned. */
export interface Talk {
  readonly fingerprint: DialogFingerprint;
  /** What the user says, message by message; never empty. */
  readonly texts: readonly string[];
  /** What the user wants, where the conversation says so. */
  readonly goal: string | undefined;
}

/**
 * The user's side of conversations; those in which the user says nothing are left out.
 *
 * @param user the user's name, or several, whichever speaks
 * @throws InvalidArgumentError when nobody of that name says anything, with the nearest name
 */
export async function talksOf(
  dialogs: Iterable<Dialog> | AsyncIterable<Dialog>,
  user: string | readonly string[],
  signal?: AbortSignal,
): Promise<readonly Talk[]> {
  const names = new Set([user].flat().map((name) => name.toLowerCase()));
  const all: Dialog[] = [];
  for await (const dialog of dialogs) {
    signal?.throwIfAborted();
    all.push(dialog);
  }
  if (all.length === 0) throw new InvalidArgumentError("There are no conversations to learn from");
  const { fingerprints } = await fingerprintDialogs(all, { user, signal });
  const spoken = all
    .map((dialog) => ({ dialog, texts: textsOf(dialog, names) }))
    .filter(({ texts }) => texts.length > 0);
  return spoken.map(({ dialog, texts }, index) => ({
    fingerprint: fingerprints[index] as DialogFingerprint,
    texts,
    goal: goalIn(dialog),
  }));
}

function textsOf({ turns }: Dialog, names: ReadonlySet<string>): string[] {
  return turns
    .filter(({ speaker }) => speaker !== null && names.has(speaker.toLowerCase()))
    .map(({ text }) => text)
    .filter((text) => text.trim() !== "");
}

function goalIn({ scenario }: Dialog): string | undefined {
  const said =
    typeof scenario === "object" && scenario !== null
      ? (scenario as Readonly<Record<string, unknown>>)["goal"]
      : scenario;
  const text = Array.isArray(said) ? said.join("\n") : said;
  return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
}
