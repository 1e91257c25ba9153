/** People for experiments that draw them, where no hub is given: enough to see how it goes, too few to publish. */
export const samplePeople: readonly string[] = [
  "A lighthouse keeper's daughter who now repairs clocks and distrusts anything digital.",
  "A night-shift nurse who writes crossword puzzles for a local paper.",
  "A beekeeper in a harbour town who used to be an insurance lawyer.",
  "A cheerful bus driver who knows the birthdays of all regular passengers.",
  "A geologist who is afraid of flying and travels by train with a box of stones.",
  "A retired goalkeeper who bakes for the youth team and coaches it badly.",
  "A librarian who restores old globes and collects misprints.",
  "A street musician with a doctorate in mathematics.",
  "A mother of four who runs a ferry on a small lake.",
  "A pastry cook who lost the sense of smell and tells nobody.",
  "A young judge who still lives above her parents' laundry.",
  "A mountain rescuer who takes painting lessons in secret.",
  "A vet for zoo animals who has never owned a pet.",
  "A former radio host who moved to the country to keep goats.",
  "A tailor for the opera who sings only when alone.",
  "A chess teacher who gives every pupil a nickname.",
  "A mayor of a village with forty inhabitants and as many opinions.",
  "A welder who builds kites and reads weather maps for fun.",
  "A translator of cookbooks who lives on tea and toast.",
  "A pharmacist who keeps a diary of overheard sentences.",
  "A carpenter who is learning sign language for a new neighbour.",
  "A train dispatcher who plans holidays to the minute.",
  "A gardener at a prison who grows roses from cuttings.",
  "A diver who cleans aquariums and dreams of deserts.",
];

/** Pairs of {@link samplePeople}, each pair once. */
export const samplePairs: readonly (readonly [string, string])[] = samplePeople.flatMap((first, distance) =>
  samplePeople.flatMap((_, position) => {
    const second = samplePeople[position + distance];
    return distance === 0 || second === undefined
      ? []
      : [[samplePeople[position] as string, second] as const];
  }),
);
