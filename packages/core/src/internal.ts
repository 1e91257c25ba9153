// What siblings of this package share. It may change in any release: see docs/versioning.md.
export { isBlank } from "./attributes/attribute-model.ts";
export { classNameOf } from "./attributes/class-name-of.ts";
export { fieldWords } from "./attributes/field-words.ts";
export { checkSpecVersion } from "./check-spec-version.ts";
export { sha256Hex } from "./content-hash.ts";
export { dialogsFrom } from "./dialog/dialog-source.ts";
export { turnLine } from "./dialog/turn.ts";
export { freshSeed, givenSeed } from "./fresh-seed.ts";
export { factWordings } from "./facts/fact.ts";
export { factKind } from "./facts/fact-kinds.ts";
export type { FactKind } from "./facts/fact-kinds.ts";
export { isSameMoment, momentsIn, monthNames } from "./facts/moments-in.ts";
export type { Moment } from "./facts/moments-in.ts";
export { allWordings, bareText, phraseFinder, phrases } from "./facts/phrase-finder.ts";
export type { PhraseFinder, Phrases } from "./facts/phrase-finder.ts";
export { valueKind } from "./facts/value-kind.ts";
export type { ValueKind } from "./facts/value-kind.ts";
export { servingForms } from "./facts/serving-forms.ts";
export { servingPhrases } from "./facts/serving-phrases.ts";
export { holm } from "./holm.ts";
export { escapeMarkup, html, Html } from "./html.ts";
export type { HtmlPart } from "./html.ts";
export { frozenJson } from "./json.ts";
export { loadPeer } from "./load-peer.ts";
export { checkModelName, isPublicName } from "./model-name.ts";
export { nearestName } from "./nearest-name.ts";
export { described, inALanguage, orNull } from "./options/any-schema.ts";
export { checkArguments, requireArguments } from "./options/check-arguments.ts";
export { checkContract, checkContracts } from "./options/check-contract.ts";
export { checkJsonForm } from "./options/check-json-form.ts";
export { issueSentence, issueSentences } from "./options/issue-sentence.ts";
export { inputJsonSchema } from "./options/input-json-schema.ts";
export { checkKinds } from "./options/check-kinds.ts";
export { checkCount, checkShare } from "./options/check-number.ts";
export { checkOptions, pickOptions } from "./options/check-options.ts";
export { requireOptions } from "./options/require-options.ts";
export { parseOptions } from "./options/parse-options.ts";
export type { OptionNames } from "./options/check-options.ts";
export { madeOnce } from "./made-once.ts";
export { isPlainFileName, isPlainPath } from "./plain-file-name.ts";
export { holdsKey, isKeyParameter, isPublicPath, pathOf, publicAddress } from "./public-address.ts";
export { isSecretName } from "./secret-name.ts";
export { countNames } from "./registry/registry.ts";
export { packageScaffold } from "./registry/package-scaffold.ts";
export { type ScaffoldNames, scaffoldNames, type ScaffoldTemplate } from "./registry/scaffold-names.ts";
export { counted } from "./text/counted.ts";
export { withArticle } from "./text/with-article.ts";
export { checkTemplate } from "./text/check-template.ts";
export { isNestedTooDeep, mostNesting } from "./text/json-nesting.ts";
export { holdsLargeInteger, parseJson } from "./text/parse-json.ts";
export { readBounded } from "./text/read-bounded.ts";
export { stopOnSignals, stopSignals } from "./stop-on-signals.ts";
export { withinStack } from "./within-stack.ts";
export { repeatedKey } from "./repeated-key.ts";
export { visibleLine, visibleText } from "./visible-text.ts";
export { groupBy } from "./group-by.ts";
export { cosineSimilarity, dot, meanVector, normalize } from "./vector.ts";
export type { Vector } from "./vector.ts";
export { packageVersion } from "./version.ts";
export { onOneLine } from "./on-one-line.ts";
export { dialogTables } from "./text/dialog-tables.ts";
export { type TurnRow, groupedRows } from "./text/grouped-rows.ts";
export {
  behindHead,
  invisibleMark,
  MarkCounter,
  marksIn,
  showsNothing,
  withoutMarks,
} from "./text/invisible-marks.ts";
export { jsonItems } from "./text/json-items.ts";
export type { JsonItem } from "./text/json-items.ts";
export { jsonParts, openedPart } from "./text/json-parts.ts";
export type { JsonPart, OpenedParts, OpenedRoots } from "./text/json-parts.ts";
export { lineOfPath } from "./text/line-of-path.ts";
export type { JsonPath } from "./text/line-of-path.ts";
export { NameCounter } from "./text/name-counter.ts";
export { parseTable, tableDelimiter, tableRows } from "./text/parse-table.ts";
export { bestFit, sampleRecords } from "./text/sample-records.ts";
export { splitLines } from "./text/split-lines.ts";
export { columnPosition, rolePlace, usualColumns } from "./text/table-columns.ts";
export { isUnspaced, wordEnds, wordsIn } from "./text/words-in.ts";
