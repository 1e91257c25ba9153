/** Where directions are kept in the opened folder; the library does not look for dialogues there. */
export const directionsFolder = "steering-directions";

/** Where a direction of this name lies. */
export function directionPath(name: string): string {
  return `${directionsFolder}/${name}.json`;
}
