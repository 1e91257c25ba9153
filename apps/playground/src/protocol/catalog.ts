/** An attribute of a persona or context, as a form needs it. */
export interface AttributeField {
  readonly name: string;
  /** The name as words. */
  readonly label: string;
  readonly description: string;
  readonly type: "text" | "number" | "list";
  readonly standard: unknown;
}

/** A class of attributes: a persona or the context. */
export interface AttributeForm {
  readonly type: string;
  readonly fields: readonly AttributeField[];
}

/** An argument of a rule. */
export interface RuleField {
  readonly name: string;
  readonly label: string;
  readonly type: "text" | "number" | "lines" | "pattern";
}

/** A rule that data can describe. */
export interface RuleForm {
  readonly type: string;
  readonly description: string;
  readonly fields: readonly RuleField[];
  /** What a new one starts with. */
  readonly start: Readonly<Record<string, unknown>>;
}

/** Everything the page offers to choose from. */
export interface Catalog {
  readonly folder: string;
  readonly personas: readonly AttributeForm[];
  readonly context: AttributeForm;
  readonly rules: readonly RuleForm[];
  readonly tools: readonly { readonly name: string; readonly description: string }[];
  readonly metrics: readonly {
    readonly name: string;
    readonly description: string;
    readonly judge: boolean;
  }[];
  readonly backends: readonly string[];
}
