import { described } from "@sdialog/core/internal";
import * as z from "zod/mini";

/** An option that says in what share of the messages something happens, 0 to 1. */
export function shareOption(share: number, what: string) {
  return described(z._default(z.number().check(z.gte(0), z.lte(1)), share), what);
}
