/**
 * Names that are everyday words of English, too, in lower case: where they stand, more than the letters has to tell that
 * somebody is meant.
 */
export const everydayWords: ReadonlySet<string> = new Set(
  [
    "will mark grace hope faith joy rose bill frank jack art rich june april may august summer dawn hunter mason",
    "chase chance drew grant lance miles pat ray rob sue guy dean earl duke ivy lily daisy violet olive ruby pearl",
    "amber crystal sky star penny nick max gene wade ward dale christian major angel melody harmony justice destiny",
    "stone baker cook king brown white green black gray grey young long short price page bell wood woods rivers hill",
    "hills field fields day winter rain brook brooks banks best bush cash church cross flowers ford fox frost gold",
    "good hall hand head house lake land lane law little love marsh moon moss noble park parks pool pope power powers",
    "rice sharp silver small snow strong swift sweet walker wall walls waters weeks wells west wise wolf worth",
    "an do so he you my on no sun song",
  ].flatMap((line) => line.split(" ")),
);
