/**
 * Whether two JSON values are the same: objects whatever the order of their keys, lists item by item, at any depth. Only
 * a number and its plain text count as the same (`7` and `"7"`), since bots write both, and so do `null` and nothing;
 * `"07"`, `true` and `"true"` are different.
 */
export function sameValue(one: unknown, other: unknown): boolean {
  if (isAsymmetric(other)) return other.asymmetricMatch(one);
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => sameValue(item, other[index]))
    );
  if (isObject(one) && isObject(other)) {
    const names = new Set([...keysOf(one), ...keysOf(other)]);
    return [...names].every((name) => sameValue(ownValue(one, name), ownValue(other, name)));
  }
  if (typeof one === "number" && typeof other === "string") return isTextOf(other, one);
  if (typeof one === "string" && typeof other === "number") return isTextOf(one, other);
  return (one ?? null) === (other ?? null);
}

/** What test runners compare by: `expect.any(Number)`, `expect.stringContaining("x")`. */
export interface AsymmetricMatcher {
  asymmetricMatch(value: unknown): boolean;
  toAsymmetricMatcher?(): string;
}

export function isAsymmetric(value: unknown): value is AsymmetricMatcher {
  return (
    typeof value === "object" &&
    value !== null &&
    "asymmetricMatch" in value &&
    typeof value.asymmetricMatch === "function"
  );
}

/** Whether a row, or the arguments of a call (or their JSON), have these values; they may have others besides. */
export function hasValues(given: unknown, wanted: Readonly<Record<string, unknown>>): boolean {
  const values = typeof given === "string" ? parsed(given) : given;
  if (isAsymmetric(wanted)) return wanted.asymmetricMatch(values);
  const names = keysOf(wanted);
  return (
    names.length === 0 ||
    (isObject(values) && names.every((name) => sameValue(ownValue(values, name), wanted[name])))
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands under a name, whatever all objects inherit: rows may be called `constructor`. */
export function ownValue<Value>(object: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** What JSON would write: a field that holds nothing is left out. */
function keysOf(object: JsonObject): readonly string[] {
  return Object.keys(object).filter((name) => object[name] !== undefined);
}

/** Whether a text writes a number as one writes it: no zeros before it, as codes have them. */
function isTextOf(text: string, number: number): boolean {
  return /^-?(?:0|[1-9]\d{0,30})(?:\.\d{1,30})?$/.test(text) && Number(text) === number;
}
