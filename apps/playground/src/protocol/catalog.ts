/** One thing a form asks for. */
export interface FormField {
  readonly name: string;
  /** The name as words. */
  readonly label: string;
  readonly description: string;
  /**
   * `lines` takes a text a line, or one text; `pattern` a regular expression; `json` whatever no other field can show.
   */
  readonly type: "text" | "number" | "check" | "choice" | "lines" | "pattern" | "json";
  /** What it is when nothing is filled in. */
  readonly standard: unknown;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Whether only whole numbers will do. */
  readonly whole?: boolean | undefined;
  readonly choices?: readonly string[] | undefined;
}

/** Something that is made of options, as the form that asks for them: a persona, the context, a rule. */
export interface Form {
  readonly type: string;
  readonly description: string;
  readonly fields: readonly FormField[];
  /** What a new one starts with. */
  readonly start: Readonly<Record<string, unknown>>;
}

/** A metric to choose. */
export interface MetricChoice {
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  readonly description: string;
  /** Metrics are shown in groups, in this order. */
  readonly group: string;
  /** Whether a model is asked. */
  readonly judge: boolean;
}

/** Everything the page offers to choose from. */
export interface Catalog {
  readonly folder: string;
  readonly personas: readonly Form[];
  readonly context: Form;
  readonly rules: readonly Form[];
  /** Which of the rules are ways in which people behave. */
  readonly policies: readonly string[];
  /** Ways to reach a chatbot. */
  readonly chatbots: readonly Form[];
  readonly tools: readonly { readonly name: string; readonly description: string }[];
  readonly metrics: readonly MetricChoice[];
  readonly backends: readonly string[];
  /** Rooms that dialogues can be spoken in. */
  readonly rooms: readonly string[];
}
