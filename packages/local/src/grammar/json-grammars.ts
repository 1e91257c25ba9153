import type { CompiledGrammar, GrammarCompiler } from "@mlc-ai/web-xgrammar";
import type { JsonSchema } from "@sdialog/llm";
import { loadXgrammar } from "../platform/node-platform.ts";
import type { GrammarLibrary } from "../platform/load-xgrammar.ts";
import { type TokenConstraint, tokenConstraint } from "./token-constraint.ts";
import type { TokenVocabulary } from "./token-vocabulary.ts";

interface Compiler {
  readonly library: GrammarLibrary;
  readonly compiler: GrammarCompiler;
  readonly compiled: Map<string, CompiledGrammar>;
}

/** A schema that cannot be turned into a grammar, and why. */
export class UnsupportedSchema {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Turns JSON schemas into constraints on the next token (XGrammar; Dong et al. 2024, arXiv 2411.15100). */
export class JsonGrammars {
  readonly #vocabulary: () => Promise<TokenVocabulary>;
  readonly #endTokens: readonly number[];
  #compiler: Promise<Compiler> | undefined;

  /** @param vocabulary read when the first schema comes */
  constructor(vocabulary: () => Promise<TokenVocabulary>, endTokens: readonly number[]) {
    this.#vocabulary = vocabulary;
    this.#endTokens = endTokens;
  }

  /** A constraint for one reply. */
  async constraint(schema: JsonSchema): Promise<TokenConstraint | UnsupportedSchema> {
    this.#compiler ??= this.#load();
    const { library, compiler, compiled } = await this.#compiler;
    const text = JSON.stringify(schema);
    try {
      const known = compiled.get(text);
      // One line, a space after commas and colons: with free white space, small models never stop writing it.
      const grammar = known ?? (await compiler.compileJSONSchema(text, false, -1));
      compiled.set(text, grammar);
      return tokenConstraint(await library.xgrammar.GrammarMatcher.createGrammarMatcher(grammar));
    } catch (error) {
      this.#compiler = undefined;
      return new UnsupportedSchema(explanation(library, error));
    }
  }

  async #load(): Promise<Compiler> {
    const library = await loadXgrammar();
    const { tokens, encoding } = await this.#vocabulary();
    const { TokenizerInfo, GrammarCompiler: Compilers } = library.xgrammar;
    const info = await TokenizerInfo.createTokenizerInfo([...tokens], encoding, false, tokens.length, [
      ...this.#endTokens,
    ]);
    return { library, compiler: await Compilers.createGrammarCompiler(info), compiled: new Map() };
  }
}

function explanation({ complaints }: GrammarLibrary, error: unknown): string {
  const fatal = complaints.findLast((line) => line.includes("[FATAL]"));
  // The library writes where in its own source it stopped; what follows is for the reader.
  const explained = fatal?.replace(/^.*?\.cc:\d+:\s*(Check failed: .*? is false: )?/, "");
  return explained ?? (error instanceof Error ? error.message : String(error));
}
