import { InvalidArgumentError } from "@sdialog/core";

/** What other tools read lists of recordings from. */
export const manifestKinds = ["kaldi", "lhotse", "audiofolder"] as const;
/** One of them. */
export type ManifestKind = (typeof manifestKinds)[number];

/** @throws InvalidArgumentError for a kind there is not */
export function checkManifestKinds(kinds: readonly ManifestKind[]): void {
  const unknown = kinds.find((kind) => !manifestKinds.includes(kind));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`There is no manifest called "${String(unknown)}"`, {
      hint: `Known: ${manifestKinds.join(", ")}.`,
    });
}
