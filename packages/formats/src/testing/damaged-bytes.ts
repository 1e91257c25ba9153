import { Buffer } from "node:buffer";
import type { Random } from "@sdialog/core";

const tokens = [
  ...'{}[]",:|;#\\\t\r\n',
  "null",
  "true",
  "-1e999",
  "NaN",
  '{"":',
  '"__proto__":',
  "\u0000",
  "\uFEFF",
  "\uD800",
  "😀",
  "<v ",
  "00:00:01,000 --> 00:00:03,000",
  "__eou__",
  "<|im_start|>",
  "sep=;\n",
];

/** What may stand where something else was expected. */
const values: readonly (() => unknown)[] = [
  () => null,
  () => [],
  () => ({}),
  () => "",
  () => 0,
  () => -1.5,
  () => true,
  () => "x".repeat(5000),
  () => 2 ** 60,
  () => [null],
  () => [[[[]]]],
  () => ({ constructor: { prototype: {} } }),
  () => JSON.parse('{"__proto__": {"a": 1}}') as unknown,
  () => ({ type: "text" }),
  () => "toString",
];

/** The bytes as somebody or something might have damaged them, the same for the same stream. */
export function damagedBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const whole = Buffer.from(bytes);
  const [damage] = [random.weighted([cutAnywhere, damagedJson, damagedLines, recoded], [4, 4, 2, 1])];
  return damage(whole, random);
}

function cutAnywhere(bytes: Buffer, random: Random): Buffer {
  let damaged = bytes;
  for (let left = random.integer(1, 3); left > 0; left--) {
    const start = random.integer(0, damaged.length);
    const from = random.integer(0, damaged.length);
    const piece = random.pick([
      () => Buffer.from(Array.from({ length: random.integer(0, 4) }, () => random.integer(0, 255))),
      () => damaged.subarray(from, from + 60),
      () => Buffer.from(random.pick(tokens)),
    ])();
    const length = random.pick([0, 1, 1, 3, 40, damaged.length]);
    damaged = Buffer.concat([damaged.subarray(0, start), piece, damaged.subarray(start + length)]);
  }
  return damaged;
}

/** Other values, missing keys and keys of another name, in what stays JSON. */
function damagedJson(bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString("utf8");
  const whole = parsed(text);
  if (whole !== undefined) return Buffer.from(JSON.stringify(otherwise(whole, random)) ?? "");
  const lines = text.split("\n");
  const at = random.integer(0, lines.length - 1);
  const line = parsed(lines[at] ?? "");
  if (line === undefined) return cutAnywhere(bytes, random);
  return Buffer.from(lines.with(at, JSON.stringify(otherwise(line, random)) ?? "").join("\n"));
}

function otherwise(value: unknown, random: Random): unknown {
  const changed: unknown = structuredClone(value);
  for (let left = random.integer(1, 3); left > 0; left--) {
    const holders = holdersIn(changed);
    if (holders.length === 0) return random.pick(values)();
    const holder = random.pick(holders);
    const key = random.pick(Object.keys(holder));
    const kept: unknown = Reflect.get(holder, key);
    const change = random.integer(0, 5);
    if (change <= 2) Reflect.set(holder, key, random.pick(values)());
    else if (Array.isArray(holder) && change === 3) holder.push(kept);
    else if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else {
      Reflect.deleteProperty(holder, key);
      if (change === 4) Reflect.set(holder, random.pick(["text", "id", "turns", "role", `${key}_`]), kept);
    }
  }
  return changed;
}

/** All objects and lists that hold something, wherever they stand. */
function holdersIn(value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(holdersIn);
  return Object.keys(value).length > 0 ? [value, ...inner] : inner;
}

function damagedLines(bytes: Buffer, random: Random): Buffer {
  const lines = bytes.toString("utf8").split("\n");
  const at = random.integer(0, lines.length - 1);
  const other = lines[random.integer(0, lines.length - 1)] ?? "";
  const damaged = random.pick([
    () => lines.toSpliced(at, 1),
    () => lines.toSpliced(at, 0, other),
    () => lines.with(at, other),
    () => lines.toSpliced(at, 2, lines.slice(at, at + 2).join("")),
    () => lines.slice(0, at),
    () => lines.with(at, ` ${lines[at] ?? ""}`),
    () => lines.toReversed(),
    () => Array.from({ length: 40 }, () => lines[at] ?? ""),
  ])();
  return Buffer.from(damaged.join("\n"));
}

function recoded(bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString("utf8");
  return random.pick([
    () => Buffer.from(`\uFEFF${text}`, "utf16le"),
    () => Buffer.from(text, "utf16le"),
    () => Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
    () => Buffer.from(`${text}é`, "latin1"),
    () => Buffer.from(`\uFEFF${text.replaceAll("\n", "\r\n")}`),
    () => Buffer.from(text.replaceAll("\n", "\r")),
    () => Buffer.concat([bytes, bytes]),
    () => bytes.subarray(0, random.integer(0, bytes.length)),
  ])();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
