import type { AskedKind } from "./question-words.ts";
import type { ValueKind } from "./value-kind.ts";

/** A kind of facts as words; `FactKind` has what each of them means. */
export interface KindWords {
  readonly called: string;
  readonly asked: string;
  readonly family?: string;
  readonly values?: readonly ValueKind[];
  readonly answers?: readonly AskedKind[];
  readonly direction?: "from" | "to";
  readonly cues?: string;
}
