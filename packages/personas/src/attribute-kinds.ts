import { described } from "@sdialog/core/internal";
import * as z from "zod/mini";

// One way to write each kind of attribute the built-in personas have; left out, each is the empty text. Made with zod/mini, a
// quarter of the size of zod, for everybody who uses a persona in a page fetches what they are made with.

export function text(description: string, standard = "") {
  return described(z._default(z.string(), standard), description);
}

export function integerOrText(description: string) {
  return described(z._default(z.union([z.int(), z.string()]), ""), description);
}

export function numberOrText(description: string) {
  return described(z._default(z.union([z.number(), z.string()]), ""), description);
}

export function textOrList(description: string) {
  return described(z._default(z.union([z.string(), z.array(z.string())]), ""), description);
}
