import type { RowForm } from "../messages/exported-rows.ts";
import type { Dialog, KindOf } from "@sdialog/core";
import type { ChatMessageOptions } from "../messages/chat-messages.ts";

/** A form in which dialogues are handed on: text that grows dialogue by dialogue, or a file written as a whole. */
export type Exporter = TextExporter | FileExporter;

/** Writes dialogues into a file of text. */
export interface TextExporter {
  /** Written once, at the top. */
  readonly header?: string | undefined;
  /**
   * What a dialogue becomes: one text a row, none when there is nothing of it to hand on.
   * @throws DialogRefusedError for a dialogue that cannot be written so: it is left out and counted
   */
  rows(dialog: Dialog): readonly string[];
}

/** Writes a file that is not text, or a folder. */
export interface FileExporter {
  /**
   * Writes it as the dialogues come, a bounded number of them held at once.
   *
   * @param remark tells what whoever exports must know, such as a file that was not written, in a sentence
   */
  writeFile(path: string, dialogs: AsyncIterable<Dialog>, remark: (sentence: string) => void): Promise<void>;
}

interface ExporterFields {
  /** What the names of its files end in, without the dot; nothing for a folder. */
  readonly extension: string;
  /** Whether models are trained on it: dialogues that cannot be trained on are then left out and counted. */
  readonly training: boolean;
  /** The trainer whose rules its rows are to meet, as `validate --for` knows it: what breaks them is left out. */
  readonly trainer?: string | undefined;
  /** What its rows of messages look like. Default: its rows are others, and messages in them as those of Hugging Face datasets. */
  readonly form?: RowForm | undefined;
  /** Where an opening of the assistant goes unless it is said. Default: as the form needs it, a message as a rule. */
  readonly opening?: "message" | "system" | undefined;
  /** Whether it keeps answers with `weight: 0` from being learned. Default: no, and dialogues with one are left out. */
  readonly weights?: boolean | undefined;
  /** Whether its rows are single answers: what opens a dialogue is not an answer. Default: no. */
  readonly answers?: boolean | undefined;
  /** Whether a turn is written without the time at which it was said. Default: no. */
  readonly timeless?: boolean | undefined;
  /** Whether a dataset card belongs beside the files. Default: no. */
  readonly card?: boolean | undefined;
}

declare module "@sdialog/core" {
  interface RegistryKinds {
    /** What stands behind `--format` of an export. */
    exporter: KindOf<Exporter | Promise<Exporter>, ChatMessageOptions, ExporterFields>;
  }
}
