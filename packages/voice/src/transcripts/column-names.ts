/**
 * Names as tools that divide columns at blanks take them, each another one: blanks and what is not seen become underscores, and where two
 * names would become one, the second gets a number. Names that need no change keep theirs, and names of blanks only are one:
 * whoever it is.
 *
 * @param names any number of them, in any order: the same names become the same
 * @param unfit what else becomes an underscore
 * @returns name → what stands in the column
 */
export function columnNames(
  names: Iterable<string>,
  unfit = /[\s\p{C}\p{Z}]+/gu,
): ReadonlyMap<string, string> {
  const clean = (name: string): string => {
    const word = name.trim().replaceAll(unfit, "_");
    // What RTTM writes where nothing is known.
    return word === "" ? "unknown" : word === "<NA>" ? "NA" : word;
  };
  const given = [...new Set(names)];
  const all = [...new Set(given.map(known))].toSorted(
    (a, b) => Number(clean(a) !== a) - Number(clean(b) !== b) || (a < b ? -1 : 1),
  );
  const taken = new Set<string>();
  const words = new Map(
    all.map((name) => {
      const word = clean(name);
      let free = word;
      for (let copy = 2; taken.has(free); copy++) free = `${word}_${copy}`;
      taken.add(free);
      return [name, free];
    }),
  );
  return new Map(given.map((name) => [name, words.get(known(name)) as string]));
}

/** A name as far as there is one. */
function known(name: string): string {
  return name.trim() === "" ? "" : name;
}
