import { gzipSync } from "fflate";

const encoder = new TextEncoder();

/**
 * Bytes of the texts, one a line, ÷ bytes of the same compressed by gzip at its highest level (Shaib et al. 2024, arXiv
 * 2403.00553): the more the texts repeat themselves and each other, the higher. It grows with the amount of text; below a
 * few hundred bytes the header of 18 bytes weighs in. `null` for texts without a character.
 *
 * Compressed by one implementation everywhere, so that the digits do not depend on the machine.
 */
export function compressionRatio(texts: readonly string[]): number | null {
  const bytes = encoder.encode(texts.join("\n"));
  if (texts.every((text) => text === "")) return null;
  return bytes.length / gzipSync(bytes, { level: 9, mtime: 0 }).length;
}
