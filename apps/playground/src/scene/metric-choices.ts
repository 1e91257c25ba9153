import { listMetrics } from "@sdialog/evaluation";
import { metricLabel } from "@sdialog/evaluation/internal";
import type { MetricChoice } from "../protocol/catalog.ts";

const groups: readonly (readonly [group: string, names: RegExp])[] = [
  [
    "How long and by whom",
    /^(?:word-count|turn-count|mean-turn-length|words-per-turn|turn-length|opening-length|verbosity-cv|turn-taking-ratio|speaker-.*|short-utterance-rate)$/,
  ],
  [
    "How people talk",
    /^(?:(?:question|hesitation|back-channel|repeated-turn|politeness|formality|acknowledgment|repetition|identity-confusion|uncertainty|certainty|pushback|clarification-question|info-seeking|emotional-expression|accusatory|strategy-pivot)-rate|filler-word-density|front-loading-ratio|identifiers-per-turn)$/,
  ],
  [
    "Variety of words",
    /^(?:lexical-diversity|type-token-ratio|mtld.*|vocd-d|hdd|hd-d|mattr|msttr|maas|yules-k|distinct-.*|ead-.*|self-bleu.*|rouge-l-homogenization|compression-ratio)$/,
  ],
  [
    "How easy to read",
    /^(?:flesch.*|gunning-fog|smog|coleman-liau|automated-readability-index|linsear-write|dale-chall)$/,
  ],
  [
    "Against the set of comparison",
    /^(?:contamination|novelty|nearest-reference|near-duplicate|persona-adherence|dialog-flow-.*)$/,
  ],
  ["Time, cost and tools", /^(?:cost|token-count|latency|duration|tool-call-count)$/],
];
const judged = "Judged by a model";
const others = "Others";

/** All metrics there are, in their groups; what somebody else has registered comes last. */
export function metricChoices(): MetricChoice[] {
  const choices = listMetrics().map(({ name, description, judge }) => ({
    name,
    title: metricLabel(name).title,
    description,
    judge,
    group: judge ? judged : (groups.find(([, names]) => names.test(name))?.[0] ?? others),
  }));
  const order = [...groups.map(([group]) => group), judged, others];
  return choices.sort((one, other) => order.indexOf(one.group) - order.indexOf(other.group));
}
