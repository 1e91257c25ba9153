export { AttributeModel } from "./attributes/attribute-model.ts";
export type {
  AttributeModelClass,
  Attributes,
  AttributeShape,
  AttributesInput,
} from "./attributes/attribute-model.ts";
export { defineAttributes } from "./attributes/define-attributes.ts";
export type { Metadata } from "./attributes/metadata.ts";
export { canonicalJson, contentHash, contentId } from "./content-hash.ts";
export { Context } from "./context.ts";
export { Dialog } from "./dialog/dialog.ts";
export type { DialogInput } from "./dialog/dialog.ts";
export type { DialogSource } from "./dialog/dialog-source.ts";
export { dialogKeys } from "./dialog/dialog-data.ts";
export type { DialogData } from "./dialog/dialog-data.ts";
export type { DialogEvent, DialogEventInput, EventDraft } from "./dialog/event.ts";
export type {
  ByteSource,
  DialogReader,
  ExportLayout,
  FolderEntry,
  ReaderFit,
  ReaderInput,
  ReaderOptions,
  ReaderSample,
} from "./text/dialog-reader.ts";
export type { FormatDialogOptions } from "./dialog/format-dialog.ts";
export type { Instruction } from "./dialog/instruction.ts";
export { endClass, isStopReason, stopClass, stopReasons } from "./dialog/stop-reason.ts";
export type { StopClass, StopReason } from "./dialog/stop-reason.ts";
export { countWords } from "./dialog/text-transforms.ts";
export { cutShort } from "./dialog/turn.ts";
export type { CutShort, Turn, TurnInput } from "./dialog/turn.ts";
export { DataFormatError } from "./errors/data-format-error.ts";
export type { DataFormatErrorOptions } from "./errors/data-format-error.ts";
export { InvalidArgumentError } from "./errors/invalid-argument-error.ts";
export { MissingPackageError } from "./errors/missing-package-error.ts";
export { SDialogError } from "./errors/sdialog-error.ts";
export type { SDialogErrorOptions } from "./errors/sdialog-error.ts";
export { factsSchema, factValue } from "./facts/fact.ts";
export type { Fact, Facts } from "./facts/fact.ts";
export { factsAsked } from "./facts/facts-asked.ts";
export { factsTold } from "./facts/facts-told.ts";
export type { Asked } from "./facts/facts-asked.ts";
export type { Json, JsonObject } from "./json.ts";
export type {
  InstructionResult,
  Orchestrator,
  OrchestratorMoment,
  OrchestratorRun,
  OrchestratorSession,
  ToolMoment,
  TypingNoise,
} from "./orchestration/orchestrator.ts";
export type { AnySchema } from "./options/any-schema.ts";
export { deriveSeed, Random } from "./random.ts";
export type { Seed } from "./random.ts";
export { createByName, lookUp, register, registered } from "./registry/registry.ts";
export type {
  ContextOf,
  Entry,
  EntryFields,
  KindOf,
  MadeOf,
  NewEntry,
  NoOptions,
  PersonaClass,
  RegistryKind,
  RegistryKinds,
} from "./registry/registry-kinds.ts";
export { UnknownNameError } from "./registry/unknown-name-error.ts";
export { formatDialogJson, parseDialogJson } from "./text/dialog-json.ts";
export { formatDialogJsonl, parseDialogsJsonl } from "./text/dialog-jsonl.ts";
export type { ParseDialogsJsonlOptions } from "./text/dialog-jsonl.ts";
export { formatDialogTable, parseDialogTable } from "./text/dialog-table.ts";
export type { FormatDialogTableOptions, ParseDialogTableOptions } from "./text/dialog-table.ts";
export { formatDialogText, parseDialogText } from "./text/dialog-text.ts";
export type { FormatDialogTextOptions, ParseDialogTextOptions } from "./text/dialog-text.ts";
export type { TableColumns } from "./text/table-columns.ts";
export { version } from "./version.ts";
