/** What a server may answer at most, in bytes, where nobody says otherwise. */
const usual = 32 * 1024 * 1024;
let configured: number | undefined;

/** Most bytes of one answer where nothing else is said: what was configured, or else what is usual of such answers. */
export function responseLimit(otherwise = usual): number {
  return configured ?? otherwise;
}

/** Holds every answer in this program to that many bytes from now on; the usual ones again without a number. */
export function limitResponses(bytes: number | undefined): void {
  configured = bytes;
}
