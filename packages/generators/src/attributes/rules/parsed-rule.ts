import type { Random } from "@sdialog/core";
import type { RuleFunction } from "./rule.ts";

/** A rule once its notation is understood. */
export type ParsedRule =
  /** The model decides. */
  | { readonly kind: "model"; readonly instruction: string | undefined }
  /** A value drawn without looking at anything else. */
  | { readonly kind: "draw"; readonly draw: (random: Random) => unknown }
  | { readonly kind: "line"; readonly path: string }
  | { readonly kind: "cell"; readonly column: FileColumn }
  | { readonly kind: "function"; readonly compute: RuleFunction };

/** One column of a table file. */
export interface FileColumn {
  readonly path: string;
  readonly delimiter: "," | "\t";
  /** A header, or a 0-based position in digits. */
  readonly name: string;
}
