import type { Dialog } from "@sdialog/core";
import { type Annotation, annotationSchema } from "../../protocol/library.ts";

/** What has been said about a dialogue so far. Annotations of other tools are left where they are. */
export function annotationOf({ annotations }: Dialog): Annotation {
  if (typeof annotations === "string") return { rating: null, scores: {}, labels: [], comment: annotations };
  const { rating, scores, labels, comment } = annotationSchema.shape;
  const given = annotations ?? {};
  return {
    rating: rating.safeParse(given["rating"] ?? null).data ?? null,
    scores: scores.safeParse(given["scores"] ?? {}).data ?? {},
    labels: labels.safeParse(given["labels"]).data ?? [],
    comment: comment.safeParse(given["comment"]).data ?? "",
  };
}

/** The dialogue's `annotations` with this in them; what says nothing is left out, and other tools' entries stay. */
export function withAnnotation(
  dialog: Dialog,
  { rating, scores, labels, comment }: Annotation,
): Record<string, unknown> | null {
  const {
    rating: _rating,
    scores: _scores,
    labels: _labels,
    comment: _comment,
    ...others
  } = typeof dialog.annotations === "object" ? { ...dialog.annotations } : ({} as Record<string, unknown>);
  const all = {
    ...others,
    ...(rating === null ? {} : { rating }),
    ...(Object.keys(scores).length === 0 ? {} : { scores }),
    ...(labels.length === 0 ? {} : { labels }),
    ...(comment === "" ? {} : { comment }),
  };
  return Object.keys(all).length === 0 ? null : all;
}
