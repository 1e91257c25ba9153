import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { checkModelName } from "../model-name.ts";
import { nearestName } from "../nearest-name.ts";

/**
 * The names of an options type, each once: the compiler refuses a list that misses one or holds one too many. An option
 * that takes options itself stands with the names of those.
 *
 * ```ts
 * const names: OptionNames<UserOptions> = { goal: true, settings: { temperature: true, … }, … };
 * ```
 */
export type OptionNames<Options extends object> = {
  readonly [Name in keyof Options]-?: NamesWithin<NonNullable<Options[Name]>>;
};

/** An object of which everything may be left out is options; a misspelled name in one of another kind is a missing one. */
type NamesWithin<Value> = [Record<never, never>, Value] extends [Value, object]
  ? IsKeyed<Value> extends true
    ? true
    : OptionNames<Value & object>
  : true;

/** Whether names are free: of a dictionary, of a list, of nothing in particular. */
type IsKeyed<Value> = [keyof Value] extends [never]
  ? true
  : [string] extends [keyof Value]
    ? true
    : [number] extends [keyof Value]
      ? true
      : [Extract<Value, readonly unknown[]>] extends [never]
        ? false
        : true;

/** The same names where it is only asked whether they are all there. */
type AllNames<Options extends object> = Readonly<Record<keyof Options, true | object>>;

/** Names as they are looked up. */
interface KnownNames {
  readonly [name: string]: true | KnownNames;
}

// What other libraries call the option, where the spelling alone would not lead to our name.
const otherNames: Readonly<Record<string, string>> = {
  llm: "model",
  num_ctx: "contextLength",
  model_name: "model",
  llm_name: "model",
  max_new_tokens: "maxTokens",
  max_completion_tokens: "maxTokens",
  num_predict: "maxTokens",
  preprocessing_fn: "preprocess",
  postprocess_fn: "postprocess",
  postprocessing_fn: "postprocess",
  thinking_pattern: "thinkingTag",
  extra_instructions: "instructions",
  speaker_a: "speakers",
  speaker_b: "speakers",
  reason: "feedback",
  min_score: "min",
  max_score: "max",
};

/**
 * The options as they are, when all of them are known. Called first thing by everything public that takes options, so
 * that a misspelled option, or one passed by position, is never silently ignored.
 *
 * @param owner what is called, as it is written: `new Agent`, `withRetry`
 * @param options what was given; nothing, or a name that is `undefined`, is not a mistake
 * @param names the options there are, the likeliest first
 * @param advice what else to tell somebody who expected the option here
 * @throws InvalidArgumentError naming the option, never its value; for a model's name in which a key stands, too
 */
export function checkOptions<Options extends object>(
  owner: string,
  options: Options,
  names: AllNames<NoInfer<Options>>,
  advice?: string,
): Options;
export function checkOptions<Options extends object>(
  owner: string,
  options: Options | undefined,
  names: AllNames<NoInfer<Options>>,
  advice?: string,
): Options | undefined;
export function checkOptions(owner: string, options: unknown, names: object, advice?: string): unknown {
  return checkKnown(owner, options, names as KnownNames, advice);
}

function checkKnown(owner: string, options: unknown, names: KnownNames, advice?: string): unknown {
  if (options === undefined) return options;
  const known = Object.keys(names);
  if (!isPlainObject(options)) throw notAnObject(owner, options, known);
  const unknown = Object.keys(options).find(
    (name) => !Object.hasOwn(names, name) && options[name] !== undefined,
  );
  if (unknown !== undefined) throw unknownOption(owner, unknown, known, advice);
  for (const name of known) {
    const within = names[name];
    const value = options[name];
    if (typeof within === "object") checkKnown(`${owner} ${name}`, value, within);
    // Options are kept and looked at, so that a name with a key in it must not even become one.
    else if (typeof value === "string" && /model$/i.test(name)) checkModelName(value);
  }
  return options;
}

/** The named ones among the options: what a part of a component takes of what the whole was given. */
export function pickOptions<Options extends object>(options: object, names: OptionNames<Options>): Options {
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => Object.hasOwn(names, name)),
  ) as Options;
}

function unknownOption(
  owner: string,
  name: string,
  known: readonly string[],
  advice: string | undefined,
): InvalidArgumentError {
  const likely = likelyOption(name, known);
  const keys = likely === undefined && squeezed(name) === "apikey" ? aboutKeys : undefined;
  const hints = [`It takes: ${known.join(", ")}.`, keys, advice].filter((hint) => hint !== undefined);
  return new InvalidArgumentError(
    `${owner} has no option "${name}"${likely === undefined ? "" : `; did you mean "${likely}"?`}`,
    { hint: hints.join(" ") },
  );
}

const aboutKeys =
  "A key belongs to a backend: set its environment variable, or configure({ backends: { openai: { apiKey: … } } }).";

/** The option that was probably meant: the same letters, then another name for it, then the one most like it. */
function likelyOption(name: string, known: readonly string[]): string | undefined {
  const other = otherNames[name];
  return (
    known.find((option) => squeezed(option) === squeezed(name)) ??
    known.find((option) => option === other) ??
    nearestName(name, known)
  );
}

/** `api_key`, `apiKey` and `API-Key` are all the same to who reads them. */
function squeezed(name: string): string {
  return name.replaceAll(/[_-]/g, "").toLowerCase();
}

function notAnObject(owner: string, given: unknown, known: readonly string[]): InvalidArgumentError {
  const example = known
    .slice(0, 3)
    .map((name) => `${name}: …`)
    .join(", ");
  return new InvalidArgumentError(`${owner} takes its options as an object, not ${kindOf(given)}`, {
    hint: `Name what you pass: { ${example} }.`,
  });
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value !== "object") return `a ${typeof value}`;
  const { constructor } = value;
  return `a ${typeof constructor === "function" && constructor.name !== "" ? constructor.name : "thing"}`;
}

/** Made by a literal, in whatever realm: its prototype is the last of its chain. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
