import { DataFormatError } from "@sdialog/core";

/** What a pickle may call, by its full name: nothing else is ever made, so that a file cannot run anything. */
export type PickleGlobals = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

export interface PickleReader {
  readonly globals: PickleGlobals;
  /** What stands for something outside of the pickle. */
  persistent(id: unknown): unknown;
  /** Its name, for messages. */
  readonly source: string;
}

/** Most values that are read: a direction is a handful of them. */
const mostValues = 100_000;

class Global {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const mark = Symbol("mark");

/**
 * The value of a Python pickle (protocols 2 to 5) made of numbers, texts, tuples, lists, dictionaries and calls of known
 * functions. Dictionaries become maps, tuples and lists arrays.
 *
 * @throws DataFormatError for a pickle that asks for anything else, or is cut short
 */
export function pickleValues(bytes: Uint8Array, { globals, persistent, source }: PickleReader): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fail = (message: string): never => {
    throw new DataFormatError(message, {
      source,
      hint: "Save the tensor alone: torch.save(vector.detach().cpu(), path).",
    });
  };
  const stack: unknown[] = [];
  const memo = new Map<number, unknown>();
  let at = 0;
  let read = 0;
  const take = (length: number): number => {
    const start = at;
    at += length;
    if (length < 0 || at > bytes.length) fail("the pickle in it is cut short");
    return start;
  };
  const text = (length: number): string => new TextDecoder().decode(bytes.subarray(take(length), at));
  const line = (): string => {
    const end = bytes.indexOf(10, at);
    if (end === -1) fail("the pickle in it is cut short");
    return text(end + 1 - at).slice(0, -1);
  };
  const pop = (): unknown => (stack.length === 0 ? fail("the pickle in it is broken") : stack.pop());
  const top = (): unknown => stack.at(-1);
  const recall = (key: number): unknown =>
    memo.has(key) ? memo.get(key) : fail("the pickle in it is broken");
  const toMark = (): unknown[] => {
    const start = stack.lastIndexOf(mark);
    if (start === -1) fail("the pickle in it is broken");
    const values = stack.splice(start);
    return values.slice(1);
  };
  const global = (name: string): Global =>
    Object.hasOwn(globals, name) ? new Global(name) : fail(`it asks for ${name}, which only Python can give`);
  const pairs = (target: unknown, values: readonly unknown[]): void => {
    if (!(target instanceof Map)) return fail("the pickle in it is broken");
    for (let index = 0; index + 1 < values.length; index += 2) target.set(values[index], values[index + 1]);
  };
  const append = (values: readonly unknown[]): void => {
    const list = top();
    if (!Array.isArray(list)) return fail("the pickle in it is broken");
    list.push(...values);
  };

  for (;;) {
    if (++read > mostValues) return fail(`it holds more than ${mostValues} values`);
    const code = bytes[take(1)] as number;
    switch (String.fromCodePoint(code)) {
      case "\u0080": // PROTO
        take(1);
        break;
      case "\u0095": // FRAME
        take(8);
        break;
      case "c": // GLOBAL
        stack.push(global(`${line()}.${line()}`));
        break;
      case "\u0093": {
        // STACK_GLOBAL
        const name = pop();
        stack.push(global(`${String(pop())}.${String(name)}`));
        break;
      }
      case "(": // MARK
        stack.push(mark);
        break;
      case "N": // NONE
        stack.push(null);
        break;
      case "\u0088": // NEWTRUE
        stack.push(true);
        break;
      case "\u0089": // NEWFALSE
        stack.push(false);
        break;
      case "J": // BININT
        stack.push(view.getInt32(take(4), true));
        break;
      case "K": // BININT1
        stack.push(view.getUint8(take(1)));
        break;
      case "M": // BININT2
        stack.push(view.getUint16(take(2), true));
        break;
      case "\u008a": {
        // LONG1: little-endian, with a sign
        const length = view.getUint8(take(1));
        const start = take(length);
        let value = 0n;
        for (let index = length - 1; index >= 0; index--)
          value = value * 256n + BigInt(bytes[start + index] as number);
        stack.push(Number(BigInt.asIntN(8 * length, value)));
        break;
      }
      case "G": // BINFLOAT
        stack.push(view.getFloat64(take(8), false));
        break;
      case "X": // BINUNICODE
        stack.push(text(view.getUint32(take(4), true)));
        break;
      case "\u008c": // SHORT_BINUNICODE
        stack.push(text(view.getUint8(take(1))));
        break;
      case "]": // EMPTY_LIST
      case ")": // EMPTY_TUPLE
        stack.push([]);
        break;
      case "}": // EMPTY_DICT
        stack.push(new Map());
        break;
      case "\u0085": // TUPLE1
        stack.push([pop()]);
        break;
      case "\u0086": // TUPLE2
      case "\u0087": {
        // TUPLE3
        const length = code === 0x86 ? 2 : 3;
        if (stack.length < length) return fail("the pickle in it is broken");
        stack.push(stack.splice(-length));
        break;
      }
      case "t": // TUPLE
        stack.push(toMark());
        break;
      case "a": {
        // APPEND
        const value = pop();
        append([value]);
        break;
      }
      case "e": // APPENDS
        append(toMark());
        break;
      case "s": {
        // SETITEM
        const value = pop();
        const key = pop();
        pairs(top(), [key, value]);
        break;
      }
      case "u": {
        // SETITEMS
        const values = toMark();
        pairs(top(), values);
        break;
      }
      case "q": // BINPUT
        memo.set(view.getUint8(take(1)), top());
        break;
      case "r": // LONG_BINPUT
        memo.set(view.getUint32(take(4), true), top());
        break;
      case "\u0094": // MEMOIZE
        memo.set(memo.size, top());
        break;
      case "h": // BINGET
        stack.push(recall(view.getUint8(take(1))));
        break;
      case "j": // LONG_BINGET
        stack.push(recall(view.getUint32(take(4), true)));
        break;
      case "Q": // BINPERSID
        stack.push(persistent(pop()));
        break;
      case "R": {
        // REDUCE
        const given = pop();
        const called = pop();
        if (!(called instanceof Global) || !Array.isArray(given)) return fail("the pickle in it is broken");
        stack.push(globals[called.name]?.(...(given as readonly unknown[])));
        break;
      }
      case ".": // STOP
        return pop();
      default:
        return fail(`it asks for what only Python can do (operation 0x${code.toString(16)})`);
    }
  }
}

/** The full name of what stands for a class or function; `undefined` for anything else. */
export function globalName(value: unknown): string | undefined {
  return value instanceof Global ? value.name : undefined;
}
