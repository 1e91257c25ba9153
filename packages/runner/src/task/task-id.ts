import { sha256Hex } from "@sdialog/core/internal";

/** Which task of a run this is. */
export interface TaskId {
  /** Content hash of everything the result is a function of: 32 hexadecimal digits. */
  readonly key: string;
  /** Position of the recipe among a sweep's variants; 0 without one. */
  readonly variant: number;
  /** Position among the tasks of the recipe, from 0. */
  readonly index: number;
}

/** The id of task `index` of the recipe with this identity. */
export function taskId(variant: number, identity: string, index: number): TaskId {
  return { key: sha256Hex(`${identity}:${index}`).slice(0, 32), variant, index };
}
