import * as z from "zod";

/** An option that says in what share of the messages something happens, 0 to 1. */
export function shareOption(share: number, what: string) {
  return z.number().min(0).max(1).default(share).describe(what);
}
