import { endOfText } from "./outside-texts.ts";

/** The way to a value inside a JSON value: keys and 0-based positions. */
export type JsonPath = readonly (string | number)[];

const token = /["{}[\],:]|[^\s{}[\],:"]+/g;

/** The signs, words and texts of JSON, and where each begins. */
function* tokensOf(json: string): Generator<{ readonly sign: string; readonly index: number }> {
  const each = new RegExp(token);
  for (let found = each.exec(json); found !== null; found = each.exec(json)) {
    const { index } = found;
    if (found[0] === '"') each.lastIndex = endOfText(json, index);
    yield { sign: json.slice(index, each.lastIndex), index };
  }
}

/**
 * The 1-based line on which the value at a path begins, or the innermost value on the way to it that is there.
 *
 * @param json text that is JSON
 */
export function lineOfPath(json: string, path: JsonPath): number {
  const way: (string | number)[] = [];
  let [reached, at] = [-1, 0];
  let key: string | undefined;
  let isKey = false;
  for (const { sign, index } of tokensOf(json)) {
    if (sign === "}" || sign === "]") {
      way.pop();
      isKey = typeof way.at(-1) === "string";
    } else if (sign === ",") {
      const last = way.at(-1);
      if (typeof last === "number") way[way.length - 1] = last + 1;
      isKey = typeof last === "string";
    } else if (sign === ":") {
      way[way.length - 1] = key ?? "";
      isKey = false;
    } else if (isKey) key = textOf(sign);
    else {
      if (
        way.length > reached &&
        way.length <= path.length &&
        way.every((step, depth) => step === path[depth])
      )
        [reached, at] = [way.length, index];
      if (sign === "{") [isKey] = [way.push("") > 0];
      else if (sign === "[") way.push(0);
    }
  }
  return json.slice(0, at).split("\n").length;
}

function textOf(sign: string): string {
  try {
    return String(JSON.parse(sign));
  } catch {
    return sign;
  }
}
