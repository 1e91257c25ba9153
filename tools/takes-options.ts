import { globSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import ts from "typescript";

/** A public function, constructor or method that takes an object with named fields, found in the types of the packages. */
export interface TakesOptions {
  readonly package: string;
  /** The entry point it is exported from: `@sdialog/evaluation/judges`. */
  readonly entry: string;
  /** The exported name; for a method, its class's. */
  readonly name: string;
  readonly method?: string | undefined;
  readonly kind: "function" | "constructor" | "method" | "static";
  /** Which parameter the options are, counted from 0. */
  readonly position: number;
  /** Whether it is a list of such objects. */
  readonly isList: boolean;
  /** The type of the options, as it is written. */
  readonly type: string;
}

type Found = Omit<TakesOptions, "package" | "entry">;
type Place = Pick<Found, "name" | "method" | "kind">;

interface Entry {
  readonly package: string;
  readonly entry: string;
  readonly file: string;
}

/** A public constructor, or a function that makes a part of a conversation, with how many arguments it takes at most. */
export interface TakesArguments extends Pick<TakesOptions, "entry" | "name" | "kind"> {
  readonly most: number;
}

export interface PublicCalls {
  /** Whatever takes an object of which something may be left out, or options. */
  readonly options: readonly TakesOptions[];
  /** What is called by people who are used to arguments in a row. */
  readonly arguments: readonly TakesArguments[];
}

/** Everything the packages' entry points export that can be called in a wrong way nobody would notice. */
export function publicCalls(): PublicCalls {
  const entries = [...entryPoints()];
  const { compilerOptions } = ts.readConfigFile("tsconfig.base.json", ts.sys.readFile).config as {
    readonly compilerOptions: unknown;
  };
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, ".");
  const program = ts.createProgram({
    rootNames: entries.map(({ file }) => file),
    options,
    host: hostFor(options),
  });
  const reader = new Reader(program.getTypeChecker());
  const found = new Map<string, TakesOptions>();
  const counted = new Map<string, TakesArguments>();
  for (const { file, ...entry } of entries) {
    const source = program.getSourceFile(file);
    for (const [declared, one] of reader.exportsOf(source))
      found.set(`${declared} ${one.kind} ${one.position}`, { ...one, ...entry });
    for (const [declared, one] of reader.argumentsOf(source)) counted.set(declared, { ...one, ...entry });
  }
  return { options: [...found.values()], arguments: [...counted.values()] };
}

/** Reads the packages and zod, of which options are made; what others declare is of no matter here and takes seconds. */
function hostFor(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const ours = /^(?:\.|@sdialog\/|zod$|node:)/;
  host.resolveModuleNameLiterals = (names, containing, redirected, forOptions, source) =>
    names.map((name) =>
      ours.test(name.text) || containing.includes("/node_modules/zod/")
        ? ts.resolveModuleName(
            name.text,
            containing,
            forOptions,
            host,
            undefined,
            redirected,
            ts.getModeForUsageLocation(source, name, forOptions),
          )
        : { resolvedModule: undefined },
    );
  return host;
}

function* entryPoints(): Generator<Entry> {
  for (const manifest of globSync("{packages,apps}/*/package.json").toSorted()) {
    const { name, exports } = JSON.parse(readFileSync(manifest, "utf8")) as {
      readonly name: string;
      readonly exports: Readonly<Record<string, unknown>>;
    };
    for (const [path, target] of Object.entries(exports)) {
      const source = (target as Record<string, string>)["@sdialog/source"];
      // What only siblings use is called with what they know to be right.
      if (source?.endsWith(".ts") !== true || path === "./internal") continue;
      yield { package: name, entry: name + path.slice(1), file: resolve(dirname(manifest), source) };
    }
  }
}

class Reader {
  readonly #checker: ts.TypeChecker;

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  /** The values a module exports, each with where it is declared: one thing may have several entries. */
  *#valuesOf(source: ts.SourceFile | undefined): Generator<Value> {
    const module = source === undefined ? undefined : this.#checker.getSymbolAtLocation(source);
    if (module === undefined) return;
    for (const exported of this.#checker.getExportsOfModule(module)) {
      const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
      const symbol = isAlias ? this.#checker.getAliasedSymbol(exported) : exported;
      if ((symbol.flags & ts.SymbolFlags.Value) === 0 || isTypeOnly(exported)) continue;
      const at = `${symbol.declarations?.[0]?.getSourceFile().fileName} ${symbol.name}`;
      yield { name: exported.name, symbol, type: this.#checker.getTypeOfSymbol(symbol), at };
    }
  }

  /** What a module exports that has to count its arguments, each with where it is declared. */
  *argumentsOf(
    source: ts.SourceFile | undefined,
  ): Generator<readonly [string, Omit<TakesArguments, "entry">]> {
    for (const { name, type, at } of this.#valuesOf(source)) {
      const makers = type
        .getCallSignatures()
        .filter((one) => isPart(this.#checker.typeToString(one.getReturnType())));
      for (const [kind, all] of [
        ["constructor", type.getConstructSignatures()],
        ["function", makers],
      ] as const) {
        const shown = all.filter(
          ({ declaration }) => declaration === undefined || !isHidden("", declaration),
        );
        if (shown.length === 0 || shown.some(takesAnyNumber) || all.some(isAbstract)) continue;
        yield [
          `${at} ${kind}`,
          { name, kind, most: Math.max(...shown.map(({ parameters }) => parameters.length)) },
        ];
      }
    }
  }

  /** What a module exports that takes options, each with where it is declared. */
  *exportsOf(source: ts.SourceFile | undefined): Generator<readonly [string, Found]> {
    for (const { name, symbol, type, at } of this.#valuesOf(source)) {
      const all = [
        ...this.#signatures({ name, kind: "function" }, type.getCallSignatures()),
        ...this.#signatures({ name, kind: "constructor" }, type.getConstructSignatures()),
        ...this.#members(name, "static", type),
        ...((symbol.flags & ts.SymbolFlags.Class) === 0
          ? []
          : this.#members(name, "method", this.#checker.getDeclaredTypeOfSymbol(symbol))),
      ];
      for (const one of all) yield [`${at} ${one.method ?? ""}`, one];
    }
  }

  /** The public methods of a class or of an object, those it inherits included. */
  *#members(name: string, kind: "method" | "static", type: ts.Type): Generator<Found> {
    for (const member of this.#checker.getPropertiesOfType(type)) {
      const declaration = member.valueDeclaration;
      if (declaration === undefined || isForeign(declaration) || isHidden(member.name, declaration)) continue;
      const place = { name, kind, method: member.name };
      yield* this.#signatures(place, this.#checker.getTypeOfSymbol(member).getCallSignatures());
    }
  }

  *#signatures(place: Place, signatures: readonly ts.Signature[]): Generator<Found> {
    for (const { parameters, declaration } of signatures) {
      if (declaration !== undefined && isHidden("", declaration)) continue;
      for (const [position, parameter] of parameters.entries())
        for (const given of this.#optionsIn(this.#checker.getTypeOfSymbol(parameter)))
          yield { ...place, position, ...given };
    }
  }

  /** The types of options among what a parameter may be. */
  *#optionsIn(type: ts.Type, isList = false): Generator<Pick<Found, "isList" | "type">> {
    if (type.isUnion()) for (const one of type.types) yield* this.#optionsIn(one, isList);
    else if ((type.flags & ts.TypeFlags.TypeParameter) !== 0) {
      const bound = this.#checker.getBaseConstraintOfType(type);
      if (bound !== undefined && bound !== type) yield* this.#optionsIn(bound, isList);
    } else if (this.#checker.isArrayLikeType(type)) {
      const [item] = this.#checker.getTypeArguments(type as ts.TypeReference);
      if (item !== undefined && !isList) yield* this.#optionsIn(item, true);
    } else if (this.#isOptions(type)) yield { isList, type: this.#checker.typeToString(type) };
  }

  /**
   * Whether a type is of objects made by a literal, of which something may be left out: a misspelled name among what is
   * required is a missing one, unless it is called an option. An object with methods is a thing with a contract of its own.
   */
  #isOptions(type: ts.Type): boolean {
    if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return false;
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return false;
    const declaration = type.symbol?.declarations?.[0];
    if (
      declaration !== undefined &&
      (ts.isClassLike(declaration) || (type.aliasSymbol === undefined && isForeign(declaration)))
    )
      return false;
    const fields = this.#checker.getPropertiesOfType(type);
    const { Method, Optional } = ts.SymbolFlags;
    return (
      (fields.some(({ flags }) => (flags & Optional) !== 0) ||
        calledOptions.test(this.#checker.typeToString(type))) &&
      !fields.some(({ flags }) => (flags & (Method | Optional)) === Method)
    );
  }
}

interface Value {
  readonly name: string;
  readonly symbol: ts.Symbol;
  readonly type: ts.Type;
  readonly at: string;
}

/** What conversations are made of. */
function isPart(type: string): boolean {
  return /^(?:Guard|TurnTaking|StopRule|Participant|Orchestrator|Tool|Noise|NoiseRule|Envelope|ModelMiddleware|ChatModel|ChatbotConnector|DialogScore|Sampling|PersonaSource)$/.test(
    type,
  );
}

function takesAnyNumber({ parameters }: ts.Signature): boolean {
  const last = parameters.at(-1)?.valueDeclaration;
  return last !== undefined && ts.isParameter(last) && last.dotDotDotToken !== undefined;
}

function isAbstract({ declaration }: ts.Signature): boolean {
  const made = declaration?.parent;
  return (
    made !== undefined &&
    ts.isClassDeclaration(made) &&
    (ts.getCombinedModifierFlags(made) & ts.ModifierFlags.Abstract) !== 0
  );
}

const calledOptions = /(?:Options|Definition)\b/;

function isTypeOnly({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some(
    (one) => ts.isExportSpecifier(one) && (one.isTypeOnly || one.parent.parent.isTypeOnly),
  );
}

function isForeign(declaration: ts.Declaration): boolean {
  return declaration.getSourceFile().fileName.includes("/node_modules/");
}

function isHidden(name: string, declaration: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (
    name.startsWith("#") || name.startsWith("__") || (ts.getCombinedModifierFlags(declaration) & hidden) !== 0
  );
}
