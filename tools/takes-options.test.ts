import { InvalidArgumentError, SDialogError } from "@sdialog/core";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { publicCalls, type TakesOptions } from "./takes-options.ts";

/** Types of objects that are not options of the one who takes them, and why. */
const otherTypes: Readonly<Record<string, RegExp>> = {
  "the engine hands it to what implements a contract":
    /^(?:Participant|Orchestrator)Run$|^(?:Tool|Task)Context\b|^Omit<TaskContext|^HookedRequest$|^ExperienceTask$/,
  "a record of what a model, a run or a measurement gave":
    /^(?:Usage|ToolCall|ToolCallPart|(?:Partial<)?ChatResult>?|WireReply|ProviderFailure|CapturedActivations|FingerprintRow|Damage|ComparisonData|Voice)$|^Finished\b|^\{ readonly inputTokens/,
  "where a command writes to, which is a place and no options": /^Terminal$/,
  "messages, which every backend reads": /^(?:System|User|Assistant|Tool)Message$/,
  "what any backend takes, which refuses by itself": /^BackendOptions$/,
  "what a backend says of itself": /^(?:ThreadRules|RecommendedSettings|ModelSettings)$/,
  "files hold it with keys of whoever wrote them": /^(?:DialogInput|Metadata)$/,
  "attributes, which the class of the model knows": /^Partial<\{|^Partial<Attributes/,
  "entries have fields of their kind": /^NewEntry\b|^Backend$/,
};
/** What takes an object for another reason. */
const others: Readonly<Record<string, string>> = {
  "@sdialog/llm priceOf": "a model, of which it looks at two fields",
  "@sdialog/llm costOf": "a price of a table, which is checked where tables are given",
  "@sdialog/generators sampledPersonas": "people with attributes of their own",
  "@sdialog/orchestrators orchestrator": "a rule, which may hold what it remembers",
  "@sdialog/flow nearestUtterance": "one of the labellers, the one that needs nothing else",
  "@sdialog/llm/backend-kit checkRequest": "a model, of which it looks at two fields",
  "@sdialog/evaluation/judges scoreProbabilities": "a reply, of which it looks at two fields",
};

/** What only a package that is a backend or an engine makes, in every call or for every token. */
const uncounted: Readonly<Record<string, true>> = {
  aroundCalls: true,
  backendModel: true,
  IncrementalDecoder: true,
  InspectedResponse: true,
  InspectedToken: true,
  Journal: true,
  ReplyBuilder: true,
  StopScanner: true,
  chatbotOf: true,
};

const unknown = "noSuchOption4711";
const secret = "sk-planted-8Vb2Nq6Lx0";
// Errors are made by the packages; what they are told is their cause.
const calls = publicCalls();
const all = calls.options.filter(
  ({ name, type }) =>
    !name.endsWith("Error") && !Object.values(otherTypes).some((pattern) => pattern.test(type)),
);

/** Where everything is called from, so that what is written without being told where is found. */
const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), "sdialog-options-"));
const printed: string[] = [];

beforeAll(() => {
  process.chdir(folder);
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  for (const method of ["log", "info", "warn", "error", "debug", "trace"] as const)
    vi.spyOn(console, method).mockImplementation((...values) => void printed.push(inspect(values)));
});
afterEach(() => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const texts = files.map((file) => readFileSync(join(file.parentPath, file.name), "latin1"));
  expect([...printed, ...texts].filter((text) => text.includes(secret))).toEqual([]);
});
afterAll(() => {
  process.chdir(home);
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe("whatever takes options", () => {
  it("is found in every package that has any", () => {
    expect(all.length).toBeGreaterThan(180);
    expect(new Set(all.map((one) => one.package)).size).toBeGreaterThan(10);
  });

  it.each(all.filter((one) => others[nameOf(one)] === undefined).map((one) => [nameOf(one), one] as const))(
    "%s refuses a name it does not know before it does anything else",
    async (_name, one) => {
      expect(await refusal(one)).toContain(unknown);
    },
  );

  const parts = [...all.filter(({ kind }) => kind === "constructor"), ...calls.arguments].filter(
    ({ name, kind }) =>
      (kind === "constructor" || kind === "function") &&
      !name.endsWith("Error") &&
      uncounted[name] === undefined,
  );
  it.each([...new Map(parts.map((one) => [`${one.kind} ${one.name}`, one]))])(
    "%s called with nothing works or is a typed error",
    async (_name, { entry, name, kind }) => {
      const module = (await import(entry)) as Readonly<Record<string, new () => unknown>>;
      const Made = module[name] as (new () => unknown) & (() => unknown);
      try {
        const made = kind === "constructor" ? new Made() : Made();
        // Who resolves later may fail later.
        void Promise.resolve(made).catch((error: unknown) => expect(error).toBeInstanceOf(SDialogError));
      } catch (error) {
        expect(error).toBeInstanceOf(SDialogError);
      }
    },
  );

  it.each(
    calls.arguments
      .filter(({ name }) => !name.endsWith("Error") && uncounted[name] === undefined)
      .map((one) => [`${one.kind === "constructor" ? "new " : ""}${one.name}`, one] as const),
  )("%s refuses what comes after its last argument", async (name, { entry, name: called, kind, most }) => {
    const made = ((await import(entry)) as Readonly<Record<string, new (...values: unknown[]) => unknown>>)[
      called
    ];
    const given = [...Array.from({ length: most }, () => undefined), secret];
    const call = (): unknown =>
      kind === "constructor" ? new made!(...given) : Reflect.apply(made!, undefined, given);
    expect(call).toThrow(InvalidArgumentError);
    expect(call).toThrow(new RegExp(`^${name} takes (?:no|one|\\d) arguments?, and was given ${most + 1}`));
  });

  it("is not excepted when it is gone", () => {
    const names = new Set(all.map(nameOf));
    expect(Object.keys(others).filter((name) => !names.has(name))).toEqual([]);
  });
});

function nameOf({ entry, name, method, kind }: TakesOptions): string {
  return `${entry} ${kind === "constructor" ? "new " : ""}${name}${method === undefined ? "" : `.${method}`}`;
}

/** The message with which it refuses an unknown option, or what happened instead: no value may be told, written or printed. */
async function refusal({ entry, name, method, kind, position, isList }: TakesOptions): Promise<string> {
  const module = (await import(entry)) as Readonly<Record<string, unknown>>;
  const called = module[name] as { new (...values: unknown[]): unknown; prototype: object };
  const given = {
    [unknown]: secret,
    apiKey: secret,
    token: secret,
    headers: { authorization: secret, "x-api-key": secret },
    baseURL: `http://user:${secret}@127.0.0.1:9/v1?key=${secret}`,
    url: `http://user:${secret}@127.0.0.1:9/?key=${secret}`,
    settings: { apiKey: secret },
    env: { API_KEY: secret },
    model: `openai:m?key=${secret}`,
    out: folder,
    folder,
    directory: folder,
  };
  const values = [...Array.from({ length: position }, () => undefined), isList ? [given] : given];
  try {
    const on = kind === "static" ? called : Object.create(called.prototype ?? Object.prototype);
    const action = (
      method === undefined ? called : Reflect.get(kind === "static" ? called : called.prototype, method)
    ) as (...all: unknown[]) => unknown;
    const result: unknown =
      kind === "constructor"
        ? new called(...values)
        : Reflect.apply(action, method === undefined ? undefined : on, values);
    const came = await settle(result);
    return tells(came) ? "it handed on the value" : "it accepted the option";
  } catch (error) {
    // What was given under the name may be a key: no part of the error may tell it.
    if (tells(error)) return "it told the value";
    return error instanceof InvalidArgumentError
      ? error.message
      : `it did something else first: ${String(error)}`;
  }
}

function tells(value: unknown): boolean {
  return inspect(value, { depth: 8, showHidden: true, maxStringLength: null }).includes(secret);
}

async function settle(result: unknown): Promise<unknown> {
  const steps =
    typeof result === "object" && result !== null && "next" in result && typeof result.next === "function";
  return steps ? (result as AsyncGenerator).next() : result;
}
