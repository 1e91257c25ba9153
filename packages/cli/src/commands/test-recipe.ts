import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../terminal/usage-error.ts";

/** What `sdialog test` can say about a test without a recipe, or instead of what a recipe says. */
export interface RecipeFlags {
  readonly users?: number;
  readonly goal?: readonly string[];
  readonly attack?: readonly string[];
  readonly wanted?: string;
  readonly purpose?: string;
  readonly secret?: string;
  readonly policies?: string;
  readonly model?: string;
  readonly repeat?: number;
  readonly maxTurns?: number;
  readonly seed?: number;
  readonly concurrency?: number;
  readonly mustSay?: readonly string[];
  readonly neverSay?: readonly string[];
  readonly criterion?: readonly string[];
  readonly judge?: string;
  readonly mustReachGoal?: boolean;
  readonly type?: string;
  readonly body?: string;
  readonly answer?: string;
  readonly header?: readonly string[];
  readonly timeout?: number;
}

const recipeFlags: Readonly<Record<keyof RecipeFlags, "test" | "execution">> = {
  users: "test",
  goal: "test",
  attack: "test",
  wanted: "test",
  purpose: "test",
  secret: "test",
  policies: "test",
  model: "test",
  repeat: "test",
  maxTurns: "test",
  seed: "test",
  concurrency: "execution",
  mustSay: "test",
  neverSay: "test",
  criterion: "test",
  judge: "test",
  mustReachGoal: "test",
  type: "test",
  body: "test",
  answer: "test",
  header: "test",
  timeout: "test",
};

type Fields = Readonly<Record<string, unknown>>;

/** Whether what is tested is named by its address, and not by a file. */
export function isAddress(target: string): boolean {
  return /^[a-z]+:\/\//i.test(target);
}

/** Whether flags say what is tested, and not only how fast. */
export function describesTest(flags: RecipeFlags): boolean {
  return describingFlag(flags) !== undefined;
}

/** The first flag that says what is tested, as it is written. */
export function describingFlag(flags: RecipeFlags): string | undefined {
  const names = Object.keys(recipeFlags) as (keyof RecipeFlags)[];
  return firstGiven(
    flags,
    names.filter((name) => recipeFlags[name] === "test"),
  );
}

/** The recipe that a command line stands for: that of its file, or one made of its flags. @throws UsageError */
export async function testRecipe(target: string, cwd: string, flags: RecipeFlags): Promise<Fields> {
  const execution = defined({
    policies: policiesOf(flags.policies),
    model: flags.model,
    judge: flags.judge,
    repeat: flags.repeat,
    seed: flags.seed,
    concurrency: flags.concurrency,
    answerTimeoutMs: flags.timeout,
    personas: flags.users === undefined ? undefined : { sociodemographic: flags.users },
  });
  if (!isAddress(target)) {
    refuseBareHost(target, cwd);
    return { ...(await ownRecipe(target, cwd, flags)), ...execution };
  }
  if (!URL.canParse(target) || !/^(https?|wss?):$/.test(new URL(target).protocol))
    throw new UsageError(
      `"${target}" is not the address of a chatbot`,
      "Write http://…, https://…, ws://… or wss://…",
    );
  return {
    kind: "test",
    name: new URL(target).host,
    chatbot: chatbotOf(target, flags),
    ...defined({ scenarios: scenariosOf(flags), attacks: attacksOf(flags) }),
    ...execution,
  };
}

/** An address without its scheme, such as `localhost:3000`, is no file, and nobody guesses whether it is encrypted. @throws UsageError */
function refuseBareHost(target: string, cwd: string): void {
  const host =
    /^(localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:]+\]|(?:[a-z\d-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?].*)?$/i.exec(
      target,
    )?.[1];
  if (host === undefined || /\.(?:ya?ml|json)$/i.test(target) || existsSync(resolve(cwd, target))) return;
  const near = /^(?:localhost|127\.|\[)/i.test(host);
  throw new UsageError(
    `"${target}" is an address without its scheme, and no recipe of that name is there`,
    `Write ${near ? "http" : "https"}://${target}`,
  );
}

async function ownRecipe(target: string, cwd: string, flags: RecipeFlags): Promise<Fields> {
  const misplaced = firstGiven(flags, [
    "goal",
    "maxTurns",
    "mustSay",
    "neverSay",
    "criterion",
    "mustReachGoal",
    "attack",
    "wanted",
    "purpose",
    "secret",
    "type",
    "body",
    "answer",
    "header",
  ]);
  if (misplaced !== undefined)
    throw new UsageError(
      `${misplaced} is for a test of an address; a recipe says it itself`,
      "Change the recipe, or override it with key=value.",
    );
  const { readRecipeFile } = await import("@sdialog/runner");
  return readRecipeFile(resolve(cwd, target));
}

/** The first of these flags that is given, as it is written. */
function firstGiven(flags: RecipeFlags, names: readonly (keyof RecipeFlags)[]): string | undefined {
  const given = names.find((name) => flags[name] !== undefined);
  return given && `--${given.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function policiesOf(names: string | undefined): string | readonly string[] | undefined {
  if (names === undefined || /\.(?:ya?ml|json)$/i.test(names)) return names;
  return names.split(",").map((name) => name.trim());
}

function chatbotOf(url: string, { type, body, answer, header = [] }: RecipeFlags): unknown {
  const described =
    type ??
    (body === undefined && answer === undefined ? undefined : /^wss?:/.test(url) ? "websocket" : "webhook");
  if (described === undefined && header.length === 0) return url;
  return defined({
    type: described ?? (/^wss?:/.test(url) ? "websocket" : "openai"),
    url,
    body: body === undefined ? undefined : parsedBody(body),
    answer,
    headers: header.length === 0 ? undefined : Object.fromEntries(header.map(headerOf)),
  });
}

function parsedBody(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new UsageError(
      `--body is not JSON: ${(cause as Error).message}`,
      `For example: --body '{"text":"{{message}}"}'`,
    );
  }
}

function headerOf(line: string): readonly [string, string] {
  const colon = line.indexOf(":");
  if (colon < 1)
    throw new UsageError(
      `"${line}" is not a header`,
      "For example: --header 'authorization: Bearer ${BOT_TOKEN}'",
    );
  return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}

/** Without a goal of one's own, users try what every chatbot must be able to do. */
const usualGoal = "Find out what this chatbot can help you with, and get help with one of these things.";

function scenariosOf(flags: RecipeFlags): readonly Fields[] | undefined {
  if (flags.attack !== undefined && flags.goal === undefined) return attackersAlone(flags);
  const expect = [
    ...(flags.mustSay ?? []).map((said) => ({ said })),
    ...(flags.neverSay ?? []).map((notSaid) => ({ notSaid })),
    ...(flags.criterion ?? []).map((judge) => ({ judge })),
    ...(flags.mustReachGoal === true ? [{ goalReached: true }] : []),
  ];
  const goals = flags.goal ?? [usualGoal];
  const names = goalNames(goals);
  return goals.map((goal, index) =>
    defined({
      name: names[index],
      goal,
      maxTurns: flags.maxTurns,
      expect,
    }),
  );
}

/** Names of goals: their beginnings, numbered where different goals begin alike. */
function goalNames(goals: readonly string[]): readonly string[] {
  const texts = goals.map((goal) => goal.replaceAll(/\s+/g, " ").trim());
  return texts.map((text) => {
    const name = text.slice(0, 80);
    const alike = [...new Set(texts.filter((one) => one.slice(0, 80) === name))];
    return alike.length === 1 ? name : `${name} (${alike.indexOf(text) + 1})`;
  });
}

/** Attackers without users who have a goal: what is said of users must not be passed over. @throws UsageError */
function attackersAlone(flags: RecipeFlags): undefined {
  const misplaced = firstGiven(flags, [
    "users",
    "policies",
    "model",
    "judge",
    "maxTurns",
    "mustSay",
    "neverSay",
    "criterion",
    "mustReachGoal",
  ]);
  if (misplaced !== undefined)
    throw new UsageError(
      `${misplaced} is for users with a goal, and attackers say and expect what their technique does`,
      "Add --goal for users beside the attackers, or --repeat for more wordings of the attacks.",
    );
}

function attacksOf(flags: RecipeFlags): Fields | undefined {
  const { attack, wanted, purpose, secret } = flags;
  const misplaced = firstGiven(flags, ["wanted", "purpose", "secret"]);
  if (attack === undefined && misplaced !== undefined)
    throw new UsageError(`${misplaced} is for attackers`, "Add --attack all, or the techniques you mean.");
  if (attack === undefined) return undefined;
  const names = attack.flatMap((list) => list.split(",").map((name) => name.trim()));
  const techniques = names.includes("all") ? undefined : [...new Set(names)];
  return defined({ wanted, purpose, secret, techniques });
}

function defined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
