import type {
  RealismGap,
  RealismGroup,
  RealismNumber,
  RealismResultView,
} from "../../src/protocol/realism.ts";

/** How far simulated users are from people: the verdict, the widest gaps with what both say, and every feature. */
export function RealismResult({ result }: { readonly result: RealismResultView }) {
  const { verdict, behaviour, toldApart, coverage, giveaways, gaps, n, notes } = result;
  return (
    <section class="likeness" aria-label="How much they behave like people">
      <h2>{verdict}</h2>
      <dl class="facts">
        <Fact
          name={behaviour.label}
          value={behaviour}
          note={`people among themselves ${shown(behaviour.atBest)}`}
        />
        <Fact
          name="Told apart (AUC)"
          value={toldApart}
          note={`0.5 is like people, 1 always told${toldApart.p === null ? "" : `; p = ${toldApart.p.toFixed(2)}`}`}
        />
        <Fact name="Coverage, of 1" value={coverage} note="how near each has somebody like them" />
      </dl>
      {giveaways.length === 0 ? null : (
        <p class="quiet">What gives them away most: {giveaways.join("; ")}.</p>
      )}
      <h3>{gaps.length === 0 ? "No feature differs beyond chance" : "The widest gaps"}</h3>
      {gaps.map((gap) => (
        <Gap key={gap.text} gap={gap} />
      ))}
      <table class="results stacked">
        <caption class="quiet">
          Means over conversations and alignment, with their 95 % intervals; “at best” is what it would be on
          average if all conversations were of one source
        </caption>
        <thead>
          <tr>
            <th scope="col">What the user does</th>
            <th scope="col" class="number">
              people <span class="quiet">n = {n.real}</span>
            </th>
            <th scope="col" class="number">
              simulated <span class="quiet">n = {n.simulated}</span>
            </th>
            <th scope="col" class="number">
              alignment
            </th>
            <th scope="col" class="number">
              at best
            </th>
          </tr>
        </thead>
        {result.groups.map((group) => (
          <Group key={group.group} group={group} />
        ))}
      </table>
      {notes.map((note) => (
        <p class="quiet" key={note}>
          {note}
        </p>
      ))}
    </section>
  );
}

function Fact({
  name,
  value,
  note,
}: {
  readonly name: string;
  readonly value: RealismNumber;
  readonly note: string;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{shown(value.value)}</strong> <span class="quiet">{range(value)}</span>
        <div class="quiet">{note}</div>
      </dd>
    </div>
  );
}

function Gap({ gap: { text, real, simulated } }: { readonly gap: RealismGap }) {
  return (
    <div class="behaviour-gap">
      <p>{text}</p>
      <div class="sides">
        {real.length === 0 ? null : <Said who="people" turns={real} />}
        <Said who="simulated" turns={simulated} />
      </div>
    </div>
  );
}

function Said({ who, turns }: { readonly who: "people" | "simulated"; readonly turns: readonly string[] }) {
  return (
    <figure class={`quoted ${who}`}>
      <figcaption class="quiet">{who}</figcaption>
      {turns.map((text) => (
        <blockquote>{text}</blockquote>
      ))}
    </figure>
  );
}

function Group({ group: { group, about, alignment, atBest, features } }: { readonly group: RealismGroup }) {
  return (
    <tbody>
      <tr class="group">
        <th scope="rowgroup" colSpan={3}>
          {group} {about}
        </th>
        <td class="number" data-label="alignment">
          <Value of={alignment} />
        </td>
        <td class="number" data-label="at best">
          {shown(atBest)}
        </td>
      </tr>
      {features.map(({ name, description, real, simulated, alignment: alike, atBest: best, differs }) => (
        <tr key={name}>
          <th scope="row">
            {description}
            {differs ? <span class="tag">differs</span> : null}
          </th>
          <td class="number" data-label="people">
            <Value of={real} />
          </td>
          <td class="number" data-label="simulated">
            <Value of={simulated} />
          </td>
          <td class="number" data-label="alignment">
            <Value of={alike} />
          </td>
          <td class="number" data-label="at best">
            {shown(best)}
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function Value({ of }: { readonly of: RealismNumber }) {
  return (
    <>
      {shown(of.value)} <span class="quiet">{range(of)}</span>
    </>
  );
}

function range({ low, high }: RealismNumber): string {
  return low === null || high === null ? "" : `${shown(low)} – ${shown(high)}`;
}

function shown(value: number | null): string {
  return value === null ? "–" : value.toFixed(value >= 10 ? 1 : 2);
}
